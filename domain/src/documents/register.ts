import { Refusal } from '../refusals/refusal.ts'

/**
 * Kinds of document with their abbreviations (Nghị định 30/2020/NĐ-CP, Phụ lục III, mục I) that a People's Committee or a
 * department issues most. An official letter has none: its sign is the office and the drafting section ("UBND-VX").
 */
export const registerKinds = [
  'KH',
  'BC',
  'CV',
  'CĐ',
  'TB',
  'QĐ',
  'CT',
  'TTr',
  'HD',
  'GM',
  'NQ',
  'CTr',
  'PA',
  'BB',
  'KL',
] as const
export type RegisterKind = (typeof registerKinds)[number]

export const linkKinds = ['basis', 'amends', 'carries-out', 'answers'] as const
export type LinkKind = (typeof linkKinds)[number]

/** The sign of a body: "UBND" for a committee; the initials of a department ("Sở Y tế" → "SYT"). A person may write another. */
export function bodySign(unit: { kind: string; name: string; fullName: string }): string {
  if (unit.kind === 'commune' || unit.kind === 'province') return 'UBND'
  const initials = unit.fullName
    .replace(/(?:\s+tỉnh)$/iu, ' Tỉnh')
    .replace(/[,.()]/g, ' ')
    .split(/\s+/)
    .filter(w => w && !/^(?:và|của|về)$/iu.test(w))
    .map(w => w.charAt(0).toLocaleUpperCase('vi'))
    .join('')
  return initials.slice(0, 12)
}

/** What follows the stroke of a number: "KH-UBND"; for a letter "UBND" with its section, "UBND-VX". */
export const documentCode = (kind: string, sign: string, section = ''): string =>
  kind === 'CV' ? [sign, section].filter(Boolean).join('-') : `${kind}-${sign}`

/** "05/KH-UBND": below 10 with a leading zero (Phụ lục I, II.3). */
export const writtenNumber = (seq: number, code: string): string => `${String(seq).padStart(2, '0')}/${code}`

const codeShape = /^[A-ZĐĂÂÊÔƠƯa-zđ]{1,12}(?:-[A-ZĐĂÂÊÔƠƯa-zđ0-9]{1,12}){0,3}$/u
/** @throws Refusal register.bad-code */
export function checkCode(code: string): string {
  const nfc = code.normalize('NFC').trim()
  if (!codeShape.test(nfc)) throw new Refusal('register.bad-code', { code: nfc.slice(0, 40) })
  return nfc
}

/** Days of a book go forward: an entry of a day that has not come, or before the last one, is refused. @throws Refusal register.day */
export function checkDay(day: string, today: string): void {
  if (day > today) throw new Refusal('register.day-ahead', { day })
}
