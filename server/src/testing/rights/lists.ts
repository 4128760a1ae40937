import type { Role } from '@tusom/domain'
import { upsertStation } from '@tusom/store'
import { buildShelter } from '../households.testing.ts'
import { makeLevel, makeRun, makeUser } from './core-probes.ts'
import { makeToken } from './machine-probes.ts'
import { makeActivation, makeDocument, makeIncident, makeScenario, makeTask } from './objects.ts'
import { makeHousehold } from './people-probes.ts'
import { makeRegisterEntry, standOwnPlan } from './document-probes.ts'
import { communesOnly, placed, type Skip } from './probe.ts'
import { bulletinLists } from './bulletin-probes.ts'
import { areaLists } from './area-probes.ts'
import { packLists } from './pack-probes.ts'
import { difficultyLists } from './difficulty-probes.ts'
import { commendationLists } from './commendation-probes.ts'
import { inspectionLists } from './inspection-probes.ts'
import { readingLists } from './reading-probes.ts'
import type { Relation, Stand } from './relations.ts'
import { makeTemplate, makeWarning } from './warning-objects.ts'
import type { World } from './world.ts'

/** What a list shows of things that stand in each relation to the reader. */
export type List = {
  route: string
  /** a query, and which of its rows, where the list is asked in more than one way */
  url?: (w: World) => string
  /** Puts one thing in that carries the mark. */
  make: (w: World, stand: Stand, mark: string) => Promise<unknown>
  /** How the thing is known in the answer: by its mark when absent. */
  knows?: (w: World, stand: Stand) => string
  shows: (relation: Relation, stand: Stand, role: Role) => boolean
  skip?: Skip
}

/** Lists that hold nothing of any unit, or nothing that is not public. */
export const publicLists: Record<string, string> = {
  'GET /api/session': 'the reader’s own',
  'GET /api/mail/own': 'the reader’s own address and letter, see mail.test.ts',
  'GET /api/events': 'names of topics, never data',
  'GET /api/units': 'names of units are public',
  'GET /api/indicators': 'what is measured in the province, in counts; no reading',
  'GET /api/map/communes': 'boundaries are public',
  'GET /api/cap-signing': 'certificates are public: whoever receives our messages needs them',
  'GET /api/warning-settings': 'who speaks is on every warning',
  'GET /api/reports/forms': 'forms are public',
  'GET /api/reports/design': 'what forms are made of is public',
  'GET /api/reports/calls': 'what an office asks for is public',
  'GET /api/reports/days-off': 'public holidays and days worked in exchange are public',
  'GET /api/report-templates': 'templates hold no figures',
  'GET /api/report-templates/names': 'names of what a form asks for are public',
  'GET /api/report-templates/standard.docx': 'the template that ships',
  'GET /api/sensorthings/v1.1': 'names of the sets and of the standard’s parts',
  'GET /api/commendations/list.docx':
    'asks for rows by id among what the list shows; its own test refuses a stranger’s',
  'GET /api/owed': 'counts of what the other lists show; walked beside them',
  'GET /api/tasks/board': 'counts of what the task list shows; its own test compares them',
  'GET /api/digests/badge': 'counts of what the digests show',
  'GET /api/task-rules': 'how late work is chased is told to everybody',
  'GET /api/register/of': 'asks for one thing by its number among what the register shows',
  'GET /api/bulletins/overdue': 'names of bulletins that the law asks for; what they would say of a unit is not there',
  'GET /api/packs': 'rules are law, and which of them is in force is told to everybody',
  'GET /api/packs/body': 'rules are law',
  'GET /api/backups': 'of the installation as a whole: when it was saved and how large that is',
  'GET /api/warnings/summary': 'counts of what the list shows; walked beside it',
}

const among =
  (...relations: Relation[]) =>
  (r: Relation) =>
    relations.includes(r)
const takesPart = among('own', 'child', 'led', 'cooperating')
const below = among('own', 'child')
const own = among('own')
const inProvince = (_r: Relation, s: Stand) => s.owner.startsWith('20')
const unitId = (w: World, s: Stand) => `"unitId":${w.t.unit(s.owner)},`
const late = (w: World, title: string) => ({ title, due_at: new Date(w.now.getTime() - 3_600_000) })

export const lists: List[] = [
  { route: 'GET /api/tasks', shows: takesPart, make: (w, s, title) => makeTask(w, s, { title }) },
  { route: 'GET /api/tasks/summary', shows: takesPart, make: (w, s, mark) => makeTask(w, s, late(w, mark)) },
  { route: 'GET /api/tasks/overview', shows: takesPart, make: (w, s, mark) => makeTask(w, s, late(w, mark)) },
  {
    route: 'GET /api/own-plans',
    shows: takesPart,
    make: async (w, s, mark) => {
      const id = await standOwnPlan(w, s)
      await w.t.database.db.asSystem(tx =>
        tx.query('update documents set title = $2 where id = (select plan_id from own_plans where id = $1)', [
          id,
          mark,
        ]),
      )
    },
  },
  {
    route: 'GET /api/register',
    shows: own,
    skip: placed,
    make: (w, s, title) => makeRegisterEntry(w, s.owner, title),
  },
  {
    route: 'GET /api/digests',
    shows: own,
    skip: placed,
    make: (w, s, detail) =>
      w.insert('urgent_notices', {
        run_id: 0,
        unit_id: w.t.unit(s.owner),
        at: w.now,
        kind: 'cannot',
        task_ids: [1],
        detail,
      }),
  },
  { route: 'GET /api/plans', shows: takesPart, make: (w, s, title) => makeDocument(w, s, { title }) },
  { route: 'GET /api/incidents', shows: takesPart, make: (w, s, mark) => makeIncident(w, s, undefined, mark) },
  {
    route: 'GET /api/activations',
    shows: takesPart,
    make: async (w, s, mark) => {
      const { id } = await makeActivation(w, s)
      const incident = await makeIncident(w, s, undefined, mark)
      await w.t.database.db.asSystem(tx =>
        tx.query('update scenario_activations set opened_by_name = $3, incident_id = $2 where id = $1', [
          id,
          incident,
          mark,
        ]),
      )
    },
  },
  {
    route: 'GET /api/scenarios',
    shows: inProvince,
    make: (w, s) => makeScenario(w, s.owner.slice(0, 2)),
    knows: (_w, s) => `Lũ thử ${s.owner.slice(0, 2)}`,
  },
  { route: 'GET /api/warnings', shows: takesPart, make: (w, s, headline) => makeWarning(w, s, 'draft', { headline }) },
  {
    route: 'GET /api/warnings',
    url: () => '/api/warnings?show=issued',
    // for whom it is; a draft unit of elsewhere changes nothing
    shows: own,
    skip: communesOnly,
    make: (w, s, headline) =>
      makeWarning(w, { owner: '19', lead: '19', cooperating: [] }, 'issued', {
        headline,
        area_ids: [w.t.unit(s.owner)],
        reach: [w.t.unit(s.owner)],
      }),
  },
  { route: 'GET /api/warning-templates', shows: takesPart, make: makeTemplate },
  {
    route: 'GET /api/levels',
    shows: below,
    skip: placed,
    make: (w, s) => makeLevel(w, s.owner),
    knows: unitId,
  },
  {
    route: 'GET /api/stations',
    shows: below,
    skip: placed,
    make: (w, s, mark) =>
      w.t.database.db.asSystem(tx =>
        upsertStation(tx, {
          code: mark,
          name: mark,
          river: null,
          provinceId: w.t.unit(s.owner.slice(0, 2)),
          communeIds: [w.t.unit(s.owner)],
          invented: true,
          series: [{ indicator: 'rain', unit: 'mm', min: 0, max: 300, everyMinutes: 60 }],
        }),
      ),
  },
  {
    route: 'GET /api/packs/history',
    url: () => '/api/packs/history?from=2025-10-01T00:00:00Z&to=2025-10-20T00:00:00Z',
    shows: below,
    skip: placed,
    make: (w, s, mark) =>
      w.t.database.db.asSystem(tx =>
        upsertStation(tx, {
          code: mark,
          name: mark,
          river: null,
          provinceId: w.t.unit(s.owner.slice(0, 2)),
          communeIds: [w.t.unit(s.owner)],
          invented: true,
          series: [{ indicator: 'rain', unit: 'mm', min: 0, max: 300, everyMinutes: 60 }],
        }),
      ),
  },
  {
    route: 'GET /api/observed-events/candidates',
    url: () => '/api/observed-events/candidates?from=2025-10-01T00:00:00Z&to=2025-10-20T00:00:00Z',
    shows: takesPart,
    make: (w, s, mark) => makeIncident(w, s, undefined, mark),
  },
  {
    route: 'GET /api/sensorthings/v1.1/*',
    url: () => '/api/sensorthings/v1.1/Datastreams?$expand=Thing($expand=Locations)&$top=1000',
    shows: below,
    skip: placed,
    make: (w, s, mark) =>
      w.t.database.db.asSystem(tx =>
        upsertStation(tx, {
          code: mark,
          name: mark,
          lat: 21.5,
          lon: 106.4,
          provinceId: w.t.unit(s.owner.slice(0, 2)),
          communeIds: [w.t.unit(s.owner)],
          invented: true,
          series: [{ indicator: 'rain', unit: 'mm', min: 0, max: 300, everyMinutes: 60 }],
        }),
      ),
  },
  {
    route: 'GET /api/bulletins',
    shows: inProvince,
    make: (w, s, issuer) =>
      w.insert('bulletins', {
        run_id: 0,
        province_id: w.t.unit(s.owner.slice(0, 2)),
        issuer,
        hazard: 'flood',
        issued_at: w.now,
        entered_by: w.maker.userId,
        entered_by_name: w.maker.name,
        entered_at: w.now,
      }),
  },
  {
    route: 'GET /api/evacuation/summary',
    shows: own,
    skip: communesOnly,
    knows: unitId,
    make: (w, s) =>
      w.insert('evacuation_orders', {
        run_id: 0,
        commune_id: w.t.unit(s.owner),
        hazard: 'flood',
        since: w.now,
        ordered_at: w.now,
        ordered_by: w.maker.userId,
        ordered_by_name: w.maker.name,
      }),
  },
  {
    route: 'GET /api/households',
    url: w => `/api/households?unitId=${w.t.unit('20A')}`,
    shows: below,
    skip: (s, r) =>
      placed(s, r) ?? (s.owner.startsWith('19') || s.owner === '20' ? 'a household lies in a hamlet' : undefined),
    // the commune's own is the one of its other hamlet
    make: (w, s, mark) => makeHousehold(w, s.owner.includes('-') ? s.owner : `${s.owner}-T02`, mark),
  },
  {
    route: 'GET /api/shelters',
    url: w => `/api/shelters?unitId=${w.t.unit('20A')}`,
    shows: own,
    skip: communesOnly,
    make: (w, s, code) => buildShelter(w.t, s.owner, { code }),
  },
  {
    route: 'GET /api/households/reads',
    shows: below,
    skip: placed,
    make: (w, s, subject) =>
      w.insert('personal_reads', {
        at: w.now,
        user_id: w.maker.userId,
        user_name: w.maker.name,
        unit_id: w.t.unit(s.owner),
        run_id: 0,
        subject,
        records: 1,
        purpose: 'thử',
      }),
  },
  {
    route: 'GET /api/reports/due',
    // what is owed by the units at which the reader fills reports
    shows: (r, _s, role) =>
      r === 'own' && ['leader', 'duty-officer', 'standing-agency', 'commune-officer'].includes(role),
    skip: communesOnly,
    make: async () => {},
    knows: unitId,
  },
  {
    route: 'GET /api/users',
    shows: below,
    skip: placed,
    make: async (w, s, mark) => {
      const id = await makeUser(w, s.owner)
      await w.t.database.db.asSystem(tx => tx.query('update users set display_name = $2 where id = $1', [id, mark]))
    },
  },
  {
    route: 'GET /api/api-tokens',
    shows: below,
    skip: placed,
    make: (w, s, mark) => makeToken(w, s.owner, mark),
  },
  {
    route: 'GET /api/audit',
    shows: below,
    skip: placed,
    make: (w, s, subject) =>
      w.t.database.db.asSystem(tx =>
        tx.query(`select app.audit($1, $2, $3, $4, 0, 'thử', $5, '{}')`, [
          w.t.unit(s.owner.slice(0, 2)),
          w.now.toISOString(),
          w.maker.userId,
          w.t.unit(s.owner),
          subject,
        ]),
      ),
  },
  {
    route: 'GET /api/runs',
    shows: inProvince,
    skip: placed,
    make: (w, s, mark) => makeRun(w, s.owner, mark),
  },
  ...readingLists,
  ...bulletinLists,
  ...areaLists,
  ...packLists,
  ...difficultyLists,
  ...commendationLists,
  ...inspectionLists,
]
