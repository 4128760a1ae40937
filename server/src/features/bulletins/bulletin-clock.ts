import { addArrival, type BulletinSourceRow, claimDueSources, fetchedSource } from '@tusom/store'
import type { FetchOutcome } from '@tusom/contract'
import type { App } from '../../app.ts'
import type { Context } from '../../core/context.ts'
import { OutsideAddresses } from '../../core/outside-address.ts'
import { trustOf } from '../warnings/trusted-senders.ts'
import { FetchFault, fetchSource } from './fetch-source.ts'

const EVERY = 60_000
const MINUTE = 60_000
/** No source is left alone for longer than this, however often it failed. */
const LONGEST = 6 * 60 * MINUTE

/** After the n-th failure in a row twice the time, up to six hours: a station that is down is not knocked on every five minutes. */
export function nextTry(everyMinutes: number, failures: number): number {
  return Math.min(everyMinutes * MINUTE * 2 ** Math.min(failures, 10), LONGEST)
}

/** Fetches one source, keeps what is new and says how it went. @throws FetchFault after it was recorded */
export async function fetchInto(ctx: Context, source: BulletinSourceRow): Promise<FetchOutcome> {
  const at = ctx.clock()
  const next = (failures: number) =>
    source.everyMinutes === null ? null : new Date(at.getTime() + nextTry(source.everyMinutes, failures))
  try {
    const { trusted } = await ctx.db.asSystem(tx => trustOf(tx, source.unitId))
    const fetched = await fetchSource(source, at, { trusted, addresses: new OutsideAddresses(ctx.fetchAllow) })
    let arrived = 0
    await ctx.db.asSystem(async tx => {
      for (const item of fetched.items)
        if (await addArrival(tx, { ...item, unitId: source.unitId, sourceId: source.id, arrivedAt: at })) arrived++
      await fetchedSource(tx, source.id, {
        at,
        nextAt: next(0),
        failures: 0,
        error: null,
        errorEn: null,
        etag: fetched.etag,
      })
      if (arrived > 0) await tx.query(`select app.tell('levels', 0)`)
    })
    return { arrived, known: fetched.items.length - arrived, skipped: fetched.skipped }
  } catch (e) {
    const fault =
      e instanceof FetchFault
        ? e
        : new FetchFault('Không đọc được trả lời của nguồn.', 'The answer of the source could not be read.')
    if (!(e instanceof FetchFault)) ctx.log('error', 'bulletin-source', { source: source.id, error: String(e) })
    const failures = source.failures + 1
    await ctx.db.asSystem(tx =>
      fetchedSource(tx, source.id, {
        at,
        nextAt: next(failures),
        failures,
        error: fault.vi,
        errorEn: fault.en,
        etag: null,
      }),
    )
    throw fault
  }
}

/** One turn: every source that is due. A failure of one is not another's. */
export async function fetchDue(ctx: Context): Promise<number> {
  const now = ctx.clock()
  const due = await ctx.db.asSystem(tx => claimDueSources(tx, now, new Date(now.getTime() + 5 * MINUTE)))
  for (const source of due)
    await fetchInto(ctx, source).catch((e: unknown) => {
      if (!(e instanceof FetchFault)) throw e
    })
  return due.length
}

/** Looks every minute whether a source is due, while the server listens. */
export function startBulletinClock(app: App): void {
  let working: Promise<unknown> = Promise.resolve()
  let timer: NodeJS.Timeout | null = null
  let stopped = false
  const turn = () => {
    working = working.then(async () => {
      if (stopped) return
      await fetchDue(app.ctx).catch((e: unknown) => app.ctx.log('error', 'bulletin-clock', { error: String(e) }))
    })
  }
  app.addHook('onListen', async () => {
    timer = setInterval(turn, EVERY)
    timer.unref()
    turn()
  })
  app.addHook('preClose', async () => {
    stopped = true
    if (timer) clearInterval(timer)
    await working
  })
}
