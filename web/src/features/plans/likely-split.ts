/** Where a sentence most likely holds two pieces of work: after its first semicolon or full stop. */
export function likelySplit(text: string): number {
  const m = /[;.](?=\s+\S)/.exec(text)
  return m ? m.index + 1 : Math.floor(text.length / 2)
}
