import type { FunctionCode } from './functions.ts'

export type Phase = 'before' | 'warning' | 'during' | 'after'

/** When a step must be done. Times of day are those of Asia/Ho_Chi_Minh. */
export type Clock =
  /** So many minutes after the scenario is activated. */
  | { kind: 'after-activation'; minutes: number }
  /** Before the next such time of day after activation. */
  | { kind: 'before-time'; time: string }
  /** Every day before such a time while the scenario is active. */
  | { kind: 'daily-before'; time: string }
  /** Every so many minutes while the scenario is active. */
  | { kind: 'every'; minutes: number }
  /** Before a day of the year (month-day): work of the dry season, not of an activation. */
  | { kind: 'before-season'; monthDay: string }

export interface ScenarioStep {
  code: string
  phase: Phase
  hazards: readonly ('flood' | 'landslide')[]
  /** The step applies while the level of risk is within these, both included. */
  level: { from: number; to: number }
  titleVi: string
  titleEn: string
  doneWhenVi: string
  doneWhenEn: string
  lead: FunctionCode
  cooperating: readonly FunctionCode[]
  clock: Clock
  /** `sourced`: the law asks for it; `proposal`: our default, to be edited by the province. */
  source: { status: 'sourced' | 'proposal'; text: string }
}

export interface FrameworkScenario {
  code: string
  nameVi: string
  nameEn: string
  version: string
  ownerUnitCode: string
  hazards: readonly ('flood' | 'landslide')[]
  phases: readonly { code: Phase; nameVi: string; nameEn: string }[]
  steps: readonly ScenarioStep[]
  source: string
  invented: boolean
}
