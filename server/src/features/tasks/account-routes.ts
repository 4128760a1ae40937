import {
  Done,
  IdParams,
  TaskBoard,
  TaskBoardQuery,
  TaskFileMade,
  TaskMeasureIn,
  TaskOverview,
  TaskPatch,
  TaskRulesBody,
  TaskRulesOut,
} from '@tusom/contract'
import {
  checkTaskRules,
  dueStanding,
  evidenceLimits,
  evidenceName,
  evidenceTypes,
  type EvidenceType,
  measurePeriod,
  partsOf,
  policies,
  proposedTaskRules,
  refuse,
  Refusal,
  sniffEvidence,
  SOON_DAYS,
  taskFields,
  taskReach,
  type TaskRules,
  taskStateNames,
  type TaskState,
} from '@tusom/domain'
import {
  addTaskFile,
  addTaskMeasure,
  addTaskNote,
  type BoardBy,
  changeTasks,
  filesOf,
  findTask,
  findTaskFile,
  findTaskRules,
  listDocuments,
  listTasks,
  lockTask,
  openAsks,
  openPartsOf,
  saveTaskRules,
  taskBoard,
  type TaskFilter,
  type TaskRow,
  taskTarget,
  type Tx,
} from '@tusom/store'
import { formatDateTime, formatNumber, localParts } from '@tusom/vi-text'
import { createHash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { App } from '../../app.ts'
import { loadChain } from './chain.ts'
import { heldUnits } from './held-units.ts'
import { presentUnit } from './present-task.ts'

const LATE_UNITS = 100
const LATE_TASKS = 5
const maxBytes = evidenceLimits.fileMb * 1024 * 1024

/** Whether the reader may change what the task says: whoever gave it, and those above. */
export const mayMend = (request: FastifyRequest, task: TaskRow): boolean =>
  !request.run.endedAt &&
  refuse(request.actor, policies['tasks.mend'] as (typeof policies)[string], { unitId: task.ownerId }) === null

/** What makes a task an account: evidence, figures, changes by its giver, boards, and the rules of chasing. */
export function registerTaskAccounts(app: App): void {
  const target = async (request: FastifyRequest, id: number) => {
    const found = await app.ctx.db.asSystem(tx => taskTarget(tx, request.run.id, id))
    if (!found) throw new Refusal('not-found', { what: 'nhiệm vụ' })
    request.permit({ unitId: found.ownerId, reach: found.reach })
  }
  const locked = async (tx: Tx, id: number, now: Date): Promise<TaskRow> => {
    await lockTask(tx, id)
    const task = await findTask(tx, id, now)
    if (!task) throw new Refusal('not-found', { what: 'nhiệm vụ' })
    return task
  }
  const by = (request: FastifyRequest) => ({
    at: request.now,
    byId: request.actor.userId,
    byName: request.actor.displayName,
    unitId: request.actor.homeUnitId,
  })

  app.patch(
    '/api/tasks/:id',
    { config: { policy: 'tasks.mend' }, schema: { params: IdParams, body: TaskPatch, response: { 200: Done } } },
    async request => {
      const { id } = request.params
      await target(request, id)
      const { reason: _reason, dueAt, cooperatingIds, ...plain } = request.body
      const { now, run } = request
      const due = dueAt === undefined ? undefined : dueAt === null ? null : new Date(dueAt)
      if (due && due < now) throw new Refusal('task.due-past', { due: formatDateTime(due.getTime()) })
      await request.command(async (tx, note) => {
        const task = await locked(tx, id, now)
        const tree = app.ctx.tree()
        const cooperating = cooperatingIds?.filter(u => u !== task.leadId)
        for (const u of cooperating ?? []) {
          if (!tree.byId.has(u)) throw new Refusal('task.unknown-unit', { unit: u })
          if (tree.provinceOf(u)?.id !== tree.provinceOf(task.ownerId)?.id)
            throw new Refusal('task.other-province', { unit: tree.byId.get(u)?.fullName ?? u })
        }
        const parts = task.parts ? (await openPartsOf(tx, id)).map(p => p.id) : []
        const change = { ...plain, ...(due === undefined ? {} : { dueAt: due }) }
        await changeTasks(tx, [id, ...parts], change)
        if (cooperating) {
          const chain = await loadChain(tx, tree)
          // who was in it keeps seeing it: their notes stand in its history
          const reach = [
            ...new Set([
              ...task.reach,
              ...taskReach(task.ownerId, task.leadId, cooperating, chain.consolidating(task.leadId)),
            ]),
          ]
          await changeTasks(tx, [id], { cooperatingIds: cooperating, reach })
        }
        await addTaskNote(tx, run.id, {
          ...by(request),
          taskIds: [id, ...parts],
          state: null,
          text: saidOf(request.body),
        })
        note({
          command: 'task.mend',
          subject: `task/${id}`,
          unitId: task.ownerId,
          detail: { changed: Object.keys(request.body).filter(k => k !== 'reason'), tasks: 1 + parts.length },
        })
        await tx.query(`select app.tell('tasks', $1)`, [run.id])
      })
      return { ok: true as const }
    },
  )

  app.post(
    '/api/tasks/:id/measures',
    { config: { policy: 'tasks.change' }, schema: { params: IdParams, body: TaskMeasureIn, response: { 200: Done } } },
    async request => {
      const { id } = request.params
      await target(request, id)
      const { periodKey, value } = request.body
      const { now, run, actor } = request
      const period = measurePeriod(periodKey)
      if (!period || period.start > localParts(now.getTime()).date)
        throw new Refusal('task.bad-period', { period: periodKey })
      await request.command(async (tx, note) => {
        const task = await locked(tx, id, now)
        if (!partsOf(actor, task).has('lead')) throw new Refusal('task.not-lead')
        if (task.parts) throw new Refusal('task.has-parts', { parts: task.parts })
        if (!task.target) throw new Refusal('task.no-target')
        await addTaskMeasure(tx, run.id, {
          ...by(request),
          taskId: id,
          periodKey: period.key,
          value,
          note: request.body.note ?? '',
        })
        note({
          command: 'task.measure',
          subject: `task/${id}`,
          unitId: task.leadId,
          detail: { period: period.key, value },
        })
        await tx.query(`select app.tell('tasks', $1)`, [run.id])
      })
      return { ok: true as const }
    },
  )

  app.post(
    '/api/tasks/:id/files',
    {
      config: { policy: 'tasks.change' },
      schema: { params: IdParams, consumes: ['multipart/form-data'], response: { 200: TaskFileMade } },
    },
    async request => {
      const { id } = request.params
      await target(request, id)
      const { bytes, filename } = await oneFile(request)
      const kind = sniffEvidence(bytes)
      if (!kind) throw new Refusal('task.file-type')
      const { run, now } = request
      return request.command(async (tx, note) => {
        const task = await locked(tx, id, now)
        const there = (await filesOf(tx, id)).length
        if (there >= evidenceLimits.files) throw new Refusal('task.files-many', { n: there })
        const name = evidenceName(filename, kind)
        const made = await addTaskFile(tx, run.id, {
          ...by(request),
          taskId: id,
          name,
          kind,
          sha256: createHash('sha256').update(bytes).digest(),
          content: bytes,
        })
        note({
          command: 'task.file',
          subject: `task/${id}`,
          unitId: task.leadId,
          detail: { kind, size: bytes.length, already: made === null },
        })
        await tx.query(`select app.tell('tasks', $1)`, [run.id])
        return { id: made?.id ?? null, already: made === null }
      })
    },
  )

  app.get(
    '/api/tasks/:id/files/:fileId',
    {
      config: { policy: 'tasks.read-one' },
      schema: { params: Type.Object({ ...IdParams.properties, fileId: IdParams.properties.id }) },
    },
    async (request, reply) => {
      const { id, fileId } = request.params
      await target(request, id)
      const file = await request.read(tx => findTaskFile(tx, id, fileId))
      if (!file) throw new Refusal('not-found', { what: 'tệp' })
      // never shown inside our own pages as a document: saved, or drawn as a picture; nothing in it may run
      return reply
        .header('content-type', evidenceTypes[file.kind as EvidenceType])
        .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`)
        .header('content-security-policy', "default-src 'none'; sandbox")
        .header('cache-control', 'private, no-store')
        .send(file.content)
    },
  )

  app.get(
    '/api/tasks/board',
    { config: { policy: 'tasks.read' }, schema: { querystring: TaskBoardQuery, response: { 200: TaskBoard } } },
    async request => {
      const grouping = request.query.by as BoardBy
      const soon = new Date(request.now.getTime() + SOON_DAYS * 86_400_000)
      const { rows, plans } = await request.read(async tx => ({
        rows: await taskBoard(tx, grouping, request.now, soon),
        plans: grouping === 'plan' ? await listDocuments(tx, '', 200) : [],
      }))
      const tree = app.ctx.tree()
      const nameOf = (key: string | null): [string, string] => {
        if (grouping === 'unit') return both(presentUnit(tree, Number(key)).fullName)
        if (grouping === 'state') {
          const n = taskStateNames[key as TaskState]
          return [n.vi, n.en]
        }
        if (grouping === 'field') {
          const f = taskFields.find(x => x.code === key)
          return f ? [f.vi, f.en] : ['Chưa xếp lĩnh vực', 'No field']
        }
        if (key === null) return ['Giao trực tiếp, không theo văn bản', 'Given by hand, of no document']
        const d = plans.find(x => x.id === Number(key))
        return both(d ? [d.number, d.title].filter(Boolean).join(' · ') : `#${key}`)
      }
      return {
        now: request.now.toISOString(),
        rows: rows.map(({ oldestLateAt, ...r }) => {
          const [nameVi, nameEn] = nameOf(r.key)
          return { ...r, nameVi, nameEn, lateSince: oldestLateAt?.toISOString() ?? null }
        }),
      }
    },
  )

  app.get(
    '/api/tasks/overview',
    { config: { policy: 'tasks.read' }, schema: { response: { 200: TaskOverview } } },
    async request => {
      const { now } = request
      const held = heldUnits(request)
      const filter: TaskFilter = {
        held,
        givers: held,
        side: 'all',
        states: null,
        late: true,
        leads: null,
        documentId: null,
        parentId: null,
        kind: null,
        search: '',
        now,
        soonUntil: now,
        limit: 2000,
        offset: 0,
      }
      const soon = new Date(now.getTime() + SOON_DAYS * 86_400_000)
      const { late, board, asks, cannot } = await request.read(async tx => ({
        late: (await listTasks(tx, filter)).filter(t => t.kind !== 'scenario' && t.dueAt !== null),
        board: await taskBoard(tx, 'state', now, soon),
        asks: await openAsks(tx, 100),
        cannot: await listTasks(tx, { ...filter, late: false, states: ['cannot'], limit: 100 }),
      }))
      const tree = app.ctx.tree()
      const units = new Map<number, TaskRow[]>()
      for (const t of late) units.set(t.leadId, [...(units.get(t.leadId) ?? []), t])
      const sum = (pick: (r: (typeof board)[number]) => number) => board.reduce((n, r) => n + pick(r), 0)
      const daysOf = (t: TaskRow) => -dueStanding(t, now).days
      return {
        now: now.toISOString(),
        totals: {
          total: sum(r => r.total),
          open: sum(r => r.open),
          done: sum(r => r.done),
          late: sum(r => r.late),
          soon: sum(r => r.soon),
          cannot: sum(r => r.cannot),
        },
        late: [...units]
          .map(([unitId, tasks]) => ({
            unit: presentUnit(tree, unitId),
            count: tasks.length,
            since: (tasks[0] as TaskRow & { dueAt: Date }).dueAt.toISOString(),
            days: daysOf(tasks[0] as TaskRow),
            tasks: tasks.slice(0, LATE_TASKS).map(t => ({
              id: t.id,
              title: t.title,
              dueAt: (t.dueAt as Date).toISOString(),
              days: daysOf(t),
              progress: t.progress,
            })),
          }))
          .sort((a, b) => b.days - a.days || b.count - a.count || a.unit.id - b.unit.id)
          .slice(0, LATE_UNITS),
        asks: asks.map(a => ({
          id: a.id,
          taskId: a.taskId,
          taskTitle: a.taskTitle,
          lead: presentUnit(tree, a.leadId),
          at: a.at.toISOString(),
          by: a.byName,
          unit: presentUnit(tree, a.unitId).fullName,
          text: a.text,
        })),
        cannot: cannot
          .filter(t => t.kind !== 'scenario')
          .map(t => ({
            id: t.id,
            title: t.title,
            lead: presentUnit(tree, t.leadId),
            reason: t.stateReason ?? '',
            since: t.stateAt.toISOString(),
          })),
      }
    },
  )

  const presentRules = async (request: FastifyRequest, tx: Tx) => {
    const { provinceId } = request.actor
    const stored = await findTaskRules(tx, provinceId)
    return {
      rules: (stored?.rules as TaskRules | undefined) ?? proposedTaskRules,
      provinceId,
      proposed: stored === null,
      updatedAt: stored?.updatedAt.toISOString() ?? null,
      updatedBy: stored?.updatedByName ?? null,
      mayChange:
        request.run.id === 0 &&
        refuse(request.actor, policies['task-rules.write'] as (typeof policies)[string], { unitId: provinceId }) ===
          null,
    }
  }
  app.get(
    '/api/task-rules',
    { config: { policy: 'task-rules.read' }, schema: { response: { 200: TaskRulesOut } } },
    request => request.read(tx => presentRules(request, tx)),
  )
  app.put(
    '/api/task-rules/:id',
    {
      config: { policy: 'task-rules.write', actualOnly: true },
      schema: { params: IdParams, body: TaskRulesBody, response: { 200: TaskRulesOut } },
    },
    request => {
      const { id } = request.params
      request.permit({ unitId: id })
      if (app.ctx.tree().byId.get(id)?.kind !== 'province') throw new Refusal('not-found', { what: 'tỉnh' })
      return request.command(async (tx, note) => {
        const rules = checkTaskRules(request.body as TaskRules)
        await saveTaskRules(tx, id, rules, request.now, request.actor.displayName)
        note({ command: 'task.rules', subject: `unit/${id}`, unitId: id, detail: { ...rules } })
        return presentRules(request, tx)
      })
    },
  )
}

const both = (name: string): [string, string] => [name, name]

/** The one file of a form, bounded. */
export async function oneFile(request: FastifyRequest): Promise<{ bytes: Buffer; filename: string }> {
  const file = request.isMultipart() ? await request.file({ limits: { fileSize: maxBytes } }) : null
  if (!file) throw new Refusal('request.invalid', { where: 'file', why: 'chưa chọn tệp · no file was sent' })
  try {
    const bytes = await file.toBuffer()
    if (!bytes.length) throw new Refusal('task.file-size', { mb: evidenceLimits.fileMb })
    return { bytes, filename: file.filename }
  } catch (e) {
    if ((e as { code?: string }).code === 'FST_REQ_FILE_TOO_LARGE')
      throw new Refusal('task.file-size', { mb: evidenceLimits.fileMb })
    throw e
  }
}

/** What the giver changed, in the words of the history. */
function saidOf(b: {
  reason: string
  title?: string | undefined
  dueAt?: string | null | undefined
  product?: string | null | undefined
  costEstimate?: number | null | undefined
  field?: string | null | undefined
  target?: { value: number; unit: string; of: string | null } | null | undefined
  cooperatingIds?: number[] | undefined
}): string {
  const said: string[] = []
  if (b.dueAt !== undefined) said.push(b.dueAt ? `hạn mới ${formatDateTime(Date.parse(b.dueAt))}` : 'bỏ hạn')
  if (b.title !== undefined) said.push(`tên mới «${b.title}»`)
  if (b.costEstimate !== undefined)
    said.push(b.costEstimate === null ? 'bỏ dự toán' : `dự toán ${formatNumber(b.costEstimate)} đồng`)
  if (b.target !== undefined)
    said.push(
      b.target
        ? `chỉ tiêu ${formatNumber(b.target.value)}${b.target.unit === '%' ? '%' : ` ${b.target.unit}`}`
        : 'bỏ chỉ tiêu',
    )
  if (b.field !== undefined) said.push(`lĩnh vực: ${taskFields.find(f => f.code === b.field)?.vi ?? 'chưa xếp'}`)
  if (b.product !== undefined) said.push(`sản phẩm: ${b.product ?? 'không'}`)
  if (b.cooperatingIds !== undefined) said.push('đổi đơn vị phối hợp')
  return [said.join('; '), b.reason].filter(Boolean).join('. Lý do: ')
}
