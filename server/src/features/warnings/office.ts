import { type Actor, Refusal, type Role } from '@tusom/domain'
import { localParts } from '@tusom/vi-text'
import { type UnitRow, warningSettings, type WarningSettingsRow, type Tx } from '@tusom/store'
import type { UnitTree } from '../../core/unit-tree.ts'

const drafting: readonly Role[] = ['leader', 'duty-officer', 'department-officer']

/** Communes that a request names; a province stands for all its communes of the day. */
export function communesOf(tree: UnitTree, unitIds: readonly number[], now: Date): UnitRow[] {
  const day = localParts(now.getTime()).date
  const found = new Map<number, UnitRow>()
  for (const id of unitIds) {
    const unit = tree.byId.get(id)
    if (unit?.kind === 'province') for (const c of tree.communes(unit.id, day)) found.set(c.id, c)
    else if (unit?.kind === 'commune') found.set(unit.id, unit)
    else throw new Refusal('warning.areas')
  }
  const list = [...found.values()].sort((a, b) => (a.code < b.code ? -1 : 1))
  const provinces = new Set(list.map(c => tree.provinceOf(c.id)?.id))
  if (!list.length || provinces.size !== 1) throw new Refusal('warning.areas')
  return list
}

/** Whose warning it is: the unit under which the drafter holds all the communes, else (a department) their province. */
export function officeOf(
  actor: Actor,
  tree: UnitTree,
  areaIds: readonly number[],
): { ownerId: number; draftUnitId: number; provinceId: number; office: number[] } {
  const holding = actor.assignments.filter(a => drafting.includes(a.role)).sort((a, b) => a.units.size - b.units.size)
  const own = holding.find(a => areaIds.every(id => a.units.has(id)))
  const province = tree.provinceOf(areaIds[0] as number)
  const draftUnitId = own?.unitId ?? holding[0]?.unitId
  if (!province || draftUnitId === undefined) throw new Refusal('rights.reach')
  const ownerId = own?.unitId ?? province.id
  return { ownerId, draftUnitId, provinceId: province.id, office: [...new Set([ownerId, draftUnitId])] }
}

/** Everybody a warning is for: the communes and the hamlets below them that hold on the day. */
export function recipientsOf(tree: UnitTree, areaIds: readonly number[], now: Date): UnitRow[] {
  const day = localParts(now.getTime()).date
  const holds = (u: UnitRow) => u.validFrom <= day && (u.validTo === null || u.validTo > day)
  return areaIds.flatMap(id =>
    [...tree.subtree(id)]
      .flatMap(x => tree.byId.get(x) ?? [])
      .filter(u => (u.id === id || u.kind === 'hamlet') && holds(u)),
  )
}

/** "xã Hữu Lũng": the full name inside a sentence. */
export const inSentence = (fullName: string): string => fullName.charAt(0).toLowerCase() + fullName.slice(1)
export const englishName = (u: UnitRow): string => (typeof u.attrs.nameEn === 'string' ? u.attrs.nameEn : u.name)

export type Office = WarningSettingsRow & { isDefault: boolean }

/** Who speaks: the settings of the province; a commune speaks in its own name. */
export async function settingsFor(tx: Tx, tree: UnitTree, provinceId: number, ownerId: number): Promise<Office> {
  const province = tree.byId.get(provinceId) as UnitRow
  const owner = tree.byId.get(ownerId) ?? province
  const stored = await warningSettings(tx, provinceId)
  const named = (u: UnitRow) => ({
    senderName: `Ban Chỉ huy Phòng thủ dân sự ${inSentence(u.fullName)}`,
    senderNameEn: `Civil Defence Command of ${englishName(u)}`,
    senderShort: `UBND ${inSentence(u.fullName)}`,
  })
  const base: WarningSettingsRow = stored ?? {
    provinceId,
    sender: `vn.${province.code}.tusom`,
    identifierPrefix: `vn.${province.code}`,
    ...named(province),
    hotline: null,
    contact: null,
    webBase: null,
    wordsPerMinute: 150,
  }
  return { ...base, ...(owner.kind === 'commune' ? named(owner) : {}), isDefault: stored === null }
}
