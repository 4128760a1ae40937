/** Phases of a framework scenario, in the order in which they come. */
export const scenarioPhaseOrder = ['before', 'warning', 'during', 'after'] as const
export type ScenarioPhase = (typeof scenarioPhaseOrder)[number]

export const scenarioPhaseNames: Record<ScenarioPhase, { vi: string; en: string }> = {
  before: { vi: 'Trước mùa', en: 'Before the season' },
  warning: { vi: 'Cảnh báo', en: 'Warning' },
  during: { vi: 'Trong thiên tai', en: 'During' },
  after: { vi: 'Sau thiên tai', en: 'Afterwards' },
}

/** When a step must be done. Times of day and days are those of Asia/Ho_Chi_Minh. */
export type StepClock =
  /** so many minutes after the scenario is activated */
  | { kind: 'after-activation'; minutes: number }
  /** before the next such time of day */
  | { kind: 'before-time'; time: string }
  /** every day before such a time */
  | { kind: 'daily-before'; time: string }
  /** every so many minutes */
  | { kind: 'every'; minutes: number }
  /** before the next such day of the year (month-day): work of the dry season */
  | { kind: 'before-season'; monthDay: string }

export type ScenarioStep = {
  code: string
  phase: ScenarioPhase
  hazards: readonly string[]
  /** levels of risk at which the step applies, both ends included */
  level: { from: number; to: number }
  titleVi: string
  titleEn: string
  doneWhenVi: string
  doneWhenEn: string
  /** function that leads, e.g. `commune.police` */
  lead: string
  cooperating: readonly string[]
  clock: StepClock
  /** `sourced`: the law asks for it, `text` names the article; `proposal`: our default, to be edited by the province */
  source: { status: 'sourced' | 'proposal'; text: string }
}

/** Kịch bản khung: what is done, by which function, by when, at which level; said once for every commune. */
export type Scenario = {
  code: string
  version: string
  nameVi: string
  nameEn: string
  hazards: readonly string[]
  phases: readonly { code: ScenarioPhase; nameVi: string; nameEn: string }[]
  steps: readonly ScenarioStep[]
}

/**
 * Which units of the tree carry a function. `commune`: the commune's own People's Committee, an office inside it being no
 * unit of its own; `force`: its shock team; `each-hamlet`: every hamlet of it; `unit`: one body of the province.
 */
export type Carrier =
  | { kind: 'commune' }
  | { kind: 'force' }
  | { kind: 'each-hamlet' }
  | { kind: 'unit'; unitId: number }

export type UnitFunction = { code: string; nameVi: string; nameEn: string; carrier: Carrier }

/** A commune as far as planning needs it. */
export type PlanCommune = {
  id: number
  name: string
  fullName: string
  hamletIds: readonly number[]
  forceIds: readonly number[]
}

/** The units that carry a function for a commune; empty when there is none (a gap that must be named, never skipped over). */
export function unitsForFunction(fn: UnitFunction, commune: PlanCommune): readonly number[] {
  switch (fn.carrier.kind) {
    case 'commune':
      return [commune.id]
    case 'force':
      return commune.forceIds
    case 'each-hamlet':
      return commune.hamletIds
    case 'unit':
      return [fn.carrier.unitId]
  }
}
