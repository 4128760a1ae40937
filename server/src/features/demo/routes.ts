import { Refusal } from '@tusom/domain'
import { Type } from 'typebox'
import type { App } from '../../app.ts'

/** What only an installation with the sample province has: its accounts on the sign-in page, and the flood that can be played. */
export type Sample = {
  accounts: readonly { username: string; password: string; position: string; role: string }[]
  /** Opens an exercise and plays the three-day flood through the real inputs in the background; returns the run's id. */
  play: (minutes: number) => Promise<number>
}

export function registerDemo(app: App, sample: Sample | null): void {
  app.get(
    '/api/sample-accounts',
    { config: { open: 'the sample’s passwords are public; a real installation answers 404' } },
    async () => {
      if (!sample) throw new Refusal('not-found', { what: 'tỉnh mẫu' })
      return sample.accounts
    },
  )
  app.post(
    '/api/demo',
    {
      config: { policy: 'demo.play' },
      schema: {
        body: Type.Object({ minutes: Type.Number({ minimum: 0.2, maximum: 4320 }) }, { additionalProperties: false }),
        response: { 200: Type.Object({ run: Type.Integer() }) },
      },
    },
    async request => {
      if (!sample) throw new Refusal('not-found', { what: 'tỉnh mẫu' })
      request.permit(null)
      const run = await sample.play(request.body.minutes)
      await request.command(async (_tx, note) =>
        note({ command: 'demo.play', subject: `run/${run}`, detail: { minutes: request.body.minutes } }),
      )
      return { run }
    },
  )
}
