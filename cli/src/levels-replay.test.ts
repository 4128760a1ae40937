import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { levelsReplay } from './levels-replay.ts'

const folder = mkdtempSync(join(tmpdir(), 'tusom-replay-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const file = (name: string, text: string) => {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}
async function replay(...args: string[]) {
  let out = ''
  let err = ''
  const code = await levelsReplay.run(args, { out: t => (out += t), err: t => (err += `${t}\n`), env: {} })
  return {
    code,
    err,
    lines: out.trim()
      ? out
          .trim()
          .split('\n')
          .map(l => JSON.parse(l) as Record<string, unknown>)
      : [],
  }
}

// Củng Sơn, November 2025: alarm levels, record and the readings named in the press and in VNDMS
const stations = file(
  's.csv',
  `station,name,lon,lat,commune,indicators,alarm1,alarm2,alarm3,flood_record,zone
CS,Củng Sơn,108.983,13.042,Sơn Hòa,water_level,29.5,32,34.5,39.9,3
ZL,Không vùng,108,13,,water_level,29.5,32,34.5,39.9,
`,
)
const readings = file(
  'r.csv',
  `station,indicator,at,value,quality
CS,water_level,2025-11-19T16:00:00+07:00,40.07,
CS,water_level,2025-11-18T21:00:00+07:00,34.57,
CS,water_level,2025-11-17T06:00:00+07:00,32,
CS,water_level,2025-11-21T02:00:00+07:00,34.07,
CS,water_level,2025-11-17T01:00:00+07:00,99,
CS,water_level,2025-11-17T01:00:00+07:00,29.5,corrected
ZL,water_level,2025-11-19 16:00,36,
??,water_level,2025-11-19 16:00,36,
CS,water_level,never,36,
`,
)

describe('tusom levels replay', () => {
  it('prints the changes in order of time, whatever the order of the rows', async () => {
    const { code, lines, err } = await replay('--readings', readings, '--stations', stations, '--json')
    expect(code).toBe(0)
    expect(
      lines.map(l => `${l.at} ${l.area} ${l.hazard} ${l.from}>${l.to} ${l.status} ${l.rule} ${l.article}`),
    ).toEqual([
      '2025-11-17T01:00:00+07:00 Sơn Hòa flood 0>1 suggested qd18-2021/flood/1a Điều 45',
      '2025-11-17T06:00:00+07:00 Sơn Hòa flood 1>2 suggested qd18-2021/flood/2b Điều 45',
      '2025-11-18T21:00:00+07:00 Sơn Hòa flood 2>3 suggested qd18-2021/flood/3b Điều 45',
      '2025-11-21T02:00:00+07:00 Sơn Hòa flood 3>2 suggested qd18-2021/flood/2b Điều 45',
    ])
    expect(err).toContain('hai giá trị')
    expect(err).toContain('trạm ?? không có')
    expect(err).toContain('sai at')
  })
  it('reads what Excel and other programs write: BOM, CRLF, semicolons, decimal commas, another order, UTF-16, zones', async () => {
    const at = '2025-11-18T14:00:00Z'
    const plain = await replay(
      '--readings',
      file('o1.csv', `station,indicator,at,value\nCS,water_level,${at},34.5\n`),
      '--stations',
      stations,
      '--json',
    )
    expect(plain.lines.map(l => `${l.at} ${l.to}`)).toEqual(['2025-11-18T21:00:00+07:00 3'])
    const semicolons = file(
      's-odd.csv',
      '\uFEFF"Zone";Alarm3;ALARM2;alarm1;flood_record;indicators;commune;lat;lon;name;station\r\nKV III;34,5;32;29,5;39,9;"water_level;rain";So\u031Bn Ho\u0300a;13,04;108,98;Củng Sơn;CS\r\n',
    )
    for (const [name, text] of Object.entries({
      semicolons: '\uFEFFvalue;at;indicator;station\r\n\r\n34,5;2025-11-18T21:00:00+07;water_level;CS\r\n',
      quoted: 'at,quality,value,station,indicator\n"2025-11-18 21:00","","34,5","CS","water_level"',
      tabs: 'station\tindicator\tat\tvalue\nCS\twater_level\t2025-11-18T09:00:00.000-0500\t34.50\n',
    })) {
      const odd = await replay('--readings', file(`${name}.csv`, text), '--stations', semicolons, '--json')
      expect([name, odd.err, odd.lines]).toEqual([name, '', plain.lines])
    }
    const wide = join(folder, 'utf16.csv')
    writeFileSync(wide, Buffer.from(`\uFEFFstation,indicator,at,value\nCS,water_level,${at},34.5\n`, 'utf16le'))
    expect((await replay('--readings', wide, '--stations', stations, '--json')).lines).toEqual(plain.lines)
  })
  it('a day that no calendar has is no day, and the line of the file is named', async () => {
    const { lines, err } = await replay(
      '--readings',
      file('feb.csv', 'station,indicator,at,value\n\nCS,water_level,2025-02-30,36\n'),
      '--stations',
      stations,
      '--json',
    )
    expect(lines).toEqual([])
    expect(err).toContain('dòng 3: bỏ qua, thiếu hoặc sai at')
  })
  it('--trace prints every reading with its alarm, also of stations without commune or zone', async () => {
    const { lines } = await replay('--readings', readings, '--stations', stations, '--trace', '--json')
    expect(lines.map(l => `${l.station} ${l.value} ${l.alarm}`)).toEqual([
      'CS 29.5 1',
      'CS 32 2',
      'CS 34.57 3',
      'CS 40.07 4',
      'ZL 36 3',
      'CS 34.07 2',
    ])
  })
  it('uses the areas: an unknown susceptibility is null and says so', async () => {
    const s = file(
      's2.csv',
      'station,name,lon,lat,commune,indicators,alarm1,alarm2,alarm3,flood_record,zone\nR,Mưa,107,22,Mẫu Sơn,rain,,,,,\n',
    )
    const r = file(
      'r2.csv',
      `station,indicator,at,value\n${Array.from({ length: 24 }, (_, h) => `R,rain,2025-10-06 ${String(h).padStart(2, '0')}:00,6`).join('\n')}\n`,
    )
    const a = file(
      'a2.csv',
      'commune,province,terrain,landslide_zone,landslide_susceptibility\nMẫu Sơn,Lạng Sơn,mountain,2,\nKhác,Lạng Sơn,mountain,2,high\nBa,Lạng Sơn,mountain,2,high\n',
    )
    const { lines } = await replay('--readings', r, '--stations', s, '--areas', a, '--json')
    expect(lines.map(l => `${l.hazard} ${l.from}>${l.to} ${l.rule}`)).toEqual([
      'heavy-rain 0>1 qd18-2021/heavy-rain/1',
      'flash-flood-landslide 0>null qd18-2021/flash-flood-landslide/susceptibility-unknown',
    ])
  })
  it('the official levels of a folder of bulletins stand beside the suggested ones, in order of time', async () => {
    const s = file(
      's3.csv',
      'station,name,lon,lat,commune,indicators,alarm1,alarm2,alarm3,flood_record,zone\nG1,Cầu Treo,106,21,06385,water_level,17,18,19,22.5,3\n',
    )
    const r = file('r3.csv', 'station,indicator,at,value\nG1,water_level,2025-10-08 02:00,18.5\n')
    const a = file('a3.csv', 'commune,province\n06385,20\n')
    mkdirSync(join(folder, 'tin'), { recursive: true })
    writeFileSync(
      join(folder, 'tin', '1.txt'),
      'TIN LŨ TRÊN SÔNG TRUNG\nTin phát lúc: 09h00 ngày 08/10/2025\nMực nước lúc 08h/08/10 trên sông Trung tại Cầu Treo là 18,60m, trên BĐ2 0,60m.\nCấp độ rủi ro thiên tai do lũ: cấp 2.\nTin tiếp theo phát lúc 15h30.\n',
    )
    const { lines } = await replay(
      '--readings',
      r,
      '--stations',
      s,
      '--areas',
      a,
      '--bulletins',
      join(folder, 'tin'),
      '--json',
    )
    expect(lines.slice(0, 2).map(l => `${l.at} ${l.status} ${l.hazard} ${l.from}>${l.to}`)).toEqual([
      '2025-10-08T02:00:00+07:00 suggested flood 0>2',
      '2025-10-08T09:00:00+07:00 official flood 0>2',
    ])
  })
  it('a province’s name tells the region: three hot days', async () => {
    const s = file(
      's4.csv',
      'station,name,lon,lat,commune,indicators,alarm1,alarm2,alarm3,flood_record,zone\nT,T,106,21,x,tmax,,,,,\n',
    )
    const r = file(
      'r4.csv',
      `station,indicator,at,value\n${[1, 2, 3].map(d => `T,tmax,2025-06-0${d} 19:00,40`).join('\n')}\n`,
    )
    const run = async (province: string) =>
      (
        await replay(
          '--readings',
          r,
          '--stations',
          s,
          '--areas',
          file('a4.csv', `commune,province\nx,${province}\n`),
          '--json',
        )
      ).lines
        .filter(l => l.hazard === 'heat-wave')
        .map(l => `${l.from}>${l.to} ${l.rule}`)
    expect(await run('Tỉnh Lạng Sơn')).toEqual(['0>1 qd18-2021/heat-wave/35/1'])
    expect(await run('Lang Son')).toEqual(['0>1 qd18-2021/heat-wave/35/1'])
    expect(await run('79')).toEqual(['0>2 qd18-2021/heat-wave/39/2/nam'])
  })
  it('a missing file is exit 2, a file without the columns is exit 1, both in one sentence', async () => {
    expect((await replay('--readings', join(folder, 'no.csv'), '--stations', stations)).code).toBe(2)
    const wrong = await replay('--readings', file('w.csv', 'a,b\n1,2\n'), '--stations', stations)
    expect([wrong.code, wrong.err]).toEqual([1, expect.stringContaining('thiếu cột station, indicator, at, value')])
    expect((await replay()).code).toBe(2)
  })
  it('takes noise without falling over', async () => {
    for (const noise of [
      '',
      '\0\0\0',
      '"',
      'station,indicator,at,value\n"unclosed',
      'station,indicator,at,value\n,,,\n',
      'x'.repeat(100_000),
    ]) {
      const { code } = await replay('--readings', file('n.csv', noise), '--stations', stations)
      expect([0, 1]).toContain(code)
    }
  })
})
