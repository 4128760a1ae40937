import { runId } from '../../app/run.ts'

export type Draft = {
  issuer: string
  number: string
  hazard: string
  issuedAt: string | null
  nextAt: string | null
  level: number | null
  unitIds: number[]
  text: string
}

export const emptyDraft: Draft = {
  issuer: '',
  number: '',
  hazard: 'flood',
  issuedAt: null,
  nextAt: null,
  level: null,
  unitIds: [],
  text: '',
}

/** One draft a run: what was typed in an exercise never turns up in the actual form. */
const place = `tusom.bulletin.${runId}`

export function keepDraft(draft: Draft | null): void {
  try {
    if (draft) localStorage.setItem(place, JSON.stringify(draft))
    else localStorage.removeItem(place)
  } catch {
    // kept for this page only
  }
}

export function readDraft(): Draft | null {
  try {
    const text = localStorage.getItem(place)
    return text ? { ...emptyDraft, ...(JSON.parse(text) as Partial<Draft>) } : null
  } catch {
    return null
  }
}

export type DraftFault = 'needIssuer' | 'needTime' | 'future' | 'nextBefore' | 'needLevel' | 'needUnits' | 'needText'

/** What keeps a draft from being entered, by field. A bulletin may be 5 minutes ahead of our clock, as the server allows. */
export function faultsOf(draft: Draft, now: number): Partial<Record<keyof Draft, DraftFault>> {
  const faults: Partial<Record<keyof Draft, DraftFault>> = {}
  if (!draft.issuer.trim()) faults.issuer = 'needIssuer'
  if (!draft.issuedAt) faults.issuedAt = 'needTime'
  else if (Date.parse(draft.issuedAt) > now + 5 * 60_000) faults.issuedAt = 'future'
  if (draft.nextAt && draft.issuedAt && Date.parse(draft.nextAt) <= Date.parse(draft.issuedAt))
    faults.nextAt = 'nextBefore'
  if (draft.level === null) faults.level = 'needLevel'
  if (!draft.unitIds.length) faults.unitIds = 'needUnits'
  if (!draft.text.trim()) faults.text = 'needText'
  return faults
}
