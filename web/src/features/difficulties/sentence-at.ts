/** Longest sentence that is carried along. */
const MOST = 2000

/** What is selected; else the sentence at the cursor: a line, cut at the ends of sentences. Without mark of a list. Null: nothing there. */
export function sentenceAt(text: string, start: number, end: number): string | null {
  const chosen = end > start ? text.slice(start, end) : around(text, start)
  const clean = chosen
    .replace(/^[\s\-–+•*]+/, '')
    .replace(/\s+/g, ' ')
    .trim()
  return clean.length >= 5 ? clean.slice(0, MOST) : null
}

function around(text: string, at: number): string {
  const lines = text.split('\n')
  let from = 0
  for (const line of lines) {
    if (at <= from + line.length) {
      if (!line.trim()) break
      // a full stop within a number ("1.200") or a short form ("TP. Lạng Sơn") ends no sentence: a capital after a space does
      for (const part of line.split(/(?<=[.;!?])\s+(?=\p{Lu})/u)) {
        const begin = text.indexOf(part, from)
        if (at <= begin + part.length) return part
      }
      return line
    }
    from += line.length + 1
  }
  return lines.findLast(l => l.trim()) ?? ''
}
