import type { OutDocument } from '@tusom/admin-docs'
import { inSentence } from './plan-name.ts'

export type Office = { kind: string; name: string; fullName: string }
export type TypedSigner = { position: string; name: string }

const upper = (text: string) => text.toLocaleUpperCase('vi')
const isCommittee = (unit: Office) => unit.kind === 'commune' || unit.kind === 'province'

/** Who issues, as the head of a document writes it. The body above the police is its ministry; that of the army is not known here and stays out. */
export function letterhead(unit: Office, province: Office): OutDocument['issuer'] {
  if (isCommittee(unit)) return { name: ['ỦY BAN NHÂN DÂN', upper(unit.fullName)] }
  // "Công an tỉnh", "Bộ Chỉ huy quân sự tỉnh": on paper with the name of the province
  const name = [upper(unit.fullName.endsWith(' tỉnh') ? `${unit.fullName} ${province.name}` : unit.fullName)]
  if (/^công an/iu.test(unit.fullName)) return { superior: 'BỘ CÔNG AN', name }
  if (/^bộ (?:chỉ huy|đội)/iu.test(unit.fullName)) return { name }
  return { superior: `ỦY BAN NHÂN DÂN ${upper(province.fullName)}`, name }
}

/** "Ủy ban nhân dân xã Hữu Lũng", "Sở Y tế": the body that speaks. */
export const bodyName = (unit: Office): string =>
  isCommittee(unit) ? `Ủy ban nhân dân ${inSentence(unit.fullName)}` : unit.fullName

/** The post that signs where nobody has typed another. */
export const usualPosition = (unit: Office): string =>
  isCommittee(unit) ? 'CHỦ TỊCH' : /^bộ chỉ huy/iu.test(unit.fullName) ? 'CHỈ HUY TRƯỞNG' : 'GIÁM ĐỐC'

/** A deputy signs for the head: "PHÓ CHỦ TỊCH" brings "KT. CHỦ TỊCH" above itself (Nghị định 30/2020/NĐ-CP, Điều 13). */
export function signerOf(unit: Office, typed: TypedSigner): OutDocument['signer'] {
  const position = upper(typed.position.trim()) || usualPosition(unit)
  const head = /^PHÓ\s+(.+)$/u.exec(position)?.[1]
  const prefix = [...(isCommittee(unit) ? ['TM. ỦY BAN NHÂN DÂN'] : []), ...(head ? [`KT. ${head}`] : [])]
  return { ...(prefix.length ? { prefix } : {}), position, name: typed.name.trim() || null }
}
