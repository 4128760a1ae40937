import { makeDocument, makeTask } from './objects.ts'
import { type Ask, ownOnly, placed, type Probe } from './probe.ts'
import type { Stand } from './relations.ts'
import { standName, type World } from './world.ts'

const texts = { to: '', situation: '', difficulties: '', proposals: '', next: '', signer: { position: '', name: '' } }
const office = { kind: 'commune', name: 'A', fullName: 'Xã A' }

/** The progress report of a stand's owner that bears a number, so that everybody with a part in the work reads it. */
export async function makeProgressReport(w: World, s: Stand, over: Record<string, unknown> = {}): Promise<number> {
  const { id } = await makeDocument(w, s, { title: `Kế hoạch có báo cáo ${w.next()}` })
  await makeTask(w, s, { kind: 'plan', lead_id: w.t.unit(s.owner), source: { documentId: id } })
  return w.insert('progress_reports', {
    run_id: 0,
    plan_id: id,
    unit_id: w.t.unit(s.owner),
    reach: w.ids([...new Set([s.owner, s.lead, ...s.cooperating])]),
    period_key: '2025',
    texts,
    facts: {
      asOf: w.now.toISOString(),
      period: { key: '2025', nameVi: 'năm 2025', nameEn: '2025', start: '2025-01-01', end: '2025-12-31' },
      scope: 'own',
      unit: office,
      province: office,
      plan: { kind: 'KH', number: null, date: null, title: 'Kế hoạch', issuer: '' },
      ownPlan: null,
      filed: null,
      lines: [],
      previous: null,
      sample: false,
      exercise: false,
    },
    frozen_at: w.now,
    changed_at: w.now,
    changed_by_name: w.maker.name,
    ...over,
  })
}

const report =
  (rest: string, body?: unknown) =>
  async (w: World, s: Stand): Promise<Ask> => ({
    url: `/api/progress-reports/${await w.once(`progress ${standName(s)}`, () => makeProgressReport(w, s))}${rest}`,
    ...(body === undefined ? {} : { body }),
  })

export const progressProbes: Probe[] = [
  {
    route: 'GET /api/plans/:id/progress',
    ask: async (w, s) => {
      const { id } = await w.once(`covered plan ${standName(s)}`, () => makeDocument(w, s))
      return { url: `/api/plans/${id}/progress` }
    },
  },
  {
    route: 'POST /api/plans/:id/progress',
    skip: ownOnly,
    ask: (w, s) =>
      w.once(`reported plan ${standName(s)}`, async () => {
        const { id } = await makeDocument(w, s)
        await makeTask(w, s, { kind: 'plan', source: { documentId: id } })
        return { url: `/api/plans/${id}/progress`, body: { periodKey: '2025' } }
      }),
  },
  { route: 'GET /api/progress-reports/:id', ask: report('') },
  { route: 'GET /api/progress-reports/:id/document.docx', ask: report('/document.docx') },
  { route: 'PUT /api/progress-reports/:id', ask: report('', texts) },
  { route: 'POST /api/progress-reports/:id/refresh', ask: report('/refresh') },
  {
    route: 'POST /api/progress-reports/:id/number',
    skip: placed,
    ask: async (w, s) => ({
      url: `/api/progress-reports/${await makeProgressReport(w, s, { facts: null, frozen_at: null })}/number`,
    }),
  },
]
