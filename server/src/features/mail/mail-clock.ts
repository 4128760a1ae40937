import { type DigestContent, digestLetter, retryMinutes, urgentLetter } from '@tusom/domain'
import {
  addMail,
  enabledMailServers,
  exerciseMailAlready,
  findRun,
  lastDigests,
  livingRuns,
  mailAlready,
  mailFailed,
  mailPeople,
  mailSent,
  mailServerToUse,
  noticesAfter,
  sealedAddress,
  sweepMail,
  takeMail,
  type Tx,
} from '@tusom/store'
import { localParts } from '@tusom/vi-text'
import type { App } from '../../app.ts'
import type { Context } from '../../core/context.ts'
import { Sealer } from '../../core/sealed.ts'
import { presentUnit } from '../tasks/present-task.ts'
import { isFinal, mailAddressPlace, sendMail, wordsOfFault } from './send-mail.ts'

const EVERY = 60_000
const MINUTE = 60_000
const AT_ONCE = 20
/** A letter that was taken and not told of after this long may have gone. */
const LEASE = 5 * MINUTE

export type MailTurn = { made: number; sent: number; failed: number }

/**
 * One turn: writes the letters that people are to get, then hands over those that are due. Keyed by what a letter is about, so that a turn
 * twice, two servers or a restart send nothing twice; a person gets one digest a day on the wall, however fast an exercise runs.
 */
export async function turnMail(ctx: Context): Promise<MailTurn> {
  const now = ctx.clock()
  const made = await ctx.db.asSystem(async tx => {
    await sweepMail(tx, now)
    let made = 0
    for (const server of await enabledMailServers(tx)) {
      const people = await mailPeople(tx, [...ctx.tree().subtree(server.unitId)])
      if (!people.length) continue
      for (const { id } of await livingRuns(tx)) made += await writeLetters(ctx, tx, id, server, people, now)
    }
    return made
  })
  return { made, ...(await handOver(ctx)) }
}

async function writeLetters(
  ctx: Context,
  tx: Tx,
  runId: number,
  server: { unitId: number; siteUrl: string | null },
  people: Awaited<ReturnType<typeof mailPeople>>,
  now: Date,
): Promise<number> {
  const run = runId === 0 ? null : await findRun(tx, runId)
  const about = { site: server.siteUrl, exercise: run ? run.name : null }
  const unitName = (id: number) => presentUnit(ctx.tree(), id).fullName
  const today = localParts(now.getTime()).date
  let made = 0
  for (const p of people) {
    if (p.daily && (runId !== 0 || !(await mailAlready(tx, p.userId, 'digest', today)))) {
      const digests = (await lastDigests(tx, runId, p.unitIds)).filter(d =>
        // what was made before the person asked to be reminded is on the page
        runId === 0 ? d.day === today && d.madeAt > p.confirmedAt : true,
      )
      const [first] = digests
      if (first && (runId === 0 || !(await exerciseMailAlready(tx, p.userId, runId, today, first.day)))) {
        const letter = digestLetter(
          first.day,
          digests.map(d => ({ unit: unitName(d.unitId), content: d.content as DigestContent, unitName })),
          about,
        )
        const ref = runId === 0 ? today : `${today} dien-tap ${runId} ${first.day}`
        const mail = { runId, userId: p.userId, unitId: server.unitId, kind: 'digest' as const, ref }
        if (await addMail(tx, { ...mail, subject: letter.subject, body: letter.text }, now)) made++
      }
    }
    if (!p.urgent) continue
    for (const n of await noticesAfter(tx, runId, p.unitIds, p.afterNotice)) {
      if (await mailAlready(tx, p.userId, 'urgent', String(n.id))) continue
      const letter = urgentLetter({ ...n, unit: unitName(n.unitId) }, about)
      const mail = { runId, userId: p.userId, unitId: server.unitId, kind: 'urgent' as const, ref: String(n.id) }
      if (await addMail(tx, { ...mail, subject: letter.subject, body: letter.text }, now)) made++
    }
  }
  return made
}

async function handOver(ctx: Context): Promise<{ sent: number; failed: number }> {
  const sealer = new Sealer(ctx.dataKey)
  const now = ctx.clock()
  const jobs = await ctx.db.asSystem(tx => takeMail(tx, now, new Date(now.getTime() + LEASE), AT_ONCE))
  let sent = 0
  let failed = 0
  for (const job of jobs) {
    const { server, address } = await ctx.db.asSystem(async tx => ({
      server: await mailServerToUse(tx, job.unitId),
      address: await sealedAddress(tx, job.userId),
    }))
    try {
      if (!address) throw Object.assign(new Error('no address any more'), { responseCode: 550 })
      if (!server?.enabled) throw Object.assign(new Error('the server is off'), { code: 'EOFF' })
      const receipt = await sendMail(server, sealer, {
        to: sealer.open(address.addressSealed, mailAddressPlace(job.userId)),
        subject: job.subject,
        text: job.body,
        id: `tusom-${job.id}`,
      })
      await ctx.db.asSystem(tx => mailSent(tx, job.id, ctx.clock(), receipt))
      sent++
    } catch (e) {
      const minutes = isFinal(e) ? undefined : retryMinutes[job.tries - 1]
      const again = minutes === undefined ? null : new Date(ctx.clock().getTime() + minutes * MINUTE)
      const words = wordsOfFault(e)
      await ctx.db.asSystem(tx => mailFailed(tx, job.id, words, again))
      ctx.log('warn', 'mail', { letter: job.id, again: again?.toISOString() ?? null, why: words.en })
      failed++
    }
  }
  return { sent, failed }
}

/** Turns each minute while the server listens, and shortly after digests or urgent notices were made. */
export function startMailClock(app: App): void {
  let stopped = false
  let working: Promise<void> = Promise.resolve()
  const turn = () => {
    working = working.then(async () => {
      if (stopped) return
      try {
        await turnMail(app.ctx)
      } catch (e) {
        app.ctx.log('error', 'mail', { error: String(e) })
      }
    })
  }
  let timer: NodeJS.Timeout | null = null
  let deaf = () => {}
  app.addHook('onListen', async () => {
    timer = setInterval(turn, EVERY)
    timer.unref()
    deaf = app.ctx.onTold(topic => {
      if (topic === 'digests' || topic === 'mail') turn()
    })
  })
  app.addHook('preClose', async () => {
    stopped = true
    if (timer) clearInterval(timer)
    deaf()
    await working
  })
}
