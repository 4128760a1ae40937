import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { detectCommand } from './detect.ts'

const folder = mkdtempSync(join(tmpdir(), 'tusom-detect-'))
afterAll(() => rmSync(folder, { recursive: true }))
const file = (name: string, content: string) => {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}
const DAY = 86_400_000
const monday = (i: number) => new Date(Date.UTC(2018, 0, 1) + i * 7 * DAY).toISOString().slice(0, 10)
/** 330 invented weeks with a season; week 325 has an outbreak. */
const count = (i: number) => (i === 325 ? 60 : 10 + Math.round(5 * Math.sin((i * 2 * Math.PI) / 52)) + ((i * 7) % 5))
const rows = Array.from({ length: 330 }, (_, i) => `${monday(i)},${count(i)}`)
const weekly = file('weekly.csv', ['date,count', ...rows, ''].join('\n'))

async function run(...args: string[]) {
  let out = ''
  let err = ''
  const code = await detectCommand.run(args, { out: text => (out += text), err: text => (err += text), env: {} })
  return { code, out, err, rows: out.startsWith('[') ? (JSON.parse(out) as Record<string, unknown>[]) : [] }
}

describe('tusom detect', () => {
  it('answers 2 and one sentence for wrong usage', async () => {
    for (const args of [
      [],
      ['ears-c4', weekly],
      ['farrington'],
      ['farrington', weekly, weekly],
      ['farrington', weekly, '--what', '3'],
      ['farrington', weekly, '--b'],
      ['farrington', weekly, '--b', 'năm'],
      ['farrington', weekly, '--b', '2.5'],
      ['farrington', weekly, '--alpha', '2'],
      ['farrington', weekly, '--w', '30'],
      ['farrington-flexible', weekly, '--threshold-method', 'nb'],
      ['farrington', weekly, '--range', '1:9999'],
      ['farrington', weekly, '--range', '9:3'],
      ['farrington', weekly, '--range', 'hôm nay'],
      ['cusum', weekly, '--h', '0'],
      ['farrington', join(folder, 'none.csv')],
      ['farrington', folder],
      ['farrington-flexible', weekly, '--population-offset', 'true', '--range', '300:310'],
    ]) {
      const { code, out, err } = await run(...args, '--json')
      expect({ args, out, code: code > 0, lines: err.trim().split('\n').length }).toEqual({
        args,
        out: '',
        code: true,
        lines: 1,
      })
      if (!args.includes('--population-offset')) expect({ args, code }).toEqual({ args, code: 2 })
    }
  })

  it('says the line of bad input and exits 1', async () => {
    for (const [name, text, line] of [
      ['text', 'date,count\n2024-01-01,3\n2024-01-08,ba\n', 3],
      ['negative', 'date,count\n2024-01-01,-1\n2024-01-08,1\n', 2],
      ['half', 'date,count\n2024-01-01,1.5\n2024-01-08,1\n', 2],
      ['date', 'date,count\n2024-01-01,1\n\n32/13/2024,1\n', 4],
      ['no-date', 'date,count\n2024-01-01,1\n,1\n', 3],
      ['twice', 'date,count\n2024-01-01,1\n2024-01-08,1\n2024-01-01,2\n', 4],
      ['off', 'date,count\n2024-01-01,1\n2024-01-08,1\n2024-01-15,1\n2024-01-18,2\n', 5],
      ['people', 'date,count,population\n2024-01-01,1,0\n2024-01-08,1,5\n', 2],
      ['column', 'day,count\n2024-01-01,1\n', 1],
      ['quote', 'date,count\n"2024-01-01,1\n', 2],
    ] as const) {
      const { code, out, err } = await run('ears-c1', file(`${name}.csv`, text), '--json')
      expect({ name, code, out, lines: err.trim().split('\n').length }).toEqual({ name, code: 1, out: '', lines: 1 })
      expect(err).toContain(`line ${line}: `)
    }
    for (const text of ['', 'date,count\n', '\u0000\u0001\u0002', 'date,count\n2024-01-01,1\n'])
      expect(await run('ears-c1', file('empty.csv', text), '--json')).toMatchObject({ code: 1, out: '' })
  })

  it('prints the array of the contract, in full precision, with the columns in order', async () => {
    const {
      code,
      rows: got,
      err,
    } = await run('farrington-flexible', weekly, '--json', '--range', '324:327', '--alpha=0.01')
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(got.map(r => r.date)).toEqual([323, 324, 325, 326].map(monday))
    expect(Object.keys(got[0] ?? {}).slice(0, 6)).toEqual(['date', 'count', 'expected', 'upperbound', 'alarm', 'score'])
    expect(got.map(r => r.alarm)).toEqual([false, false, true, false])
    expect(got[2]).toMatchObject({ count: 60, note: null })
    expect(String(got[2]?.upperbound).length).toBeGreaterThan(12)
  })

  it('takes a range by date and by position alike', async () => {
    const a = await run('farrington', weekly, '--json', '--range', '320:330')
    const b = await run('farrington', weekly, '--json', `--range=${monday(319)}:${monday(329)}`)
    expect(a.rows.length).toBe(11)
    expect(b.out).toBe(a.out)
  })

  it('knows every method and its options', async () => {
    for (const args of [
      ['ears-c1', '--baseline', '7', '--min-sigma', '0.5', '--alpha', '0.01'],
      ['ears-c2'],
      ['ears-c3', '--c3-bound', 'published'],
      [
        'farrington',
        '--b',
        '4',
        '--w',
        '2',
        '--no-trend',
        '--reweight',
        'false',
        '--limit54',
        '0,4',
        '--powertrans',
        '1/2',
      ],
      [
        'farrington-flexible',
        '--no-periods',
        '10',
        '--past-weeks-not-included',
        '26',
        '--p-threshold-trend',
        '1',
        '--weights-threshold',
        '2.58',
        '--trend',
        '--threshold-method',
        'muan',
      ],
      ['cusum', '--k', '0.5', '--h', '4', '--trans', 'rossi', '--m', 'glm', '--reset'],
    ]) {
      const {
        code,
        rows: got,
        err,
      } = await run(args[0] as string, weekly, ...args.slice(1), '--json', '--range', '310:330')
      expect({ args, code, err, n: got.length }).toEqual({ args, code: 0, err: '', n: 21 })
      expect(
        got.some(r => r.alarm === true),
        args.join(' '),
      ).toBe(true)
    }
  })

  it('says options that the method does not use', async () => {
    const { code, err } = await run('ears-c1', weekly, '--json', '--b', '5')
    expect(code).toBe(0)
    expect(err).toMatch(/--b không dùng cho ears-c1/)
  })

  it('notices missing weeks, which are not zero', async () => {
    const holes = rows.map((r, i) => (i === 326 ? `${monday(i)},` : r)).filter((_, i) => i !== 322 && i !== 323)
    const {
      code,
      rows: got,
      err,
    } = await run('ears-c1', file('holes.csv', ['date,count', ...holes].join('\n')), '--json', '--range', '320:330')
    expect(code).toBe(0)
    expect(err).toContain(`thiếu 2 kỳ (${monday(322)}, ${monday(323)}): để trống, không coi là 0`)
    expect(err).toContain(`1 kỳ không có số đếm (${monday(326)})`)
    expect(got[3]).toMatchObject({ date: monday(322), count: null, alarm: false, note: 'missing-count' })
    expect(got[5]).toMatchObject({ date: monday(324), upperbound: null, note: 'missing-history' })
  })

  it('reads days, weeks, months, semicolons, ISO weeks, and rows in any order', async () => {
    const months = Array.from(
      { length: 96 },
      (_, i) => `${2017 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')};${count(i)}`,
    )
    const monthly = await run(
      'farrington',
      file('months.csv', ['date;count', ...months].join('\r\n')),
      '--json',
      '--w',
      '1',
    )
    expect(monthly.code).toBe(0)
    expect(monthly.rows.at(-1)).toMatchObject({ date: '2024-12', note: null })
    const weeks = Array.from(
      { length: 30 },
      (_, i) => `2024-W${String(i + 1).padStart(2, '0')},${i === 29 ? 99 : i % 4}`,
    )
    const iso = await run('ears-c1', file('weeks.csv', ['\ufeffdate,count', ...weeks.reverse()].join('\n')), '--json')
    expect(iso.rows.at(-1)).toMatchObject({ date: '2024-W30', count: 99, alarm: true })
    const days = Array.from(
      { length: 40 },
      (_, i) => `${new Date(Date.UTC(2024, 1, 1) + i * DAY).toISOString().slice(0, 10)},${i % 3}`,
    )
    expect((await run('ears-c2', file('days.csv', ['date,count', ...days].join('\n')), '--json')).rows.length).toBe(31)
  })

  it('uses the population where the method has an offset, and says so', async () => {
    const people = file('people.csv', ['date,count,population', ...rows.map((r, i) => `${r},${1000 + i}`)].join('\n'))
    const used = await run('farrington-flexible', people, '--json', '--range', '320:321')
    expect(used.err).toMatch(/population/)
    const not = await run('farrington-flexible', people, '--json', '--range', '320:321', '--population-offset', 'false')
    expect(not.err).toBe('')
    expect(used.rows[0]?.upperbound).not.toBe(not.rows[0]?.upperbound)
  })

  it('exits 1 with an empty answer where the series is too short', async () => {
    const { code, out, err } = await run(
      'farrington',
      file('short.csv', ['date,count', ...rows.slice(0, 60)].join('\n')),
      '--json',
    )
    expect({ code, out }).toEqual({ code: 1, out: '[]\n' })
    expect(err).toMatch(/60 kỳ quá ngắn cho farrington/)
  })

  it('is readable without --json and has help with an example', async () => {
    const { out, err } = await run('ears-c1', weekly, '--range', '326:326')
    expect(out).toMatch(/2024-03-25\t60\t[\d.]+\t[\d.]+\tBÁO ĐỘNG · ALARM/)
    expect(err).toMatch(/1 báo động trong 1 kỳ/)
    expect((await run('--help')).out).toMatch(/Ví dụ[^]*tusom detect farrington-flexible/)
  })
})
