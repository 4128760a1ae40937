/** Unicode NFC: the form in which all our text is kept, compared and counted. */
export function toNfc(s: string): string {
  return s.normalize('NFC')
}

/**
 * The text without Vietnamese marks, letter case kept: "Đình Lập" → "Dinh Lap".
 * U+00D0/U+00F0 (Icelandic eth), which old converters write in place of Đ/đ, count as Đ/đ.
 */
export function stripDiacritics(s: string): string {
  return s
    .normalize('NFD')
    .replace(/\p{Mn}+/gu, '')
    .replace(/[đð]/g, 'd')
    .replace(/[ĐÐ]/g, 'D')
    .normalize('NFC')
}

/**
 * The key under which people look for a text: lower case, no marks, white space collapsed and trimmed.
 * "Hoà  Bình", "Hòa Bình" and "HOA BINH" share one key, because the mark is gone wherever it stood.
 * For matching and search only: different words may share a key, so never store it as the text.
 */
export function fold(s: string): string {
  return stripDiacritics(s.toLowerCase())
    .replace(/[\s\u00a0\u200b\ufeff]+/g, ' ')
    .trim()
}

const collator = new Intl.Collator('vi', { numeric: true })

/** Vietnamese dictionary order (… d < đ < e …); numbers inside by value, so "Thôn 2" stands before "Thôn 10". */
export function compareVi(a: string, b: string): number {
  return collator.compare(a, b)
}

/**
 * Letters in the order in which documents label points: a) b) c) d) đ) e) g) … (no f, j, w, z, and no ă â ê ô ơ ư).
 * See Nghị định 30/2020/NĐ-CP, Phụ lục I, Mục II.6 (điểm).
 */
export const labelLetters = 'abcdđeghiklmnopqrstuvxy'

/** The label of the point at `index` (0-based): 0 → "a", 4 → "đ", 6 → "g"; null beyond "y". */
export function letterLabel(index: number): string | null {
  return labelLetters[index] ?? null
}

/** Place of a point's label in the Vietnamese order, 0-based; −1 when it is no such label. */
export function letterIndex(label: string): number {
  const letter = label.normalize('NFC').toLowerCase()
  return letter.length === 1 ? labelLetters.indexOf(letter) : -1
}
