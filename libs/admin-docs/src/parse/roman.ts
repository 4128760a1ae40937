const numerals: [number, string][] = [
  [100, 'C'],
  [90, 'XC'],
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
]

/** 1–399 as a Roman numeral. */
export function toRoman(n: number): string {
  let rest = n
  let out = ''
  for (const [value, sign] of numerals) {
    while (rest >= value) {
      out += sign
      rest -= value
    }
  }
  return out
}

/** The value of a Roman numeral; null when it is not a well-formed one. */
export function fromRoman(text: string): number | null {
  let rest = text.toUpperCase()
  let value = 0
  for (const [n, sign] of numerals) {
    while (rest.startsWith(sign)) {
      value += n
      rest = rest.slice(sign.length)
    }
  }
  return rest === '' && value > 0 && toRoman(value) === text.toUpperCase() ? value : null
}
