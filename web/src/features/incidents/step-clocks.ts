import type { ScenarioTaskOut } from '@tusom/contract'

/** One step of a scenario over all units that got it; a task on its own is a step of one. */
export type StepClocks = {
  key: string
  title: string
  who: string
  /** null: nothing is open any more */
  dueAt: string | null
  all: number
  done: number
  late: number
  /** the one task, where there is only one */
  only: number | null
}

const isOpen = (t: ScenarioTaskOut) => t.state === 'assigned' || t.state === 'accepted' || t.state === 'doing'

/** Steps that still have something open: late ones first, then by the next clock. */
export function stepClocks(tasks: readonly ScenarioTaskOut[]): StepClocks[] {
  const groups = new Map<string, ScenarioTaskOut[]>()
  for (const t of tasks) {
    const key = t.step ? `${t.step}/${t.title}` : `#${t.id}`
    groups.set(key, [...(groups.get(key) ?? []), t])
  }
  const steps = [...groups].flatMap(([key, list]): StepClocks[] => {
    const open = list.filter(isOpen)
    const first = list[0]
    if (!first || !open.length) return []
    const due = open.flatMap(t => t.dueAt ?? []).sort()
    return [
      {
        key,
        title: first.title,
        who: list.length > 1 ? first.functionName : first.lead.name,
        dueAt: due[0] ?? null,
        all: list.length,
        done: list.filter(t => t.state === 'done').length,
        late: open.filter(t => t.late).length,
        only: list.length === 1 ? first.id : null,
      },
    ]
  })
  return steps.sort(
    (a, b) =>
      Number(b.late > 0) - Number(a.late > 0) ||
      (a.dueAt ?? '9').localeCompare(b.dueAt ?? '9') ||
      a.key.localeCompare(b.key),
  )
}
