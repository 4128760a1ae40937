import {
  comesRound,
  composeDigests,
  type DigestFollowUp,
  type DigestOwnPlan,
  endOfDay,
  proposedTaskRules,
  roundDue,
  stepsReached,
  type TaskRules,
} from '@tusom/domain'
import {
  addDigests,
  addRound,
  addSignals,
  addUrgent,
  allHolidays,
  allTaskRules,
  clockTasks,
  type ClockTask,
  findRun,
  lastDigestDay,
  lastOfSeries,
  livingRuns,
  signalsBetween,
  tryClock,
  type Tx,
} from '@tusom/store'
import { localParts } from '@tusom/vi-text'
import type { Context } from '../../core/context.ts'
import { runNow } from '../../core/run-clock.ts'
import type { App } from '../../app.ts'
import { type Chain, loadChain } from './chain.ts'

/** Digests are made at the first turn after this time of a Vietnamese morning, before offices open. */
const DIGEST_AT = '06:30'
const EVERY = 60_000
/** A burst of changes (a plan given to 65 communes) is one turn. */
const SETTLE = 1_500
const systemName = 'Hệ thống'

/** What else belongs into digests, from features that the clock does not know. */
export type DigestSource = (tx: Tx, runId: number, chain: Chain) => Promise<DigestOwnPlan[]>
export type FollowUp = DigestFollowUp & { hears: number }
export type FollowUpSource = (
  tx: Tx,
  about: { runId: number; chain: Chain; today: string; since: Date },
) => Promise<FollowUp[]>
/** By name of the feature: a server that is built twice in one process does not say things twice. */
export const digestSources: { ownPlans: DigestSource; followUps: Record<string, FollowUpSource> } = {
  ownPlans: async () => [],
  followUps: {},
}

export type Turn = { rounds: number; signals: number; urgent: number; digests: number }

/**
 * One turn over one run, at the time of that run: makes the rows of work that comes round, tells who must hear of late work, says
 * urgent things at once, and once a day writes the digests. Everything is keyed by what it is about, so a turn twice, two servers,
 * or a restart in the middle make nothing twice. Null: somebody else is at it.
 */
export async function turnTaskClock(ctx: Context, runId: number): Promise<Turn | null> {
  return ctx.db.asSystem(async tx => {
    const run = await findRun(tx, runId)
    if (!run || run.endedAt || !(await tryClock(tx, runId))) return null
    const now = runNow(run, ctx.clock())
    const { date: today, time } = localParts(now.getTime())
    const rounds = await makeRounds(tx, runId, now, today)

    const tree = ctx.tree()
    const chain = await loadChain(tx, tree)
    const byProvince = new Map((await allTaskRules(tx)).map(r => [r.provinceId, r.rules as TaskRules]))
    const rules = (unitId: number) => byProvince.get(tree.provinceOf(unitId)?.id ?? 0) ?? proposedTaskRules
    const holidays = new Map<number, Set<string>>()
    for (const { provinceId, day } of await allHolidays(tx))
      holidays.set(provinceId, (holidays.get(provinceId) ?? new Set()).add(day))
    const holidaysOf = (unitId: number) => holidays.get(tree.provinceOf(unitId)?.id ?? 0)
    const tasks = await clockTasks(tx, runId)

    const signals: { taskId: number; signal: string; unitId: number }[] = []
    const urgent = new Map<string, { unitId: number; kind: string; taskIds: number[]; detail: string }>()
    const tell = (unitId: number, kind: string, task: ClockTask, detail: string) => {
      const key = `${unitId} ${kind}`
      const one = urgent.get(key) ?? { unitId, kind, taskIds: [], detail }
      one.taskIds.push(task.id)
      urgent.set(key, one)
    }
    for (const task of tasks) {
      const told = new Set(task.signals)
      if (task.state === 'cannot') {
        const signal = `cannot:${task.stateAt.toISOString()}`
        if (!told.has(signal) && task.ownerId !== task.leadId) {
          signals.push({ taskId: task.id, signal, unitId: task.ownerId })
          tell(task.ownerId, 'cannot', task, task.stateReason ?? '')
        }
        continue
      }
      if (isUrgent(task, rules(task.leadId)) && !told.has('urgent') && task.leadId !== task.ownerId) {
        signals.push({ taskId: task.id, signal: 'urgent', unitId: task.leadId })
        tell(task.leadId, 'given', task, task.urgency ?? '')
      }
      for (const step of stepsReached(task, now, rules(task.leadId), holidaysOf(task.leadId))) {
        const hears =
          step.to === 'lead-leader'
            ? [task.leadId]
            : step.to === 'standing-agency'
              ? chain.consolidating(task.leadId)
              : [tree.provinceOf(task.leadId)?.id ?? task.leadId]
        // with the deadline in its name: a new deadline is chased anew
        const due = localParts((task.dueAt as Date).getTime()).date
        for (const unitId of hears) {
          const signal = `late:${step.to}:${due}${hears.length > 1 ? `:${unitId}` : ''}`
          if (!told.has(signal)) signals.push({ taskId: task.id, signal, unitId })
        }
      }
    }
    if (signals.length) await addSignals(tx, runId, signals, now)
    if (urgent.size) await addUrgent(tx, runId, [...urgent.values()], now)

    const last = await lastDigestDay(tx, runId)
    let digests = 0
    if (time >= DIGEST_AT && (last.day === null || last.day < today)) {
      const since = last.madeAt ?? new Date(now.getTime() - 86_400_000)
      const followUps = []
      for (const source of Object.values(digestSources.followUps))
        followUps.push(...(await source(tx, { runId, chain, today, since })))
      const made = composeDigests({
        tasks,
        ownPlans: await digestSources.ownPlans(tx, runId, chain),
        escalated: await signalsBetween(tx, runId, since, now),
        followUps,
        rules,
        now,
        today,
        since,
      })
      digests = made.size
      if (digests)
        await addDigests(
          tx,
          runId,
          today,
          now,
          [...made].map(([unitId, content]) => ({ unitId, content })),
        )
    }
    if (rounds) await tx.query(`select app.tell('tasks', $1)`, [runId])
    if (urgent.size || digests) await tx.query(`select app.tell('digests', $1)`, [runId])
    return { rounds, signals: signals.length, urgent: urgent.size, digests }
  })
}

/** Given with little time left, or by a document that says it is urgent. */
function isUrgent(task: ClockTask, rules: TaskRules): boolean {
  if (task.state !== 'assigned') return false
  if (task.urgency) return true
  const left = task.dueAt ? task.dueAt.getTime() - task.createdAt.getTime() : Number.POSITIVE_INFINITY
  return left > 0 && left < rules.urgentHours * 3_600_000
}

async function makeRounds(tx: Tx, runId: number, now: Date, today: string): Promise<number> {
  let made = 0
  for (const s of await lastOfSeries(tx, runId, today)) {
    if (!comesRound(s.recurs)) continue
    const round = roundDue(
      { recurs: s.recurs, lastStart: s.periodStart, until: s.recurUntil, offset: s.recurOffset },
      today,
    )
    if (!round) continue
    const { key, start, end } = round.period
    made += await addRound(tx, runId, s, { key, start, end, dueAt: endOfDay(round.due) }, now, systemName)
  }
  return made
}

/** Turns the clock of every run that lives, each minute while the server listens, and shortly after work was given or refused. */
export function startTaskClock(app: App): void {
  let stopped = false
  let working: Promise<void> = Promise.resolve()
  const soon = new Map<number, NodeJS.Timeout>()
  const turn = (runId: number) => {
    working = working.then(async () => {
      if (stopped) return
      try {
        await turnTaskClock(app.ctx, runId)
      } catch (e) {
        app.ctx.log('error', 'task-clock', { run: runId, error: String(e) })
      }
    })
    return working
  }
  const all = async () => {
    try {
      for (const run of await app.ctx.db.asSystem(livingRuns)) void turn(run.id)
    } catch (e) {
      app.ctx.log('error', 'task-clock', { error: String(e) })
    }
  }
  let timer: NodeJS.Timeout | null = null
  let deaf = () => {}
  app.addHook('onListen', async () => {
    timer = setInterval(() => void all(), EVERY)
    timer.unref()
    deaf = app.ctx.onTold((topic, runId) => {
      if (topic !== 'tasks' || soon.has(runId)) return
      const later = setTimeout(() => {
        soon.delete(runId)
        void turn(runId)
      }, SETTLE)
      later.unref()
      soon.set(runId, later)
    })
    void all()
  })
  app.addHook('preClose', async () => {
    stopped = true
    if (timer) clearInterval(timer)
    for (const t of soon.values()) clearTimeout(t)
    deaf()
    await working
  })
}
