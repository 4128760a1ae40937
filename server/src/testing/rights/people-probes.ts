import { householdColumns, shelterColumns } from '@tusom/domain'
import { buildHouseholds, buildShelter } from '../households.testing.ts'
import { sheetFile, upload } from '../sheet-file.testing.ts'
import { makeReport, weeklyForm } from './objects.ts'
import { communesOnly, hamletsOnly, ownOnly, placed, type Ask, type Probe, type Skip } from './probe.ts'
import type { Seat, Stand } from './relations.ts'
import type { World } from './world.ts'

export const makeHousehold = (w: World, hamlet: string, code = `H${w.next()}`): Promise<number> =>
  buildHouseholds(w.t, [{ code, hamlet }]).then(ids => ids.get(code) as number)

const household =
  (rest: string, body?: unknown, shared = true) =>
  async (w: World, s: Stand): Promise<Ask> => {
    const id = shared
      ? await w.once(`household ${s.owner}`, () => makeHousehold(w, s.owner))
      : await makeHousehold(w, s.owner)
    return { url: rest.replace(':id', String(id)), ...(body === undefined ? {} : { body }) }
  }
const household1 = {
  code: 'X1',
  hamlet: 'Thôn A1',
  headName: 'Vi Thị Hoa',
  people: 2,
  houseType: 'kiên cố',
  flood: 'x',
}
const shelter1 = { code: 'X1', name: 'Trường THCS', kind: 'trường học', capacity: 50, safeFlood: 'x' }
/** A sheet with one good row; rights do not look into it. */
const sheet =
  (path: string, make: () => Promise<Buffer>) =>
  async (w: World, s: Stand): Promise<Ask> => {
    const { body, headers } = await w.once(make.name, async () => upload(await make()))
    return { url: `${path}?unitId=${w.t.unit(s.owner)}`, body, headers }
  }
const households = () => sheetFile(householdColumns, [household1])
const shelters = () => sheetFile(shelterColumns, [shelter1])
const ofUnit =
  (path: string, parameter = 'unitId') =>
  (w: World, s: Stand) => ({
    url: `${path}?${parameter}=${w.t.unit(s.owner)}`,
  })
const from = ['commune', 'hamlet'] as const
const inPlace: Skip = (s, relation) =>
  placed(s, relation) ?? (s.owner === '20' ? 'a register is opened for a commune or a hamlet' : undefined)

export const householdProbes: Probe[] = [
  { route: 'GET /api/households', seats: from, skip: inPlace, ask: ofUnit('/api/households') },
  { route: 'GET /api/households/template', seats: from, skip: placed, ask: ofUnit('/api/households/template') },
  {
    route: 'GET /api/households/risk',
    seats: ['commune', 'hamlet', 'watcher'],
    skip: placed,
    ask: ofUnit('/api/households/risk', 'unitIds'),
  },
  {
    route: 'POST /api/households/:id/open',
    seats: from,
    skip: hamletsOnly,
    ask: household('/api/households/:id/open', { reason: 'gọi đi sơ tán' }),
  },
  {
    route: 'DELETE /api/households/:id',
    seats: from,
    skip: hamletsOnly,
    ask: household('/api/households/:id', undefined, false),
  },
  { route: 'POST /api/households/import', skip: communesOnly, ask: sheet('/api/households/import', households) },
  {
    route: 'POST /api/households/import/bad-rows',
    skip: communesOnly,
    ask: sheet('/api/households/import/bad-rows', households),
  },
]

const order = { hazard: 'flood', level: null, alarm: 2, rising: true, everyone: true, dueAt: null }
const evacuation = (rest: string, body?: unknown) => (w: World, s: Stand) => ({
  url: `/api/evacuation/${w.t.unit(s.owner)}${rest}`,
  ...(body === undefined ? {} : { body }),
})
export const evacuationProbes: Probe[] = [
  {
    route: 'GET /api/evacuation/:communeId',
    seats: ['commune', 'hamlet', 'watcher'],
    skip: communesOnly,
    ask: evacuation(''),
  },
  { route: 'POST /api/evacuation/:communeId/order', skip: communesOnly, ask: evacuation('/order', order) },
  { route: 'POST /api/evacuation/:communeId/end', skip: communesOnly, ask: evacuation('/end', { hazard: 'flood' }) },
  { route: 'GET /api/hamlet', seats: from, skip: hamletsOnly, ask: ofUnit('/api/hamlet') },
  {
    route: 'GET /api/shelters',
    seats: ['commune', 'hamlet', 'watcher'],
    skip: placed,
    ask: ofUnit('/api/shelters'),
  },
  {
    route: 'GET /api/shelters/template',
    seats: ['commune', 'watcher'],
    skip: placed,
    ask: ofUnit('/api/shelters/template'),
  },
  {
    route: 'POST /api/shelters/:id/active',
    skip: communesOnly,
    ask: async (w, s) => ({
      url: `/api/shelters/${await w.once(`shelter ${s.owner}`, () => buildShelter(w.t, s.owner))}/active`,
      body: { active: true },
    }),
  },
  { route: 'POST /api/shelters/import', skip: communesOnly, ask: sheet('/api/shelters/import', shelters) },
  {
    route: 'POST /api/shelters/import/bad-rows',
    skip: communesOnly,
    ask: sheet('/api/shelters/import/bad-rows', shelters),
  },
]

const judged = ['commune', 'agency', 'province'] as const
const acts = ['fill', 'submit', 'return', 'accept', 'reopen', 'together'] as const
/** A week for each act and seat, so that no act stands in the way of another. */
export const weekOf = (act: (typeof acts)[number], seat: Seat) =>
  `2025-W${27 + acts.indexOf(act) * judged.length + judged.indexOf(seat as 'commune')}`
const report =
  (act: (typeof acts)[number], rest: string, body?: unknown, state = 'draft') =>
  async (w: World, s: Stand, seat: Seat): Promise<Ask> => ({
    url: `/api/reports/${await makeReport(w, s.owner, weekOf(act, seat), state)}${rest}`,
    ...(body === undefined ? {} : { body }),
  })
const reported: Skip = (s, relation) =>
  /^\d+[A-Z]$/.test(s.owner)
    ? relation === 'cooperating' || (relation === 'led' && s.lead === '20A')
      ? 'a report is one unit’s own; only who consolidates it has a part in it'
      : undefined
    : 'only communes fill this form'
const overview = (path: string): Probe => ({
  route: `GET /api/reports/${path}`,
  seats: ['province'],
  skip: ownOnly,
  ask: () => ({ url: `/api/reports/${path}?form=${weeklyForm}&period=${weekOf('accept', 'province')}` }),
})
export const reportProbes: Probe[] = [
  {
    route: 'GET /api/reports/:form/:period/:unitId',
    seats: judged,
    skip: reported,
    ask: (w, s, seat) => ({ url: `/api/reports/${weeklyForm}/${weekOf('fill', seat)}/${w.t.unit(s.owner)}` }),
  },
  { route: 'GET /api/reports/:id/document.docx', seats: judged, skip: reported, ask: report('fill', '/document.docx') },
  {
    route: 'POST /api/reports',
    seats: judged,
    skip: reported,
    ask: (w, s) => ({
      url: '/api/reports',
      body: { form: 'anptt-six-month', period: '2025-H2', unitId: w.t.unit(s.owner) },
    }),
  },
  {
    route: 'PUT /api/reports/:id/values',
    seats: judged,
    skip: reported,
    ask: report('fill', '/values', { cells: [{ element: 'khong-co', value: 1, seen: 0 }] }),
  },
  {
    route: 'PUT /api/reports/:id/narratives',
    seats: judged,
    skip: reported,
    ask: report('fill', '/narratives', { parts: [{ part: 'khong-co', text: 'x', seen: 0 }] }),
  },
  { route: 'POST /api/reports/:id/submit', seats: judged, skip: reported, ask: report('submit', '/submit', {}) },
  ...(['return', 'accept', 'reopen'] as const).map(
    (act): Probe => ({
      route: `POST /api/reports/:id/${act}`,
      seats: judged,
      skip: reported,
      ask: report(act, `/${act}`, { remark: 'xem lại' }, act === 'reopen' ? 'accepted' : 'submitted'),
    }),
  ),
  {
    route: 'POST /api/reports/accept',
    seats: judged,
    skip: reported,
    ask: async (w, s, seat) => ({
      url: '/api/reports/accept',
      body: {
        reports: [
          {
            id: await makeReport(w, s.owner, weekOf('together', seat), 'submitted'),
            sentAt: w.now.toISOString(),
          },
        ],
      },
    }),
  },
  overview('overview'),
  overview('review'),
  overview('consolidated/trace'),
  overview('consolidated.docx'),
]

export const peopleProbes: Probe[] = [...householdProbes, ...evacuationProbes, ...reportProbes]
