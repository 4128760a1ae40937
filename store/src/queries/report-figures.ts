import type { Tx } from '../database.ts'

/**
 * Who reads. `exact`: everything. Otherwise the sensitive figures named are only what was released for `overId`: the query itself
 * gives nothing else, whatever is made of its answer afterwards.
 */
export type Sight = { exact: true } | { exact: false; sensitive: readonly string[]; overId: number }

export type FigureRow = {
  unitId: number
  reportId: number
  periodKey: string
  accepted: boolean
  /** element → figure; a missing one is absent */
  figures: Map<string, number>
  notApplicable: Set<string>
  /** withheld from this reader */
  hidden: Set<string>
}

/** Positions of a form's figures in the arrays, in their order. */
export const figurePositions = async (tx: Tx, formCode: string): Promise<string[]> => {
  const rows = await tx.query<{ element: string; pos: number }>(
    'select element, pos from report_positions where form_code = $1',
    [formCode],
  )
  const list: string[] = []
  for (const r of rows) list[r.pos - 1] = r.element
  return list
}

type Released = Map<string, { unitId: number; figures: Map<string, number | null> }[]>
async function released(tx: Tx, formCode: string, periodKeys: readonly string[], overId: number): Promise<Released> {
  const rows = await tx.query<{ periodKey: string; figures: Record<string, Record<string, number | null>> }>(
    `select period_key as "periodKey", figures from report_releases where run_id = 0 and form_code = $1 and period_key = any ($2::text[]) and over_id = $3`,
    [formCode, periodKeys, overId],
  )
  return new Map(
    rows.map(r => [
      r.periodKey,
      Object.entries(r.figures).map(([unit, f]) => ({ unitId: Number(unit), figures: new Map(Object.entries(f)) })),
    ]),
  )
}

/** What was released of each of these reports; null where its period was not. */
export const releasedFigures = async (
  tx: Tx,
  reportIds: readonly number[],
  overId: number,
): Promise<{ reportId: number; at: Date; figures: Map<string, number | null> | null }[]> =>
  (
    await tx.query<{ reportId: number; at: Date; figures: Record<string, number | null> | null }>(
      `select r.id as "reportId", coalesce(x.released_at, r.created_at) as at, x.figures -> r.unit_id::text as figures
       from reports r left join report_releases x on x.run_id = 0 and x.form_code = r.form_code and x.period_key = r.period_key and x.over_id = $2
       where r.id = any ($1::int[])`,
      [reportIds, overId],
    )
  ).map(r => ({ ...r, figures: r.figures && new Map(Object.entries(r.figures)) }))

/** Figures of reports that count, of some units for some periods. */
export async function reportFigures(
  tx: Tx,
  of: { formCode: string; periodKeys: readonly string[]; unitIds: readonly number[] },
  sight: Sight,
): Promise<FigureRow[]> {
  const elements = await figurePositions(tx, of.formCode)
  const rows = await tx.query<{
    unitId: number
    reportId: number
    periodKey: string
    accepted: boolean
    figures: (number | null)[]
    na: number[]
  }>(
    `select unit_id as "unitId", report_id as "reportId", period_key as "periodKey", accepted, figures, na from report_figures
     where run_id = 0 and form_code = $1 and period_key = any ($2::text[]) and unit_id = any ($3::int[]) order by unit_id`,
    [of.formCode, of.periodKeys, of.unitIds],
  )
  const told = sight.exact ? null : await released(tx, of.formCode, of.periodKeys, sight.overId)
  return rows.map(r => {
    const row: FigureRow = {
      unitId: r.unitId,
      reportId: r.reportId,
      periodKey: r.periodKey,
      accepted: r.accepted,
      figures: new Map(),
      notApplicable: new Set(),
      hidden: new Set(),
    }
    r.figures.forEach((value, i) => {
      if (value !== null) row.figures.set(elements[i] as string, value)
    })
    for (const pos of r.na) row.notApplicable.add(elements[pos - 1] as string)
    if (!sight.exact) {
      const own = told?.get(r.periodKey)?.find(x => x.unitId === r.unitId)
      for (const code of sight.sensitive) mask(row, code, own?.figures)
    }
    return row
  })
}

/** Puts what was released in the place of what is there; what was not released is withheld, also whether there is anything. */
function mask(row: FigureRow, code: string, told: Map<string, number | null> | undefined): void {
  row.figures.delete(code)
  row.notApplicable.delete(code)
  const value = told?.get(code)
  // released, and the unit had no figure then
  if (told && value === undefined) return
  if (typeof value === 'number') row.figures.set(code, value)
  else row.hidden.add(code)
}

export type SumRow = {
  periodKey: string
  periodStart: string
  periodEnd: string
  reports: number
  accepted: number
  /** in the order asked for; null: no unit has a figure, or it is withheld (`hidden`) */
  totals: (number | null)[]
  counts: number[]
  hidden: boolean[]
}

/** Up to so many figures are picked out of the arrays in PostgreSQL; of more the arrays come whole, which is less work. */
const fewFigures = 20

/** The rows of each period added up. Arrays are added here: 300 figures over 260 weeks are 78,000 numbers and 20 ms. */
async function sumRows(
  tx: Tx,
  of: { formCode: string; from: string; to: string; nodes: readonly number[]; leaves: readonly number[] },
  positions: readonly number[],
): Promise<Omit<SumRow, 'hidden'>[]> {
  const few = positions.length <= fewFigures
  const pick = (array: string) => (few ? `array[${positions.map(p => `${array}[${p}]`).join(', ')}]` : array)
  const rows = await tx.query<{
    periodKey: string
    periodStart: string
    periodEnd: string
    reports: number
    accepted: number
    figures: (number | null)[]
    counts: (number | null)[] | null
  }>(
    `select period_key as "periodKey", period_start as "periodStart", period_end as "periodEnd", reports, accepted,
       ${pick('totals')}::float8[] as figures, ${pick('counts')}::int[] as counts from report_sums
     where run_id = 0 and form_code = $1 and node_id = any ($2::int[]) and period_start >= $4 and period_end <= $5
     union all
     select period_key, period_start, period_end, 1, accepted::int, ${pick('figures')}::float8[], null from report_figures
     where run_id = 0 and form_code = $1 and unit_id = any ($3::int[]) and period_start >= $4 and period_end <= $5
     order by 2, 1`,
    [of.formCode, of.nodes, of.leaves, of.from, of.to],
  )
  const periods = new Map<string, Omit<SumRow, 'hidden'>>()
  for (const r of rows) {
    const had = periods.get(r.periodKey)
    const sum = had ?? {
      periodKey: r.periodKey,
      periodStart: r.periodStart,
      periodEnd: r.periodEnd,
      reports: 0,
      accepted: 0,
      totals: positions.map(() => null),
      counts: positions.map(() => 0),
    }
    if (!had) periods.set(r.periodKey, sum)
    sum.reports += r.reports
    sum.accepted += r.accepted
    positions.forEach((pos, i) => {
      const value = (few ? r.figures[i] : r.figures[pos - 1]) ?? null
      if (value === null) return
      sum.totals[i] = Math.round(((sum.totals[i] ?? 0) + value) * 10) / 10
      sum.counts[i] = (sum.counts[i] as number) + ((few ? r.counts?.[i] : r.counts?.[pos - 1]) ?? (r.counts ? 0 : 1))
    })
  }
  return [...periods.values()]
}

/**
 * Sums over the units that make up a node by the tree of a day (`nodes`: units above communes; `leaves`: single communes), one row a
 * period, for the elements asked for.
 */
export async function reportSums(
  tx: Tx,
  of: {
    formCode: string
    from: string
    to: string
    nodes: readonly number[]
    leaves: readonly number[]
    elements: readonly string[]
  },
  sight: Sight,
): Promise<SumRow[]> {
  const all = await figurePositions(tx, of.formCode)
  // what is withheld is never read; a position of 0 is outside every array
  const withheld = new Set(sight.exact ? [] : sight.sensitive)
  const positions = of.elements.map(e => (withheld.has(e) ? 0 : all.indexOf(e) + 1))
  const rows = await sumRows(tx, of, positions)
  const told = sight.exact
    ? null
    : await released(
        tx,
        of.formCode,
        rows.map(r => r.periodKey),
        sight.overId,
      )
  return rows.map(r => {
    const hidden = of.elements.map(e => withheld.has(e))
    const totals = [...r.totals]
    const counts = [...r.counts]
    if (told) {
      // a sum over anything is given only where every unit of it was released with its figure, or is the node released itself
      const units = told.get(r.periodKey) ?? []
      of.elements.forEach((code, i) => {
        if (!withheld.has(code)) return
        const known = releasedSum(units, code, of.nodes, of.leaves)
        if (!known) return
        hidden[i] = false
        totals[i] = known.n ? known.total : null
        counts[i] = known.n
      })
    }
    return { ...r, totals, counts, hidden }
  })
}

function releasedSum(
  units: readonly { unitId: number; figures: Map<string, number | null> }[],
  code: string,
  nodes: readonly number[],
  leaves: readonly number[],
): { total: number; n: number } | null {
  let total = 0
  let n = 0
  for (const id of [...nodes, ...leaves]) {
    const told = units.find(u => u.unitId === id)
    if (!told) return null
    const value = told.figures.get(code)
    if (value === null) return null
    if (value === undefined) continue
    total += value
    n += told.figures.get(`${code} n`) ?? 1
  }
  return { total: Math.round(total * 10) / 10, n }
}

export type UnitSumRow = {
  unitId: number
  reports: number
  totals: (number | null)[]
  counts: number[]
  hidden: boolean[]
}

/** The calendar years that lie wholly between two days. */
export function wholeYears(from: string, to: string): number[] {
  const first = Number(from.slice(0, 4)) + (from.endsWith('-01-01') ? 0 : 1)
  const last = Number(to.slice(0, 4)) - (to.endsWith('-12-31') ? 0 : 1)
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i)
}

/**
 * Sums over a range of periods for each commune: the parts of the same range of `reportSums`. Whole years are read from their own sums, one row a
 * commune; around them stand the periods before and after, and those over the turn of a year.
 */
export async function reportUnitSums(
  tx: Tx,
  of: { formCode: string; from: string; to: string; unitIds: readonly number[]; elements: readonly string[] },
  sight: Sight,
): Promise<UnitSumRow[]> {
  const all = await figurePositions(tx, of.formCode)
  const withheld = new Set(sight.exact ? [] : sight.sensitive)
  const positions = of.elements.map(e => (withheld.has(e) ? 0 : all.indexOf(e) + 1))
  const each = (sql: (pos: number, i: number) => string) => positions.map((p, i) => `, ${sql(p, i)}`).join('')
  const figures = (where: string) =>
    `select unit_id, 1 as reports${each((p, i) => `figures[${p}] as c${i}, (figures[${p}] is not null)::int as k${i}`)}
     from report_figures where run_id = 0 and form_code = $1 and unit_id = any ($2::int[]) and ${where}`
  const years = wholeYears(of.from, of.to)
  const [first, last] = [`${years[0]}-01-01`, `${years.at(-1)}-12-31`]
  const parts = years.length
    ? [
        `select unit_id, reports${each((p, i) => `totals[${p}] as c${i}, counts[${p}] as k${i}`)}
         from report_years where run_id = 0 and form_code = $1 and unit_id = any ($2::int[]) and year between ${years[0]} and ${years.at(-1)}`,
        figures(`period_start >= $3 and period_end <= $4 and over_turn`),
        ...(of.from < first ? [figures(`period_start >= $3 and period_end < '${first}' and not over_turn`)] : []),
        ...(last < of.to ? [figures(`period_start > '${last}' and period_end <= $4 and not over_turn`)] : []),
      ]
    : [figures('period_start >= $3 and period_end <= $4')]
  const columns = each((_, i) => `round(sum(c${i}) * 10) / 10 as t${i}, coalesce(sum(k${i}), 0)::int as n${i}`)
  // materialized: only the figures asked for are carried to the grouping, never the whole array of 300
  const rows = await tx.query<Record<string, number | null>>(
    `with cells as materialized (${parts.join(' union all ')})
     select unit_id as "unitId", sum(reports)::int as reports${columns} from cells group by unit_id order by unit_id`,
    [of.formCode, of.unitIds, of.from, of.to],
  )
  return rows.map(r => ({
    unitId: r.unitId as number,
    reports: r.reports as number,
    totals: of.elements.map((_, i) => r[`t${i}`] ?? null),
    counts: of.elements.map((_, i) => r[`n${i}`] ?? 0),
    // over a range a commune's sensitive figures are not given at all to who may not see them one by one
    hidden: of.elements.map(e => withheld.has(e)),
  }))
}

/** A unit's own last figures of a form before a day, newest first: what is usual for it. */
export async function earlierFigures(
  tx: Tx,
  of: { formCode: string; unitId: number; before: string; count: number },
): Promise<Map<string, number>[]> {
  const elements = await figurePositions(tx, of.formCode)
  const rows = await tx.query<{ figures: (number | null)[] }>(
    `select figures from report_figures where run_id = 0 and form_code = $1 and unit_id = $2 and period_end < $3 order by period_start desc limit $4`,
    [of.formCode, of.unitId, of.before, of.count],
  )
  return rows.map(
    r => new Map(r.figures.flatMap((v, i): [string, number][] => (v === null ? [] : [[elements[i] as string, v]]))),
  )
}

/** Figures of another form whose periods lie wholly within some days, added: for checks between forms. */
export async function figuresWithin(
  tx: Tx,
  of: { formCode: string; unitId: number; from: string; to: string; elements: readonly string[] },
): Promise<Map<string, number>> {
  const [row] = await reportUnitSums(tx, { ...of, unitIds: [of.unitId] }, { exact: true })
  return new Map(
    of.elements.flatMap((e, i): [string, number][] => {
      const total = row?.totals[i] ?? null
      return total === null ? [] : [[e, total]]
    }),
  )
}

export type ReleaseRow = {
  formCode: string
  periodKey: string
  periodStart: string
  periodEnd: string
  overId: number
  elements: string[]
  leftOut: string[]
  releasedAt: Date
  byName: string
}
const releaseColumns = `form_code as "formCode", period_key as "periodKey", period_start as "periodStart", period_end as "periodEnd", over_id as "overId",
  elements, left_out as "leftOut", released_at as "releasedAt", released_by_name as "byName"`

export const findRelease = (tx: Tx, formCode: string, periodKey: string, overId: number) =>
  tx.maybe<ReleaseRow>(
    `select ${releaseColumns} from report_releases where run_id = 0 and form_code = $1 and period_key = $2 and over_id = $3`,
    [formCode, periodKey, overId],
  )

/** What was released for the node itself: element → total, null where it is withheld. */
export async function releasedNode(
  tx: Tx,
  formCode: string,
  periodKey: string,
  overId: number,
): Promise<Map<string, number | null>> {
  return new Map(
    (await released(tx, formCode, [periodKey], overId)).get(periodKey)?.find(u => u.unitId === overId)?.figures,
  )
}

/** Releases that hold any of these figures for a day in common, in whatever form. */
export const overlappingReleases = (tx: Tx, overId: number, elements: readonly string[], from: string, to: string) =>
  tx.query<ReleaseRow>(
    `select ${releaseColumns} from report_releases where run_id = 0 and over_id = $1 and elements && $2::text[] and period_start <= $4 and period_end >= $3`,
    [overId, elements, from, to],
  )

/**
 * Releases over one unit wait for each other, before they look what was released: of two periods that overlap only one is the
 * first.
 */
export const lockReleases = (tx: Tx, overId: number) =>
  tx.query(`select pg_advisory_xact_lock(hashtextextended('report release', $1))`, [overId])

/** Writes a release, under `lockReleases`; false when the period was released already. */
export async function addRelease(
  tx: Tx,
  r: Omit<ReleaseRow, 'releasedAt' | 'byName'> & {
    reach: readonly number[]
    figures: Record<string, Record<string, number | null>>
    at: Date
    userId: number
    name: string
  },
): Promise<boolean> {
  const rows = await tx.query(
    `insert into report_releases (run_id, form_code, period_key, period_start, period_end, over_id, reach, elements, left_out, figures, released_at, released_by, released_by_name)
     values (0, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) on conflict do nothing returning form_code`,
    [
      r.formCode,
      r.periodKey,
      r.periodStart,
      r.periodEnd,
      r.overId,
      r.reach,
      r.elements,
      r.leftOut,
      JSON.stringify(r.figures),
      r.at,
      r.userId,
      r.name,
    ],
  )
  return rows.length === 1
}
