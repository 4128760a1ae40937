import { expect, test } from 'vitest'
import { type AskedPlace, narrowest, PlaceResolver, type PlaceUnit } from './resolve-places.ts'

const unit = (id: number, name: string, more: Partial<PlaceUnit> = {}): PlaceUnit => ({
  id,
  kind: 'commune',
  name,
  fullName: `Xã ${name}`,
  parentId: 1,
  validFrom: '2025-07-01',
  validTo: null,
  aliases: [],
  former: null,
  ...more,
})
const old = (id: number, name: string, more: Partial<PlaceUnit> = {}) =>
  unit(id, name, { validFrom: '2000-01-01', validTo: '2025-07-01', ...more })
const of = (district: string, province: string | null = null) => ({ former: { district, province } })

const units: PlaceUnit[] = [
  unit(1, 'Lạng Sơn', { kind: 'province', fullName: 'Tỉnh Lạng Sơn', parentId: null }),
  unit(2, 'Cao Bằng', { kind: 'province', fullName: 'Tỉnh Cao Bằng', parentId: null }),
  unit(10, 'Hữu Lũng', of('huyện Hữu Lũng')),
  unit(11, 'Vân Nham', of('huyện Hữu Lũng')),
  unit(12, 'Quý Hoà', of('huyện Bình Gia')),
  unit(13, 'Tân Tiến', of('huyện Tràng Định')),
  unit(14, 'Đông Kinh', { fullName: 'Phường Đông Kinh', ...of('thành phố Lạng Sơn') }),
  unit(20, 'Tân Tiến', { parentId: 2 }),
  old(30, 'Minh Hòa'),
  old(31, 'Tân Lập'),
  old(32, 'Tân Lập'),
  old(33, 'Yên Vượng'),
]
const successions = [
  { oldId: 30, newId: 33 },
  { oldId: 33, newId: 10 },
  { oldId: 31, newId: 11 },
  { oldId: 32, newId: 12 },
]
const resolver = new PlaceResolver(units, successions, 1, '2025-10-08')
const ask = (place: AskedPlace, written: string | null = '2025-10-07') => resolver.resolve([place], written)

test('what is not known is asked, never guessed', () => {
  expect(ask({ name: 'xã Không Có' })).toMatchObject({ found: [], open: [{ why: 'unknown', options: [] }] })
  expect(ask({ name: 'từ Thanh Hóa đến Nghệ An' }).open).toMatchObject([{ why: 'wider' }])
  expect(ask({ name: 'vùng núi phía Bắc' }).open).toMatchObject([{ why: 'wider' }])
  expect(ask({ name: 'sông Kỳ Cùng' }).open).toMatchObject([{ why: 'wider' }])
})

test('another spelling of the marks is offered, not taken', () => {
  expect(ask({ name: 'xã Văn Nhâm' }).open).toEqual([
    { name: 'xã Văn Nhâm', within: null, why: 'spelling', options: [{ label: 'Xã Vân Nham', unitIds: [11] }] },
  ])
})

test('a commune of today, whatever the case, the tone mark and the word before it', () => {
  for (const name of ['Vân Nham', 'xã Vân Nham', 'VÂN NHAM', 'X. Vân Nham'])
    expect(ask({ name, kind: 'commune' }).found).toMatchObject([{ how: 'commune', unitIds: [11] }])
  expect(ask({ name: 'Quý Hòa', kind: 'commune' }).found).toMatchObject([{ unitIds: [12] }])
})

test('a name that was a district and is a commune now is asked, unless the bulletin says which', () => {
  expect(ask({ name: 'Hữu Lũng' }).open).toMatchObject([
    {
      why: 'several',
      options: [{ unitIds: [10] }, { label: expect.stringContaining('huyện Hữu Lũng'), unitIds: [10, 11] }],
    },
  ])
  expect(ask({ name: 'xã Hữu Lũng' }).found).toMatchObject([{ how: 'commune', unitIds: [10] }])
  expect(ask({ name: 'huyện Hữu Lũng' }).found).toMatchObject([{ how: 'district', unitIds: [10, 11] }])
})

test('a merged commune becomes what took it up, through several mergers', () => {
  expect(ask({ name: 'xã Minh Hòa' }).found).toMatchObject([{ how: 'former-commune', unitIds: [10] }])
})

test('one name of two merged communes is asked with both', () => {
  expect(ask({ name: 'xã Tân Lập' }, '2024-09-07').open).toMatchObject([
    { why: 'several', options: [{ unitIds: [11] }, { unitIds: [12] }] },
  ])
})

test('a name in a bulletin of before the merger is not taken for the larger commune of today', () => {
  expect(ask({ name: 'xã Vân Nham' }, '2024-09-07')).toMatchObject({ found: [], open: [{ why: 'before-merger' }] })
})

test('the province is all its communes; names of other provinces are none of ours', () => {
  expect(ask({ name: 'tỉnh Lạng Sơn' }).found).toMatchObject([{ how: 'province', unitIds: [10, 11, 12, 13, 14] }])
  expect(ask({ name: 'Lạng Sơn' }).found).toMatchObject([{ how: 'province' }])
  expect(ask({ name: 'các khu vực trong tỉnh' }).found).toMatchObject([{ how: 'province' }])
  expect(ask({ name: 'Tân Tiến', kind: 'commune', within: 'Cao Bằng' })).toEqual({
    found: [],
    open: [],
    elsewhere: ['Tân Tiến'],
  })
  expect(ask({ name: 'Cao Bằng' }).elsewhere).toEqual(['Cao Bằng'])
  expect(ask({ name: 'Tân Tiến', kind: 'commune', within: 'Lạng Sơn' }).found).toMatchObject([{ unitIds: [13] }])
})

test('half of a merged province is the communes that came from it', () => {
  const merged = new PlaceResolver(
    [
      unit(1, 'Thái Nguyên', { kind: 'province', parentId: null }),
      unit(2, 'Ba Bể', of('huyện Ba Bể', 'Bắc Kạn')),
      unit(3, 'Đồng Hỷ', of('huyện Đồng Hỷ', 'Thái Nguyên')),
    ],
    [],
    1,
    '2025-10-08',
  )
  expect(merged.resolve([{ name: 'Bắc Kạn' }], '2025-10-01').found).toMatchObject([{ unitIds: [2] }])
})

test('the province of a title gives way to the communes that are named', () => {
  const places = resolver.resolve(
    [
      { name: 'Vân Nham', kind: 'commune' },
      { name: 'Lạng Sơn', kind: 'province' },
    ],
    '2025-10-07',
  )
  expect(narrowest(places.found).map(f => f.unitIds)).toEqual([[11]])
  expect(narrowest(resolver.resolve([{ name: 'Lạng Sơn' }], null).found)[0]?.unitIds).toHaveLength(5)
})
