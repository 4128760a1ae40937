import { countEntities, ensurePartitions, mergeReadings, pageStatement, upsertStation } from '@tusom/store'
import { emptyQuery, parseFilter, parseOrder } from '@tusom/domain'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestApp, type Person, type TestApp } from '../../testing/test-app.ts'
import { type Answer, get } from './sta.testing.ts'

/** 200,000 readings of 20 series over seven months: pages, orders and counts, and that each uses the primary key. */
const SERIES = 20
const EACH = 10_000
const STEP = 30 * 60_000
const FIRST = Date.parse('2025-03-01T00:00:00Z')
/** Known for each reading, so that answers can be checked: goes up and down within 0…99. */
const valueOf = (series: number, i: number) => (i * 7 + series * 13) % 100

let t: TestApp
let duty: Person
const ids: number[] = []
beforeAll(async () => {
  t = await createTestApp('2026-01-01T00:00:00+07:00')
  duty = await t.person('duty-officer', '20')
  await t.database.db.asSystem(async tx => {
    for (let s = 0; s < SERIES; s++)
      await upsertStation(tx, {
        code: `V-${s}`,
        name: `Trạm ${s}`,
        lat: 21 + s / 100,
        lon: 106,
        provinceId: t.unit('20'),
        communeIds: [t.unit('20A')],
        invented: true,
        series: [{ indicator: 'temperature', unit: '°C', min: -50, max: 100, everyMinutes: 30 }],
      })
    for (const r of await tx.query<{ id: number }>(`select id from series where indicator = 'temperature' order by id`))
      ids.push(r.id)
  })
  for (const [s, seriesId] of ids.entries())
    await t.database.db.asIngest(0, async tx => {
      const rows = Array.from({ length: EACH }, (_, i) => ({
        seriesId,
        at: FIRST + i * STEP,
        value: valueOf(s, i),
        quality: 0,
      }))
      await ensurePartitions(tx, t.database.url, rows)
      await mergeReadings(tx, 0, rows)
    })
  await t.database.db.asSystem(tx => tx.query('analyze'))
})
afterAll(() => t.close())

/** How PostgreSQL reads a page: its plan as text, and what it really read. */
async function planOf(
  query: Partial<ReturnType<typeof emptyQuery>>,
  from: number[] | null,
  set: 'Observations' | 'Things' = 'Observations',
) {
  const { sql, values } = pageStatement(
    {
      set,
      from: from ? { set: 'Datastreams', link: 'Observations', ids: from } : null,
      each: false,
      query: { ...emptyQuery(), ...query },
      ids: null,
      properties: ['id', 'phenomenonTime', 'result', 'resultTime'],
      links: [],
      runId: 0,
      now: new Date(),
    },
    101,
  )
  const units = [...t.app.ctx.tree().subtree(t.unit('20'))]
  return t.database.db.as({ userId: duty.userId, units, watch: [], runId: 0 }, async tx => {
    const rows = await tx.query<{ 'QUERY PLAN': string }>(`explain (analyze, buffers off, timing off) ${sql}`, values)
    const plan = rows.map(r => r['QUERY PLAN']).join('\n')
    // rows read from the partitions of readings, loops counted in
    const read = [
      ...plan.matchAll(
        /(?:Index Scan|Index Only Scan|Seq Scan|Bitmap Heap Scan)[^\n]* on observations_\d+ [^\n]*?actual rows=([\d.]+) loops=(\d+)/g,
      ),
    ].reduce((sum, m) => sum + Number(m[1]) * Number(m[2]), 0)
    return { plan, read }
  })
}
const one = true
const all = false
const order = (text: string) => parseOrder(text, 'Observations')
const filter = (text: string) => parseFilter(text, 'Observations')

describe('plans: readings come by the primary key (run, one, time), and no more of them than needed', () => {
  it.each([
    ['the newest of one series', { order: order('phenomenonTime desc') }, one, 200],
    ['the oldest of one series', { order: order('phenomenonTime') }, one, 200],
    ['one series without an order', {}, one, 200],
    [
      'one day of one series',
      { filter: filter('phenomenonTime ge 2025-06-01T00:00:00Z and phenomenonTime lt 2025-06-02T00:00:00Z') },
      one,
      60,
    ],
    [
      'the newest before an instant',
      { filter: filter('phenomenonTime lt 2025-06-01T00:00:00Z'), order: order('phenomenonTime desc') },
      one,
      200,
    ],
    [
      'a page far in, by its token',
      { after: { series: 0, at: FIRST + 9000 * STEP }, order: order('phenomenonTime') },
      one,
      200,
    ],
    [
      'a value and a time',
      {
        filter: filter(
          'result gt 90 and phenomenonTime ge 2025-06-01T00:00:00Z and phenomenonTime lt 2025-07-01T00:00:00Z',
        ),
      },
      one,
      1500,
    ],
    ['the newest of all series', { order: order('phenomenonTime desc') }, all, SERIES * 110],
    [
      'the newest of one series by a filter over its link',
      { filter: filter('Datastream/id eq 5'), order: order('phenomenonTime desc') },
      all,
      300,
    ],
    [
      'the newest of one station by its code',
      { filter: filter("Datastream/Thing/properties/code eq 'V-3'"), order: order('phenomenonTime desc') },
      all,
      300,
    ],
  ] as const)('%s', async (_name, query, ofOne, most) => {
    const { plan, read } = await planOf(query, ofOne ? [ids[3] as number] : null)
    expect(plan).not.toMatch(/Seq Scan on observations_\d+/)
    expect(plan).toMatch(/Index (Only )?Scan( Backward)? using observations_\d+_pkey/)
    expect(read, plan).toBeGreaterThan(0)
    expect(read, plan).toBeLessThanOrEqual(most)
  })
})

describe('answers over 200,000 readings', () => {
  it('following the next links of one series gives every reading once, in order', async () => {
    let url: string | undefined =
      `/Datastreams(${ids[7]})/Observations?$top=1000&$orderby=phenomenonTime desc&$select=result,phenomenonTime`
    let i = EACH - 1
    let pages = 0
    for (; url; pages++) {
      const { body }: Answer = await get(duty, url)
      for (const v of body.value) {
        if (v.result !== valueOf(7, i) || v.phenomenonTime !== new Date(FIRST + i * STEP).toISOString())
          throw new Error(`reading ${i} is ${JSON.stringify(v)}`)
        i--
      }
      url = body['@iot.nextLink'] as string | undefined
    }
    expect([i, pages]).toEqual([-1, 10])
  })
  it('over all one, readings of one instant are not lost between pages', async () => {
    const seen = new Set<unknown>()
    let url: string | undefined = '/Observations?$top=30&$orderby=phenomenonTime desc'
    for (let page = 0; page < 8 && url; page++) {
      const { body }: Answer = await get(duty, url)
      for (const v of body.value) seen.add(v['@iot.id'])
      url = body['@iot.nextLink'] as string
    }
    const expected = new Set(
      Array.from({ length: 12 }, (_, k) => EACH - 1 - k).flatMap(i => ids.map(id => `${id}-${FIRST + i * STEP}`)),
    )
    expect(seen).toEqual(expected)
  })
  it('counts exactly what there is', async () => {
    expect((await get(duty, '/Observations?$count=true&$top=0')).body).toMatchObject({ '@iot.count': SERIES * EACH })
    const some = await get(duty, `/Observations?$count=true&$top=0&$filter=result ge 90 and Datastream/id eq ${ids[2]}`)
    expect(some.body['@iot.count']).toBe(
      Array.from({ length: EACH }, (_, i) => valueOf(2, i)).filter(v => v >= 90).length,
    )
    expect(some.body['@tusom.countEstimated']).toBeUndefined()
  })
  it('more than is worth counting is estimated, near the truth, and said to be so', async () => {
    const units = [...t.app.ctx.tree().subtree(t.unit('20'))]
    const query = { ...emptyQuery(), filter: filter('result ge 50') }
    const w = {
      set: 'Observations',
      from: null,
      each: false,
      query,
      ids: null,
      properties: [],
      links: [],
      runId: 0,
      now: new Date(),
    } as const
    const { count, estimated } = await t.database.db.as({ userId: 0, units, watch: [], runId: 0 }, tx =>
      countEntities(tx, w, 10_000),
    )
    expect(estimated).toBe(true)
    expect(Math.abs(count / ((SERIES * EACH) / 2) - 1)).toBeLessThan(0.2)
  })
  it('orders by value, with the next page after it', async () => {
    const { body } = await get(
      duty,
      `/Datastreams(${ids[0]})/Observations?$orderby=result desc,phenomenonTime asc&$top=3&$skip=98&$select=result`,
    )
    expect(body.value).toEqual([{ result: 99 }, { result: 99 }, { result: 98 }])
    expect(String(body['@iot.nextLink'])).toContain('$skip=101')
  })
  it('the newest reading of every station in one question', async () => {
    const { body } = await get(
      duty,
      "/Things?$filter=startswith(properties/code, 'V-')&$expand=Datastreams($expand=Observations($orderby=phenomenonTime desc;$top=1;$select=result))&$top=100",
    )
    expect(body.value.map(v => (v.Datastreams as { Observations: unknown[] }[])[0]?.Observations)).toEqual(
      ids.map((_, s) => [{ result: valueOf(s, EACH - 1) }]),
    )
  })
  it('a wide expand stays within what one answer holds, and each rest is behind its link', async () => {
    const { body } = await get(duty, '/Datastreams?$top=100&$expand=Observations($top=1000;$select=result)')
    const lists = body.value.filter(v => (v.Observations as unknown[]).length)
    const total = lists.reduce((n, v) => n + (v.Observations as unknown[]).length, 0)
    expect(lists.length).toBe(SERIES)
    expect(total).toBeLessThanOrEqual(20_000)
    for (const v of lists) expect(v['Observations@iot.nextLink']).toBeDefined()
  })
})
