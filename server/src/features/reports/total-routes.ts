import {
  Id,
  mostPartElements,
  PeriodKey,
  ReleaseOut,
  ReportFormCode,
  ReportParts,
  ReportRates,
  ReportTotals,
  TotalsPartsQuery,
  TotalsQuery,
} from '@tusom/contract'
import {
  addDays,
  addFigures,
  addsUp,
  type FormElement,
  indicatorValue,
  orderedElements,
  policies,
  type Policy,
  periodOf,
  readIndicators,
  Refusal,
  refuse,
  reportDay,
  type ReportForm,
  timeliness,
} from '@tusom/domain'
import {
  addRelease,
  reportSums,
  reportUnitSums,
  reportsBetween,
  type Sight,
  type SumRow,
  type Tx,
  type UnitRow,
} from '@tusom/store'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { Calls } from './asked.ts'
import { type Consolidation, consolidate, consolidationOf } from './consolidate.ts'
import { actualOnly, type ReportRoutes, tell } from './context.ts'
import { FormBook, periodFor } from './forms.ts'
import { hiddenFrom, releaseFigures } from './release.ts'
import { reachOf } from './report-file.ts'
import { unitHistory } from './unit-history.ts'

const longestYears = 11

/** Whether this reader may release the period's sensitive counts, and there is something to release. */
export const mayRelease = (request: FastifyRequest, c: Consolidation): boolean =>
  c.over.kind === 'province' &&
  !c.release &&
  c.form.elements.some(e => e.sensitive) &&
  refuse(request.actor, policies['reports.release'] as Policy, { unitId: c.over.id, reach: c.reach }) === null

type Asked = {
  form: ReportForm
  over: UnitRow
  sight: Sight
  treeDay: string
  elements: FormElement[]
  since: Date | null
  from: string
  to: string
}

/** Sums over the tree of units: over many periods, as of any day, part by part; who reported; release of small cells. */
export function registerTotals(r: ReportRoutes): void {
  const { app } = r

  /** Validates, loads, permits: what every one of these routes begins with. */
  async function asked(
    tx: Tx,
    request: FastifyRequest,
    q: { form: string; from: string; to: string; unit?: number; asOf?: string; elements?: string },
  ): Promise<Asked> {
    actualOnly(request)
    const tree = app.ctx.tree()
    const named = q.unit === undefined ? null : tree.byId.get(q.unit)
    if (named === undefined) throw new Refusal('not-found', { what: 'đơn vị' })
    const over = named ?? (await consolidationOf(tx, tree, request.actor))
    const target = { unitId: over.id, reach: await reachOf(tx, tree, over.id) }
    request.permit(target)
    for (const day of [q.from, q.to, q.asOf ?? q.to])
      if (!periodOf(day)) throw new Refusal('report.range', { years: longestYears })
    if (q.to < q.from || addDays(q.from, longestYears * 366) < q.to)
      throw new Refusal('report.range', { years: longestYears })
    const book = await FormBook.read(tx, tree.provinceOf(over.id)?.id ?? over.id)
    const form = book.form(q.form)
    const codes = q.elements?.split(',')
    const all = orderedElements(form)
    const elements = codes ? codes.flatMap(code => all.find(e => e.code === code) ?? []) : all
    if (codes && elements.length !== codes.length) throw new Refusal('report.elements', { most: mostPartElements })
    return {
      form,
      over,
      sight: r.sight(request, book, form.code, target),
      treeDay: q.asOf ?? reportDay(request.now),
      elements,
      since: book.since(form.code),
      from: q.from,
      to: q.to,
    }
  }

  const names = (elements: readonly FormElement[]) =>
    elements.map(({ code, label, nameVi, nameEn, unitVi, unitEn, kind }) => ({
      code,
      label,
      nameVi,
      nameEn,
      unitVi,
      unitEn,
      kind,
    }))
  const unitName = (id: number) => {
    const unit = app.ctx.tree().byId.get(id)
    return unit ? [{ unitId: unit.id, name: unit.name }] : []
  }
  /** Communes of some units that stood on a day. */
  const stood = (ids: Iterable<number>, day: string) =>
    [...ids]
      .flatMap(id => app.ctx.tree().byId.get(id) ?? [])
      .filter(u => u.validFrom <= day && (u.validTo === null || u.validTo > day))

  app.get(
    '/api/reports/totals',
    { config: { policy: 'reports.totals' }, schema: { querystring: TotalsQuery, response: { 200: ReportTotals } } },
    async request =>
      request.read(async tx => {
        const a = await asked(tx, request, request.query)
        const cover = (await unitHistory(tx, app.ctx.tree())).cover(a.over.id, a.treeDay, a)
        const communes = new Set(cover.nodes.filter(id => cover.leaves.has(id)))
        const rows = await reportSums(
          tx,
          {
            formCode: a.form.code,
            from: a.from,
            to: a.to,
            nodes: cover.nodes.filter(id => !communes.has(id)),
            leaves: [...communes],
            elements: a.elements.map(e => e.code),
          },
          a.sight,
        )
        const over = overRange(a, rows)
        return {
          form: a.form.code,
          over: { id: a.over.id, fullName: a.over.fullName },
          treeDay: a.treeDay,
          from: a.from,
          to: a.to,
          elements: names(a.elements),
          periods: rows.map(row => {
            const period = periodOf(row.periodKey)
            return {
              key: row.periodKey,
              nameVi: period?.nameVi ?? row.periodKey,
              nameEn: period?.nameEn ?? row.periodKey,
              reports: row.reports,
              accepted: row.accepted,
              of: stood(cover.leaves, row.periodEnd).length,
              totals: row.totals.map((t, i) => (addsUp((a.elements[i] as FormElement).kind) ? t : null)),
              counts: row.counts,
              hidden: row.hidden.includes(true) ? row.hidden : [],
            }
          }),
          ...over,
          divided: cover.divided.flatMap(unitName),
        }
      }),
  )

  app.get(
    '/api/reports/totals/parts',
    { config: { policy: 'reports.totals' }, schema: { querystring: TotalsPartsQuery, response: { 200: ReportParts } } },
    async request =>
      request.read(async tx => {
        const a = await asked(tx, request, request.query)
        if (!a.elements.length || a.elements.length > mostPartElements)
          throw new Refusal('report.elements', { most: mostPartElements })
        const history = await unitHistory(tx, app.ctx.tree())
        const cover = history.cover(a.over.id, a.treeDay, a)
        const of = {
          formCode: a.form.code,
          from: a.from,
          to: a.to,
          unitIds: [...cover.leaves],
          elements: a.elements.map(e => e.code),
        }
        const rows = new Map((await reportUnitSums(tx, of, a.sight)).map(x => [x.unitId, x]))
        const none = a.elements.map(() => null)
        const units = [...cover.leaves].flatMap(id => app.ctx.tree().byId.get(id) ?? [])
        // who stood at the end is named although it sent nothing; who ended before only with what it sent
        const shown = units.filter(
          u => rows.has(u.id) || (u.validFrom <= a.to && (u.validTo === null || u.validTo > a.to)),
        )
        return {
          over: { id: a.over.id, fullName: a.over.fullName },
          treeDay: a.treeDay,
          elements: names(a.elements),
          periods: Math.max(0, ...[...rows.values()].map(x => x.reports)),
          units: shown
            .sort((x, y) => (x.code < y.code ? -1 : 1))
            .map(u => {
              const row = rows.get(u.id)
              return {
                unitId: u.id,
                name: u.name,
                into: [...history.onDay(u.id, a.treeDay)].filter(id => id !== u.id).flatMap(unitName),
                reports: row?.reports ?? 0,
                totals: (row?.totals ?? none).map((t, i) => (addsUp((a.elements[i] as FormElement).kind) ? t : null)),
                counts: row?.counts ?? none.map(() => 0),
                hidden: row?.hidden ?? none.map(() => false),
              }
            }),
        }
      }),
  )

  app.get(
    '/api/reports/rates',
    { config: { policy: 'reports.totals' }, schema: { querystring: TotalsQuery, response: { 200: ReportRates } } },
    async request =>
      request.read(async tx => {
        const a = await asked(tx, request, request.query)
        const cover = (await unitHistory(tx, app.ctx.tree())).cover(a.over.id, a.treeDay, a)
        const calls = await Calls.read(tx, r.provinceOf(a.over.id))
        const back = 60
        const periods = calls
          .asked(a.form, request.now, back, a.since)
          .filter(p => p.period.start >= a.from && p.period.end <= a.to)
          .reverse()
        const wholes = a.form.elements.filter(e => !e.of).map(e => e.code)
        const rows = await reportsBetween(tx, a.form.code, [...cover.leaves], a.from, a.to, wholes)
        const found = new Map(rows.map(x => [`${x.unitId}/${x.periodKey}`, x]))
        const units = stood(cover.leaves, a.to < a.treeDay ? a.to : a.treeDay)
          .sort((x, y) => (x.code < y.code ? -1 : 1))
          .map(u => {
            const line = { unitId: u.id, name: u.name, expected: 0, reported: 0, inTime: 0, missing: [] as string[] }
            let cells = 0
            for (const p of periods) {
              if (p.period.end < u.validFrom || (p.unitIds && !p.unitIds.has(u.id)) || p.dueAt > request.now) continue
              const row = found.get(`${u.id}/${p.period.key}`)
              line.expected++
              const t = timeliness(row?.state ?? 'none', row?.dueAt ?? p.dueAt, row?.firstSentAt ?? null, request.now)
              if (t === 'in-time' || t === 'came-late') line.reported++
              else line.missing.push(p.period.key)
              if (t === 'in-time') line.inTime++
              cells += row && t !== 'late' ? row.figures : 0
            }
            const wanted = line.reported * wholes.length
            return { ...line, complete: wanted ? Math.round((cells / wanted) * 1000) / 10 : null }
          })
        const sum = (key: 'expected' | 'reported' | 'inTime') => units.reduce((s, u) => s + u[key], 0)
        return {
          over: { id: a.over.id, fullName: a.over.fullName },
          periods: periods.map(p => ({
            key: p.period.key,
            nameVi: p.period.nameVi,
            nameEn: p.period.nameEn,
            due: p.dueAt <= request.now,
          })),
          units,
          expected: sum('expected'),
          reported: sum('reported'),
          inTime: sum('inTime'),
        }
      }),
  )

  app.post(
    '/api/reports/releases',
    {
      config: { policy: 'reports.release' },
      schema: {
        body: Type.Object(
          { form: ReportFormCode, period: PeriodKey, unit: Type.Optional(Id) },
          { additionalProperties: false },
        ),
        response: { 200: ReleaseOut },
      },
    },
    async request => {
      actualOnly(request)
      const tree = app.ctx.tree()
      return request.command(async (tx, note) => {
        const own = await consolidationOf(tx, tree, request.actor)
        const over = tree.provinceOf(own.id) ?? own
        const reach = await reachOf(tx, tree, over.id)
        request.permit({ unitId: over.id, reach })
        const book = await FormBook.read(tx, over.id)
        const form = book.form(request.body.form)
        const period = periodFor(form, request.body.period)
        const sensitive = book.sensitive(form.code)
        if (!sensitive.length) throw new Refusal('report.nothing-sensitive')
        const c = await consolidate(tx, tree, {
          form,
          period,
          over,
          dueAt: request.now,
          asked: null,
          reach,
          sight: { exact: true },
          now: request.now,
        })
        if (c.release) throw new Refusal('report.released')
        if (period.end >= reportDay(request.now) || !c.communes.some(x => x.state === 'accepted'))
          throw new Refusal('report.release-early')
        const made = await releaseFigures(tx, c, sensitive)
        const at = request.now
        const done = await addRelease(tx, {
          formCode: form.code,
          periodKey: period.key,
          periodStart: period.start,
          periodEnd: period.end,
          overId: over.id,
          reach,
          elements: made.elements,
          leftOut: made.leftOut,
          figures: made.figures,
          at,
          userId: request.actor.userId,
          name: request.actor.displayName,
        })
        if (!done) throw new Refusal('report.released')
        const withheld = hiddenFrom(made.figures)
        note({
          command: 'report.release',
          subject: `report-form/${form.code}/${period.key}`,
          unitId: over.id,
          detail: { elements: made.elements, leftOut: made.leftOut, withheld },
        })
        await tell(tx)
        return { releasedAt: at.toISOString(), by: request.actor.displayName, withheld, leftOut: made.leftOut }
      })
    },
  )
}

/** Totals over all periods of a range. Cumulative figures stand once: in the last period. */
function overRange(a: Asked, rows: readonly SumRow[]) {
  const hidden = a.elements.map((_, i) => rows.some(row => row.hidden[i]))
  const totals = a.elements.map((e, i): number | null => {
    if (!addsUp(e.kind) || hidden[i] || a.form.cumulative) return null
    const known = rows.flatMap(row => row.totals[i] ?? [])
    return known.length ? addFigures(known) : null
  })
  const figure = (code: string) => totals[a.elements.findIndex(e => e.code === code)] ?? null
  return {
    totals,
    hidden,
    indicators: readIndicators(a.form)
      .filter(i => i.figures.every(code => a.elements.some(e => e.code === code)))
      .map(i => ({
        code: i.code,
        nameVi: i.nameVi,
        nameEn: i.nameEn,
        unitVi: i.unitVi,
        unitEn: i.unitEn,
        value: indicatorValue(i, figure),
      })),
  }
}
