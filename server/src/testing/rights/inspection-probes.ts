import {
  addFindingFile,
  addInspectionStep,
  concludeInspection,
  findingsOf,
  insertInspection,
  putFindings,
} from '@tusom/store'
import type { List } from './lists.ts'
import { placed, type Probe, type Skip } from './probe.ts'
import { reachOf, type Stand } from './relations.ts'
import { byId, byIds, type Table } from './table.ts'
import { standName, type World } from './world.ts'

const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0])
/** Who is inspected and mends: the lead, where it is another than who decides; else a unit with no other part in the walk. */
const inspected = (s: Stand): string => {
  if (s.lead !== s.owner) return s.lead
  if (s.owner.startsWith('19')) return '19A'
  if (s.owner === '20') return '20C'
  return s.owner.includes('-T') ? '20C-T01' : s.owner.startsWith('20-') ? '20C' : `${s.owner}-T02`
}
export type Made = { id: number; finding: number }
/** The object: decided by the owner, of the lead; with one finding. */
export async function makeInspection(
  w: World,
  s: Stand,
  state: 'planned' | 'concluded' = 'concluded',
  subject = `Kiểm tra ${w.next()}`,
): Promise<Made> {
  const by = { runId: 0, at: w.now, byId: w.maker.userId, byName: w.maker.name }
  const [unitId, other] = [w.t.unit(s.owner), w.t.unit(inspected(s))]
  return w.t.database.db.asSystem(async tx => {
    const { id } = await insertInspection(tx, {
      ...by,
      unitId,
      provinceId: w.t.unit(s.owner.startsWith('19') ? '19' : '20'),
      reach: [...new Set([...w.ids(reachOf(s)), other])],
      unitIds: [other],
      subject,
      decisionKind: 'plan',
      decisionNumber: '01/KH',
      decisionDate: null,
      team: '',
      fromOn: '2025-10-01',
      toOn: '2025-10-02',
    })
    await tx.query(`update inspections set assessment = 'Thực hiện tốt' where id = $1`, [id])
    const finding = {
      unitId: other,
      menderId: other,
      kind: 'limit' as const,
      severity: 'minor' as const,
      what: 'Thiếu sổ trực',
      basis: '',
      recommendation: 'Lập sổ trực',
      dueOn: '2025-10-31',
    }
    await putFindings(tx, 0, id, [finding], w.now)
    if (state === 'concluded') await concludeInspection(tx, id, { number: null, date: null }, w.now, w.maker.name)
    await addInspectionStep(tx, { ...by, inspectionId: id, act: 'plan', unitId })
    return { id, finding: (await findingsOf(tx, [id]))[0]?.id ?? 0 }
  })
}
const makeFile = (w: World, s: Stand, finding: number): Promise<number> =>
  w.t.database.db.asSystem(async tx => {
    const made = await addFindingFile(tx, {
      runId: 0,
      findingId: finding,
      name: 'anh.png',
      kind: 'png',
      sha256: Buffer.from(`anh ${w.next()}`.padEnd(32, '.')),
      content: png,
      at: w.now,
      byId: w.maker.userId,
      byName: w.maker.name,
      unitId: w.t.unit(s.owner),
    })
    return made?.id ?? 0
  })
const shared = (w: World, s: Stand) => w.once(`inspection ${standName(s)}`, () => makeInspection(w, s))
const fileOf = (w: World, s: Stand) =>
  w.once(`inspection file ${standName(s)}`, async () => makeFile(w, s, (await shared(w, s)).finding))

const seats = ['commune', 'agency', 'province'] as const
const noHamlet: Skip = (s, relation) =>
  placed(s, relation) ?? (s.owner.includes('-T') ? 'a hamlet has nobody below it to inspect' : undefined)
const plan = (w: World, s: Stand) => ({
  unitIds: [w.t.unit(inspected(s))],
  subject: 'Kiểm tra thử',
  decisionKind: 'plan',
  decisionNumber: '01/KH',
  fromOn: '2025-10-01',
  toOn: '2025-10-02',
})

export const inspectionProbes: readonly Probe[] = [
  {
    route: 'GET /api/inspections/:id',
    seats,
    ask: async (w, s) => ({ url: `/api/inspections/${(await shared(w, s)).id}` }),
  },
  {
    route: 'GET /api/inspections/:id/notice.docx',
    seats,
    ask: async (w, s) => ({ url: `/api/inspections/${(await shared(w, s)).id}/notice.docx` }),
  },
  {
    route: 'GET /api/inspections/:id/findings/:findingId/files/:fileId',
    seats,
    ask: async (w, s) => {
      const { id, finding } = await shared(w, s)
      return { url: `/api/inspections/${id}/findings/${finding}/files/${await fileOf(w, s)}` }
    },
  },
  {
    route: 'POST /api/inspections',
    seats: ['commune', 'province'],
    skip: noHamlet,
    ask: (w, s) => ({ url: '/api/inspections', body: { unitId: w.t.unit(s.owner), ...plan(w, s) } }),
  },
  {
    route: 'PUT /api/inspections/:id',
    seats: ['commune', 'province'],
    skip: noHamlet,
    ask: async (w, s) => ({
      url: `/api/inspections/${(await makeInspection(w, s, 'planned')).id}`,
      body: { ...plan(w, s), version: 1, assessment: '', findings: [] },
    }),
  },
  {
    route: 'POST /api/inspections/:id/conclude',
    seats: ['commune', 'province'],
    skip: noHamlet,
    ask: async (w, s) => ({
      url: `/api/inspections/${(await makeInspection(w, s, 'planned')).id}/conclude`,
      body: { version: 1 },
    }),
  },
  {
    route: 'POST /api/inspections/:id/cancel',
    seats: ['commune', 'province'],
    skip: noHamlet,
    ask: async (w, s) => ({
      url: `/api/inspections/${(await makeInspection(w, s, 'planned')).id}/cancel`,
      body: { reason: 'Mưa lũ, hoãn lại' },
    }),
  },
  {
    route: 'POST /api/inspections/:id/findings/:findingId/follow',
    seats: ['commune', 'province'],
    skip: noHamlet,
    ask: async (w, s) => {
      const { id, finding } = await makeInspection(w, s)
      return { url: `/api/inspections/${id}/findings/${finding}/follow`, body: { act: 'close' } }
    },
  },
  {
    route: 'POST /api/inspections/:id/findings/:findingId/mend',
    seats: ['commune', 'agency'],
    ask: async (w, s) => {
      const { id, finding } = await makeInspection(w, s)
      return { url: `/api/inspections/${id}/findings/${finding}/mend`, body: { text: 'Đã lập sổ' } }
    },
  },
  {
    route: 'POST /api/inspections/:id/findings/:findingId/files',
    seats: ['commune', 'agency'],
    ask: async (w, s) => {
      const { id, finding } = await makeInspection(w, s)
      const head =
        '--x\r\ncontent-disposition: form-data; name="file"; filename="anh.png"\r\ncontent-type: image/png\r\n\r\n'
      return {
        url: `/api/inspections/${id}/findings/${finding}/files`,
        body: Buffer.concat([Buffer.from(head), png, Buffer.from('\r\n--x--\r\n')]),
        headers: { 'content-type': 'multipart/form-data; boundary=x' },
      }
    },
  },
]

export const inspectionLists: List[] = [
  {
    route: 'GET /api/inspections',
    shows: r => ['own', 'child', 'led', 'cooperating'].includes(r),
    make: (w, s, mark) => makeInspection(w, s, 'concluded', mark),
  },
]

export const inspectionTables: Table[] = [
  {
    table: 'inspections',
    sees: 'reach',
    change: { set: 'version = version', by: 'subtree' },
    make: async (w, s) => byId((await shared(w, s)).id),
  },
  {
    table: 'inspection_findings',
    sees: 'reach',
    change: { set: 'state = state', by: 'reach' },
    make: async (w, s) => byId((await shared(w, s)).finding),
  },
  {
    table: 'inspection_findings',
    when: ', not concluded: by who decides alone',
    sees: 'subtree',
    change: { set: 'state = state', by: 'subtree' },
    make: async (w, s) =>
      byId((await w.once(`planned inspection ${standName(s)}`, () => makeInspection(w, s, 'planned'))).finding),
  },
  {
    table: 'inspection_steps',
    sees: 'reach',
    make: async (w, s) => byIds(['inspection_id', (await shared(w, s)).id]),
  },
  {
    table: 'inspection_files',
    sees: 'reach',
    make: async (w, s) => byId(await fileOf(w, s)),
  },
]
