import { fold } from '@tusom/vi-text'

/** Tone marks (grave, acute, tilde, hook, dot). The other marks make other letters (ă â ê ô ơ ư) and stay where they are. */
const tone = /[\u0300\u0301\u0303\u0309\u0323]/g

/** One word with its tone at the end, so that "hoà" and "hòa", "uỷ" and "ủy" are one word and "hoa" is another. */
function toneLast(word: string): string {
  const letters = word.normalize('NFD')
  const tones = letters.match(tone)?.join('') ?? ''
  return letters.replace(tone, '') + tones
}

/** Ways of shortening, longest first; both sides in plain words, matched on whole words. */
const shortForms: readonly (readonly [string, string])[] = (
  [
    ['ubmttqvn', 'ủy ban mặt trận tổ quốc việt nam'],
    ['ub mttq', 'ủy ban mặt trận tổ quốc'],
    ['ubmttq', 'ủy ban mặt trận tổ quốc'],
    ['mttq', 'mặt trận tổ quốc'],
    ['ubnd', 'ủy ban nhân dân'],
    ['hđnd', 'hội đồng nhân dân'],
    ['bchqs', 'bộ chỉ huy quân sự'],
    ['chqs', 'chỉ huy quân sự'],
    ['bch', 'ban chỉ huy'],
    ['bđbp', 'bộ đội biên phòng'],
    ['ptds', 'phòng thủ dân sự'],
    ['pctt', 'phòng chống thiên tai'],
    ['tkcn', 'tìm kiếm cứu nạn'],
    ['nhnn', 'ngân hàng nhà nước'],
    ['nn và ptnt', 'nông nghiệp và phát triển nông thôn'],
    ['ptnt', 'phát triển nông thôn'],
    ['nn và mt', 'nông nghiệp và môi trường'],
    ['nnmt', 'nông nghiệp và môi trường'],
    ['tn và mt', 'tài nguyên và môi trường'],
    ['tnmt', 'tài nguyên và môi trường'],
    ['kh và cn', 'khoa học và công nghệ'],
    ['khcn', 'khoa học và công nghệ'],
    ['tt và tt', 'thông tin và truyền thông'],
    ['tttt', 'thông tin và truyền thông'],
    ['gd và đt', 'giáo dục và đào tạo'],
    ['gdđt', 'giáo dục và đào tạo'],
    ['vhtt và dl', 'văn hóa thể thao và du lịch'],
    ['vh tt và dl', 'văn hóa thể thao và du lịch'],
    ['vhttdl', 'văn hóa thể thao và du lịch'],
    ['dt và tg', 'dân tộc và tôn giáo'],
    ['dttg', 'dân tộc và tôn giáo'],
    ['kh và đt', 'kế hoạch và đầu tư'],
    ['khđt', 'kế hoạch và đầu tư'],
    ['gtvt', 'giao thông vận tải'],
    ['vp', 'văn phòng'],
    ['vn', 'việt nam'],
    ['cat', 'công an tỉnh'],
    ['tp', 'thành phố'],
  ] as const
).map(([short, long]) => [` ${words(short)} `, ` ${words(long)} `] as const)

/** Lower case, no punctuation, "&" as "và", tones at the end of words, single spaces. */
function words(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/&/g, ' và ')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim()
    .split(' ')
    .map(toneLast)
    .join(' ')
}

/** Words before a name that are no part of it: the order itself, and the post of whoever heads the body. */
const before = [
  'đề nghị',
  'kính đề nghị',
  'giao nhiệm vụ cho',
  'giao cho',
  'giao',
  'yêu cầu',
  'đối với',
  'trách nhiệm của',
  'nhiệm vụ của',
  'đồng chí',
  'đ c',
  'giám đốc',
  'thủ trưởng',
  'lãnh đạo',
  'chủ tịch',
].map(w => `${words(w)} `)

/**
 * The key under which two ways of writing a body's name are one: abbreviations spelled out, tones placed alike, the order
 * ("Đề nghị …") and the head's post before it taken off, "tỉnh <name of the province>" read as "tỉnh". Marks count: "Tân Hoa" is not "Tân Hòa".
 */
export function unitKey(text: string, provinceName?: string): string {
  let key = ` ${words(text)} `
  for (const [short, long] of shortForms) key = key.replaceAll(short, long)
  key = key.trim()
  for (let cut = true; cut; ) {
    const opening = before.find(w => key.startsWith(w) && key.length > w.length)
    cut = opening !== undefined
    if (opening) key = key.slice(opening.length)
  }
  if (provinceName) {
    const own = `${words('tỉnh')} ${words(provinceName)}`
    if (key.endsWith(own) && key !== own) key = key.slice(0, -own.length) + words('tỉnh')
  }
  // "Sở Y tế tỉnh" is "Sở Y tế": a department (sở) exists only in a province
  if (key.startsWith(`${words('sở')} `)) key = key.replace(new RegExp(`(?: của)? ${words('tỉnh')}$`, 'u'), '')
  return key
}

/** The same without any mark: finds what was typed without diacritics, and what is only nearly the same. */
export const looseKey = (key: string): string => fold(key)

/** Whether a text carries any Vietnamese mark at all; without one it can only be compared by its loose key. */
export const hasMarks = (text: string): boolean => fold(text) !== text.toLowerCase().replace(/\s+/g, ' ').trim()
