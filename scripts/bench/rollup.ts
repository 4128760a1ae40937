import { libraryForms, type ReportForm, withOptions } from '@tusom/domain'
import { type Database, insertWholeReports, loadReportForms, type WholeReport } from '@tusom/store'
import { spawnSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** 100 communes × 300 figures × 260 weeks; nationally 3,321 communes × 300 figures × 52 weeks. */
export const size = { elements: 300, communes: 100, weeks: 260, nation: 3321, nationWeeks: 52 }
const first = '2021-01-04'

type App = {
  inject: (o: {
    method: 'GET' | 'POST'
    url: string
    headers: Record<string, string>
    payload?: unknown
  }) => Promise<{ statusCode: number; body: string }>
}
export type Timed = { name: string; p50: number; p95: number; duck: number | null }

const at = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
async function timed(work: () => Promise<unknown>, times = 30): Promise<{ p50: number; p95: number }> {
  const ms: number[] = []
  await work()
  for (let i = 0; i < times; i++) {
    const start = performance.now()
    await work()
    ms.push(performance.now() - start)
  }
  ms.sort((a, b) => a - b)
  return { p50: at(ms, 0.5), p95: at(ms, 0.95) }
}

/** A weekly form of 300 counts. */
function bigForm(): ReportForm {
  const form = withOptions(structuredClone(libraryForms.find(f => f.code === 'order-monthly')) as ReportForm)
  const model = form.elements[0] as ReportForm['elements'][number]
  const elements = Array.from({ length: size.elements }, (_, i) => ({
    ...model,
    code: `f.${i}`,
    label: String(i + 1),
    nameVi: `Chỉ tiêu ${i}`,
  }))
  return {
    ...form,
    code: 'do-toc-do',
    version: 'bench.1',
    period: 'week',
    asked: 'calendar',
    elements,
    breakdowns: [],
    indicators: [],
    checks: [],
    parts: [],
    sections: [
      { code: 's', titleVi: 's', titleEn: 's', elements: elements.map(e => e.code), sentences: [], parts: [] },
    ],
  }
}

/**
 * Fills reports of one province (with every value as it was typed) or figures of every commune of the nation, by the same functions that
 * count a report that is accepted. Returns the seconds it took.
 */
async function fill(db: Database, form: ReportForm, communes: string, weeks: number, typed: boolean): Promise<number> {
  const start = performance.now()
  await db.asSystem(async tx => {
    await tx.query(
      `insert into reports (run_id, form_code, form_version, period_key, period_start, period_end, unit_id, reach, state, due_at, first_sent_at, sent_at, accepted_at, created_at, created_by)
       select 0, $1, $2, to_char(d, 'IYYY-"W"IW'), d, d + 6, u.id, array[u.id], 'accepted', d + 8, d + 7, d + 7, d + 8, d + 7, (select min(id) from users)
       from units u, generate_series(0, $3::int - 1) w, lateral (select date '${first}' + 7 * w as d) x where u.id in (${communes}) on conflict do nothing`,
      [form.code, form.version, weeks],
    )
    if (typed)
      await tx.query(
        `insert into report_values (run_id, report_id, element, value, version, at, by_id, by_name)
         select 0, r.id, 'f.' || e, (r.id * 7 + e * 13) % 50, 1, r.created_at, r.created_by, 'Đo' from reports r, generate_series(0, ${size.elements - 1}) e where r.form_code = $1 order by r.id, e`,
        [form.code],
      )
    await tx.query(
      `insert into report_figures (run_id, form_code, period_key, period_start, period_end, unit_id, report_id, reach, accepted, figures)
       select 0, form_code, period_key, period_start, period_end, unit_id, id, reach, true, (select array_agg(((r.id * 7 + e * 13) % 50)::float8 order by e) from generate_series(0, ${size.elements - 1}) e)
       from reports r where form_code = $1 on conflict do nothing`,
      [form.code],
    )
    await tx.query(`select app.sum_years(array(select report_id from report_figures where form_code = $1))`, [
      form.code,
    ])
    await tx.query(
      `select app.sum_reports($1, p.period_key, n.id) from (select distinct period_key from report_figures where form_code = $1) p,
         (select distinct u.parent_id as id from report_figures f join units u on u.id = f.unit_id where f.form_code = $1 and u.parent_id is not null) n`,
      [form.code],
    )
    await tx.query(
      `select app.sum_reports($1, p.period_key, n.id) from (select distinct period_key from report_figures where form_code = $1) p,
         (select id from units where kind = 'country') n`,
      [form.code],
    )
  })
  await db.asSystem(tx => tx.query('analyze report_figures, report_years, report_sums, reports'))
  return (performance.now() - start) / 1000
}

/** The same figures as one row a value in DuckDB, or null with the reason where it cannot be had. */
async function openDuck(
  communes: readonly number[],
  weeks: number,
): Promise<{ run: (sql: string) => Promise<unknown>; close: () => Promise<void> } | string> {
  const folder = await mkdtemp(join(tmpdir(), 'tusom-duck-'))
  const done = spawnSync(
    'npm',
    ['install', '--no-save', '--no-audit', '--no-fund', '--prefix', folder, '@duckdb/node-api@1.5.6-r.1'],
    { encoding: 'utf8', timeout: 180_000 },
  )
  if (done.status !== 0) {
    await rm(folder, { recursive: true, force: true })
    return `DuckDB could not be installed here: ${(done.stderr || String(done.error)).trim().split('\n')[0]}`
  }
  type Duck = {
    DuckDBInstance: {
      create: (path: string) => Promise<{
        connect: () => Promise<{
          runAndReadAll: (sql: string) => Promise<{ getRows: () => unknown[] }>
          closeSync: () => void
        }>
        closeSync: () => void
      }>
    }
  }
  try {
    const { DuckDBInstance } = createRequire(join(folder, 'x.js'))('@duckdb/node-api') as Duck
    const instance = await DuckDBInstance.create(':memory:')
    const connection = await instance.connect()
    const run = async (sql: string) => (await connection.runAndReadAll(sql)).getRows()
    await run('set threads to 2')
    await run(
      `create table v as select w::int as week, u::int as unit, e::int as element, ((u * 1000 + w) * 7 + e * 13) % 50.0 as value
       from range(${weeks}) a(w), (select unnest([${communes.join(',')}]) as u) b, range(${size.elements}) c(e)`,
    )
    return {
      run,
      close: async () => {
        connection.closeSync()
        instance.closeSync()
        await rm(folder, { recursive: true, force: true })
      },
    }
  } catch (e) {
    await rm(folder, { recursive: true, force: true })
    return `DuckDB does not start here: ${(e as Error).message.split('\n')[0]}`
  }
}

export type RollupResult = {
  fillSeconds: number
  values: number
  mb: number
  queries: Timed[]
  visible: number[]
  duck: string | null
  nation: { fillSeconds: number; values: number; queries: Timed[] }
}

/** A country above the provinces, and a province of exactly a hundred communes. Returns the country's id. */
export const raiseNation = (db: Database, provinceId: number): Promise<number> =>
  db.asSystem(async tx => {
    const { id } = await tx.one<{ id: number }>(
      `insert into units (code, kind, name, full_name, valid_from, search) values ('VN', 'country', 'Việt Nam', 'Việt Nam', '2020-01-01', 'viet nam') returning id`,
    )
    await tx.query(`update units set parent_id = $1 where kind = 'province'`, [id])
    await tx.query(`update units set valid_from = '2020-01-01' where kind in ('province', 'commune')`)
    await tx.query(
      `update units set parent_id = $1 where id in (select id from units where kind = 'commune' and parent_id <> $1 order by id
         limit (select greatest(0, $2 - count(*)) from units where kind = 'commune' and parent_id = $1))`,
      [provinceId, size.communes],
    )
    await tx.query(`select app.tell('units', 0)`)
    return id
  })

/**
 * Times whole requests of the server (rights, row-level security, JSON included) over the roll-ups that pages and reports ask for, beside the
 * bare query on the same figures in DuckDB.
 */
export async function benchRollup(app: App, cookie: string, db: Database, provinceId: number): Promise<RollupResult> {
  const form = bigForm()
  const get = async (url: string) => {
    const reply = await app.inject({ method: 'GET', url, headers: { cookie } })
    if (reply.statusCode !== 200) throw new Error(`${url}: ${reply.statusCode} ${reply.body.slice(0, 300)}`)
    return JSON.parse(reply.body) as never
  }
  const communes = await db.asSystem(async tx => {
    await loadReportForms(tx, [form], new Date())
    return (
      await tx.query<{ id: number }>(`select id from units where parent_id = $1 and kind = 'commune' order by id`, [
        provinceId,
      ])
    ).map(x => x.id)
  })
  const fillSeconds = await fill(
    db,
    form,
    `select id from units where parent_id = ${provinceId} and kind = 'commune'`,
    size.weeks,
    true,
  )
  const { mb } = await db.asSystem(tx =>
    tx.one<{ mb: number }>(
      `select round((pg_total_relation_size('report_figures') + pg_total_relation_size('report_sums')) / 1048576.0)::int as mb`,
    ),
  )
  const duck = await openDuck(communes, size.weeks)
  const last = '2025-12-28'
  const year = `from=2025-01-01&to=${last}`
  const some = Array.from({ length: 20 }, (_, i) => `f.${i * 15}`).join(',')
  const wanted: [string, string, string][] = [
    [
      'one week, 300 totals with every commune beside them',
      `/api/reports/overview?form=${form.code}&period=2025-W40`,
      'select element, sum(value), count(*), list(unit), list(value) from v where week = 247 group by 1',
    ],
    [
      'one week, 300 totals',
      `/api/reports/totals?form=${form.code}&from=2025-09-29&to=2025-10-05`,
      'select element, sum(value), count(*) from v where week = 247 group by 1',
    ],
    [
      'a year of weeks, 300 totals a week and over the year',
      `/api/reports/totals?form=${form.code}&${year}`,
      'select week, element, sum(value), count(*) from v where week >= 208 group by 1, 2',
    ],
    [
      '260 weeks, one figure',
      `/api/reports/totals?form=${form.code}&from=${first}&to=${last}&elements=f.77`,
      'select week, sum(value), count(*) from v where element = 77 group by 1',
    ],
    [
      '260 weeks, 300 figures, all of 7.8 million values',
      `/api/reports/totals?form=${form.code}&from=${first}&to=${last}`,
      'select week, element, sum(value), count(*) from v group by 1, 2',
    ],
    [
      'a year by commune, one figure',
      `/api/reports/totals/parts?form=${form.code}&${year}&elements=f.77`,
      'select unit, sum(value), count(*) from v where element = 77 and week >= 208 group by 1',
    ],
    [
      'a year by commune, 20 figures',
      `/api/reports/totals/parts?form=${form.code}&${year}&elements=${some}`,
      'select unit, element, sum(value), count(*) from v where element % 15 = 0 and week >= 208 group by 1, 2',
    ],
    [
      'five years by commune, 20 figures',
      `/api/reports/totals/parts?form=${form.code}&from=${first}&to=${last}&elements=${some}`,
      'select unit, element, sum(value), count(*) from v where element % 15 = 0 group by 1, 2',
    ],
  ]
  const queries: Timed[] = []
  for (const [name, url, sql] of wanted) {
    const own = await timed(() => get(url))
    const other = typeof duck === 'string' ? null : (await timed(() => duck.run(sql), 15)).p50
    queries.push({ name, ...own, duck: other })
  }
  if (typeof duck !== 'string') await duck.close()
  const visible = await timeToSee(get, db, form, communes)
  // the nation: figures only, because what was typed is read one report at a time
  const nationFill = await fill(db, form, `select id from units where kind = 'commune'`, size.nationWeeks, false)
  const country = await db.asSystem(tx => tx.one<{ id: number }>(`select id from units where kind = 'country'`))
  const span = 'from=2021-01-01&to=2021-12-31'
  const nation: Timed[] = []
  for (const [name, url] of [
    [
      'nation: one week, 300 totals',
      `/api/reports/totals?form=${form.code}&from=2021-06-07&to=2021-06-13&unit=${country.id}`,
    ],
    ['nation: 52 weeks, 300 totals', `/api/reports/totals?form=${form.code}&${span}&unit=${country.id}`],
    [
      'nation: a year by commune, one figure, 3,321 lines',
      `/api/reports/totals/parts?form=${form.code}&${span}&elements=f.77&unit=${country.id}`,
    ],
  ] as const)
    nation.push({ name, ...(await timed(() => get(url), 15)), duck: null })
  return {
    fillSeconds,
    values: communes.length * size.elements * size.weeks,
    mb,
    queries,
    visible,
    duck: typeof duck === 'string' ? duck : null,
    nation: { fillSeconds: nationFill, values: size.nation * size.elements * size.nationWeeks, queries: nation },
  }
}

/** From the moment a report's acceptance begins to be written to the moment its figure stands in the answer with the totals. */
async function timeToSee(
  get: (url: string) => Promise<never>,
  db: Database,
  form: ReportForm,
  communes: readonly number[],
): Promise<number[]> {
  const ms: number[] = []
  const [start, end, key] = ['2026-01-05', '2026-01-11', '2026-W02']
  const moment = new Date('2026-01-12T00:00:00Z')
  const user = await db.asSystem(tx => tx.one<{ id: number }>('select min(id) as id from users'))
  for (const [i, unitId] of communes.slice(0, 20).entries()) {
    const whole: WholeReport = {
      formCode: form.code,
      formVersion: form.version,
      periodKey: key,
      periodStart: start,
      periodEnd: end,
      unitId,
      reach: [unitId],
      state: 'accepted',
      dueAt: moment,
      sentAt: moment,
      acceptedAt: moment,
      createdAt: moment,
      by: { userId: user.id, name: 'Đo' },
      acceptedBy: null,
      sample: false,
      cells: form.elements.map(e => ({ element: e.code, value: 1, notApplicable: false, reason: null, at: moment })),
      narratives: [],
    }
    const began = performance.now()
    await db.asSystem(tx => insertWholeReports(tx, [whole]))
    const totals = (await get(`/api/reports/totals?form=${form.code}&from=${start}&to=${end}&elements=f.77`)) as {
      totals: number[]
    }
    if (totals.totals[0] !== i + 1)
      throw new Error(`the total does not hold the report that was just accepted: ${totals.totals[0]}`)
    ms.push(performance.now() - began)
  }
  return ms.sort((a, b) => a - b)
}
