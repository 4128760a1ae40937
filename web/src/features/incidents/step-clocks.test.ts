import type { ScenarioTaskOut } from '@tusom/contract'
import { expect, it } from 'vitest'
import { stepClocks } from './step-clocks.ts'

let id = 0
const task = (step: string, state: string, dueAt: string | null, late = false): ScenarioTaskOut => ({
  id: ++id,
  step,
  phase: 'warning',
  title: step || 'việc lẻ',
  lead: { id, name: `Xã ${id}` },
  functionName: 'Công an xã',
  communes: 1,
  dueAt,
  dueText: null,
  recurs: false,
  flag: null,
  state,
  stateReason: null,
  stateAt: '2025-10-08T00:00:00Z',
  stateBy: 'x',
  progress: 0,
  late,
})

it('puts the units of one step together, late steps first, then by the next clock; finished steps fall away', () => {
  const steps = stepClocks([
    task('W1', 'assigned', '2025-10-08T03:30:00Z'),
    task('W1', 'done', '2025-10-08T03:30:00Z'),
    task('W2', 'doing', '2025-10-08T09:00:00Z', true),
    task('W2', 'assigned', '2025-10-08T05:00:00Z'),
    task('W3', 'done', '2025-10-08T01:00:00Z'),
    task('', 'assigned', null),
  ])
  expect(steps.map(s => `${s.title} ${s.done}/${s.all} ${s.late} ${s.dueAt?.slice(11, 16) ?? '-'}`)).toEqual([
    'W2 0/2 1 05:00',
    'W1 1/2 0 03:30',
    'việc lẻ 0/1 0 -',
  ])
  expect(steps.at(-1)?.only).toBe(6)
})
