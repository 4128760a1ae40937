/** States of what was found in a document. `dropped`: a person said that it is no task; it can be taken back. */
export const planItemStates = ['found', 'confirmed', 'dropped', 'assigned'] as const
export type PlanItemState = (typeof planItemStates)[number]

/** Why a person should look at an item before it is given: shown in amber, in words. */
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

export const doubtNames: Record<Doubt, { vi: string; en: string }> = {
  'unit-open': { vi: 'chưa khớp đơn vị: chọn ai chủ trì', en: 'no unit matched: choose who leads' },
  'unit-uncertain': { vi: 'có phải tên đơn vị không?', en: 'is this the name of a unit?' },
  'unit-outside': { vi: 'ngoài phạm vi giao việc của cơ quan bạn', en: 'outside the units you may give work to' },
  vague: {
    vi: 'không có sản phẩm, không có hạn: có phải nhiệm vụ không?',
    en: 'no product and no deadline: is it a task?',
  },
  several: { vi: 'câu có nhiều việc: có tách không?', en: 'several pieces of work: split it?' },
  'due-past': { vi: 'hạn đã qua', en: 'the deadline has passed' },
  'goal-without-lead': { vi: 'mục tiêu chung: ai chủ trì?', en: 'a common goal: who leads?' },
  'merged-dues': { vi: 'các hạn khác nhau: chọn một', en: 'different deadlines: choose one' },
}

/** A measurable target: "100% số thôn" → { value: 100, unit: "%", of: "số thôn" }. */
export type PlanTarget = { value: number; unit: string; of: string | null }

/** One piece of work found in a document; `start`, `end`: its sentence in the document's text (UTF-16, end exclusive). */
export type PlanItem = {
  kind: 'task' | 'objective'
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
  doubts: Doubt[]
  unitIds: number[]
  how: string
  candidates: number[]
}
