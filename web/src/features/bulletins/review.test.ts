import type { BulletinReading } from '@tusom/contract'
import { expect, test } from 'vitest'
import { faultsOfReview, filingOf, marksOf, mayStore, piecesOf, settle, startReview } from './review.ts'

const level = (over: Partial<BulletinReading['levels'][number]> = {}): BulletinReading['levels'][number] => ({
  hazard: 'flood',
  level: 2,
  areas: [],
  span: [0, 8],
  unitIds: [1],
  found: [],
  open: [],
  elsewhere: [],
  ...over,
})
const seen = (
  over: Partial<BulletinReading['observations'][number]> = {},
): BulletinReading['observations'][number] => ({
  river: 'Thử',
  station: 'Thử',
  at: '2025-10-08T09:00:00+07:00',
  value: 18.4,
  unit: 'm',
  alarm: 2,
  delta: 0.4,
  relation: 'above',
  span: [10, 20],
  series: { station: 'GAUGE-A', name: 'Thử', indicator: 'water_level', invented: true, may: true, stored: null },
  ...over,
})
const reading = (over: Partial<BulletinReading> = {}): BulletinReading => ({
  origin: 'text',
  arrivalId: null,
  text: 'Cấp hai. Thử 18,4 m. Hết.',
  title: 'TIN LŨ',
  number: null,
  kind: 'flood',
  issuer: 'Đài',
  issuedAt: '2025-10-08T09:30:00+07:00',
  nextAt: null,
  expiresAt: null,
  final: false,
  warnings: [],
  levels: [level()],
  areas: { found: [], open: [], elsewhere: [] },
  observations: [seen()],
  forecasts: [],
  rain: [],
  storm: [],
  quakes: [],
  temperatures: [],
  standing: [],
  filed: null,
  cap: null,
  ...over,
})
const now = Date.parse('2025-10-08T10:00:00+07:00')

test('what is missing is named', () => {
  const bare = startReview(reading({ issuer: null, kind: null, issuedAt: null, levels: [], observations: [] }))
  expect(faultsOfReview(bare, now)).toEqual(['needIssuer', 'needKind', 'needTime', 'nothing'])
  expect(faultsOfReview({ ...startReview(reading()), issuedAt: '2025-10-08T10:06:00+07:00' }, now)).toEqual(['future'])
  expect(faultsOfReview(startReview(reading({ nextAt: '2025-10-08T09:30:00+07:00' })), now)).toEqual(['nextBefore'])
  expect(faultsOfReview(startReview(reading({ levels: [level({ unitIds: [] })] })), now)).toContain('needUnitsOf')
  expect(faultsOfReview(startReview(reading({ levels: [level(), level({ level: 3 })] })), now)).toEqual(['twice'])
})

test('a level that is only for other provinces keeps nobody from confirming, and is not sent', () => {
  const r = startReview(
    reading({ levels: [level(), level({ level: 3, unitIds: [], areas: ['Cao Bằng'], elsewhere: ['Cao Bằng'] })] }),
  )
  expect(faultsOfReview(r, now)).toEqual([])
  expect(filingOf(r, reading()).levels).toEqual([{ hazard: 'flood', level: 2, unitIds: [1] }])
})

test('nothing measured is stored unless it was ticked, and only where it can be', () => {
  const r = startReview(reading())
  expect(filingOf(r, reading()).readings).toEqual([])
  const ticked = { ...r, observations: r.observations.map(o => ({ ...o, keep: true })) }
  expect(filingOf(ticked, reading()).readings).toEqual([
    { station: 'GAUGE-A', indicator: 'water_level', at: '2025-10-08T09:00:00+07:00', value: 18.4 },
  ])
  expect(mayStore(seen({ series: null }))).toBe(false)
  expect(mayStore(seen({ at: '2025-10-08' }))).toBe(false)
  const same = seen()
  expect(mayStore({ ...same, series: { ...(same.series as NonNullable<typeof same.series>), stored: 18.4 } })).toBe(
    false,
  )
})

test('a name that a person settled joins the levels without areas of their own, or the level it stood in', () => {
  const place = {
    name: 'Tân Lập',
    within: null,
    why: 'several' as const,
    options: [{ label: 'Xã Tân Lập', unitIds: [7] }],
  }
  const r = startReview(
    reading({
      levels: [level(), level({ level: 3, areas: ['xã X'], unitIds: [2], open: [place] })],
      areas: { found: [], open: [place], elsewhere: [] },
    }),
  )
  expect(faultsOfReview(r, now)).toContain('openLeft')
  expect(faultsOfReview(settle(settle(r, null, 'Tân Lập', []), 'level-1', 'Tân Lập', []), now)).toEqual([])
  const all = settle(r, null, 'Tân Lập', [7])
  expect(all.levels.map(l => l.unitIds)).toEqual([[1, 7], [2]])
  expect(all.open).toEqual([])
  expect(settle(r, 'level-1', 'Tân Lập', [7]).levels.map(l => [l.unitIds, l.open.length])).toEqual([
    [[1], 0],
    [[2, 7], 0],
  ])
  expect(settle(r, null, 'Tân Lập', []).levels[0]?.unitIds).toEqual([1])
})

test('the text is cut at its values; of two that overlap the first shows', () => {
  const r = startReview(reading({ levels: [level({ span: [0, 8] }), level({ span: [4, 12], level: 3 })] }))
  const pieces = piecesOf(reading().text, marksOf(r))
  expect(pieces.map(p => p.text).join('')).toBe(reading().text)
  expect(pieces.filter(p => p.id).map(p => [p.id, p.text])).toEqual([
    ['level-0', 'Cấp hai.'],
    ['seen-0', 'hử 18,4 m.'],
  ])
})

test('a final bulletin without a level ends what stands', () => {
  const r = startReview(reading({ final: true, levels: [], observations: [], standing: [4, 5] }))
  expect(filingOf(r, reading()).levels).toEqual([{ hazard: 'flood', level: 0, unitIds: [4, 5] }])
  expect(faultsOfReview(r, now)).toEqual([])
})
