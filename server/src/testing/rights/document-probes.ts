import { writeDocument } from '@tusom/admin-docs'
import { upload } from '../sheet-file.testing.ts'
import { makeDocument, makeTask } from './objects.ts'
import { mailProbes } from './mail-probes.ts'
import { progressProbes } from './progress-probes.ts'
import { type Ask, ownOnly, placed, type Probe } from './probe.ts'
import type { Stand } from './relations.ts'
import { standName, type World } from './world.ts'

const png = Buffer.from('\u0089PNG\r\n\u001a\nanh', 'latin1')

export const makeTaskFile = (w: World, taskId: number, unit: string, name = 'anh.png'): Promise<number> =>
  w.insert('task_files', {
    run_id: 0,
    task_id: taskId,
    name,
    kind: 'png',
    size: png.length,
    sha256: Buffer.from(`${name} ${w.next()}`.padEnd(32, '.')),
    content: png,
    at: w.now,
    by_id: w.maker.userId,
    by_name: w.maker.name,
    unit_id: w.t.unit(unit),
  })

/** A plan of its own that `unit` owes to `owner`; everybody of the stand is in its reach. */
export async function makeOwnPlan(
  w: World,
  s: { owner: string; unit: string; reach: readonly string[] },
  over: Record<string, unknown> = {},
): Promise<number> {
  const { id } = await makeDocument(
    w,
    { owner: s.owner, lead: s.unit, cooperating: s.reach },
    {
      title: `Kế hoạch cấp trên ${w.next()}`,
    },
  )
  return w.insert('own_plans', {
    run_id: 0,
    plan_id: id,
    unit_id: w.t.unit(s.unit),
    owner_id: w.t.unit(s.owner),
    reach: w.ids([...new Set([s.owner, s.unit, ...s.reach])]),
    due_on: '2025-12-31',
    state_at: w.now,
    asked_at: w.now,
    asked_by_name: w.maker.name,
    focal_name: 'Người đầu mối',
    ...over,
  })
}

/** The own plan of a stand: owed by its lead to its owner; where they are one, owed by another unit to the owner. */
export const standOwnPlan = (w: World, s: Stand, over: Record<string, unknown> = {}) =>
  makeOwnPlan(
    w,
    {
      owner: s.owner,
      unit: s.lead === s.owner ? (s.owner.startsWith('19') ? '19' : '20-YT') : s.lead,
      reach: s.cooperating,
    },
    over,
  )
/** The own plan that the stand's owner itself owes to the province above. */
const ownOf = (w: World, s: Stand, over: Record<string, unknown> = {}) =>
  makeOwnPlan(w, { owner: s.owner.startsWith('19') ? '19' : '20-CA', unit: s.owner, reach: [] }, over)

let number = 0
export const makeRegisterEntry = (w: World, unit: string, title = 'Văn bản trong sổ'): Promise<number> =>
  w.insert('register_entries', {
    run_id: 0,
    unit_id: w.t.unit(unit),
    direction: 'in',
    book: 'thử',
    year: 2025,
    seq: 1000 + ++number,
    entered_on: '2025-10-01',
    number: `${number}/KH-UBND`,
    issuer: 'UBND tỉnh',
    title,
    at: w.now,
    by_id: w.maker.userId,
    by_name: w.maker.name,
  })

const task =
  (rest: string, body?: unknown, over: Record<string, unknown> = {}) =>
  async (w: World, s: Stand): Promise<Ask> => {
    const id = await w.once(`account ${JSON.stringify(over)} ${standName(s)}`, () => makeTask(w, s, over))
    return { url: rest.replace(':id', String(id)), ...(body === undefined ? {} : { body }) }
  }
const accountProbes: Probe[] = [
  { route: 'PATCH /api/tasks/:id', ask: task('/api/tasks/:id', { product: 'Danh sách', reason: 'rõ hơn' }) },
  {
    route: 'POST /api/tasks/:id/measures',
    ask: task(
      '/api/tasks/:id/measures',
      { periodKey: '2025', value: 3 },
      { target: { value: 5, unit: 'thôn', of: null } },
    ),
  },
  {
    route: 'POST /api/tasks/:id/files',
    ask: async (w, s) => ({
      ...(await task('/api/tasks/:id/files')(w, s)),
      body: Buffer.concat([
        Buffer.from('--e\r\ncontent-disposition: form-data; name="file"; filename="anh.png"\r\n\r\n'),
        png,
        Buffer.from('\r\n--e--\r\n'),
      ]),
      headers: { 'content-type': 'multipart/form-data; boundary=e' },
    }),
  },
  {
    route: 'GET /api/tasks/:id/files/:fileId',
    ask: (w, s) =>
      w.once(`file ask ${standName(s)}`, async () => {
        const id = await makeTask(w, s)
        return { url: `/api/tasks/${id}/files/${await makeTaskFile(w, id, s.owner)}` }
      }),
  },
  {
    route: 'PUT /api/task-rules/:id',
    seats: ['province'],
    skip: (s, r) => placed(s, r) ?? (/^\d+$/.test(s.owner) ? undefined : 'only a province has rules'),
    ask: (w, s) => ({
      url: `/api/task-rules/${w.t.unit(s.owner)}`,
      body: { soonDays: 7, urgentHours: 24, escalation: [] },
    }),
  },
]

const draft = {
  focal: { name: 'Người đầu mối', post: '' },
  draft: { title: 'Kế hoạch của đơn vị', purpose: '', lines: [], signer: { position: '', name: '' } },
}
const ownPlanProbes: Probe[] = [
  {
    route: 'POST /api/plans/:id/ask',
    skip: (s, r) => placed(s, r) ?? (s.owner.includes('-T') ? 'a hamlet has nobody below it to ask' : undefined),
    ask: async (w, s) => {
      const below: Record<string, string> = {
        '20': '20A',
        '20A': '20A-T01',
        '20B': '20B-T01',
        '19A': '19A',
      }
      const { id } = await w.once(`asked plan ${s.owner}`, () => makeDocument(w, s))
      return {
        url: `/api/plans/${id}/ask`,
        body: { unitIds: [w.t.unit(below[s.owner] ?? s.owner)], dueOn: '2025-12-31' },
      }
    },
  },
  {
    route: 'GET /api/plans/:id/coverage',
    ask: async (w, s) => {
      const { id } = await w.once(`covered plan ${standName(s)}`, () => makeDocument(w, s))
      return { url: `/api/plans/${id}/coverage` }
    },
  },
  {
    route: 'GET /api/plans/:id/objectives',
    ask: async (w, s) => {
      const { id } = await w.once(`covered plan ${standName(s)}`, () => makeDocument(w, s))
      return { url: `/api/plans/${id}/objectives` }
    },
  },
  {
    route: 'GET /api/own-plans/:id',
    ask: async (w, s) => ({
      url: `/api/own-plans/${await w.once(`own plan ${standName(s)}`, () => standOwnPlan(w, s))}`,
    }),
  },
  {
    route: 'PUT /api/own-plans/:id/draft',
    skip: placed,
    ask: async (w, s) => ({
      url: `/api/own-plans/${await w.once(`owed plan ${s.owner}`, () => ownOf(w, s))}/draft`,
      body: draft,
    }),
  },
  {
    route: 'GET /api/own-plans/:id/draft.docx',
    skip: placed,
    ask: async (w, s) => ({
      url: `/api/own-plans/${await w.once(`owed plan ${s.owner}`, () => ownOf(w, s))}/draft.docx`,
    }),
  },
  {
    route: 'POST /api/own-plans/:id/file',
    skip: placed,
    ask: async (w, s) => {
      // a document of the unit, filed; each ask files another own plan
      const [id, doc] = [await ownOf(w, s), await w.once(`filed ${s.owner}`, () => makeDocument(w, s))]
      return { url: `/api/own-plans/${id}/file`, body: { documentId: doc.id } }
    },
  },
  ...(['return', 'accept'] as const).map(
    (act): Probe => ({
      route: `POST /api/own-plans/:id/${act}`,
      ask: async (w, s) => ({
        url: `/api/own-plans/${await standOwnPlan(w, s, { state: 'filed', version: 1 })}/${act}`,
        body: { remark: 'đã xem' },
      }),
    }),
  ),
]

const entry =
  (rest: string, body?: unknown) =>
  async (w: World, s: Stand): Promise<Ask> => ({
    url: rest.replace(':id', String(await w.once(`entry ${s.owner}`, () => makeRegisterEntry(w, s.owner)))),
    ...(body === undefined ? {} : { body }),
  })
const registerProbes: Probe[] = [
  {
    route: 'POST /api/register',
    skip: placed,
    ask: (w, s) => ({
      url: '/api/register',
      body: { unitId: w.t.unit(s.owner), direction: 'out', kind: 'BC', code: 'BC-UBND', title: 'Báo cáo thử' },
    }),
  },
  { route: 'GET /api/register/:id', skip: placed, ask: entry('/api/register/:id') },
  {
    route: 'POST /api/register/:id/void',
    skip: placed,
    ask: async (w, s) => ({
      url: `/api/register/${await makeRegisterEntry(w, s.owner)}/void`,
      body: { reason: 'ghi nhầm' },
    }),
  },
  {
    route: 'POST /api/register/:id/links',
    skip: placed,
    ask: entry('/api/register/:id/links', { kind: 'basis', number: '41/KH-UBND' }),
  },
  {
    route: 'DELETE /api/register/:id/links/:linkId',
    skip: placed,
    ask: async (w, s) => {
      const id = await makeRegisterEntry(w, s.owner)
      const link = await w.insert('register_links', { run_id: 0, entry_id: id, kind: 'basis', number: '1/KH-UBND' })
      return { url: `/api/register/${id}/links/${link}` }
    },
  },
]

const notice = writeDocument({
  kind: 'TB',
  issuer: { name: ['ỦY BAN NHÂN DÂN', 'XÃ A'] },
  number: { sequence: 3, code: 'TB-UBND' },
  place: 'A',
  date: '2026-01-09',
  title: 'Lịch trực',
  body: [{ type: 'paragraph', text: 'Các đơn vị thực hiện theo lịch.' }],
  recipients: ['Các thôn'],
  archive: 'VT',
  signer: { position: 'CHỦ TỊCH', name: 'Lò Văn Mẫu' },
}).then(bytes => Buffer.from(bytes))
const checkProbe: Probe = {
  route: 'POST /api/document-check',
  skip: ownOnly,
  ask: async () => ({ url: '/api/document-check', ...upload(await notice, 'thong-bao.docx') }),
}

export const documentProbes: Probe[] = [
  ...accountProbes,
  ...ownPlanProbes,
  ...progressProbes,
  ...mailProbes,
  ...registerProbes,
  checkProbe,
]
