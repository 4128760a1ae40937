import type { OutlookKind } from '@tusom/contract'
import {
  addDays,
  type CountSeries,
  floodSeasons,
  type Outcome,
  type OutlookFacts,
  type Period,
  periodAt,
  previousPeriod,
  reportDay,
  samePeriodLastYear,
} from '@tusom/domain'
import {
  gaugePeaks,
  levelsInPeriods,
  observedPeriods,
  ownFigures,
  type PeriodSpan,
  type Tx,
  type UnitRow,
  warningsIssued,
} from '@tusom/store'
import type { FastifyRequest } from 'fastify'
import type { App } from '../../app.ts'
import type { Ingest } from '../observations/ingest.ts'
import { FormBook } from '../reports/forms.ts'

/** how many earlier periods are looked at: five years of months */
const BACK = 60
/** figures of one report that are forecast at most */
const MOST_SERIES = 8

export const communesUnder = (app: App, unit: UnitRow, day: string): number[] =>
  unit.kind === 'commune'
    ? [unit.id]
    : app.ctx
        .tree()
        .communes(unit.id, day)
        .map(u => u.id)

export const nextPeriod = (p: Period): Period => periodAt(p.kind, addDays(p.end, 1))

/** A unit's own figures that are no secret: counts, without sensitive ones and without parts of others. */
async function ownSeries(
  tx: Tx,
  unit: UnitRow,
  provinceId: number,
  kind: OutlookKind,
  periods: readonly Period[],
): Promise<CountSeries[]> {
  const book = await FormBook.read(tx, provinceId)
  const rows = await ownFigures(
    tx,
    unit.id,
    periods.map(p => p.key),
  )
  const forms = book.newest().filter(f => f.period === kind)
  return forms
    .flatMap(form => {
      const secret = new Set(book.sensitive(form.code))
      return form.elements
        .filter(e => (e.kind === 'count' || e.kind === 'people') && !e.sensitive && !secret.has(e.code) && !e.of)
        .flatMap(e => {
          const own = rows.filter(r => r.form === form.code && r.element === e.code)
          return own.length ? [{ form, e, own }] : []
        })
    })
    .slice(0, MOST_SERIES)
    .map(({ form, e, own }) => ({
      form: form.code,
      element: e.code,
      nameVi: e.nameVi,
      nameEn: e.nameEn,
      unitVi: e.unitVi,
      unitEn: e.unitEn,
      values: periods.map(p => own.find(r => r.periodKey === p.key)?.value ?? null),
    }))
}

/** What the system saw of a unit. The caller has asked `permit`: levels are read for its communes and not by the reader's own rows. */
export async function outlookFacts(
  app: App,
  ingest: Ingest,
  request: FastifyRequest,
  unit: UnitRow,
  kind: OutlookKind,
): Promise<OutlookFacts> {
  const now = request.now
  const today = reportDay(now)
  const period = periodAt(kind, today)
  const earlier = [previousPeriod(period)]
  while (earlier.length < BACK) earlier.push(previousPeriod(earlier.at(-1) as Period))
  const yearBefore = samePeriodLastYear(period)
  const areas = communesUnder(app, unit, today)
  const province = app.ctx.tree().provinceOf(unit.id)
  const spans: PeriodSpan[] = [period, ...earlier]
  const runId = request.run.id
  const stored = await app.ctx.db.asSystem(async tx => ({
    seen: await levelsInPeriods(tx, runId, areas, now, spans),
    observed: new Set(await observedPeriods(tx, runId, areas, now, spans)),
    peaks: await gaugePeaks(tx, runId, areas, now, period),
    warnings: await warningsIssued(tx, runId, areas, now, period),
  }))
  // a level that was seen was seen, by a bulletin for instance, though nothing was measured
  for (const s of stored.seen) stored.observed.add(s.periodKey)
  const series =
    runId === 0
      ? await request.read(tx => ownSeries(tx, unit, province?.id ?? unit.id, kind, earlier.toReversed()))
      : []
  const packs = (await ingest.engine(runId)).packsOf(unit.id)
  return {
    unit: { name: unit.fullName },
    period,
    next: nextPeriod(period),
    yearBefore,
    until: today < period.end ? today : period.end,
    seasons: floodSeasons(province?.code ?? ''),
    hazards: packs.flatMap(p =>
      p.hazards.map(h => ({
        hazard: h.hazard,
        nameVi: h.nameVi,
        nameEn: h.nameEn,
        disaster: h.scale === undefined,
      })),
    ),
    observed: earlier.filter(p => stored.observed.has(p.key)),
    watched: stored.observed.has(period.key),
    seen: stored.seen,
    peaks: stored.peaks,
    warnings: stored.warnings,
    series,
  }
}

/** What a period brought to a unit. */
export async function outcomeOf(app: App, request: FastifyRequest, unit: UnitRow, span: PeriodSpan): Promise<Outcome> {
  const areas = communesUnder(app, unit, span.end)
  const runId = request.run.id
  const stored = await app.ctx.db.asSystem(async tx => ({
    levels: await levelsInPeriods(tx, runId, areas, request.now, [span]),
    observed: await observedPeriods(tx, runId, areas, request.now, [span]),
  }))
  const counts = runId === 0 ? await request.read(tx => ownFigures(tx, unit.id, [span.key])) : []
  return { observed: stored.observed.length > 0 || stored.levels.length > 0, levels: stored.levels, counts }
}
