import { type ReportForm, shippedForms } from '@tusom/domain'
import { standardFile } from '../../features/report-templates/standard-file.ts'
import { upload } from '../sheet-file.testing.ts'
import { ownOnly, type Probe } from './probe.ts'
import { makeIncident, weeklyForm } from './objects.ts'
import { weekOf } from './people-probes.ts'
import { byId, type Table } from './table.ts'
import type { Stand } from './relations.ts'
import type { World } from './world.ts'

/** Word templates of a province: kept by the office that keeps its forms, read by everybody. And losses, read with their incident. */

const weekly = shippedForms.find(f => f.code === weeklyForm) as ReportForm
const keepers = ['province'] as const
const week = '2025-W22'

async function makeTemplate(w: World, owner: string, state: 'draft' | 'approved' = 'draft'): Promise<number> {
  const body = await w.once('standard template', () => standardFile(weekly, 'unit'))
  // a form of its own for each: one is in use at a time
  return w.insert('report_templates', {
    run_id: 0,
    form_code: `${weeklyForm}-${w.next()}`,
    kind: 'unit',
    province_id: w.t.unit(owner.slice(0, 2)),
    owner_id: w.t.unit(owner.slice(0, 2)),
    version: 1,
    filename: 'mau.docx',
    body,
    state,
    uploaded_at: w.now,
    uploaded_by: w.maker.userId,
    uploaded_by_name: w.maker.name,
    ...(state === 'draft'
      ? {}
      : { approved_at: w.now, approved_by: w.approver.userId, approved_by_name: w.approver.name }),
  })
}
const ofProvince = (s: Stand, relation: string) =>
  relation === 'child' ? 'a template is of a province' : ownOnly(s, relation as never)
const communeOnly = (s: Stand) => (/^\d+[A-Z]$/.test(s.owner) ? undefined : 'a report is of a commune')

export const templateProbes: Probe[] = [
  {
    route: 'POST /api/report-templates',
    seats: keepers,
    skip: ownOnly,
    ask: async w => {
      const file = await w.once('standard template', () => standardFile(weekly, 'unit'))
      return { url: `/api/report-templates?form=${weeklyForm}&kind=unit`, ...upload(file, 'mau.docx') }
    },
  },
  ...(['approve', 'retire'] as const).map(
    (act): Probe => ({
      route: `POST /api/report-templates/:id/${act}`,
      seats: keepers,
      skip: ofProvince,
      ask: async (w, s) => ({
        url: `/api/report-templates/${await makeTemplate(w, s.owner, act === 'approve' ? 'draft' : 'approved')}/${act}`,
        body: {},
      }),
    }),
  ),
  {
    route: 'GET /api/report-templates/:id/file.docx',
    rows: 'province',
    skip: s => (s.owner.startsWith('20') ? undefined : 'templates hold no figures; whose they are is no secret'),
    ask: async (w, s) => ({ url: `/api/report-templates/${await makeTemplate(w, s.owner)}/file.docx` }),
  },
  {
    route: 'GET /api/report-templates/:id/preview.docx',
    seats: ['commune', 'province'],
    skip: (s, relation) =>
      communeOnly(s) ?? (relation === 'led' || relation === 'cooperating' ? 'a report has one unit' : undefined),
    ask: async (w, s) => ({
      url: `/api/report-templates/${await w.once('template to try', async () => {
        const id = await makeTemplate(w, '20')
        await w.t.database.db.asSystem(tx =>
          tx.query('update report_templates set form_code = $2, version = 900 where id = $1', [id, weeklyForm]),
        )
        return id
      })}/preview.docx?period=${week}&unit=${w.t.unit(s.owner)}`,
    }),
  },
  ...(['report-templates/filled/unit.docx', 'report-templates/filled/unit', 'briefings/unit'] as const).map(
    (what): Probe => ({
      route: `GET /api/${what}`,
      seats: ['commune'],
      skip: (s, relation) =>
        communeOnly(s) ?? (relation === 'led' || relation === 'cooperating' ? 'a report has one unit' : undefined),
      ask: (w, s) => ({
        url: `/api/${what}?form=${weeklyForm}&period=${week}&unit=${w.t.unit(s.owner)}`,
      }),
    }),
  ),
  ...(
    [
      'report-templates/filled/consolidated.docx',
      'report-templates/filled/consolidated',
      'briefings/consolidated',
    ] as const
  ).map(
    (what): Probe => ({
      route: `GET /api/${what}`,
      seats: keepers,
      skip: ownOnly,
      // the week whose reports the probe of accepting has accepted
      ask: () => ({
        url: `/api/${what}?form=${weeklyForm}&period=${weekOf('accept', 'province')}`,
      }),
    }),
  ),
  ...(['', '/document.docx?kind=quick'] as const).map(
    (rest): Probe => ({
      route: `GET /api/disaster-reports/:id${rest.split('?')[0]}`,
      ask: async (w, s) => ({
        url: `/api/disaster-reports/${await w.once(`incident with losses ${s.owner} ${s.lead} ${s.cooperating.join()}`, () => makeIncident(w, s))}${rest}`,
      }),
    }),
  ),
]

export const templateTables: Table[] = [
  {
    table: 'report_templates',
    sees: 'all',
    change: { set: 'state = state', by: 'subtree' },
    skip: (s, relation) => (/^\d+$/.test(s.owner) && relation !== 'led' ? undefined : 'a template is of a province'),
    make: async (w, s) => byId(await w.once(`template of ${s.owner}`, () => makeTemplate(w, s.owner))),
  },
]
