import { expect, test } from 'vitest'
import { parseBulletin } from './parse-bulletin.ts'

const inBulletin = (sentence: string, title = 'TIN LŨ') =>
  parseBulletin(`${title}\n${sentence}\nTin phát lúc 10h00 ngày 09/10/2025`)
const day = (hour: string) => `2025-10-09T${hour}:00+07:00`

test('nothing is made up: an empty text, a picture without words, another language', () => {
  for (const text of ['', '   \n\n', '|', '%PDF-1.7', 'The weather is fine today.', '🌧️🌧️']) {
    const p = parseBulletin(text)
    expect(p).toMatchObject({ kind: null, issuedAt: null, nextAt: null, issuer: null, levels: [], observations: [] })
    expect(p.warnings.length).toBeGreaterThan(0)
  }
})

test('a bulletin without a year has no instant, unless the day it came in is known; then it says so', () => {
  const text = 'TIN LŨ TRÊN SÔNG CẦU\nLúc 07h ngày 09/10, mực nước tại Đáp Cầu 6,9m.\nTin phát lúc 09h00 ngày 09/10'
  const bare = parseBulletin(text)
  expect(bare.issuedAt).toBeNull()
  expect(bare.observations[0]?.at).toBeNull()
  expect(bare.warnings.join()).toContain('không có năm')
  const received = parseBulletin(text, { received: Date.parse('2025-10-09T09:20:00+07:00') })
  expect(received.issuedAt).toBe('2025-10-09T09:00:00+07:00')
  expect(received.observations[0]?.at).toBe('2025-10-09T07:00:00+07:00')
  expect(received.warnings.join()).toContain('2025')
})

test.each([
  'Tin phát tiếp theo vào lúc 21h00 ngày 09/10/2025.',
  'Tin tiếp theo được phát lúc 21h00 ngày 09/10.',
  'Bản tin tiếp theo sẽ được ban hành vào 21h00 cùng ngày.',
  'Bản tin cảnh báo lũ tiếp theo phát lúc 21h.',
  'Thời gian ban hành bản tin tiếp theo: 21h00 ngày 09/10/2025',
  'Lần phát tin kế tiếp: 21 giờ 00 ngày 09/10/2025',
])('the next bulletin: %s', sentence => {
  expect(inBulletin(sentence)).toMatchObject({ issuedAt: day('10:00'), nextAt: day('21:00') })
})

test('a level whose place stands between two colons', () => {
  const said = 'Cấp độ rủi ro thiên tai do bão: Vùng biển Bắc vịnh Bắc Bộ: cấp 3; đất liền phía Đông Bắc Bộ: cấp 2.'
  expect(inBulletin(said, 'TIN BÃO KHẨN CẤP').levels.map(l => [l.level, l.areas])).toEqual([
    [3, ['Vùng biển Bắc vịnh Bắc Bộ']],
    [2, ['phía Đông Bắc Bộ']],
  ])
})

test('around new year the nearest year is taken', () => {
  const p = parseBulletin(
    'TIN RÉT HẠI\nLúc 19h ngày 31/12, tại Mẫu Sơn rét hại. Đêm 31/12.\nTin phát lúc 09h30 ngày 01/01/2026',
  )
  expect(p.issuedAt).toBe('2026-01-01T09:30:00+07:00')
  const q = parseBulletin(
    'TIN LŨ TRÊN SÔNG BA\nLúc 22h ngày 31/12 mực nước tại Củng Sơn 31,2m.\nTin phát lúc 03h30 ngày 01/01/2026',
  )
  expect(q.observations[0]?.at).toBe('2025-12-31T22:00:00+07:00')
})

test.each([
  ['mực nước sông Cầu tại Đáp Cầu 6,63m (trên BĐ3 0,33m)', 6.63, 3, 0.33],
  ['mực nước sông Cầu tại Đáp Cầu 6,15m (dưới BĐ2 0,15m)', 6.15, 2, -0.15],
  ['Mực nước tại trạm thủy văn Đáp Cầu (sông Cầu): 6.63 m, cao hơn BĐIII 0.33 m.', 6.63, 3, 0.33],
  ['Trên sông Cầu tại Đáp Cầu: 663cm, trên báo động cấp 3: 33cm.', 6.63, 3, 0.33],
  ['sông Cầu tại Đáp Cầu 6,63m (>BĐ3 0,33m)', 6.63, 3, 0.33],
  ['sông Cầu tại Đáp Cầu 6,63m (BĐ3 +0,33m)', 6.63, 3, 0.33],
  ['sông Cầu tại Đáp Cầu là 6,63m, +0,33m so với BĐ3', 6.63, 3, 0.33],
  ['sông Cầu tại Trạm Thủy văn Đáp Cầu đạt 6,12 m, thấp hơn báo động II là 18 cm.', 6.12, 2, -0.18],
  ['sông Cầu tại Đáp Cầu 4,31m, ở mức Báo động (BĐ)1', 4.31, 1, 0],
  ['sông Cầu tại Đáp Cầu 6,3m (báo động 3)', 6.3, 3, 0],
  ['sông Cầu tại Đáp Cầu 2.890cm, vượt 190cm so với cấp báo động 3', 28.9, 3, 1.9],
  ['sông Cầu tại Đáp Cầu 5,9m, dưới BĐ3 0,3 5m', 5.9, 3, -0.35],
  ['sông Cầu tại Đáp Cầu 7,60 m, trên báo động 3- 1,3 m, vượt lũ lịch sử năm 1986 (7,52 m) là 0,08 m', 7.6, 3, 1.3],
  ['sông Cầu tại Đáp Cầu 7,60 m, vượt lũ lịch sử năm 1986 (7,52 m) là 0,08 m', 7.6, 4, 0.08],
  ['sông Cầu tại Đáp Cầu 6,63m (BĐ3: 6,3m)', 6.63, null, null],
  ['sông Cầu tại Đáp Cầu ở dưới mức BĐ1', null, 0, null],
  ['sông Cầu tại Đáp Cầu ở trên mức BĐ1', null, 1, null],
])('%s', (sentence, value, alarm, delta) => {
  const p = inBulletin(`Lúc 9h ngày 09/10, ${sentence}`)
  expect(p.observations).toMatchObject([
    { river: 'Cầu', station: 'Đáp Cầu', at: day('09:00'), value, unit: 'm', alarm, delta },
  ])
})

test('a length that is no level of a gauge is left alone', () => {
  const p = inBulletin(
    'Mực nước tại trạm Lạng Sơn đang lên. Ngập sâu 2-5m, sóng cao 3m, tầm nhìn dưới 50m, hố sụt rộng 5m sâu 3m. Biên độ lũ lên 3m. Lưu lượng 1.572 m3/s, cách cầu 200m.',
  )
  expect(p.observations).toEqual([])
  expect(p.forecasts).toEqual([])
})

test('what is measured after the hour of issue is a forecast, whatever the words', () => {
  const p = inBulletin(
    'Mực nước sông Cầu tại Đáp Cầu lúc 7h ngày 09/10 6,5m; lúc 19h ngày 09/10 7,0m; đến sáng 10/10 6,8m.',
  )
  expect(p.observations.map(o => o.value)).toEqual([6.5])
  expect(p.forecasts.map(o => [o.at, o.value])).toEqual([
    [day('19:00'), 7],
    ['2025-10-10', 6.8],
  ])
})

test('an hour is never made up for "đêm" or "sáng mai"', () => {
  const p = inBulletin('Từ đêm 09/10 đến sáng 11/10, khu vực Lạng Sơn có mưa với lượng mưa 50-100mm.', 'TIN MƯA LỚN')
  expect(p.rain).toMatchObject([{ place: 'Lạng Sơn', from: '2025-10-09', to: '2025-10-11', min: 50, max: 100 }])
})

test('"từ 9h đến hết ngày" begins on that day; "từ 19h đến 7h" began the day before', () => {
  const rain = (s: string) => inBulletin(`${s}, khu vực Lạng Sơn có mưa với lượng mưa 50-100mm.`, 'TIN MƯA LỚN').rain[0]
  expect(rain('Từ 9h ngày 09/10 đến hết ngày 09/10')).toMatchObject({ from: day('09:00'), to: '2025-10-09' })
  expect(rain('Từ 19h đến 7h ngày 09/10')).toMatchObject({ from: '2025-10-08T19:00:00+07:00', to: day('07:00') })
})

test.each([
  ['Cấp độ rủi ro thiên tai do lũ: Cấp 3', [['flood', 3, []]]],
  ['Cấp độ rủi ro thiên tai: cấp 2', [['flood', 2, []]]],
  [
    'cảnh báo cấp độ rủi ro thiên tai do lũ quét, sạt lở đất: cấp 1, riêng xã Tân Tiến cấp 2',
    [
      ['flash-flood-landslide', 1, []],
      ['flash-flood-landslide', 2, ['xã Tân Tiến']],
    ],
  ],
  [
    'Cấp độ rủi ro thiên tai do mưa lớn, lốc, sét, mưa đá: Cấp II.',
    [
      ['heavy-rain', 2, []],
      ['thunderstorm', 2, []],
    ],
  ],
  [
    'Cấp độ rủi ro thiên tai do lũ trên sông Cầu: Cấp 3, trên sông Thương: cấp 2.',
    [
      ['flood', 3, ['sông Cầu']],
      ['flood', 2, ['sông Thương']],
    ],
  ],
  ['Cảnh báo cấp độ 1 về rủi ro thiên tai do lốc, sét, mưa đá', [['thunderstorm', 1, []]]],
  ['Rủi ro thiên tai do xâm nhập mặn ở mức cấp độ 2', [['saltwater-intrusion', 2, []]]],
  ['Gió mạnh cấp 6, giật cấp 8; nước trên báo động 3; cháy rừng cấp V.', []],
])('levels: %s', (sentence, levels) => {
  expect(inBulletin(sentence).levels.map(l => [l.hazard, l.level, l.areas])).toEqual(levels)
})

test.each([
  ['TIN LŨ KHẨN CẤP TRÊN SÔNG CẦU', 'flood'],
  ['TIN BÃO TRÊN BIỂN ĐÔNG (CƠN BÃO SỐ 11)', 'storm'],
  ['TIN ÁP THẤP NHIỆT ĐỚI GẦN BỜ', 'storm'],
  ['TIN MƯA LỚN DO ẢNH HƯỞNG CỦA BÃO SỐ 11', 'heavy-rain'],
  ['TIN CẢNH BÁO LŨ QUÉT, SẠT LỞ ĐẤT DO MƯA LŨ HOẶC DÒNG CHẢY', 'flash-flood-landslide'],
  ['TIN NƯỚC DÂNG DO BÃO', 'storm-surge'],
  ['TIN DỰ BÁO MƯA DÔNG, LỐC XOÁY VÀ GIÓ GIẬT MẠNH TRÊN BIỂN', 'sea-wind'],
  ['TIN CẢNH BÁO DÔNG, LỐC, SÉT, MƯA ĐÁ', 'thunderstorm'],
  ['TIN NẮNG NÓNG GAY GẮT', 'heat-wave'],
  ['BẢN TIN DỰ BÁO XÂM NHẬP MẶN', 'saltwater-intrusion'],
  ['TIN CẢNH BÁO SÓNG THẦN', 'tsunami'],
  ['TIN CẢNH BÁO SƯƠNG MÙ', 'fog'],
  ['TIN RÉT ĐẬM, RÉT HẠI', 'severe-cold'],
])('title: %s is %s', (title, kind) => {
  expect(inBulletin('Nội dung.', title).kind).toBe(kind)
})

test('spans point at the words a value was read from', () => {
  const p = inBulletin('Lúc 9h ngày 09/10, mực nước sông Cầu tại Đáp Cầu 6,63m (trên BĐ3 0,33m).')
  const [start, end] = p.observations[0]?.span ?? [0, 0]
  expect(p.text.slice(start, end)).toBe('sông Cầu tại Đáp Cầu 6,63m (trên BĐ3 0,33m')
})
