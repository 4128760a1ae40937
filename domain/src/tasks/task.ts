/** States of a task, in the order of a board. The Vietnamese names are what people see. */
export const taskStates = ['assigned', 'accepted', 'doing', 'done', 'cannot', 'cancelled'] as const
export type TaskState = (typeof taskStates)[number]

export const taskStateNames: Record<TaskState, { vi: string; en: string }> = {
  assigned: { vi: 'Mới giao', en: 'Given' },
  accepted: { vi: 'Đã nhận', en: 'Accepted' },
  doing: { vi: 'Đang làm', en: 'In progress' },
  done: { vi: 'Đã xong', en: 'Done' },
  cannot: { vi: 'Không làm được', en: 'Cannot be done' },
  cancelled: { vi: 'Đã hủy', en: 'Cancelled' },
}

/** States in which somebody still has to act, so that a deadline counts. */
export const openStates: readonly TaskState[] = ['assigned', 'accepted', 'doing']

/** What the rules need to know of a task; times are instants. */
export type TaskFacts = {
  ownerId: number
  leadId: number
  cooperatingIds: readonly number[]
  state: TaskState
  progress: number
  dueAt: Date | null
  /** a task given to many units: one part for each, and its own state follows from them */
  parts: number
}
