import type { LevelRow, LevelSide } from '@tusom/contract'
import { expect, test } from 'vitest'
import { inOrder, keyOf, standingOf, summaryOf, worstByUnit } from './attention.ts'

const side = (level: number | null, more: Partial<LevelSide> = {}): LevelSide => ({
  level,
  since: '2025-10-07T19:00:00Z',
  knownAt: '2025-10-07T19:00:00Z',
  rule: 'r',
  article: null,
  evidence: [],
  bulletin: null,
  holder: null,
  ...more,
})
const row = (unitId: number, more: Partial<LevelRow>): LevelRow => ({
  unitId,
  unitCode: String(unitId),
  unitName: `Xã ${unitId}`,
  hazard: 'flood',
  suggested: null,
  official: null,
  trend: null,
  now: null,
  sample: false,
  ...more,
})

test('the worse of official and suggested stands, and says which it is', () => {
  expect(standingOf(row(1, { suggested: side(3), official: side(2) }))).toEqual({ level: 3, status: 'suggested' })
  expect(standingOf(row(1, { suggested: side(2), official: side(3) }))).toEqual({ level: 3, status: 'official' })
  expect(standingOf(row(1, { suggested: side(2), official: side(2) }))).toEqual({ level: 2, status: 'official' })
  expect(standingOf(row(1, { suggested: side(0), official: side(0) }))).toEqual({ level: 0, status: 'official' })
})

test('undetermined is not level 0, and does not hide a known level', () => {
  expect(standingOf(row(1, { suggested: side(null) }))).toEqual({ level: null, status: 'suggested' })
  expect(standingOf(row(1, { suggested: side(null), official: side(0) })).level).toBeNull()
  expect(standingOf(row(1, { suggested: side(null), official: side(1) }))).toEqual({ level: 1, status: 'official' })
})

test('worst first; undetermined between 3 and 2; nobody on it before somebody on it; level 0 stays out', () => {
  const held = { holder: { name: 'A', at: '2025-10-07T19:00:00Z' } }
  const rows = [
    row(1, { suggested: side(1) }),
    row(2, { suggested: side(0) }),
    row(3, { suggested: side(null) }),
    row(4, { suggested: side(3, held) }),
    row(5, { suggested: side(3) }),
    row(6, { suggested: side(2) }),
    row(7, { official: side(4) }),
  ]
  expect(inOrder(rows).map(r => r.unitId)).toEqual([7, 5, 4, 3, 6, 1])
})

test('rising faster stands first among equals', () => {
  const trend = (perHour: number) => ({ perHour, unit: 'm/h', station: 'S', value: 1, at: '2025-10-07T19:00:00Z' })
  const rows = [row(1, { suggested: side(2), trend: trend(0.02) }), row(2, { suggested: side(2), trend: trend(0.4) })]
  expect(inOrder(rows).map(r => r.unitId)).toEqual([2, 1])
})

test('the summary counts communes once and names the hazards', () => {
  const rows = inOrder([
    row(1, { suggested: side(3) }),
    row(1, { suggested: side(3), hazard: 'flash-flood-landslide' }),
    row(2, { suggested: side(3, { since: '2025-10-07T18:00:00Z' }), official: side(2) }),
    row(3, { suggested: side(1) }),
  ])
  expect(summaryOf(rows)).toEqual({
    standing: { level: 3, status: 'suggested' },
    mixed: false,
    communes: 2,
    hazards: [
      { hazard: 'flood', n: 2 },
      { hazard: 'flash-flood-landslide', n: 1 },
    ],
    since: '2025-10-07T18:00:00Z',
    official: 2,
  })
  expect(summaryOf([])).toBeNull()
  expect(worstByUnit(rows).size).toBe(3)
  expect(keyOf({ unitId: 1, hazard: 'flood' })).toBe('1/flood')
})
