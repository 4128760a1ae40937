/** What a sentence of an outlook says that can be checked once the next period has ended. */
export type HazardClaim = {
  kind: 'hazard'
  hazard: string
  /** it reaches this level or a higher one */
  level: number
  probability: number
  /** last day of the period that is looked at */
  until: string
  /** in how many of how many comparable periods it happened */
  happened: number
  of: number
}
export type CountClaim = {
  kind: 'count'
  form: string
  element: string
  low: number
  high: number
  /** how often the interval should hold */
  level: 0.8
  until: string
}
export type Claim = HazardClaim | CountClaim
export type Statement = { id: string; vi: string; en: string; claim: Claim | null }
/** A claim that somebody stood by, in the words in which it was made. */
export type KeptClaim = { id: string; vi: string; en: string; claim: Claim }
