import { expect, test } from 'vitest'
import { officialChanges, type ReplayPlaces } from './official-changes.ts'
import { parseBulletin } from './parse-bulletin.ts'

const places: ReplayPlaces = {
  areas: [
    { key: '06385', name: 'Hữu Lũng', province: 'Lạng Sơn' },
    { key: '06415', name: 'Vân Nham', province: 'Lạng Sơn' },
    { key: '05470', name: 'Đồng Hỷ', province: 'Thái Nguyên' },
  ],
  stations: [{ name: 'Hữu Lũng', areas: ['06385'] }],
}
const bulletin = (name: string, ...lines: string[]) => ({ name, parsed: parseBulletin(lines.join('\n')) })
const at = (s: string) => Date.parse(`${s}:00+07:00`)
const short = (r: ReturnType<typeof officialChanges>) =>
  r.changes.map(c => [new Date(c.at).toISOString(), c.area, c.hazard, c.from, c.to, c.rule])

test('a bulletin without an hour of issue or without a level is left out, and that is said', () => {
  const r = officialChanges(
    [
      bulletin('a', 'TIN LŨ', 'Cấp độ rủi ro thiên tai do lũ: cấp 2'),
      bulletin('b', 'TIN LŨ', 'Tin phát lúc 09h00 ngày 08/10/2025'),
      bulletin('c', 'Không phải bản tin'),
    ],
    places,
  )
  expect(r.changes).toEqual([])
  expect(r.skipped).toHaveLength(3)
  expect(r.skipped[0]).toContain('không có giờ phát')
})

test('a level that names no area of ours changes nothing and says so', () => {
  const r = officialChanges(
    [
      bulletin(
        'a',
        'TIN MƯA LỚN',
        'Cấp độ rủi ro thiên tai do mưa lớn: cấp 1; riêng Cà Mau cấp 2.',
        'Tin phát lúc 09h00 ngày 08/10/2025',
      ),
    ],
    places,
  )
  expect(r.changes).toEqual([])
  expect(r.skipped.join()).toContain('không khớp xã nào')
})

test('levels by gauge, by name and by province; the commune named for itself has its own', () => {
  const r = officialChanges(
    [
      bulletin(
        'lu',
        'TIN LŨ TRÊN SÔNG TRUNG',
        'Lúc 7h ngày 08/10, mực nước tại trạm Hữu Lũng 19,5m.',
        'Cấp độ rủi ro thiên tai do lũ: cấp 2',
        'Tin phát lúc 09h00 ngày 08/10/2025',
        'Tin tiếp theo phát lúc 15h30',
      ),
      bulletin(
        'lq',
        'TIN CẢNH BÁO LŨ QUÉT TỈNH LẠNG SƠN',
        'Cấp độ rủi ro thiên tai do lũ quét: cấp 1, riêng xã Vân Nham cấp 2.',
        'Tin phát lúc 10h00 ngày 08/10/2025',
      ),
    ],
    places,
  )
  expect(r.skipped).toEqual([])
  expect(short(r).filter(c => c[4] !== 0)).toEqual([
    ['2025-10-08T02:00:00.000Z', '06385', 'flood', 0, 2, 'bulletin/lu'],
    ['2025-10-08T03:00:00.000Z', '06385', 'flash-flood-landslide', 0, 1, 'bulletin/lq'],
    ['2025-10-08T03:00:00.000Z', '06415', 'flash-flood-landslide', 0, 2, 'bulletin/lq'],
  ])
  expect(r.changes[0]).toMatchObject({
    status: 'official',
    article: 'Điều 45',
    evidence: [{ value: 2, says: 'Cấp độ rủi ro thiên tai do lũ: cấp 2' }],
  })
})

test('a level does not stand for ever: the next bulletin, the final one, or the day after it was due ends it', () => {
  const first = bulletin(
    '1',
    'TIN LŨ',
    'Mực nước tại trạm Hữu Lũng 19,5m.',
    'Cấp độ rủi ro thiên tai do lũ: cấp 3',
    'Tin phát lúc 09h00 ngày 08/10/2025',
    'Tin tiếp theo phát lúc 15h30',
  )
  const second = bulletin(
    '2',
    'TIN LŨ',
    'Mực nước tại trạm Hữu Lũng 18,5m.',
    'Cấp độ rủi ro thiên tai do lũ: cấp 2',
    'Tin phát lúc 15h30 ngày 08/10/2025',
    'Tin tiếp theo phát lúc 21h00',
  )
  const last = bulletin(
    '3',
    'TIN CUỐI CÙNG VỀ LŨ',
    'Mực nước tại trạm Hữu Lũng 15m.',
    'Tin phát lúc 21h00 ngày 08/10/2025',
  )
  const day = { flood: 'flood' }
  expect(short(officialChanges([first], places))).toEqual([
    ['2025-10-08T02:00:00.000Z', '06385', day.flood, 0, 3, 'bulletin/1'],
    // 15:30 + an hour of grace + a day
    [new Date(at('2025-10-09T16:30')).toISOString(), '06385', day.flood, 3, 0, 'bulletin/1/expired'],
  ])
  const whole = [first, second, last]
  expect(short(officialChanges(whole, places)).map(c => [c[3], c[4]])).toEqual([
    [0, 3],
    [3, 2],
    [2, 0],
  ])
  // the order of the files does not matter
  expect(officialChanges([...whole].reverse(), places)).toEqual(officialChanges(whole, places))
})
