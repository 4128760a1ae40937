import type { DamageSum } from './sum-damage.ts'

export const sitrepParts = ['situation', 'direction', 'recovery', 'proposals'] as const
export type SitrepPart = (typeof sitrepParts)[number]

/** A piece of a report. `missing` is what nobody has reported and is never written as zero; `typed` is a person's own words. */
export type SitrepBlock =
  | { type: 'heading'; text: string }
  | { type: 'text'; text: string }
  | { type: 'bullet'; text: string }
  | { type: 'missing'; text: string }
  | { type: 'typed'; part: SitrepPart; text: string; at: string | null; by: string | null }
  | {
      type: 'table'
      caption: string
      columns: { title: string; width: number; align: 'left' | 'center' | 'right' }[]
      rows: string[][]
    }

export type SitrepSection = { key: string; title: string; blocks: SitrepBlock[] }

/** A report as it was composed: page, Word file and archive are made from this one thing. */
export type SitrepContent = {
  /** null: a draft */
  number: number | null
  unit: { id: number; name: string }
  incident: { id: number; title: string }
  title: string
  asOf: string
  exercise: boolean
  sample: boolean
  sections: SitrepSection[]
  figures: { label: string; value: string; asOf: string | null; source: string }[]
}

export type SitrepReading = {
  stationName: string
  indicator: string
  value: number
  unit: string
  at: number
  says: string
  invented: boolean
}
export type SitrepLevel = {
  communeId: number
  hazard: string
  status: 'official' | 'suggested'
  /** null: undetermined */
  level: number | null
  since: number
  bulletin: { issuer: string; number: string | null; issuedAt: number } | null
  readings: SitrepReading[]
}
type Figure = { households: number; people: number }
/** Moves of households in the communes of the report; the five states are never added together. */
export type SitrepEvacuation = {
  /** everybody who has to leave by the plan, whatever their state */
  total: Figure
  planned: Figure
  left: Figure
  moving: Figure
  arrived: Figure
  returned: Figure
  refused: Figure | null
  /** communes that have told anything since the order, of those that have somebody to move */
  reported: number
  of: number
  /** communes of the report that have no plan of who must go */
  withoutPlan: number
  silent: string[]
  /** of the last record, ms */
  asOf: number | null
}

/** Everything a quick report is made from; each part comes with its time. Nothing is looked up, nothing is guessed. */
export type SitrepFacts = {
  /** now on the clock of the run, ms */
  at: number
  number: number | null
  exercise: boolean
  sample: boolean
  unit: { id: number; name: string; kind: string }
  incident: { id: number; title: string; openedAt: number; lead: string; state: 'open' | 'closed' }
  communes: readonly { id: number; name: string }[]
  levels: readonly SitrepLevel[]
  warnings: readonly { number: number | null; headline: string; issuedAt: number; standing: string }[]
  activations: readonly {
    name: string
    level: number
    at: number
    communes: number
    by: string
    stopped: { at: number; reason: string } | null
  }[]
  tasks: { all: number; open: number; done: number; late: number; cannot: number } | null
  lateTasks: readonly { title: string; lead: string; dueAt: number }[]
  decisions: readonly { at: number; text: string; source: string }[]
  /** null: the plan of evacuation of these communes is not there */
  evacuation: SitrepEvacuation | null
  damage: DamageSum
  texts: Partial<Record<SitrepPart, { text: string; at: number; by: string }>>
}
