import { isSyllable } from './syllable.ts'

/** The encodings of Vietnamese before Unicode that offices still send: TCVN 5712 "ABC" (.VnTime) and VNI Windows (VNI-Times). */
export type LegacyEncoding = 'tcvn3' | 'vni'

/**
 * TCVN 5712:1993, VN3, the "ABC" fonts: one byte a letter, small letters only; fonts whose name ends in H show capitals. The keys are
 * the letters one sees when the bytes are taken for Windows-1252.
 */
const tcvn3 = table(
  'µà¸á¶ả·ã¹ạ¨ă»ằ¾ắ¼ẳ½ẵÆặ©âÇầÊấÈẩÉẫËậ®đÌèÐéÎẻÏẽÑẹªêÒềÕếÓểÔễÖệ×ìÝíØỉÜĩÞịßòãóáỏâõäọ«ôåồèốæổçỗéộ¬ơêờíớëởìỡîợïùóúñủòũôụ\u00adưõừøứöử÷ữùựúỳýýûỷüỹþỵ¡Ă¢Â§Đ£Ê¤Ô¥Ơ¦Ư',
)

/** VNI Windows: letters of their own … */
const vniLetters = table('ñđÑĐôơÔƠöưÖƯííÍÍììÌÌæỉÆỈóĩÓĨòịÒỊîỵÎỴ')
const [breve, hat, grave, acute, hook, tilde, dot] = [
  '\u0306',
  '\u0302',
  '\u0300',
  '\u0301',
  '\u0309',
  '\u0303',
  '\u0323',
]
/** … and marks that stand after the vowel they belong to: a breve or hat, a tone, or both. */
const vniMarks = new Map<string, string>([
  ['ù', acute],
  ['ø', grave],
  ['û', hook],
  ['õ', tilde],
  ['ï', dot],
  ['â', hat],
  ['á', hat + acute],
  ['à', hat + grave],
  ['å', hat + hook],
  ['ã', hat + tilde],
  ['ä', hat + dot],
  ['ê', breve],
  ['é', breve + acute],
  ['è', breve + grave],
  ['ú', breve + hook],
  ['ü', breve + tilde],
  ['ë', breve + dot],
])

function table(pairs: string): Map<string, string> {
  const letters = [...pairs]
  const out = new Map<string, string>()
  for (let i = 0; i + 1 < letters.length; i += 2) out.set(letters[i] ?? '', letters[i + 1] ?? '')
  return out
}

/**
 * Text in a legacy encoding, its bytes read as Windows-1252 (what pasting, old converters and .docx give), as Unicode NFC. A word whose
 * plain letters are all capitals is set in capitals whole, because VN3 has no accented capitals. `capitals`: the font is one of capitals.
 *
 * @example decodeLegacy('Céng hßa x· héi', 'tcvn3') // "Cộng hòa xã hội"
 * @example decodeLegacy('Ñoäc laäp - Töï do', 'vni') // "Độc lập - Tự do"
 */
export function decodeLegacy(text: string, encoding: LegacyEncoding, options: { capitals?: boolean } = {}): string {
  const out = encoding === 'tcvn3' ? fromTcvn3(text) : fromVni(text)
  return options.capitals ? out.toUpperCase() : out
}

function fromTcvn3(text: string): string {
  const words = text.split(/(\s+)/)
  // "HßA", "NAM": two plain capitals or more and no small letter; codes with digits ("19/KH-UBND") say nothing of their neighbours
  const capital = words.map(w => (w.match(/[A-Za-z]/g)?.length ?? 0) >= 2 && !/[a-z\d]/.test(w))
  return words
    .map((word, i) => {
      let out = ''
      for (const c of word) out += tcvn3.get(c) ?? c
      // A word with one plain letter ("X·") goes with the words beside it.
      const joined = (space: string | undefined) => space !== undefined && !space.includes('\n')
      const beside =
        (capital[i - 2] === true && joined(words[i - 1])) || (capital[i + 2] === true && joined(words[i + 1]))
      const plain = word.match(/[A-Za-z]/g) ?? []
      return capital[i] || (beside && plain.length <= 1 && plain.every(c => c <= 'Z')) ? out.toUpperCase() : out
    })
    .join('')
}

function fromVni(text: string): string {
  let out = ''
  let vowel = false
  for (const c of text) {
    const mark = vowel ? vniMarks.get(c.toLowerCase()) : undefined
    if (mark) {
      out += mark
      vowel = false
      continue
    }
    const letter = vniLetters.get(c) ?? c
    out += letter
    vowel = /[aeouyơư]/i.test(letter)
  }
  return out.normalize('NFC')
}

/** Letters that only Unicode Vietnamese has: where they are common, nothing is converted. */
const unicodeOnly =
  /[\u0102\u0103\u0110\u0111\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]|\u0300|\u0301|\u0303|\u0309|\u0323/gu
const high = /[\u00a1-\u00ff]/u
const sampleLength = 60_000

/**
 * The legacy encoding a text is written in, null when it is none. Decided by its words: those with letters beyond ASCII must
 * become Vietnamese syllables, eight in ten, and more of them than as they stand.
 */
export function detectLegacy(text: string): LegacyEncoding | null {
  const sample = text.slice(0, sampleLength)
  if (!high.test(sample)) return null
  const words = (sample.match(/[A-Za-z\u00a1-\u00ff\u00ad]{1,12}/gu) ?? []).filter(w => high.test(w)).slice(0, 4_000)
  if (words.length < 3 || (sample.match(unicodeOnly)?.length ?? 0) * 3 > words.length) return null
  const share = (decode: (w: string) => string) => {
    let good = 0
    for (const w of words) {
      const parts = decode(w).match(/[\p{L}\p{M}]+/gu) ?? []
      if (parts.length > 0 && parts.every(isSyllable)) good++
    }
    return good / words.length
  }
  const plain = share(w => w)
  const scores: [LegacyEncoding, number][] = [
    ['tcvn3', share(fromTcvn3)],
    ['vni', share(fromVni)],
  ]
  const [best, score] = scores.reduce((a, b) => (b[1] > a[1] ? b : a))
  return score >= 0.8 && score > plain + 0.2 ? best : null
}

/** The encoding a font name stands for, with whether it shows capitals: ".VnTime", ".VnTimeH", "VNI-Times"; null for Unicode fonts. */
export function legacyFont(name: string): { encoding: LegacyEncoding; capitals: boolean } | null {
  if (/^\.Vn/i.test(name)) return { encoding: 'tcvn3', capitals: name.replace(/\s.*$/, '').endsWith('H') }
  return /^VNI[-\s]/i.test(name) ? { encoding: 'vni', capitals: false } : null
}
