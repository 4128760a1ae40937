import type { AlertSeverity, Certainty, MsgType, ResponseType, Urgency } from '@tusom/cap'

/**
 * Where a warning stands in the work. `superseded`: an Update took its place; `cancelled`: a Cancel took it back;
 * `discarded`: a draft thrown away (it can be taken up again).
 */
export const warningStates = [
  'draft',
  'submitted',
  'approved',
  'issued',
  'superseded',
  'cancelled',
  'discarded',
] as const
export type WarningState = (typeof warningStates)[number]

/** What people are shown: the state, and what time makes of it. */
export const warningStandings = [
  'draft',
  'returned',
  'submitted',
  'approved',
  'in-force',
  'review-due',
  'review-late',
  'objected',
  'expired',
  'superseded',
  'cancelled',
  'discarded',
] as const
export type WarningStanding = (typeof warningStandings)[number]

/** Kinds of message we send: a first warning, a new version, a taking back. */
export type WarningMsgType = Extract<MsgType, 'Alert' | 'Update' | 'Cancel'>

/** A prepared text that one duty officer issued is looked at by a leader within this time. */
export const REVIEW_MINUTES = 15

/** A figure inside the text that came from a reading, as it stands there, so that it can be shown and renewed. */
export type WarningFigure = {
  /** what it is: station/indicator/part, the same in every version of the text */
  key: string
  vi: string
  en: string
  station: string
  stationName: string
  indicator: string
  value: number
  unit: string
  /** of the reading */
  at: string
  /** the station's figures are invented (sample) */
  invented: boolean
}

/** The level a warning speaks of, whose it is, and where that comes from. */
export type WarningLevel = {
  level: number | null
  /** by a bulletin of the forecasters, by our rules, or by nobody */
  status: 'official' | 'suggested' | 'none'
  /** article and decision */
  article: string | null
  /** rule pack and version */
  pack: string | null
  rule: string | null
  bulletin: { issuer: string; number: string | null; issuedAt: string } | null
  /** 1–3, 4 at or above the record; null: not a matter of alarms */
  alarm: number | null
}

/** What is said: the part that people edit. Instruction: one act a line. */
export type WarningText = {
  headline: string
  description: string
  instruction: string
  headlineEn: string
  descriptionEn: string
  instructionEn: string
  urgency: Urgency
  severity: AlertSeverity
  certainty: Certainty
  responses: ResponseType[]
  /** null: from the moment of issue */
  effectiveAt: Date | null
  expiresAt: Date
}

/** The facts of a warning on which the life cycle decides. */
export type WarningCore = {
  state: WarningState
  msgType: WarningMsgType
  version: number
  drafterId: number
  /** everybody who wrote any of the text as it stands: none of them may approve it */
  authors: readonly number[]
  approverId: number | null
  issuerId: number | null
  templateId: number | null
  editsSinceApproval: number
  returnedRemark: string | null
  expiresAt: Date
  issuedAt: Date | null
  reviewDueAt: Date | null
  reviewedAt: Date | null
  reviewOutcome: 'stands' | 'objected' | null
}

/** Prefix of everything that leaves an exercise. */
export const EXERCISE_MARK = 'DIỄN TẬP'
export const EXERCISE_MARK_EN = 'EXERCISE'

/** Actual or Exercise follows from the run, never from what somebody sends. */
export const statusOfRun = (runId: number): 'Actual' | 'Exercise' => (runId === 0 ? 'Actual' : 'Exercise')

/** "1. Rời nhà …\n2. …" or plain lines → the acts, without their numbers. */
export function instructionLines(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map(line => line.replace(/^\s*(?:\d{1,2}[.)]|[-–•*])\s+/, '').trim())
    .filter(line => line !== '')
}

/** The acts as CAP and paper carry them: "1. …" a line. */
export const numberedLines = (lines: readonly string[]): string => lines.map((l, i) => `${i + 1}. ${l}`).join('\n')
