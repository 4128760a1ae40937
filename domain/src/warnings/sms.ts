import { stripDiacritics, toNfc } from '@tusom/vi-text'

/**
 * How a text is sent as SMS: GSM 03.38 (7 bit, one part 160, several 153 each) or UCS-2 (16 bit, 70, several 67 each).
 * The header that joins parts takes 6 bytes = 7 septets or 3 code units (3GPP TS 23.040, 9.2.3.24.1).
 */
export type SmsCount = {
  encoding: 'GSM-7' | 'UCS-2'
  /** septets or 16-bit units, extension characters and surrogate pairs counted as two */
  units: number
  parts: number
  /** units that still fit into the last part */
  left: number
  /** letters that force UCS-2, each once, at most 12 */
  outside: string[]
}

/** GSM 03.38 basic character set without the escape; position is the code. 3GPP TS 23.038, 6.2.1. */
const basic =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà'
/** Reached through the escape, so two septets each. 3GPP TS 23.038, 6.2.1.1. */
const extension = '\f^{}\\[~]|€'

const septets = new Map<string, number>()
for (const c of basic) if (c !== '\u001b') septets.set(c, 1)
for (const c of extension) septets.set(c, 2)

const limits = { 'GSM-7': { one: 160, many: 153 }, 'UCS-2': { one: 70, many: 67 } }

/** Parts of a text whose characters weigh so much; a character is never cut in two. */
function pack(weights: readonly number[], room: number): { parts: number; last: number } {
  let parts = 1
  let used = 0
  for (const w of weights) {
    if (used + w > room) {
      parts++
      used = 0
    }
    used += w
  }
  return { parts, last: used }
}

/** Counts what a text costs as SMS, normalised to NFC first: decomposed accents would count twice. */
export function countSms(text: string): SmsCount {
  const chars = [...toNfc(text)]
  const outside = [...new Set(chars.filter(c => !septets.has(c)))]
  const encoding = outside.length ? 'UCS-2' : 'GSM-7'
  const weights = chars.map(c => (encoding === 'GSM-7' ? (septets.get(c) as number) : c.length))
  const units = weights.reduce((a, b) => a + b, 0)
  const { one, many } = limits[encoding]
  const { parts, last } = units <= one ? { parts: 1, last: units } : pack(weights, many)
  return {
    encoding,
    units,
    parts: chars.length === 0 ? 0 : parts,
    left: (parts === 1 ? one : many) - last,
    outside: outside.slice(0, 12),
  }
}

const plainer: Record<string, string> = {
  '“': '"',
  '”': '"',
  '„': '"',
  '‘': "'",
  '’': "'",
  '–': '-',
  '—': '-',
  '…': '...',
  '·': '-',
  '•': '-',
  '×': 'x',
  '≥': '>=',
  '≤': '<=',
  '\u00a0': ' ',
  '°': ' do ',
  ª: 'a',
  º: 'o',
}

/** The text without marks and in GSM-7 letters only, as many networks demand; what has no plain form becomes "?". */
export function plainSms(text: string): string {
  const plain = [...toNfc(text)].map(c => plainer[c] ?? c).join('')
  return [...stripDiacritics(plain)].map(c => (septets.has(c) ? c : '?')).join('')
}
