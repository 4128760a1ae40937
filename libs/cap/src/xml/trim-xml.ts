/** White space as XML has it: tab, line feed, carriage return, space; JavaScript counts many more characters. */
export const isSpace = (code: number): boolean => code === 32 || code === 10 || code === 9 || code === 13

/** The text without the XML white space around it. */
export function trimXml(text: string): string {
  let from = 0
  let to = text.length
  while (from < to && isSpace(text.charCodeAt(from))) from += 1
  while (to > from && isSpace(text.charCodeAt(to - 1))) to -= 1
  return from === 0 && to === text.length ? text : text.slice(from, to)
}
