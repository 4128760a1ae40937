import { Type } from 'typebox'
import type { App } from '../../app.ts'

/** What was done, by whom, within the reader's reach; the chain itself is verified by `tusom audit verify`. */
export function registerAudit(app: App): void {
  app.get(
    '/api/audit',
    {
      config: { policy: 'audit.read' },
      schema: {
        querystring: Type.Object({
          before: Type.Optional(Type.Integer()),
          subject: Type.Optional(Type.String({ maxLength: 100 })),
          about: Type.Optional(Type.Union([Type.Literal('work'), Type.Literal('sign-in')])),
        }),
      },
    },
    async request => {
      const { before, subject, about } = request.query
      const rows = await request.read(tx =>
        tx.query(
          `select a.seq, a.at, a.command, a.subject, a.unit_id as "unitId", a.run_id as "runId", u.display_name as "by", encode(a.hash, 'hex') as hash
           from audit_entries a left join users u on u.id = a.user_id where ($1::bigint is null or a.seq < $1) and ($2::text is null or a.subject = $2)
             and ($3::boolean is null or (a.command like 'session.%') = $3) order by a.seq desc limit 200`,
          [before ?? null, subject ?? null, about ? about === 'sign-in' : null],
        ),
      )
      return { entries: rows }
    },
  )
}
