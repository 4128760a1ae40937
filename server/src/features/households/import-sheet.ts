import {
  checkHouseholdRow,
  checkHouseholdTotals,
  checkShelterRow,
  type HouseholdColumn,
  householdColumns,
  type HouseholdRecord,
  type ShelterColumn,
  shelterColumns,
  type ShelterRecord,
} from '@tusom/domain'
import { listHosts, listShelters, type Tx } from '@tusom/store'
import { fold, parseNumber } from '@tusom/vi-text'
import type { UnitTree } from '../../core/unit-tree.ts'
import { takeSheet, type TakenSheet } from '../../core/take-sheet.ts'
import { hamletsUnder } from './names.ts'

/** Hamlets of a commune by every name a clerk may write. */
export function hamletNames(tree: UnitTree, communeId: number): Map<string, number> {
  const names = new Map<string, number>()
  for (const { id } of hamletsUnder(tree, communeId).values()) {
    const u = tree.byId.get(id)
    if (u) for (const n of [u.code, u.name, u.fullName, ...u.aliases]) names.set(fold(n), id)
  }
  return names
}
const middleOf = (tree: UnitTree, communeId: number) => {
  const u = tree.byId.get(communeId)
  return u && u.lat !== null && u.lon !== null ? { lat: u.lat, lon: u.lon } : null
}

export async function takeHouseholds(
  tx: Tx,
  tree: UnitTree,
  communeId: number,
  file: Buffer,
): Promise<TakenSheet<HouseholdRecord, HouseholdColumn>> {
  const hosts = await listHosts(tx, [...hamletsUnder(tree, communeId).keys()])
  const shelters = await listShelters(tx, [communeId])
  const context = {
    hamlets: hamletNames(tree, communeId),
    hosts: new Map(hosts.map(h => [fold(h.code), { id: h.id, capacity: h.capacity }])),
    shelters: new Map(shelters.map(s => [fold(s.code), { id: s.id, capacity: s.capacity }])),
    seen: new Map<string, number>(),
    middle: middleOf(tree, communeId),
  }
  const taken = await takeSheet(file, householdColumns, (row, cells) => checkHouseholdRow(row, cells, context))
  const stated = taken.total
    ? { row: taken.total.row, people: numberOf(taken.total.cells.get('people') ?? null), households: null }
    : null
  // a sum can only be compared when every row of it was read
  taken.warnings.push(
    ...checkHouseholdTotals(
      taken.good.map(g => ({ hamlet: tree.byId.get(g.value.hamletId)?.name ?? '', people: g.value.people })),
      taken.good.length === taken.rows.length ? stated : null,
    ),
  )
  return taken
}

export const takeShelters = (
  tree: UnitTree,
  communeId: number,
  file: Buffer,
): Promise<TakenSheet<ShelterRecord, ShelterColumn>> => {
  const context = {
    hamlets: hamletNames(tree, communeId),
    seen: new Map<string, number>(),
    middle: middleOf(tree, communeId),
  }
  return takeSheet(file, shelterColumns, (row, cells) => checkShelterRow(row, cells, context))
}

const numberOf = (cell: string | number | boolean | null): number | null =>
  typeof cell === 'number' ? cell : typeof cell === 'string' ? parseNumber(cell) : null
