import { describe, expect, it } from 'vitest'
import { checkCompleteness } from './check-completeness.ts'
import { type ActivationPlanInput, type GivenTask, planActivation } from './plan-activation.ts'
import type { PlanCommune, Scenario, ScenarioStep, UnitFunction } from './scenario.ts'

const step = (code: string, over: Partial<ScenarioStep> = {}): ScenarioStep => ({
  code,
  phase: 'warning',
  hazards: ['flood'],
  level: { from: 1, to: 5 },
  titleVi: `Bước ${code}`,
  titleEn: code,
  doneWhenVi: 'Mọi hộ đã đi',
  doneWhenEn: 'All have left',
  lead: 'commune.police',
  cooperating: [],
  clock: { kind: 'after-activation', minutes: 60 },
  source: { status: 'proposal', text: 'thử' },
  ...over,
})
const functions: UnitFunction[] = [
  { code: 'commune.police', nameVi: 'Công an xã', nameEn: 'Police', carrier: { kind: 'commune' } },
  { code: 'commune.force', nameVi: 'Đội xung kích', nameEn: 'Force', carrier: { kind: 'force' } },
  { code: 'hamlet.head', nameVi: 'Trưởng thôn', nameEn: 'Head', carrier: { kind: 'each-hamlet' } },
  { code: 'dept.agri', nameVi: 'Sở NN&MT', nameEn: 'Agriculture', carrier: { kind: 'unit', unitId: 50 } },
]
const a: PlanCommune = { id: 10, name: 'A', fullName: 'Xã A', hamletIds: [11, 12], forceIds: [13] }
const b: PlanCommune = { id: 20, name: 'B', fullName: 'Xã B', hamletIds: [21], forceIds: [] }
const scenario: Scenario = {
  code: 'KB',
  version: '1',
  nameVi: 'Lũ',
  nameEn: 'Flood',
  hazards: ['flood', 'flash-flood-landslide'],
  phases: [
    { code: 'warning', nameVi: 'Cảnh báo', nameEn: 'Warning' },
    { code: 'during', nameVi: 'Trong', nameEn: 'During' },
  ],
  steps: [
    step('W1'),
    step('W2', { level: { from: 2, to: 5 }, cooperating: ['hamlet.head', 'dept.agri'] }),
    step('W3', { lead: 'hamlet.head' }),
    step('W4', { hazards: ['flash-flood-landslide'] }),
    step('D1', { phase: 'during', lead: 'dept.agri', cooperating: ['commune.police'] }),
    step('D2', { phase: 'during', lead: 'commune.force', level: { from: 3, to: 5 } }),
  ],
}
const province = { id: 1, units: new Set([1, 10, 11, 12, 13, 20, 21, 50, 60]) }
const at = Date.parse('2025-10-08T03:00:00+07:00')
const input = (over: Partial<ActivationPlanInput> = {}): ActivationPlanInput => ({
  scenario,
  functions,
  communes: [a, b],
  hazard: 'flood',
  level: 2,
  phases: ['warning', 'during'],
  owner: province,
  watchers: [60],
  given: [],
  at,
  ...over,
})
const brief = (i: ActivationPlanInput) => planActivation(i).tasks.map(t => `${t.step}>${t.leadId}`)
const asGiven = (i: ActivationPlanInput, open = true): GivenTask[] =>
  planActivation(i).tasks.map((t, n) => ({ id: n + 1, step: t.step, leadId: t.leadId, communeIds: t.communeIds, open }))

describe('planActivation', () => {
  it('takes the steps of the level, the hazard and the phases, one task for each leading unit', () => {
    expect(brief(input({ phases: ['warning'] }))).toEqual([
      'W1>10',
      'W1>20',
      'W2>10',
      'W2>20',
      'W3>11',
      'W3>12',
      'W3>21',
    ])
    expect(brief(input({ phases: ['warning'], level: 1 }))).not.toContain('W2>10')
    expect(brief(input({ phases: ['warning'], hazard: 'flash-flood-landslide' }))).toEqual(['W4>10', 'W4>20'])
    expect(brief(input({ phases: ['during'], level: 2 }))).toEqual(['D1>50'])
  })
  it('gives a body of the province one task for all communes together', () => {
    const [task] = planActivation(input({ phases: ['during'] })).tasks
    expect(task).toMatchObject({
      leadId: 50,
      communeIds: [10, 20],
      cooperatingIds: [10, 20],
      cooperatingText: 'Công an xã',
    })
  })
  it('lets owner, lead, cooperating units, communes and watchers reach the task, and nobody else', () => {
    const task = planActivation(input()).tasks.find(t => t.step === 'W2' && t.leadId === 10)
    expect(task?.reach.toSorted((x, y) => x - y)).toEqual([1, 10, 11, 12, 50, 60])
    expect(task?.functionName).toBe('Công an xã')
    expect(task?.text).toBe('Bộ phận chủ trì: Công an xã. Xong khi: mọi hộ đã đi.')
  })
  it('names what no unit carries instead of leaving it out in silence', () => {
    const plan = planActivation(input({ level: 3, phases: ['during'] }))
    expect(plan.tasks.map(t => `${t.step}>${t.leadId}`)).toEqual(['D1>50', 'D2>13'])
    expect(plan.gaps).toEqual([
      { step: 'D2', title: 'Bước D2', function: 'commune.force', part: 'lead', communeId: 20 },
    ])
    expect(planActivation(input({ functions: [], phases: ['warning'], level: 1 }))).toMatchObject({
      tasks: [],
      gaps: [{ function: 'commune.police' }, {}, { function: 'hamlet.head' }, {}],
    })
  })
  it('activated twice adds nothing; a higher level adds only its own steps', () => {
    const given = asGiven(input())
    expect(planActivation(input({ given }))).toMatchObject({
      tasks: [],
      widened: [],
      already: given.length,
      alreadyIds: given.map(g => g.id),
    })
    expect(brief(input({ given, level: 3 }))).toEqual(['D2>13'])
    expect(brief(input({ given: asGiven(input(), false), level: 3 }))).toEqual(['D2>13'])
  })
  it('another commune gets its own tasks and joins the open task of the province', () => {
    const given = asGiven(input({ communes: [a] }))
    const plan = planActivation(input({ given, communes: [a, b] }))
    expect(plan.tasks.map(t => `${t.step}>${t.leadId}`)).toEqual(['W1>20', 'W2>20', 'W3>21'])
    expect(plan.widened).toMatchObject([{ communeIds: [20], cooperatingIds: [20] }])
    const done = planActivation(input({ given: given.map(g => ({ ...g, open: false })), communes: [a, b] }))
    expect(done.widened).toEqual([])
    expect(done.tasks.find(t => t.step === 'D1')?.communeIds).toEqual([20])
  })
  it('a commune orders nothing from a body of the province: the step is named as one to ask for', () => {
    const plan = planActivation(input({ owner: { id: 10, units: new Set([10, 11, 12, 13]) }, communes: [a] }))
    expect(plan.tasks.map(t => t.step)).not.toContain('D1')
    expect(plan.above).toEqual([{ step: 'D1', title: 'Bước D1', function: 'dept.agri', functionName: 'Sở NN&MT' }])
  })
})

describe('checkCompleteness', () => {
  it('names phases without steps, leads without a unit and functions that nobody knows', () => {
    const c = checkCompleteness(
      {
        ...scenario,
        steps: [...scenario.steps, step('W9', { lead: 'nobody', source: { status: 'proposal', text: ' ' } })],
      },
      functions,
      [a, b],
    )
    expect(c).toMatchObject({ steps: 7, communes: 2, sourced: 0, byPhase: [{ steps: 5 }, { steps: 2 }] })
    expect(c.gaps.filter(g => g.kind === 'no-step')).toEqual(
      [1, 2, 3, 4, 5].map(level => ({ kind: 'no-step', phase: 'during', hazard: 'flash-flood-landslide', level })),
    )
    expect(c.gaps.filter(g => g.kind !== 'no-step')).toEqual([
      { kind: 'no-unit', step: 'D2', function: 'commune.force', part: 'lead', communeIds: [20] },
      { kind: 'unknown-function', step: 'W9', function: 'nobody', part: 'lead' },
      { kind: 'no-source', step: 'W9' },
    ])
  })
})
