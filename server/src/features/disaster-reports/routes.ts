import { writeDocument } from '@tusom/admin-docs'
import { IdParams, LossDocumentQuery, LossOverview, LossQuery } from '@tusom/contract'
import {
  dailyLossForm,
  damageIndicator,
  eventSummaryDue,
  libraryForms,
  type LossDay,
  lossDocument,
  lossFormCode,
  lossFormOf,
  lossGroups,
  Refusal,
} from '@tusom/domain'
import { incidentTexts, isSampleUser, type Tx } from '@tusom/store'
import type { FastifyRequest } from 'fastify'
import type { App } from '../../app.ts'
import { permitIncident, seenIncident } from '../incidents/load-incident.ts'
import { sendFile } from '../reports/exchange-routes.ts'
import { gatherLosses, type Losses } from './gather-losses.ts'

const docxType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const iso = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString())
const dayOut = (d: LossDay) => ({ day: d.day, dueAt: new Date(d.dueAt).toISOString(), state: d.state, at: iso(d.at) })

const elementNames = new Map(
  libraryForms.find(f => f.code === dailyLossForm)?.elements.map(e => [e.code, { nameVi: e.nameVi, nameEn: e.nameEn }]),
)

/** Losses by TTLT 43/2015, from the figures that an incident holds: who owes a report, what stands, and the report as a document. */
export function registerDisasterReports(app: App): void {
  /** Permits on the incident; the unit asked for, or the one that opened it. */
  async function losses(tx: Tx, request: FastifyRequest, id: number, unit: number | undefined): Promise<Losses> {
    const incident = await seenIncident(tx, id)
    const tree = app.ctx.tree()
    const chosen = unit ?? tree.provinceOf(incident.ownerId)?.id ?? incident.ownerId
    return gatherLosses(tx, tree, incident, chosen, request.now, request.run.id)
  }

  app.get(
    '/api/disaster-reports/:id',
    {
      config: { policy: 'disaster-reports.read' },
      schema: { params: IdParams, querystring: LossQuery, response: { 200: LossOverview } },
    },
    async request => {
      await permitIncident(app, request, request.params.id)
      const l = await request.read(tx => losses(tx, request, request.params.id, request.query.unit))
      const form = lossFormOf(l.incident.hazard)
      const totals = new Map(l.sum.totals.map(t => [t.indicator, t]))
      const name = (id: number) => l.communes.find(c => c.id === id)?.name ?? `#${id}`
      return {
        incident: {
          id: l.incident.id,
          title: l.incident.title,
          hazard: l.incident.hazard,
          onset: l.incident.openedAt.toISOString(),
          end: l.incident.closedAt?.toISOString() ?? null,
        },
        form: form && {
          vi: form.vi,
          en: form.en,
          commune: lossFormCode(form, 'X'),
          province: lossFormCode(form, 'T'),
        },
        unit: { id: l.unit.id, name: l.unit.fullName, level: l.level },
        days: l.days.map(dayOut),
        communes: l.communes.map(c => ({
          id: c.id,
          name: c.name,
          reported: l.sum.reported.includes(c.id),
          days: c.days.map(dayOut),
        })),
        reported: l.sum.reported.length,
        of: l.communes.length,
        groups: lossGroups.map(g => ({
          vi: g.vi,
          en: g.en,
          figures: g.indicators.map(code => {
            const i = damageIndicator(code)
            const t = totals.get(code)
            return {
              code,
              vi: i?.vi ?? code,
              en: i?.en ?? code,
              unit: i?.unit ?? '',
              value: t?.value ?? null,
              reported: t?.reported ?? 0,
              of: t?.of ?? l.communes.length,
            }
          }),
        })),
        corrections: l.corrections.map(c => {
          const row = l.rows.find(r => r.id === c.reportId)
          const i = damageIndicator(c.indicator)
          return {
            commune: name(c.communeId),
            vi: i?.vi ?? c.indicator,
            en: i?.en ?? c.indicator,
            before: c.before,
            after: c.after,
            at: new Date(c.at).toISOString(),
            recordedAt: new Date(c.recordedAt).toISOString(),
            earlier: c.earlier,
            by: row?.byName ?? '',
            reason: row?.reason ?? '',
          }
        }),
        byDay: {
          figures: l.byDay.indicators.map(code => ({
            code,
            vi: damageIndicator(code)?.vi ?? code,
            en: damageIndicator(code)?.en ?? code,
            unit: damageIndicator(code)?.unit ?? '',
          })),
          days: l.byDay.days.map(d => ({
            day: d.day,
            dueAt: new Date(d.at).toISOString(),
            values: d.values,
            corrected: d.corrected,
            reported: d.reported,
            of: d.of,
          })),
        },
        differences: l.differences.map(d => {
          const element = elementNames.get(d.element)
          return {
            commune: name(d.communeId),
            vi: element?.nameVi ?? d.element,
            en: element?.nameEn ?? d.element,
            day: d.day,
            form: d.form,
            incident: d.incident,
            href: `/bao-cao/${dailyLossForm}/${d.day}/${d.communeId}#row-${d.element}`,
          }
        }),
        overAYear: l.communes.filter(c => c.overAYear > 0).map(c => ({ commune: c.name, people: c.overAYear })),
        summaryDueAt: iso(eventSummaryDue(l.incident.closedAt?.getTime() ?? null)),
      }
    },
  )

  app.get(
    '/api/disaster-reports/:id/document.docx',
    {
      config: { policy: 'disaster-reports.read' },
      schema: { params: IdParams, querystring: LossDocumentQuery },
    },
    async (request, reply) => {
      const { kind } = request.query
      await permitIncident(app, request, request.params.id)
      const { l, texts, sample } = await request.read(async tx => {
        const l = await losses(tx, request, request.params.id, request.query.unit)
        return {
          l,
          texts: await incidentTexts(tx, l.incident.id, l.unit.id),
          sample: await isSampleUser(tx, request.actor.userId),
        }
      })
      if (kind === 'event' && !l.incident.closedAt) throw new Refusal('loss.not-ended')
      const doc = lossDocument({
        kind,
        level: l.level,
        form: lossFormOf(l.incident.hazard),
        unitName: l.unit.fullName,
        place: l.unit.name,
        provinceName: app.ctx.tree().provinceOf(l.unit.id)?.fullName ?? 'tỉnh',
        incident: {
          title: l.incident.title,
          onset: l.incident.openedAt.getTime(),
          end: l.incident.closedAt?.getTime() ?? null,
        },
        at: request.now.getTime(),
        communes: l.communes,
        sum: l.sum,
        corrections: l.corrections,
        byDay: l.byDay,
        texts: new Map(texts.map(t => [t.part, t.text])),
        overAYear: l.communes.reduce((n, c) => n + c.overAYear, 0),
        sample,
        exercise: request.run.id !== 0,
      })
      const name = `${kind === 'event' ? 'Tổng hợp đợt' : 'Báo cáo nhanh'} - ${l.incident.title} - ${l.unit.fullName}.docx`
      return sendFile(
        reply,
        docxType,
        request.run.id === 0 ? name : `DIEN TAP - ${name}`,
        Buffer.from(await writeDocument(doc)),
      )
    },
  )
}
