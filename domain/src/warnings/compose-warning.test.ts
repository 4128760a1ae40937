import { checkAlert, parsePolygon } from '@tusom/cap'
import { describe, expect, it } from 'vitest'
import { adviceAt, adviceFor, warnedHazards } from './advice.ts'
import { buildLevel, buildText } from './build-warning.testing.ts'
import { capPolygons } from './cap-polygons.ts'
import { alertFaults, checkWarning } from './check-warning.ts'
import { composeCancel, composeWarning, placesVi, renamePlaces } from './compose-warning.ts'
import { figuresOf, type GaugeFact, markFigures, renewFigures } from './figures.ts'
import { severityOf, urgencyOf } from './grading.ts'
import { bareLevel, levelNames, riskWords } from './level-words.ts'
import { warningMessages } from './messages.ts'
import { type AlertInput, toAlert } from './to-alert.ts'
import { forVoice, readingSeconds } from './voice.ts'
import { instructionLines } from './warning.ts'

const now = new Date('2025-10-08T03:14:00+07:00')
const gauge = (over: object = {}): GaugeFact =>
  ({
    kind: 'stage',
    station: 'HULUNG',
    stationName: 'Hữu Lũng',
    river: 'sông Trung',
    indicator: 'water_level',
    invented: false,
    at: Date.parse('2025-10-08T03:00:00+07:00'),
    value: 19.26,
    alarm: 3,
    alarmValue: 19,
    perHour: 0.18,
    ...over,
  }) as GaugeFact
const compose = (over: object = {}) =>
  composeWarning({
    hazard: 'flood',
    advice: adviceFor('flood'),
    level: buildLevel(),
    areas: ['xã Hữu Lũng', 'xã Vân Nham'],
    areasEn: ['Hữu Lũng', 'Vân Nham'],
    gauges: [gauge()],
    nextBulletinAt: null,
    now,
    ...over,
  })

describe('a warning drafted from a level', () => {
  it('names who, what, value, time and above which alarm, from the readings', () => {
    const w = compose()
    expect(w.headline).toBe(
      'Lũ sông Trung, nước trên báo động 3: rời vùng thấp ven sông ngay · xã Hữu Lũng và xã Vân Nham',
    )
    expect(w.description).toContain(
      'Nước sông Trung tại Hữu Lũng 19,26 m lúc 03:00 ngày 08/10, trên báo động 3 (19,00 m) là 0,26 m, lên 18 cm mỗi giờ.',
    )
    expect(w.description).toContain(
      'Rủi ro do lũ cấp 3 (lớn), nước trên báo động 3: mức gợi ý tính từ số đo (Điều 45 QĐ 18/2021/QĐ-TTg), chưa có bản tin chính thức.',
    )
    expect(w.descriptionEn).toContain(
      'Water at Hữu Lũng (sông Trung) 19.26 m at 03:00 on 8 Oct, 0.26 m above alarm 3 (19.00 m), rising 18 cm an hour.',
    )
    expect(w.descriptionEn).toContain('Area: Hữu Lũng and Vân Nham.')
    expect(w.severity + w.urgency + w.certainty).toBe('SevereImmediateObserved')
    expect(w.expiresAt.toISOString()).toBe('2025-10-08T03:00:00.000Z') // 09:14 up to the full hour: 10:00
    expect(w.figures.map(f => f.key)).toEqual([
      'HULUNG/water_level/value',
      'HULUNG/water_level/alarm',
      'HULUNG/water_level/rise',
    ])
  })
  it('never writes a level alone, at any level and hazard, and passes its own checks', () => {
    for (const hazard of warnedHazards)
      for (const level of [1, 2, 3, 4, 5, null]) {
        const flood = hazard === 'flood'
        const w = compose({
          hazard,
          advice: adviceFor(hazard),
          level: buildLevel({ level, alarm: flood ? 2 : null }),
          gauges: flood
            ? [gauge()]
            : [
                {
                  kind: 'rain',
                  station: 'R',
                  stationName: 'Trạm R',
                  indicator: 'rain',
                  invented: true,
                  at: now.getTime(),
                  sum24: 212.4,
                  sum12: 130,
                },
              ],
        })
        for (const text of [w.headline, w.description, w.instruction]) expect(bareLevel(text)).toBeNull()
        expect([...w.headline].length).toBeLessThanOrEqual(148)
        expect(w.description).not.toMatch(/  | \./)
        const faults = checkWarning({
          msgType: 'Alert',
          runId: 0,
          text: w,
          level: buildLevel({ level }),
          areas: 2,
          areasWithoutPolygon: [],
          figures: w.figures,
          now,
        })
        expect(faults.filter(f => f.severity === 'error')).toEqual([])
      }
  })
  it('other places are put where the draft names them, and nowhere else', () => {
    const text = 'Nước tại Hữu Lũng. Nơi nhận: Hữu Lũng.'
    expect(renamePlaces(text, 'vi', 'Hữu Lũng', 'Hữu Lũng và Vân Nham')).toBe(
      'Nước tại Hữu Lũng. Nơi nhận: Hữu Lũng và Vân Nham.',
    )
    expect(renamePlaces('Lũ tại A: đi · A', 'vi', 'A', 'B')).toBe('Lũ tại A: đi · B')
  })
  it('an official level cites its bulletin and holds until the next one', () => {
    const w = compose({
      level: buildLevel({
        status: 'official',
        bulletin: { issuer: 'Đài KTTV tỉnh', number: 'LULU-12', issuedAt: '2025-10-07T20:30:00Z' },
      }),
      nextBulletinAt: new Date('2025-10-08T09:00:00+07:00'),
    })
    expect(w.description).toContain('mức chính thức theo bản tin số LULU-12 của Đài KTTV tỉnh lúc 03:30 ngày 08/10.')
    expect(w.expiresAt.toISOString()).toBe('2025-10-08T02:00:00.000Z')
  })
  it('without readings says so little that the checks block it', () => {
    const w = compose({
      level: buildLevel({ status: 'none', level: null, alarm: null }),
      gauges: [],
      advice: null,
      hazard: 'storm',
    })
    expect([w.severity, w.urgency, w.certainty]).toEqual(['Unknown', 'Unknown', 'Unknown'])
    const faults = checkWarning({
      msgType: 'Alert',
      runId: 0,
      text: w,
      level: buildLevel({ status: 'none' }),
      areas: 2,
      areasWithoutPolygon: [],
      figures: [],
      now,
    })
    expect(faults.filter(f => f.severity === 'error').map(f => f.code)).toContain('instruction.empty')
  })
  it('grades by the table', () => {
    expect([null, 0, 1, 2, 3, 4, 5].map(severityOf)).toEqual([
      'Unknown',
      'Unknown',
      'Minor',
      'Moderate',
      'Severe',
      'Extreme',
      'Extreme',
    ])
    expect([0, 60, 719, 720].map(m => urgencyOf(m))).toEqual(['Immediate', 'Expected', 'Expected', 'Future'])
    expect(urgencyOf(0, true)).toBe('Past')
  })
  it('counts places when there are many', () => {
    expect(placesVi(['xã A'])).toBe('xã A')
    expect(placesVi(['xã A', 'xã B', 'xã C'])).toBe('xã A, xã B và xã C')
    expect(placesVi(Array.from({ length: 7 }, () => 'xã'))).toBe('7 xã, phường')
  })
})

describe('words of a level', () => {
  it('are number, word and what the water does', () => {
    expect(riskWords({ vi: 'lũ', en: 'flood' }, 3, 3).vi).toBe('rủi ro do lũ cấp 3 (lớn), nước trên báo động 3')
    expect(riskWords({ vi: 'lũ', en: 'flood' }, null, null).vi).toBe('rủi ro do lũ, chưa xác định cấp')
    expect(Object.values(levelNames).map(n => n.colour.vi)).toEqual([
      'xanh dương nhạt',
      'vàng nhạt',
      'da cam',
      'đỏ',
      'tím',
    ])
  })
  it('a bare one is found', () => {
    expect(bareLevel('Cảnh báo lũ cấp 3 trên sông')).toBe('lũ cấp 3')
    expect(bareLevel('rủi ro do lũ cấp 3 (lớn)')).toBeNull()
    expect(bareLevel('Rủi ro do lũ cấp 3 (lớn)')).toBeNull()
    expect(bareLevel('mưa lớn cấp 2')).toBe('mưa lớn cấp 2')
  })
})

describe('figures', () => {
  it('are renewed where they stand, and nothing else is', () => {
    const before = figuresOf(gauge())
    const after = figuresOf(gauge({ value: 19.4, at: Date.parse('2025-10-08T03:30:00+07:00'), perHour: 0.28 }))
    const text =
      'Chú ý: 119,26 m lúc 03:00 ngày 08/10 không phải; nước 19,26 m lúc 03:00 ngày 08/10, trên báo động 3 (19,00 m) là 0,26 m.'
    expect(renewFigures(text, 'vi', before, after)).toEqual({
      text: 'Chú ý: 119,26 m lúc 03:00 ngày 08/10 không phải; nước 19,40 m lúc 03:30 ngày 08/10, trên báo động 3 (19,00 m) là 0,40 m.',
      changed: true,
    })
    expect(renewFigures(text, 'vi', before, before).changed).toBe(false)
  })
  it('are found for marking', () => {
    const figures = figuresOf(gauge())
    expect(markFigures('Nước 19,26 m lúc 03:00 ngày 08/10, lên.', figures).map(p => p.figure?.value ?? p.text)).toEqual(
      ['Nước ', 19.26, ', lên.'],
    )
    expect(markFigures('x', [])).toEqual([{ text: 'x', figure: null }])
  })
})

const input = (over: Partial<AlertInput> = {}): AlertInput => ({
  runId: 0,
  runName: 'actual',
  msgType: 'Alert',
  hazard: 'flood',
  advice: adviceFor('flood'),
  level: buildLevel(),
  text: buildText(),
  identifier: 'vn.20.2025.1008.07',
  sender: 'tusom.test.invalid',
  senderName: 'Ban Chỉ huy PTDS tỉnh',
  senderNameEn: 'Province command',
  sent: now,
  number: 7,
  references: '',
  areas: [
    {
      code: '06385',
      fullName: 'Xã Hữu Lũng',
      fullNameEn: 'Hữu Lũng',
      polygons: ['21.4,106.3 21.4,106.4 21.5,106.4 21.4,106.3'],
    },
  ],
  contact: null,
  web: null,
  sample: false,
  ...over,
})

describe('as CAP', () => {
  it('passes every rule, says suggested, article and pack, and carries the commune', () => {
    const alert = toAlert(input())
    expect(checkAlert(alert)).toEqual([])
    const parameters = Object.fromEntries((alert.info[0]?.parameter ?? []).map(p => [p.valueName, p.value]))
    expect(parameters).toMatchObject({
      'tusom.level': '3',
      'tusom.levelStatus': 'suggested',
      'tusom.levelColour': 'da cam',
      'tusom.article': 'Điều 45 QĐ 18/2021/QĐ-TTg',
      'tusom.rulePack': 'qd18-2021 2021.1',
    })
    expect(alert.info[0]?.area?.[0]?.geocode).toEqual([{ valueName: 'vn.commune', value: '06385' }])
    expect(alert.info.map(i => i.language)).toEqual(['vi-VN', 'en-US'])
  })
  it('status follows from the run; an exercise is marked everywhere', () => {
    expect(toAlert(input()).status).toBe('Actual')
    const alert = toAlert(input({ runId: 4, runName: 'Diễn tập lũ' }))
    expect(alert.status).toBe('Exercise')
    expect(alert.info.map(i => i.headline?.split(':')[0])).toEqual(['DIỄN TẬP', 'EXERCISE'])
    expect(alert.note).toContain('Diễn tập lũ')
    expect(checkAlert(alert)).toEqual([])
  })
  it('a cancellation is over, all clear and still valid', () => {
    const words = composeCancel(
      { number: 7, headline: 'Lũ', headlineEn: 'Flood', issuedAt: now },
      adviceFor('flood'),
      'Nước đã xuống dưới báo động 1.',
      now,
    )
    const alert = toAlert(
      input({ msgType: 'Cancel', references: 'a,b,2025-10-08T02:00:00+07:00', text: buildText(words) }),
    )
    expect(alert.info[0]).toMatchObject({ urgency: 'Past', responseType: ['AllClear'] })
    expect(alert.info[0]?.description).toContain(
      'Nước đã xuống dưới báo động 1. Cảnh báo số 07 phát lúc 03:14 ngày 08/10',
    )
    expect(checkAlert(alert)).toEqual([])
  })
  it('faults are named as faults', () => {
    expect(alertFaults(toAlert(input({ sender: 'hai từ' }))).map(f => [f.code, f.severity])).toEqual([
      ['cap.sender.characters', 'error'],
    ])
    const over = toAlert(input({ text: buildText({ expiresAt: now }) }))
    expect(alertFaults(over).some(f => f.severity === 'error')).toBe(true)
  })
})

describe('polygons for CAP', () => {
  it('simplifies, closes and turns lon lat into lat lon', () => {
    const circle = Array.from({ length: 400 }, (_, i) => [
      106 + 0.1 * Math.cos((i * Math.PI) / 200),
      21 + 0.1 * Math.sin((i * Math.PI) / 200),
    ])
    const [text] = capPolygons({ type: 'Polygon', coordinates: [[...circle, circle[0]]] })
    const points = parsePolygon(text ?? '') ?? []
    expect(points.length).toBeGreaterThan(8)
    expect(points.length).toBeLessThan(80)
    expect(points[0]).toEqual(points.at(-1))
    for (const [lat, lon] of points) expect(Math.abs(Math.hypot(lat - 21, lon - 106) - 0.1)).toBeLessThan(0.003)
  })
  it('a ring that crosses itself becomes its hull, spikes and repeats go', () => {
    const [bow] = capPolygons({
      type: 'Polygon',
      coordinates: [
        [
          [106, 21],
          [106.1, 21.1],
          [106.1, 21],
          [106, 21.1],
          [106, 21],
        ],
      ],
    })
    expect(parsePolygon(bow ?? '')).toHaveLength(5)
    const [spike] = capPolygons({
      type: 'Polygon',
      coordinates: [
        [
          [106, 21],
          [106.1, 21],
          [106.2, 21],
          [106.1, 21],
          [106.1, 21.1],
          [106, 21],
        ],
      ],
    })
    expect(
      checkAlert(toAlert(input({ areas: [{ code: '1', fullName: 'x', fullNameEn: 'y', polygons: [spike ?? ''] }] }))),
    ).toEqual([])
  })
  it('nothing known gives nothing', () => {
    for (const b of [
      null,
      {},
      { type: 'Polygon', coordinates: [] },
      { type: 'Polygon', coordinates: [[[1, 2]]] },
      { type: 'MultiPolygon', coordinates: [[]] },
    ])
      expect(capPolygons(b)).toEqual([])
  })
})

describe('texts for the channels', () => {
  const messages = (over: object = {}) =>
    warningMessages({
      msgType: 'Alert',
      runId: 0,
      headline: buildText().headline,
      description: buildText().description,
      instruction: buildText().instruction,
      expiresAt: buildText().expiresAt,
      at: now,
      senderName: 'Ban Chỉ huy Phòng thủ dân sự tỉnh',
      senderShort: 'UBND tỉnh',
      places: 'xã Hữu Lũng',
      hotline: '0205 3 000 000',
      page: null,
      sample: false,
      ...over,
    })
  it('SMS fit two parts in either form and say who speaks', () => {
    const m = messages()
    expect(m.sms.count).toMatchObject({ encoding: 'UCS-2', parts: 2 })
    expect(m.smsPlain.count.encoding).toBe('GSM-7')
    expect(m.smsPlain.count.parts).toBeLessThanOrEqual(2)
    expect(m.smsPlain.text).toMatch(/^UBND tinh: Lu song Trung/)
    expect(m.smsPlain.text).toContain('Ngat dien truoc khi di.')
  })
  it('in an exercise every text begins with the mark', () => {
    const m = messages({ runId: 2 })
    expect([m.sms.text, m.loudspeaker.text, m.zalo.text].map(t => t.slice(0, 8))).toEqual([
      'DIỄN TẬP',
      'DIỄN TẬP',
      'DIỄN TẬP',
    ])
    expect(m.smsPlain.text).toMatch(/^DIEN TAP\. /)
  })
  it('the loudspeaker script is written as it is said, with its time', () => {
    const { text, seconds, wordsPerMinute } = messages().loudspeaker
    expect(text).toContain('19 phẩy 26 mét lúc 3 giờ, ngày 8 tháng 10')
    expect(wordsPerMinute).toBe(150)
    expect(seconds).toBe(readingSeconds(text))
    expect(readingSeconds(Array.from({ length: 150 }, () => 'từ').join(' '))).toBe(60)
    expect(forVoice('lên 18 cm mỗi giờ, 120 mm; trước 05:00 08/10/2025')).toBe(
      'lên 18 xăng ti mét mỗi giờ, 120 mi li mét; trước 5 giờ 8 tháng 10 năm 2025',
    )
  })
  it('the loudspeaker leaves out articles, heights of alarms and the list of places said before', () => {
    const w = compose()
    const { text } = messages({ description: w.description, headline: w.headline }).loudspeaker
    expect(text).toContain('trên báo động 3 là 0 phẩy 26 mét, lên 18 xăng ti mét mỗi giờ.')
    expect(text).toContain(
      'Rủi ro do lũ cấp 3, lớn, nước trên báo động 3: mức gợi ý tính từ số đo, chưa có bản tin chính thức.',
    )
    expect(text).not.toMatch(/Điều|QĐ|19 phẩy 00|Nơi nhận/)
    expect(text.match(/Hữu Lũng/g)).toHaveLength(3) // headline, place, station
  })
  it('Zalo numbers the acts', () => {
    expect(messages().zalo.text).toContain('1. Rời nhà ở vùng thấp.\n2. Ngắt điện trước khi đi.')
  })
})

describe('advice', () => {
  it('has for each hazard and level an impact, a call and 3 to 7 acts, in both languages, without exclamation marks', () => {
    for (const hazard of warnedHazards)
      for (const level of [1, 2, 3, 4, 5]) {
        const a = adviceAt(adviceFor(hazard) as NonNullable<ReturnType<typeof adviceFor>>, level)
        expect(a.actions.length).toBeGreaterThanOrEqual(3)
        expect(a.actions.length).toBeLessThanOrEqual(7)
        for (const line of [a.impact, a.call, ...a.actions]) {
          expect(line.vi.length * line.en.length).toBeGreaterThan(0)
          expect(line.vi + line.en).not.toContain('!')
        }
        expect(a.responses.length).toBeGreaterThan(0)
      }
  })
  it('instruction lines lose their numbers, however they were typed', () => {
    expect(instructionLines('1. Một\n 2) Hai\n- Ba\n\nBốn 5. năm')).toEqual(['Một', 'Hai', 'Ba', 'Bốn 5. năm'])
  })
})
