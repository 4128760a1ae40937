import { DamageIn, DamageOut, DamageResult, IdParams } from '@tusom/contract'
import { damageIndicators, faultOfDamage, Refusal, sumDamage } from '@tusom/domain'
import { addDamage, incidentDamage } from '@tusom/store'
import { compareVi, formatDateTime } from '@tusom/vi-text'
import type { App } from '../../app.ts'
import { named } from '../../core/places.ts'
import { permitIncident, seenIncident } from './load-incident.ts'
import { CLOCK_SLACK_MS, tellIncidents } from './incident-lines.ts'

/** Losses by commune: figures stand until a newer one takes their place, and every total says of how many it is. */
export function registerIncidentDamage(app: App): void {
  app.get(
    '/api/incidents/:id/damage',
    { config: { policy: 'incidents.read-one' }, schema: { params: IdParams, response: { 200: DamageOut } } },
    async request => {
      const { id } = request.params
      await permitIncident(app, request, id)
      const { incident, rows } = await request.read(async tx => ({
        incident: await seenIncident(tx, id),
        rows: await incidentDamage(tx, id),
      }))
      const tree = app.ctx.tree()
      const sum = sumDamage(
        rows.map(r => ({ ...r, asOf: r.asOf.getTime() })),
        incident.communeIds,
      )
      const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString())
      return {
        totals: sum.totals.map(t => {
          const i = damageIndicators.find(x => x.code === t.indicator)
          return {
            indicator: t.indicator,
            group: i?.group ?? '',
            vi: i?.vi ?? t.indicator,
            en: i?.en ?? t.indicator,
            unit: i?.unit ?? '',
            core: i?.core ?? false,
            decimals: i?.decimals ?? false,
            value: t.value,
            reported: t.reported,
            of: t.of,
            oldest: iso(t.oldest),
            newest: iso(t.newest),
          }
        }),
        communes: incident.communeIds
          .map(unit => {
            const own = rows.filter(r => r.communeId === unit)
            const last = own.at(-1)
            return {
              commune: named(tree, unit),
              lastAt: last?.asOf.toISOString() ?? null,
              lastBy: last?.byName ?? null,
              reports: own.length,
              figures: Object.fromEntries(
                [...(sum.standing.get(unit) ?? [])].map(([code, f]) => [
                  code,
                  { value: f.value, asOf: new Date(f.asOf).toISOString() },
                ]),
              ),
            }
          })
          .sort((a, b) => compareVi(a.commune.name, b.commune.name)),
        reported: sum.reported.length,
        of: incident.communeIds.length,
        newest: iso(sum.newest),
      }
    },
  )

  app.post(
    '/api/incidents/:id/damage',
    {
      config: { policy: 'incidents.damage' },
      schema: { params: IdParams, body: DamageIn, response: { 200: DamageResult } },
    },
    async request => {
      const { id } = request.params
      const { key, communeId, figures, reason, source } = request.body
      request.permit({ unitId: communeId })
      const asOf = request.body.asOf ? new Date(request.body.asOf) : request.now
      if (asOf.getTime() > request.now.getTime() + CLOCK_SLACK_MS)
        throw new Refusal('incident.future', { at: formatDateTime(asOf.getTime()) })
      return request.command(async (tx, note) => {
        // losses of a closed incident still come in: the consolidated report has 15 days
        const incident = await seenIncident(tx, id)
        if (!incident.communeIds.includes(communeId))
          throw new Refusal('incident.commune-outside', { unit: named(app.ctx.tree(), communeId).name })
        const rows = await incidentDamage(tx, id)
        const before = sumDamage(
          rows.filter(r => r.asOf <= asOf).map(r => ({ ...r, asOf: r.asOf.getTime() })),
          [communeId],
        ).standing.get(communeId)
        const fault = faultOfDamage(figures, before, reason)
        if (fault) throw new Refusal(`incident.damage-${fault.code}`, { indicator: fault.indicator, says: fault.says })
        const made = await addDamage(
          tx,
          request.run.id,
          id,
          { communeId, asOf, recordedAt: request.now, figures, reason, source, key },
          { userId: request.actor.userId, name: request.actor.displayName },
        )
        note({
          command: 'incident.damage',
          subject: `incident/${id}`,
          unitId: communeId,
          detail: { report: made.id, figures, added: made.added, ...(reason ? { reason } : {}) },
        })
        if (made.added) await tellIncidents(tx, request)
        return made
      })
    },
  )
}
