import { addDifficultyStep, raiseDifficulty } from '@tusom/store'
import type { List } from './lists.ts'
import { placed, type Probe, type Skip } from './probe.ts'
import { reachOf, type Stand } from './relations.ts'
import { byId, byIds, type Table } from './table.ts'
import { standName, type World } from './world.ts'

/** Who must answer: the lead, where it is another than the raiser; else somebody above who has no other part in the walk. */
const addressee = (s: Stand): string =>
  s.lead !== s.owner
    ? s.lead
    : s.owner.startsWith('19')
      ? '19'
      : s.owner === '20'
        ? '20-YT'
        : s.owner === '20A-T01'
          ? '20-YT'
          : '20'
/** The object: raised by the owner, to be answered by the lead. */
export async function makeDifficulty(w: World, s: Stand, title = `Khó khăn ${w.next()}`): Promise<number> {
  const by = { at: w.now, byId: w.maker.userId, byName: w.maker.name }
  const [unitId, toId] = [w.t.unit(s.owner), w.t.unit(addressee(s))]
  return w.t.database.db.asSystem(async tx => {
    const made = await raiseDifficulty(tx, {
      ...by,
      runId: 0,
      provinceId: w.t.unit(s.owner.startsWith('19') ? '19' : '20'),
      unitId,
      toId,
      reach: [...new Set([...w.ids(reachOf(s)), toId])],
      title,
      text: '',
      field: null,
      reportId: null,
      reportPart: null,
      sentence: null,
      dueOn: '2025-10-20',
    })
    const id = made?.id ?? 0
    await addDifficultyStep(tx, { ...by, runId: 0, difficultyId: id, act: 'raise', unitId, toId, text: '' })
    return id
  })
}
const shared = (w: World, s: Stand) => w.once(`difficulty ${standName(s)}`, () => makeDifficulty(w, s))
const asked = (id: number) => (w: World) =>
  w.t.database.db.asSystem(tx => tx.query(`update difficulties set state = 'asked-back' where id = $1`, [id]))

const seats = ['commune', 'agency', 'province'] as const
const raisersOnly: Skip = (s, relation) =>
  placed(s, relation) ?? (s.owner === '20' || s.owner === '19' ? 'nobody stands above a province here' : undefined)

export const difficultyProbes: readonly Probe[] = [
  {
    route: 'GET /api/difficulties/:id',
    seats,
    ask: async (w, s) => ({ url: `/api/difficulties/${await shared(w, s)}` }),
  },
  {
    route: 'POST /api/difficulties',
    seats: ['commune', 'province'],
    skip: raisersOnly,
    ask: (w, s) => ({
      url: '/api/difficulties',
      body: {
        unitId: w.t.unit(s.owner),
        toId: w.t.unit(
          s.owner.includes('-T') ? (s.owner.split('-')[0] as string) : s.owner.startsWith('19') ? '19' : '20',
        ),
        title: `Thiếu xuồng ${w.next()}`,
      },
    }),
  },
  {
    route: 'POST /api/difficulties/:id/handle',
    seats: ['commune', 'agency'],
    ask: async (w, s) => ({
      url: `/api/difficulties/${await makeDifficulty(w, s)}/handle`,
      body: { act: 'ask-back', text: 'Thiếu loại nào?' },
    }),
  },
  {
    route: 'POST /api/difficulties/:id/respond',
    seats: ['commune', 'province'],
    ask: async (w, s) => {
      const id = await makeDifficulty(w, s)
      await asked(id)(w)
      return { url: `/api/difficulties/${id}/respond`, body: { act: 'reply', text: 'Xuồng máy' } }
    },
  },
  {
    route: 'PUT /api/difficulty-rules/:id',
    seats: ['province'],
    skip: (_s, relation) => (relation === 'child' ? 'only a province has rules' : undefined),
    ask: (w, s) => ({
      url: `/api/difficulty-rules/${w.t.unit(s.owner === '19A' ? '19' : s.owner)}`,
      body: { answerDays: 15, passOnDays: 5, soonDays: 3 },
    }),
  },
]

export const difficultyLists: List[] = [
  {
    route: 'GET /api/difficulties',
    shows: r => ['own', 'child', 'led', 'cooperating'].includes(r),
    make: (w, s, mark) => makeDifficulty(w, s, mark),
  },
]

export const difficultyTables: Table[] = [
  {
    table: 'difficulties',
    sees: 'reach',
    change: { set: 'state = state', by: 'reach' },
    make: async (w, s) => byId(await shared(w, s)),
  },
  {
    table: 'difficulty_steps',
    sees: 'reach',
    make: async (w, s) => byIds(['difficulty_id', await shared(w, s)]),
  },
  {
    table: 'difficulty_rules',
    sees: 'all',
    change: { set: 'soon_days = soon_days', by: 'subtree' },
    skip: (s, relation) => (/^\d+$/.test(s.owner) && relation !== 'led' ? undefined : 'only a province has rules'),
    make: async (w, s) => {
      await w.once(`difficulty rules ${s.owner}`, () =>
        w.insert('difficulty_rules', {
          province_id: w.t.unit(s.owner),
          answer_days: 15,
          pass_on_days: 5,
          soon_days: 3,
          updated_at: w.now,
          updated_by_name: w.maker.name,
        }),
      )
      return byIds(['province_id', w.t.unit(s.owner)])
    },
    everyRun: 'how long an answer takes is the same in every run',
  },
]
