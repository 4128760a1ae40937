import type { FileLook, FileResult, RefusalOut, SeriesHealthOut } from '@tusom/contract'
import ExcelJS from 'exceljs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestApp, type Person, type TestApp } from '../../testing/test-app.ts'

let t: TestApp
let duty: Person
beforeAll(async () => {
  t = await createTestApp()
  duty = await t.person('duty-officer', '20', 'Trực ban tỉnh')
})
afterAll(() => t.close())

const boundary = 'x-bien-thu-x'
function form(name: string, file: Buffer | string, mapping?: unknown): Buffer {
  const part = (head: string, body: Buffer | string) =>
    Buffer.concat([
      Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; ${head}\r\n\r\n`),
      Buffer.from(body as string),
      Buffer.from('\r\n'),
    ])
  return Buffer.concat([
    ...(mapping === undefined
      ? []
      : [part('name="mapping"', typeof mapping === 'string' ? mapping : JSON.stringify(mapping))]),
    part(`name="file"; filename="${name}"`, file),
    Buffer.from(`--${boundary}--\r\n`),
  ])
}
const upload = (who: Person, step: string, name: string, file: Buffer | string, mapping?: unknown) =>
  who.call('POST', `/api/observations/files/${step}`, form(name, file, mapping), {
    'content-type': `multipart/form-data; boundary=${boundary}`,
  })
const look = async (name: string, file: Buffer | string) => (await upload(duty, 'look', name, file)).body as FileLook
const code = (reply: { body: unknown }) => (reply.body as { error: { code: string } }).error.code

const book = `TRẠM THỬ;;;\nNgày;Giờ;Mực nước (cm);Lượng mưa (mm)\n07/10/2025;19h;1610;\n07/10/2025;22h;1,6;0\n08/10/2025;1h;hỏng;4,5\n08/10/2025;9h;1650;1\n`

describe('files of readings', () => {
  it('refuses what is no table, and a mapping that does not fit', async () => {
    const head = await t.person('hamlet-head', '20A-T01')
    expect((await upload(head, 'look', 'a.csv', 'a,b')).status).toBe(403)
    expect(code(await upload(duty, 'look', 'a.pdf', 'x'))).toBe('readings-file.kind')
    expect(code(await upload(duty, 'look', 'a.csv', '\n\n'))).toBe('readings-file.empty')
    expect(code(await upload(duty, 'look', 'a.csv', Buffer.from([80, 75, 3, 4, 0, 0, 0])))).toBe(
      'readings-file.unreadable',
    )
    expect(code(await upload(duty, 'look', 'a.xlsx', 'not a zip'))).toBe('sheet.not-xlsx')
    expect(code(await upload(duty, 'check', 'a.csv', book))).toBe('request.invalid')
    expect(code(await upload(duty, 'check', 'a.csv', book, '{'))).toBe('request.invalid')
    const { mapping } = await look('a.csv', book)
    expect(code(await upload(duty, 'import', 'a.csv', book, mapping))).toBe('readings-file.mapping')
    expect(code(await upload(duty, 'check', 'a.csv', book, { ...mapping, timeColumn: 9 }))).toBe(
      'readings-file.mapping',
    )
  })
  it('looks, checks without storing, takes in, and offers the same reading next time', async () => {
    const seen = await look('so-do.csv', book)
    expect(seen).toMatchObject({ rowCount: 6, columnCount: 4, remembered: null })
    const mapping = { ...seen.mapping, station: 'GAUGE-A' }
    const checked = (await upload(duty, 'check', 'so-do.csv', book, mapping)).body as FileResult
    expect(checked).toMatchObject({ stored: false, rows: 4, readings: 4, blanks: 1, refusedCount: 3 })
    expect(checked.refused.map(r => `${r.index} ${r.code}`)).toEqual([
      '5 reading.not-a-number',
      '6 reading.future',
      '6 reading.future',
    ])
    expect(checked.sample[0]).toEqual({
      row: 3,
      station: 'GAUGE-A',
      name: 'Trạm thử',
      indicator: 'water_level',
      at: '2025-10-07T12:00:00.000Z',
      value: 16.1,
      unit: 'm',
    })
    expect(await t.database.db.asSystem(tx => tx.query('select 1 from observations'))).toEqual([])

    const taken = (await upload(duty, 'import', 'so-do.csv', book, mapping)).body as FileResult
    expect(taken).toMatchObject({ stored: true, accepted: 4, unchanged: 0, refusedCount: 3 })
    expect((await upload(duty, 'import', 'so-do.csv', book, mapping)).body).toMatchObject({ accepted: 0, unchanged: 4 })
    const next = await look('thang-sau.csv', book.replace('TRẠM THỬ', 'TRẠM THỬ, tháng 11'))
    expect(next.remembered).toMatchObject({ times: 2, usedByName: 'Trực ban tỉnh', fileName: 'so-do.csv' })
    expect(next.mapping).toEqual(mapping)
    const other = await t.person('duty-officer', '20A')
    expect(((await upload(other, 'look', 'so-do.csv', book)).body as FileLook).remembered).toBeNull()
  })
  it('what was refused waits with all that could be read of it', async () => {
    const rows = (await duty.call('GET', '/api/observations/refusals?code=reading.not-a-number')).body as RefusalOut[]
    expect(rows[0]?.reading).toEqual({
      station: 'GAUGE-A',
      indicator: 'water_level',
      at: '2025-10-07T18:00:00.000Z',
      value: null,
      unit: 'cm',
    })
    expect(rows[0]?.source).toBe('file@20:so-do.csv')
    expect(rows[0]?.message).toContain('Dòng 5')
  })
  it('an Excel sheet with one column a station: times of day are wall clocks of Vietnam', async () => {
    const workbook = new ExcelJS.Workbook()
    const sheet = workbook.addWorksheet('1')
    sheet.addRow(['Thời gian', 'Trạm thử', 'Trạm lạ'])
    sheet.addRow([new Date(Date.UTC(2025, 9, 8, 2, 30)), 17.25, 3])
    sheet.addRow([45938.0625, 17.5, null])
    const file = Buffer.from(await workbook.xlsx.writeBuffer())
    const seen = await look('gio.xlsx', file)
    expect(seen.mapping.values.map(v => [v.column, v.station])).toEqual([
      [1, 'GAUGE-A'],
      [2, 'Trạm lạ'],
    ])
    const checked = (await upload(duty, 'check', 'gio.xlsx', file, { ...seen.mapping, indicator: 'water_level' }))
      .body as FileResult
    expect(checked.sample.map(s => `${s.at} ${s.value}`)).toEqual([
      '2025-10-07T19:30:00.000Z 17.25',
      '2025-10-07T18:30:00.000Z 17.5',
    ])
    expect(checked.unknown).toEqual([{ kind: 'station', name: 'Trạm lạ', n: 1 }])
    const wrong = {
      ...seen.mapping,
      indicator: 'water_level',
      values: [{ column: 1, station: 'GAUGE-A', indicator: null, unit: 'mm/h' }],
    }
    expect(((await upload(duty, 'check', 'gio.xlsx', file, wrong)).body as FileResult).refused[0]?.code).toBe(
      'reading.wrong-unit',
    )
  })
  it('a reading of a station that is not known yet keeps its unit, and is turned when it is sent again', async () => {
    const csv = 'Trạm;Thời gian;Mực nước (cm)\nHO-9;06/10/2025 01:00;1725\n'
    const { mapping } = await look('ho.csv', csv)
    expect((await upload(duty, 'import', 'ho.csv', csv, mapping)).body).toMatchObject({
      accepted: 0,
      refused: [{ code: 'reading.unknown-station' }],
      unknown: [{ kind: 'station', name: 'HO-9', n: 1 }],
    })
    const name = { unitId: t.unit('20'), kind: 'station', name: 'HO-9', means: 'GAUGE-A' }
    expect((await duty.call('POST', '/api/observations/names', name)).body).toMatchObject({ waiting: 1 })
    const again = await duty.call('POST', '/api/observations/refusals/resend', { alike: { station: 'HO-9' } })
    expect(again.body).toMatchObject({ sent: 1, stillRefused: [] })
    const rows = await t.database.db.asSystem(tx =>
      tx.query(`select value from observations where at = '2025-10-05T18:00:00Z'`),
    )
    expect(rows).toEqual([{ value: 17.25 }])
  })
  it('a column of codes that another unit uses is refused row by row, the rest is kept', async () => {
    const csv = 'station,indicator,at,value\nGAUGE-A,rain,2025-10-08 02:00,1\nNOWHERE,rain,2025-10-08 02:00,1\n'
    const { mapping } = await look('a.csv', csv)
    expect((await upload(duty, 'import', 'a.csv', csv, mapping)).body).toMatchObject({ accepted: 1, refusedCount: 1 })
    const abroad = await t.person('duty-officer', '19A')
    expect((await upload(abroad, 'import', 'a.csv', csv, mapping)).body).toMatchObject({
      accepted: 0,
      refused: [{ code: 'reading.not-yours' }, { code: 'reading.unknown-station' }],
    })
  })
})

describe('GET /api/stations/health', () => {
  const health = async (who: Person) => (await who.call('GET', '/api/stations/health')).body as SeriesHealthOut[]
  it('says who is silent, since when, and tells zero from nothing', async () => {
    t.setNow('2025-10-08T03:00:00+07:00')
    const rows = await health(duty)
    const rain = rows.find(r => r.indicator === 'rain')
    // at 22:00 zero, at 01:00 4.5, at 02:00 1
    expect(rain).toMatchObject({
      state: 'reporting',
      lastValue: 1,
      day: { came: 3, zeros: 1, missing: 21 },
      everyMinutes: 60,
      everyFrom: 'registered',
      maySet: true,
    })
    expect(rows.find(r => r.indicator === 'water_level')).toMatchObject({
      state: 'silent',
      since: '2025-10-07T15:00:00.000Z',
      missed: 10,
    })
    t.setNow('2025-10-08T04:30:01+07:00')
    expect((await health(duty)).find(r => r.indicator === 'rain')).toMatchObject({
      state: 'late',
      since: '2025-10-07T20:00:00.000Z',
    })
  })
  it('an interval is set by who may send for the station, and counts', async () => {
    const id = (await health(duty)).find(r => r.indicator === 'rain')?.seriesId
    const stranger = await t.person('duty-officer', '19A')
    const leader = await t.person('leader', '20')
    expect(await health(stranger)).toEqual([])
    expect((await health(leader)).every(r => !r.maySet)).toBe(true)
    const path = `/api/stations/health/${id}/interval`
    expect((await stranger.call('PUT', path, { minutes: 180 })).status).toBe(403)
    expect((await leader.call('PUT', path, { minutes: 180 })).status).toBe(403)
    expect((await duty.call('PUT', path, { minutes: 0 })).status).toBe(400)
    expect((await duty.call('PUT', '/api/stations/health/99999/interval', { minutes: 10 })).status).toBe(404)
    expect((await duty.call('PUT', path, { minutes: 180 })).status).toBe(200)
    expect((await health(duty)).find(r => r.indicator === 'rain')).toMatchObject({
      state: 'reporting',
      everyMinutes: 180,
      everyFrom: 'set',
    })
    expect((await duty.call('PUT', path, { minutes: null })).status).toBe(200)
    expect((await health(duty)).find(r => r.indicator === 'rain')).toMatchObject({ everyFrom: 'registered' })
  })
})
