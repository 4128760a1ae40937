/** States of what was found in a document. `dropped`: a person said that it is no task; it can be taken back. */
export const planItemStates = ['found', 'confirmed', 'dropped', 'assigned'] as const
export type PlanItemState = (typeof planItemStates)[number]

/** Why a person should look at an item before it is given: shown in amber; the web has the words. */
export const doubts = [
  'unit-open',
  'unit-uncertain',
  'unit-outside',
  'vague',
  'several',
  'due-past',
  'goal-without-lead',
  'merged-dues',
] as const
export type Doubt = (typeof doubts)[number]

/** A measurable target: "100% số thôn" → { value: 100, unit: "%", of: "số thôn" }. */
export type PlanTarget = { value: number; unit: string; of: string | null }

/** One piece of work found in a document; `start`, `end`: its sentence in the document's text (UTF-16, end exclusive). */
export type PlanItem = {
  /** `report-request`: the document asks for a report by a day */
  kind: 'task' | 'objective' | 'report-request'
  unitText: string
  /** label of the unit's block and of the task in it: "3", "-" */
  unitLabel: string
  label: string
  /** the document asks ("Đề nghị …"): the unit is not below the issuer */
  asked: boolean
  sentence: string
  title: string
  text: string
  start: number
  end: number
  role: 'lead' | 'cooperate' | 'do'
  cooperatingText: string
  cooperatingIds: number[]
  /** ISO date */
  due: string | null
  dueText: string | null
  recurs: string | null
  target: PlanTarget | null
  product: string | null
  /** đồng */
  costEstimate?: number | null
  field?: string | null
  doubts: Doubt[]
  unitIds: number[]
  how: string
  candidates: number[]
}
