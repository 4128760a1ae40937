import {
  Done,
  IdParams,
  TaskDetail,
  TaskIn,
  TaskList,
  TaskNoteIn,
  TaskQuery,
  TasksMade,
  TaskStateIn,
  TaskSummary,
} from '@tusom/contract'
import {
  changeState,
  measurePeriod,
  measurePeriods,
  openStates,
  partsOf,
  policies,
  type Policy,
  refuse,
  Refusal,
  SOON_DAYS,
  stepsFrom,
  type TaskState,
  taskStates,
} from '@tusom/domain'
import {
  addTaskNote,
  countByUnit,
  countTasks,
  filesOf,
  findDocument,
  findTask,
  followParts,
  listTasks,
  lockTask,
  measuresOf,
  notesOf,
  openPartsOf,
  piecesOf,
  seriesOf,
  setProgress,
  setTaskState,
  signalsOf,
  type TaskFilter,
  type TaskRow,
  taskTarget,
  type Tx,
  waitingTasks,
} from '@tusom/store'
import { fold, formatDateTime, localParts } from '@tusom/vi-text'
import type { FastifyRequest } from 'fastify'
import type { App } from '../../app.ts'
import { loadChain } from './chain.ts'
import { giveTasks } from './give-tasks.ts'
import { givingUnits, heldUnits } from './held-units.ts'
import { mayMend, registerTaskAccounts } from './account-routes.ts'
import { presentTask, presentUnit } from './present-task.ts'

export const factsOf = (t: TaskRow) => ({
  ownerId: t.ownerId,
  leadId: t.leadId,
  cooperatingIds: t.cooperatingIds,
  state: t.state,
  progress: t.progress,
  dueAt: t.dueAt,
  parts: t.parts,
})

const everything = (request: FastifyRequest): TaskFilter => ({
  held: heldUnits(request),
  givers: heldUnits(request),
  side: 'all',
  states: null,
  late: false,
  leads: null,
  documentId: null,
  parentId: null,
  kind: null,
  search: '',
  now: request.now,
  soonUntil: new Date(request.now.getTime() + SOON_DAYS * 86_400_000),
  limit: 200,
  offset: 0,
})

function statesOf(text: string | undefined): TaskState[] | null {
  if (!text) return null
  const states = text.split(',').flatMap(s => (s === 'open' ? openStates : [s as TaskState]))
  const unknown = states.find(s => !taskStates.includes(s))
  if (unknown !== undefined)
    throw new Refusal('request.invalid', { where: 'state', why: `${unknown}: ${taskStates.join(', ')}, open` })
  return states
}

export function registerTasks(app: App): void {
  registerTaskAccounts(app)
  const target = async (request: FastifyRequest, id: number) => {
    const found = await app.ctx.db.asSystem(tx => taskTarget(tx, request.run.id, id))
    if (!found) throw new Refusal('not-found', { what: 'nhiệm vụ' })
    request.permit({ unitId: found.ownerId, reach: found.reach })
  }
  const one = async (tx: Tx, id: number, now: Date): Promise<TaskRow> => {
    const task = await findTask(tx, id, now)
    if (!task) throw new Refusal('not-found', { what: 'nhiệm vụ' })
    return task
  }

  app.get(
    '/api/tasks',
    { config: { policy: 'tasks.read' }, schema: { querystring: TaskQuery, response: { 200: TaskList } } },
    async request => {
      const q = request.query
      const filter: TaskFilter = {
        ...everything(request),
        side: q.side as TaskFilter['side'],
        states: statesOf(q.state),
        late: q.late ?? false,
        leads: q.unit ? [...app.ctx.tree().subtree(q.unit)] : null,
        documentId: q.plan ?? null,
        parentId: q.parent ?? null,
        kind: q.kind ?? null,
        field: q.field === undefined ? null : q.field === 'none' ? '' : q.field,
        search: fold(q.text ?? '').replace(/[%_\\]/g, '\\$&'),
        limit: q.limit,
        offset: q.offset,
      }
      const { counts, rows } = await request.read(async tx => {
        const asked = { ...filter, givers: await givingUnits(tx, request) }
        return { counts: await countTasks(tx, asked), rows: await listTasks(tx, asked) }
      })
      const tree = app.ctx.tree()
      return { now: request.now.toISOString(), counts, tasks: rows.map(t => presentTask(t, tree, request.now)) }
    },
  )

  app.get(
    '/api/tasks/summary',
    { config: { policy: 'tasks.read' }, schema: { response: { 200: TaskSummary } } },
    async request => {
      const all = everything(request)
      const { units, mine, late, waiting } = await request.read(async tx => ({
        units: await countByUnit(tx, request.now),
        mine: await countTasks(tx, { ...all, side: 'lead' }),
        late: await listTasks(tx, { ...all, late: true }),
        waiting: await waitingTasks(tx, await givingUnits(tx, request), request.now, 20),
      }))
      const tree = app.ctx.tree()
      const sum = (pick: (u: (typeof units)[number]) => number) => units.reduce((n, u) => n + pick(u), 0)
      const communes = new Set(
        tree.communes(request.actor.provinceId, request.now.toISOString().slice(0, 10)).map(u => u.id),
      )
      const ofCommunes = units.filter(u => communes.has(u.unitId) && u.total > 0)
      return {
        now: request.now.toISOString(),
        mine: { open: mine.assigned + mine.accepted + mine.doing, late: mine.late, soon: mine.soon },
        all: {
          total: sum(u => u.total),
          open: sum(u => u.open),
          done: sum(u => u.done),
          late: sum(u => u.late),
          cannot: sum(u => u.cannot),
          unaccepted: sum(u => u.unaccepted),
        },
        units: units.map(u => ({
          unit: presentUnit(tree, u.unitId),
          kind: tree.byId.get(u.unitId)?.kind ?? '',
          total: u.total,
          open: u.open,
          done: u.done,
          late: u.late,
          cannot: u.cannot,
          unaccepted: u.unaccepted,
          lateSince: u.oldestLateAt?.toISOString() ?? null,
          latest: late
            .filter(t => t.leadId === u.unitId && t.dueAt !== null)
            .slice(0, 3)
            .map(t => ({ id: t.id, title: t.title, dueAt: (t.dueAt as Date).toISOString() })),
        })),
        communes: {
          total: communes.size,
          withTasks: ofCommunes.length,
          allAccepted: ofCommunes.filter(u => u.unaccepted === 0).length,
        },
        waiting: waiting.map(t => presentTask(t, tree, request.now)),
      }
    },
  )

  app.get(
    '/api/tasks/:id',
    { config: { policy: 'tasks.read-one' }, schema: { params: IdParams, response: { 200: TaskDetail } } },
    async request => {
      const { id } = request.params
      await target(request, id)
      const found = await request.read(async tx => {
        const task = await one(tx, id, request.now)
        const documentId = Number(task.source.documentId) || 0
        return {
          task,
          notes: await notesOf(tx, id),
          files: await filesOf(tx, id),
          measures: await measuresOf(tx, id),
          signals: await signalsOf(tx, id),
          series: task.seriesId ? await seriesOf(tx, task.seriesId, task.leadId) : [],
          document: documentId ? await findDocument(tx, documentId) : null,
          of: Number(task.source.ofTaskId) ? await findTask(tx, Number(task.source.ofTaskId), request.now) : null,
          below: await piecesOf(tx, id, request.now),
          parts: task.parts ? await listTasks(tx, { ...everything(request), parentId: id }) : [],
        }
      })
      const tree = app.ctx.tree()
      const { task, document } = found
      const held = partsOf(request.actor, task)
      const steps = stepsFrom(factsOf(task), held)
      const [start, end] = [Number(task.source.start ?? 0), Number(task.source.end ?? 0)]
      return {
        now: request.now.toISOString(),
        task: presentTask(task, tree, request.now),
        steps: request.run.endedAt ? [] : steps,
        canNote: held.size > 0 && !request.run.endedAt,
        canSetProgress: held.has('lead') && task.parts === 0 && openStates.includes(task.state),
        document: document
          ? {
              id: document.id,
              number: document.number,
              title: document.title,
              issuer: document.issuer.join(' '),
              before: document.text.slice(Math.max(0, start - 400), start),
              sentence: document.text.slice(start, end),
              after: document.text.slice(end, end + 300),
            }
          : null,
        parts: found.parts.map(t => presentTask(t, tree, request.now)),
        of: found.of && { id: found.of.id, title: found.of.title },
        below: found.below.map(t => presentTask(t, tree, request.now)),
        mayPassOn:
          held.has('lead') &&
          task.parts === 0 &&
          openStates.includes(task.state) &&
          !request.run.endedAt &&
          refuse(request.actor, policies['tasks.give'] as Policy, { unitId: task.leadId }) === null,
        history: found.notes.map(n => ({
          id: n.id,
          at: n.at.toISOString(),
          by: n.byName,
          unit: presentUnit(tree, n.unitId).fullName,
          state: n.state,
          text: n.text,
          ask: n.ask,
          answerTo: n.answerTo,
        })),
        told: found.signals.flatMap(s => {
          const to = /^late:([a-z-]+):/.exec(s.signal)?.[1]
          return to ? { at: s.at.toISOString(), unit: presentUnit(tree, s.unitId).fullName, to } : []
        }),
        files: found.files.map(f => ({
          id: f.id,
          name: f.name,
          kind: f.kind,
          size: f.size,
          at: f.at.toISOString(),
          by: f.byName,
          unit: presentUnit(tree, f.unitId).fullName,
        })),
        measures: found.measures.map(m => {
          const period = measurePeriod(m.periodKey)
          return {
            id: m.id,
            periodKey: m.periodKey,
            periodVi: period?.nameVi ?? m.periodKey,
            periodEn: period?.nameEn ?? m.periodKey,
            value: m.value,
            note: m.note,
            at: m.at.toISOString(),
            by: m.byName,
            unit: presentUnit(tree, m.unitId).fullName,
          }
        }),
        measurePeriods: measurePeriods(localParts(request.now.getTime()).date).map(({ key, nameVi, nameEn }) => ({
          key,
          nameVi,
          nameEn,
        })),
        series: found.series
          .filter(r => r.id !== id)
          .map(r => ({
            id: r.id,
            periodKey: r.periodKey,
            state: r.state as TaskState,
            dueAt: r.dueAt?.toISOString() ?? null,
          })),
        mayMend: mayMend(request, task),
        mayAsk: held.has('lead') && task.leadId !== task.ownerId && !request.run.endedAt,
        mayAnswer: held.has('owner') && !request.run.endedAt,
        mayMeasure: held.has('lead') && task.target !== null && task.parts === 0 && !request.run.endedAt,
      }
    },
  )

  app.post(
    '/api/tasks',
    { config: { policy: 'tasks.give' }, schema: { body: TaskIn, response: { 200: TasksMade } } },
    async request => {
      const b = request.body
      const ownerId = b.ownerId ?? request.actor.homeUnitId
      request.permit({ unitId: ownerId })
      const dueAt = b.dueAt ? new Date(b.dueAt) : null
      if (dueAt && dueAt < request.now) throw new Refusal('task.due-past', { due: formatDateTime(dueAt.getTime()) })
      const { actor, now, run } = request
      return request.command(async (tx, note) => {
        const tree = app.ctx.tree()
        if (b.ofTaskId !== undefined) {
          // a piece is passed on by who leads the whole, in the name of that unit
          const of = await one(tx, b.ofTaskId, now)
          if (of.leadId !== ownerId || !partsOf(actor, of).has('lead')) throw new Refusal('task.not-lead')
        }
        const { ids, made } = await giveTasks(
          tx,
          run.id,
          [
            {
              kind: 'ad-hoc',
              title: b.title,
              text: b.text ?? '',
              ownerId,
              leadIds: b.leadIds,
              cooperatingIds: (b.cooperatingIds ?? []).filter(id => b.leadIds.length > 1 || id !== b.leadIds[0]),
              dueAt,
              product: b.product ?? null,
              recurs: b.recurs ?? null,
              costEstimate: b.costEstimate ?? null,
              field: b.field ?? null,
              target: b.target ?? null,
              ...(b.ofTaskId === undefined ? {} : { source: { ofTaskId: b.ofTaskId } }),
            },
          ],
          { tree, chain: await loadChain(tx, tree), by: { userId: actor.userId, name: actor.displayName, at: now } },
        )
        note({
          command: 'task.give',
          subject: `task/${ids[0]}`,
          unitId: ownerId,
          detail: { leads: b.leadIds.length, dueAt: b.dueAt },
        })
        await tx.query(`select app.tell('tasks', $1)`, [run.id])
        return { taskIds: ids, created: made }
      })
    },
  )

  app.post(
    '/api/tasks/:id/state',
    {
      config: { policy: 'tasks.change' },
      schema: { params: IdParams, body: TaskStateIn, response: { 200: Done } },
    },
    async request => {
      const { id } = request.params
      const { state, reason } = request.body
      await target(request, id)
      const { actor, now, run } = request
      await request.command(async (tx, note) => {
        await lockTask(tx, id)
        const task = await one(tx, id, now)
        const change = changeState(factsOf(task), partsOf(actor, task), state, reason ?? null)
        const ids = [id]
        // the giver lets the whole go: what is still open below it goes with it
        if (task.parts && state === 'cancelled') ids.push(...(await openPartsOf(tx, id)).map(p => p.id))
        await setTaskState(tx, ids, { ...change, at: now, byName: actor.displayName })
        await addTaskNote(tx, run.id, {
          taskIds: ids,
          at: now,
          byId: actor.userId,
          byName: actor.displayName,
          unitId: actor.homeUnitId,
          state: change.state,
          text: change.reason ?? '',
        })
        if (task.parentId !== null) await followParts(tx, task.parentId, now)
        note({
          command: 'task.state',
          subject: `task/${id}`,
          unitId: task.leadId,
          detail: { from: task.state, to: change.state, tasks: ids.length },
        })
        await tx.query(`select app.tell('tasks', $1)`, [run.id])
      })
      return { ok: true as const }
    },
  )

  app.post(
    '/api/tasks/:id/notes',
    { config: { policy: 'tasks.change' }, schema: { params: IdParams, body: TaskNoteIn, response: { 200: Done } } },
    async request => {
      const { id } = request.params
      const { text, progress, ask, answerTo } = request.body
      await target(request, id)
      const { actor, now, run } = request
      await request.command(async (tx, note) => {
        await lockTask(tx, id)
        const task = await one(tx, id, now)
        if (progress !== undefined) {
          if (!partsOf(actor, task).has('lead')) throw new Refusal('task.not-lead')
          if (task.parts) throw new Refusal('task.has-parts', { parts: task.parts })
          await setProgress(tx, id, progress)
          if (task.parentId !== null) await followParts(tx, task.parentId, now)
        }
        const held = partsOf(actor, task)
        if (ask && !held.has('lead')) throw new Refusal('task.not-lead')
        if (answerTo !== undefined) {
          if (!held.has('owner')) throw new Refusal('task.not-owner')
          const notes = await notesOf(tx, id)
          if (!notes.some(n => n.id === answerTo && n.ask) || notes.some(n => n.answerTo === answerTo))
            throw new Refusal('task.no-ask')
        }
        await addTaskNote(tx, run.id, {
          taskIds: [id],
          at: now,
          byId: actor.userId,
          byName: actor.displayName,
          unitId: actor.homeUnitId,
          state: null,
          text,
          ask: ask ?? false,
          answerTo: answerTo ?? null,
        })
        note({
          command: ask ? 'task.ask' : answerTo === undefined ? 'task.note' : 'task.answer',
          subject: `task/${id}`,
          unitId: task.leadId,
          detail: progress === undefined ? {} : { progress },
        })
        await tx.query(`select app.tell('tasks', $1)`, [run.id])
      })
      return { ok: true as const }
    },
  )
}
