import { openExercises } from '@tusom/store'
import type { Context } from '../../core/context.ts'
import { runNow } from '../../core/run-clock.ts'
import type { Ingest } from '../observations/ingest.ts'

/**
 * Exercises that chose no pack of their own judge by what the actual run has chosen. Each is judged in a transaction of its own, on its own
 * clock, after the choice was made: the actual run does not wait for them. Doing it twice changes nothing, so a server that stopped in
 * between does it when it starts.
 */
export async function judgeExercises(ctx: Context, ingest: Ingest): Promise<void> {
  for (const run of await ctx.db.asSystem(openExercises))
    try {
      await ctx.db.asIngest(run.id, async tx => {
        const changes = await ingest.judgeAnew(tx, run.id, runNow(run, ctx.clock()))
        if (changes) await tx.query(`select app.tell('levels', $1)`, [run.id])
      })
    } catch (e) {
      ctx.log('error', 'pack-exercise', { run: run.id, error: String(e) })
    }
}
