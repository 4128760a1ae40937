import type { Formula, ReadIndicator } from '@tusom/domain'

const signs = { '<>': '<>', and: 'AND', or: 'OR' } as const

/**
 * A formula of ours as Excel writes it, so that whoever opens the file sees what is computed from what. `figure`: what stands for a figure;
 * every figure is known where the formula counts (`known` is true, `orzero` is the figure itself).
 */
function excel(f: Formula, figure: (code: string) => string): string {
  const of = (x: Formula) => excel(x, figure)
  switch (f.type) {
    case 'number':
      return String(f.value)
    case 'figure':
      return figure(f.code)
    case 'not':
      return `NOT(${of(f.of)})`
    case 'minus':
      return `(-${of(f.of)})`
    case 'binary':
      return f.op === 'and' || f.op === 'or'
        ? `${signs[f.op]}(${of(f.left)},${of(f.right)})`
        : `(${of(f.left)}${f.op}${of(f.right)})`
    case 'call':
      switch (f.name) {
        case 'known':
          return 'TRUE'
        case 'orzero':
          return f.args.map(of).join('')
        case 'round':
          return `ROUND(${of(f.args[0] as Formula)},${f.args[1] ? of(f.args[1]) : '0'})`
        default:
          return `${f.name.toUpperCase()}(${f.args.map(of).join(',')})`
      }
  }
}

/** An indicator as a formula; `needed`: cells that must hold a number, else there is no value. */
export function indicatorFormula(
  i: ReadIndicator,
  figure: (code: string) => string,
  needed: readonly string[] = [],
): string {
  const value = `IFERROR(ROUND(${excel(i.read, figure)},${Math.min(4, Math.max(0, i.decimals))}),"")`
  return needed.length ? `IF(AND(${needed.map(c => `ISNUMBER(${c})`).join(',')}),${value},"")` : value
}
