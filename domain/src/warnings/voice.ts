/** Reading speed of a slow announcer, words a minute. [proposal] Vietnamese writes one syllable a word. */
export const WORDS_PER_MINUTE = 150

const units: [RegExp, string][] = [
  [/(\d)\s?mm\b/g, '$1 mi li mét'],
  [/(\d)\s?cm\b/g, '$1 xăng ti mét'],
  [/(\d)\s?km\b/g, '$1 ki lô mét'],
  [/(\d)\s?m\b(?!²|2|\/)/g, '$1 mét'],
]

function spokenTime(hour: string, minute: string): string {
  const h = Number(hour)
  const m = Number(minute)
  return m === 0 ? `${h} giờ` : `${h} giờ ${m} phút`
}

/** Writes out what a person would stumble over: times, days, units, signs. "lúc 03:20 ngày 08/10" → "lúc 3 giờ 20 phút, ngày 8 tháng 10". */
export function forVoice(text: string): string {
  let said = text.normalize('NFC')
  said = said.replace(/\b([01]?\d|2[0-3]):([0-5]\d)\b( ngày)?/g, (_, h: string, m: string, day?: string) =>
    day ? `${spokenTime(h, m)}, ngày` : spokenTime(h, m),
  )
  said = said.replace(/\b(\d{1,2})\/(\d{1,2})\/(\d{4})\b/g, (_, d, m, y) => `${Number(d)} tháng ${Number(m)} năm ${y}`)
  said = said.replace(
    /\b([0-2]?\d|3[01])\/(0?[1-9]|1[0-2])\b(?![/\d])/g,
    (_, d, m) => `${Number(d)} tháng ${Number(m)}`,
  )
  for (const [pattern, words] of units) said = said.replace(pattern, words)
  said = said.replace(/(\d),(\d)/g, '$1 phẩy $2')
  said = said.replace(/\bUBND\b/g, 'Ủy ban nhân dân').replace(/\bPTDS\b/g, 'Phòng thủ dân sự')
  said = said
    .replace(/\s*[·–—]\s*/g, ', ')
    .replace(/\s*\(\s*|\s*\)\s*/g, ', ')
    .replace(/[“”"]/g, ' ')
  return said
    .replace(/[ \t]+/g, ' ')
    .replace(/ ([,.;:])/g, '$1')
    .replace(/,(?:\s*,)+/g, ',')
    .replace(/,\s*([.;:])/g, '$1')
    .trim()
}

/** Seconds that one reading takes. @param perMinute words a minute */
export function readingSeconds(text: string, perMinute = WORDS_PER_MINUTE): number {
  const words = text.split(/\s+/).filter(w => /[\p{L}\p{N}]/u.test(w)).length
  return Math.ceil((words * 60) / perMinute)
}
