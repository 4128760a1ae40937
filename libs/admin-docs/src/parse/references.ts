/** "147/NQ-CP", "30/2020/NĐ-CP", "44-KL/TW", "5572/CAT-PV01", "18/2023/QH15", "71/KH/ĐU". */
const reference =
  /(?<![\p{L}\d./-])(\d{1,5})(\s?\/\s?(?:19|20)\d{2})?\s?([/-])\s?([A-ZĐƯ][A-Za-zĐđƯư]{0,9}\d{0,2}(?:\s?[-/]\s?[A-ZĐƯ][A-Za-zĐđƯư]{0,11}\d{0,2}){0,3})(?![\p{L}\d])/gu

/**
 * The numbers of documents a text cites, each once, in order of first appearance, spaces taken out. Laws that are named
 * without a number ("Luật Đầu tư công") are not among them.
 */
export function findReferences(text: string): string[] {
  const found = new Set<string>()
  for (const m of text.matchAll(reference)) {
    const code = (m[4] ?? '').replace(/\s/g, '')
    // Two capitals at least: "24/H" or "5/Tổ" are no documents. A dash needs the "KH/ĐU" form of the Party.
    if (!/[A-ZĐƯ]{2}/.test(code)) continue
    if (m[3] === '-' && !code.includes('/')) continue
    found.add(`${m[1]}${(m[2] ?? '').replace(/\s/g, '')}${m[3]}${code}`)
  }
  return [...found]
}
