import { IdParams, IncidentPeople, IncidentTasks } from '@tusom/contract'
import { activationTasks, incidentLinks, listActivations, tasksByIds } from '@tusom/store'
import type { App } from '../../app.ts'
import { countTasks, presentTask } from '../scenarios/present.ts'
import { permitIncident, seenIncident } from './load-incident.ts'
import { evacuationFacts } from './evacuation-facts.ts'

/** Where an incident stands: its tasks, and the people it moved. */
export function registerIncidentStanding(app: App): void {
  app.get(
    '/api/incidents/:id/tasks',
    { config: { policy: 'incidents.read-one' }, schema: { params: IdParams, response: { 200: IncidentTasks } } },
    async request => {
      const { id } = request.params
      await permitIncident(app, request, id)
      const tasks = await request.read(async tx => {
        const activations = await listActivations(tx, { incidentId: id })
        const given = await activationTasks(
          tx,
          activations.map(a => a.id),
        )
        const links = (await incidentLinks(tx, id)).filter(l => l.kind === 'task').map(l => l.refId)
        const single = await tasksByIds(
          tx,
          links.filter(ref => !given.some(t => t.id === ref)),
        )
        return [...given, ...single]
      })
      const tree = app.ctx.tree()
      const counts = countTasks(tasks, request.now)
      return {
        now: request.now.toISOString(),
        counts,
        tasks: tasks.filter(t => t.state !== 'cancelled').map(t => presentTask(tree, t, request.now)),
      }
    },
  )

  app.get(
    '/api/incidents/:id/people',
    { config: { policy: 'incidents.read-one' }, schema: { params: IdParams, response: { 200: IncidentPeople } } },
    async request => {
      await permitIncident(app, request, request.params.id)
      const tree = app.ctx.tree()
      // counts of other communes are not the reader's to see: what is not seen must not be told as "none"
      const sees = (id: number) => request.actor.watch.has(id) || request.actor.assignments.some(a => a.units.has(id))
      const { facts, communes } = await request.read(async tx => {
        const incident = await seenIncident(tx, request.params.id)
        const seen = incident.communeIds.filter(sees)
        return {
          communes: seen.length,
          facts: await evacuationFacts(
            tx,
            seen.map(id => ({ id, name: tree.byId.get(id)?.name ?? `#${id}` })),
          ),
        }
      })
      if (!facts) return { communes, people: null }
      const { total, planned, left, moving, arrived, returned, reported, of, withoutPlan, silent, asOf } = facts
      return {
        communes,
        people: {
          total,
          planned,
          left,
          moving,
          arrived,
          returned,
          reported,
          of,
          withoutPlan,
          silent,
          asOf: asOf === null ? null : new Date(asOf).toISOString(),
        },
      }
    },
  )
}
