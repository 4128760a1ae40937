/**
 * How the decimals of a file are marked. Said once for the whole file and kept to: a mark that is guessed value by value makes
 * 1.530 m of water out of 1,530 in the next line.
 */
export type DecimalMark = 'comma' | 'point'

const forms: Record<DecimalMark, { whole: RegExp; grouped: RegExp; group: RegExp }> = {
  point: {
    whole: /^\d+(?:\.\d*)?(?:[eE][-+]?\d{1,3})?$|^\.\d+$/,
    grouped: /^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/,
    group: /,/g,
  },
  comma: { whole: /^\d+(?:,\d*)?$|^,\d+$/, grouped: /^\d{1,3}(?:[. ]\d{3})+(?:,\d+)?$/, group: /[. ]/g },
}

/** Reads a figure under one decimal mark; NaN when it is none. @example readFigure('1.234,5', 'comma') // 1234.5 */
export function readFigure(text: string, mark: DecimalMark): number {
  const t = text.replace(/[\u00a0\u202f]/g, ' ').trim()
  if (t.length > 40) return Number.NaN
  const negative = /^[-−–]/.test(t)
  const body = t.replace(/^[-−–+]/, '').trim()
  const { whole, grouped, group } = forms[mark]
  const digits = whole.test(body) ? body : grouped.test(body) ? body.replace(group, '') : null
  if (digits === null) return Number.NaN
  const n = Number(digits.replace(',', '.'))
  return negative && n !== 0 ? -n : n
}
