import {
  DifficultyDetail,
  DifficultyHandle,
  DifficultyIn,
  DifficultyList,
  DifficultyMade,
  DifficultyRespond,
  DifficultyRulesBody,
  Done,
  IdParams,
} from '@tusom/contract'
import {
  actingUnit,
  addDays,
  checkDueDay,
  competentFor,
  type DifficultyAct,
  difficultyReach,
  type DifficultyRules,
  dueAfter,
  passOnTo,
  periodOf,
  policies,
  type Policy,
  proposedDifficultyRules,
  Refusal,
  refuse,
  saysSentence,
  stateAfter,
} from '@tusom/domain'
import {
  addDifficultyStep,
  changeDifficulty,
  type DifficultyRecord,
  difficultySteps,
  difficultyTarget,
  findDifficulty,
  findDifficultyRules,
  findReport,
  findTask,
  listDifficulties,
  lockDifficulty,
  raiseDifficulty,
  reportNarratives,
  saveDifficultyRules,
  type Tx,
} from '@tusom/store'
import { formatDateTime, localParts } from '@tusom/vi-text'
import type { FastifyRequest } from 'fastify'
import type { App } from '../../app.ts'
import { FormBook } from '../reports/forms.ts'
import { hrefOf } from '../reports/present.ts'
import { type Chain, loadChain } from '../tasks/chain.ts'
import { giveTasks } from '../tasks/give-tasks.ts'
import { presentUnit } from '../tasks/present-task.ts'
import { digestSources } from '../tasks/task-clock.ts'
import { digestDifficulties } from './digest-difficulties.ts'
import { actsAt, departmentsOf, presentDifficulty, raisingOf } from './present.ts'

const missing = () => new Refusal('not-found', { what: 'kiến nghị' })
export const rulesOf = async (tx: Tx, provinceId: number): Promise<DifficultyRules & { proposed: boolean }> => {
  const own = await findDifficultyRules(tx, provinceId)
  return { ...(own ?? proposedDifficultyRules), proposed: own === null }
}

/** Difficulties raised upward: asked of a unit, answered by a day, passed on, settled; each step with who and when. */
export function registerDifficulties(app: App): void {
  digestSources.followUps.difficulties = digestDifficulties
  const today = (request: FastifyRequest) => localParts(request.now.getTime()).date
  const target = async (request: FastifyRequest, id: number) => {
    const found = await app.ctx.db.asSystem(tx => difficultyTarget(tx, request.run.id, id))
    if (!found) throw missing()
    request.permit(found)
  }
  const sidesOf = (request: FastifyRequest, chain: Chain, d: DifficultyRecord) => ({
    raiser: actingUnit(request.actor, 'raiser', d, []) !== null,
    addressee: actingUnit(request.actor, 'addressee', d, chain.agenciesOf(d.toId)) !== null,
  })
  const by = (request: FastifyRequest) => ({
    at: request.now,
    byId: request.actor.userId,
    byName: request.actor.displayName,
  })

  app.get(
    '/api/difficulties',
    { config: { policy: 'difficulties.read' }, schema: { response: { 200: DifficultyList } } },
    request =>
      request.read(async tx => {
        const tree = app.ctx.tree()
        const chain = await loadChain(tx, tree)
        const { provinceId } = request.actor
        const rules = await rulesOf(tx, provinceId)
        const day = today(request)
        return {
          today: day,
          rules: {
            ...rules,
            provinceId: Math.max(1, provinceId),
            mayChange:
              request.run.id === 0 &&
              refuse(request.actor, policies['difficulty-rules.write'] as Policy, { unitId: provinceId }) === null,
          },
          raising: request.run.endedAt ? [] : raisingOf(request, tree, day),
          rows: (await listDifficulties(tx)).map(d =>
            presentDifficulty(d, tree, day, rules, sidesOf(request, chain, d)),
          ),
        }
      }),
  )

  app.get(
    '/api/difficulties/:id',
    {
      config: { policy: 'difficulties.read-one' },
      schema: { params: IdParams, response: { 200: DifficultyDetail } },
    },
    async request => {
      const { id } = request.params
      await target(request, id)
      const tree = app.ctx.tree()
      const day = today(request)
      return request.read(async tx => {
        const d = await findDifficulty(tx, id)
        if (!d) throw missing()
        const rules = await rulesOf(tx, d.provinceId)
        const sides = sidesOf(request, await loadChain(tx, tree), d)
        const task = d.taskId === null ? null : await findTask(tx, d.taskId, request.now)
        const may = request.run.endedAt ? [] : actsAt(d, sides)
        return {
          today: day,
          difficulty: presentDifficulty(d, tree, day, rules, sides),
          source: await sourceOf(tx, d),
          task:
            d.taskId === null
              ? null
              : { id: d.taskId, title: task?.title ?? '', state: task?.state ?? null, mayOpen: task !== null },
          steps: (await difficultySteps(tx, id)).map(s => ({
            act: s.act,
            at: s.at.toISOString(),
            by: s.byName,
            unit: presentUnit(tree, s.unitId).fullName,
            to: s.toId === null ? null : presentUnit(tree, s.toId).fullName,
            outcome: s.outcome,
            text: s.text,
            dueOn: s.dueOn,
          })),
          may,
          passOn: may.includes('pass-on')
            ? passOnTo(tree.ancestors(d.unitId), departmentsOf(tree, d.unitId, day), d.toId).map(u =>
                presentUnit(tree, u),
              )
            : [],
          mayGive:
            may.includes('answer') &&
            request.actor.assignments.some(a => (policies['tasks.give'] as Policy).roles.includes(a.role as never)),
        }
      })
    },
  )

  /** Form and period are told to whoever answers; the report itself opens only for those who may read it. */
  async function sourceOf(tx: Tx, d: DifficultyRecord): Promise<DifficultyDetail['source']> {
    const reportId = d.reportId
    if (reportId === null || d.sentence === null) return null
    const report = await app.ctx.db.asSystem(sys => findReport(sys, reportId))
    if (!report) return null
    const form = (await FormBook.read(tx, d.provinceId)).form(report.formCode, report.formVersion)
    return {
      reportId,
      formTitle: form.titleVi,
      period: periodOf(report.periodKey)?.nameVi ?? report.periodKey,
      part: form.parts.find(p => p.code === d.reportPart)?.titleVi ?? d.reportPart ?? '',
      sentence: d.sentence,
      href: (await findReport(tx, reportId)) ? hrefOf(report.formCode, report.periodKey, report.unitId) : null,
    }
  }

  app.post(
    '/api/difficulties',
    {
      config: { policy: 'difficulties.raise' },
      schema: { body: DifficultyIn, response: { 200: DifficultyMade } },
    },
    async request => {
      const { unitId, toId, source, text = '', field = null } = request.body
      const tree = app.ctx.tree()
      if (!tree.byId.has(unitId)) throw new Refusal('not-found', { what: 'đơn vị' })
      request.permit({ unitId })
      if (actingUnit(request.actor, 'raiser', { unitId, toId }, []) === null) throw new Refusal('difficulty.not-own')
      const day = today(request)
      if (!competentFor(tree.ancestors(unitId), departmentsOf(tree, unitId, day)).includes(toId))
        throw new Refusal('difficulty.not-competent', { unit: tree.byId.get(toId)?.fullName ?? toId })
      const provinceId = tree.provinceOf(unitId)?.id ?? unitId
      return request.command(async (tx, note) => {
        const rules = await rulesOf(tx, provinceId)
        const dueOn = checkDueDay(request.body.dueOn ?? addDays(day, rules.answerDays), day)
        if (source) await checkSource(tx, unitId, source)
        const chain = await loadChain(tx, tree)
        const made = await raiseDifficulty(tx, {
          ...by(request),
          runId: request.run.id,
          provinceId,
          unitId,
          toId,
          reach: difficultyReach([], unitId, toId, ...chain.consolidating(unitId)),
          title: request.body.title.trim(),
          text,
          field,
          reportId: source?.reportId ?? null,
          reportPart: source?.part ?? null,
          sentence: source?.sentence ?? null,
          dueOn,
        })
        if (!made) throw new Refusal('difficulty.raised-already')
        await addDifficultyStep(tx, {
          ...by(request),
          runId: request.run.id,
          difficultyId: made.id,
          act: 'raise',
          unitId,
          toId,
          text: '',
          dueOn,
        })
        note({
          command: 'difficulty.raise',
          subject: `difficulty/${made.id}`,
          unitId,
          detail: { to: toId, dueOn, ...(source ? { report: source.reportId, part: source.part } : {}) },
        })
        await tx.query(`select app.tell('difficulties', $1)`, [request.run.id])
        return { id: made.id, dueOn }
      })
    },
  )
  async function checkSource(tx: Tx, unitId: number, source: NonNullable<DifficultyIn['source']>) {
    const report = await findReport(tx, source.reportId)
    if (!report) throw new Refusal('not-found', { what: 'báo cáo' })
    if (report.unitId !== unitId) throw new Refusal('difficulty.report-of-another')
    const said = (await reportNarratives(tx, [report.id])).find(n => n.part === source.part)
    if (!said || !saysSentence(said.text, source.sentence)) throw new Refusal('difficulty.sentence')
  }

  /** One step of one side: locks, judges, writes the row and its history. */
  const step = async (
    request: FastifyRequest,
    id: number,
    side: 'raiser' | 'addressee',
    body: DifficultyHandle | DifficultyRespond,
  ) => {
    const act: DifficultyAct = body.act
    const text = body.text?.trim() ?? ''
    const tree = app.ctx.tree()
    const day = today(request)
    await request.command(async (tx, note) => {
      const d = await lockDifficulty(tx, id)
      if (!d) throw missing()
      const chain = await loadChain(tx, tree)
      const unitId = actingUnit(request.actor, side, d, chain.agenciesOf(d.toId))
      if (unitId === null)
        throw side === 'raiser'
          ? new Refusal('difficulty.not-own')
          : new Refusal('difficulty.not-yours', { unit: presentUnit(tree, d.toId).fullName })
      const state = stateAfter(act, d.state)
      const toId = body.act === 'pass-on' ? passTo(d, body.toId, day) : d.toId
      const dueOn = dueAfter(act, d, day, await rulesOf(tx, d.provinceId))
      const taskId = body.act === 'answer' && body.task ? await give(tx, request, chain, unitId, d, body.task) : null
      const answered = body.act === 'answer'
      await changeDifficulty(
        tx,
        id,
        {
          toId,
          reach: difficultyReach(d.reach, toId, unitId),
          dueOn,
          state,
          askedBackOn: act === 'ask-back' ? day : null,
          outcome: answered ? body.outcome : d.outcome,
          answer: answered ? text : d.answer,
          taskId: taskId ?? d.taskId,
          passes: d.passes + Number(act === 'pass-on'),
          reopened: d.reopened + Number(act === 'not-settled'),
          answeredAt: answered ? request.now : d.answeredAt,
        },
        request.now,
      )
      await addDifficultyStep(tx, {
        ...by(request),
        runId: request.run.id,
        difficultyId: id,
        act,
        unitId,
        text,
        toId: act === 'pass-on' ? toId : null,
        outcome: answered ? body.outcome : null,
        dueOn: dueOn === d.dueOn ? null : dueOn,
        taskId,
      })
      note({
        command: `difficulty.${act}`,
        subject: `difficulty/${id}`,
        unitId,
        detail: {
          ...(act === 'pass-on' ? { from: d.toId, to: toId } : {}),
          ...(answered ? { outcome: body.outcome } : {}),
          ...(taskId ? { task: taskId } : {}),
          late: d.state === 'open' && day > d.dueOn,
        },
      })
      await tx.query(`select app.tell('difficulties', $1)`, [request.run.id])
    })
    return { ok: true as const }
  }
  function passTo(d: DifficultyRecord, toId: number, day: string): number {
    const tree = app.ctx.tree()
    const unit = tree.byId.get(toId)?.fullName ?? toId
    if (toId === d.toId) throw new Refusal('difficulty.same-unit', { unit })
    if (!passOnTo(tree.ancestors(d.unitId), departmentsOf(tree, d.unitId, day), d.toId).includes(toId))
      throw new Refusal('difficulty.not-competent', { unit })
    return toId
  }
  async function give(
    tx: Tx,
    request: FastifyRequest,
    chain: Chain,
    ownerId: number,
    d: DifficultyRecord,
    task: { title: string; leadIds: number[]; dueAt?: string },
  ): Promise<number> {
    const dueAt = task.dueAt ? new Date(task.dueAt) : null
    if (dueAt && dueAt < request.now) throw new Refusal('task.due-past', { due: formatDateTime(dueAt.getTime()) })
    const { ids } = await giveTasks(
      tx,
      request.run.id,
      [
        {
          kind: 'ad-hoc',
          title: task.title.trim(),
          text: d.title,
          ownerId,
          leadIds: task.leadIds,
          dueAt,
          field: d.field,
          source: { difficultyId: d.id },
        },
      ],
      {
        tree: app.ctx.tree(),
        chain,
        by: { userId: request.actor.userId, name: request.actor.displayName, at: request.now },
      },
    )
    await tx.query(`select app.tell('tasks', $1)`, [request.run.id])
    return ids[0] as number
  }

  app.post(
    '/api/difficulties/:id/handle',
    {
      config: { policy: 'difficulties.handle' },
      schema: { params: IdParams, body: DifficultyHandle, response: { 200: Done } },
    },
    async request => {
      await target(request, request.params.id)
      return step(request, request.params.id, 'addressee', request.body)
    },
  )
  app.post(
    '/api/difficulties/:id/respond',
    {
      config: { policy: 'difficulties.respond' },
      schema: { params: IdParams, body: DifficultyRespond, response: { 200: Done } },
    },
    async request => {
      await target(request, request.params.id)
      return step(request, request.params.id, 'raiser', request.body)
    },
  )

  app.put(
    '/api/difficulty-rules/:id',
    {
      config: { policy: 'difficulty-rules.write', actualOnly: true },
      schema: { params: IdParams, body: DifficultyRulesBody, response: { 200: Done } },
    },
    async request => {
      const { id } = request.params
      request.permit({ unitId: id })
      if (app.ctx.tree().byId.get(id)?.kind !== 'province') throw new Refusal('not-found', { what: 'tỉnh' })
      await request.command(async (tx, note) => {
        await saveDifficultyRules(tx, id, request.body, request.now, request.actor.displayName)
        note({ command: 'difficulty.rules', subject: `unit/${id}`, unitId: id, detail: { ...request.body } })
        await tx.query(`select app.tell('difficulties', $1)`, [request.run.id])
      })
      return { ok: true as const }
    },
  )
}
