/** Digits as bulletins write them: "6,63", "63.1", "2.890", "0,3 5" is read by who expects it. */
export const NUMBER = String.raw`\d{1,7}(?:[.,]\d{1,3}){0,2}`

/**
 * A figure of a bulletin. A comma is the decimal mark; a point too (`63.1mm`), but before exactly three digits it parts
 * thousands where the unit makes that likely (cm, mm, m³/s): `2.890cm` is 2890, `254.321 m` is 254.321.
 */
export function readFigure(text: string, unit: string): number | null {
  const s = text.replace(/\s/g, '')
  if (!/^\d+(?:[.,]\d+)*$/.test(s)) return null
  let plain: string
  if (s.includes(',')) {
    const last = s.lastIndexOf(',')
    if (s.indexOf(',') !== last) return null
    plain = `${s.slice(0, last).replaceAll('.', '')}.${s.slice(last + 1)}`
  } else if (/^\d{1,3}(?:\.\d{3})+$/.test(s) && unit !== 'm') plain = s.replaceAll('.', '')
  else if (s.indexOf('.') !== s.lastIndexOf('.')) return null
  else plain = s
  const n = Number(plain)
  return Number.isFinite(n) ? n : null
}

/** Metres from a figure in m or cm, without the noise of the division. */
export function inMetres(value: number, unit: string): number {
  return unit === 'cm' ? Math.round(value * 100) / 10_000 : value
}

/** Removes what binary fractions add: 7.02 − 6.3 is 0.72. */
export const tidy = (n: number): number => Math.round(n * 10_000) / 10_000
