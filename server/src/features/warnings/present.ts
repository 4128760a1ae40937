import type { WarningBrief, WarningFull } from '@tusom/contract'
import {
  actsOf,
  clockVi,
  inForce,
  placesVi,
  policies,
  refuse,
  standingOf,
  statusOfRun,
  type WarningAct,
  type WarningMessages,
  warningMessages,
} from '@tusom/domain'
import type { Actor, Policy, Target } from '@tusom/domain'
import type { UnitRow, WarningListRow, WarningRow } from '@tusom/store'
import type { UnitTree } from '../../core/unit-tree.ts'
import { publicPath } from './alert.ts'
import { inSentence, type Office } from './office.ts'

export const areaOut = (u: UnitRow) => ({ id: u.id, code: u.code, name: u.name, fullName: u.fullName })
const iso = (at: Date | null) => at?.toISOString() ?? null

export function briefOut(w: WarningListRow, tree: UnitTree, now: Date): WarningBrief {
  return {
    id: w.id,
    status: statusOfRun(w.runId),
    msgType: w.msgType,
    state: w.state,
    standing: standingOf(w, now),
    hazard: w.hazard,
    level: w.level,
    headline: w.headline,
    headlineEn: w.headlineEn,
    number: w.number,
    identifier: w.identifier,
    areas: w.areaIds.flatMap(id => tree.byId.get(id) ?? []).map(areaOut),
    owner: areaOut(tree.byId.get(w.ownerId) as UnitRow),
    version: w.version,
    sample: w.sample,
    drafter: w.drafterName,
    draftedAt: w.draftedAt.toISOString(),
    editedAt: w.editedAt.toISOString(),
    approver: w.approverName,
    issuedAt: iso(w.issuedAt),
    expiresAt: w.expiresAt.toISOString(),
    effectiveAt: iso(w.effectiveAt),
    reviewDueAt: iso(w.reviewDueAt),
    asked: w.asked,
    acknowledged: w.acknowledged,
    oldestUnacknowledgedAt: iso(w.oldestUnacknowledgedAt),
  }
}

const policyOf: Record<WarningAct, string> = {
  edit: 'warnings.change',
  submit: 'warnings.change',
  discard: 'warnings.change',
  restore: 'warnings.change',
  update: 'warnings.change',
  cancel: 'warnings.change',
  return: 'warnings.approve',
  approve: 'warnings.approve',
  issue: 'warnings.issue',
  review: 'warnings.review',
}
export const targetOf = (w: Pick<WarningRow, 'ownerId' | 'office'>): Target => ({ unitId: w.ownerId, reach: w.office })

/** What this person could do next: the state allows it, and so do the policies. */
export const mayDo = (actor: Actor, w: WarningRow): WarningAct[] =>
  actsOf(w, actor.userId).filter(act => !refuse(actor, policies[policyOf[act]] as Policy, targetOf(w)))

/** True for those who write it: they see drafts, checks and history. */
export const inOffice = (actor: Actor, w: Pick<WarningRow, 'office'>): boolean =>
  w.office.some(id => actor.assignments.some(a => a.units.has(id)))

/** Who speaks in the texts of a warning. */
export function speakerOf(w: WarningRow, tree: UnitTree, office: Office): WarningFull['speaker'] {
  return {
    senderName: office.senderName,
    senderShort: office.senderShort,
    places: placesVi(w.areaIds.flatMap(id => tree.byId.get(id) ?? []).map(u => inSentence(u.fullName))),
    hotline: office.hotline,
    page: office.webBase ? `${office.webBase.replace(/\/$/, '')}${publicPath(w.runId)}` : null,
    wordsPerMinute: office.wordsPerMinute,
  }
}

/** The texts for the channels, as of its issue or of now. */
export const messagesOf = (w: WarningRow, tree: UnitTree, office: Office, now: Date): WarningMessages =>
  warningMessages({
    ...speakerOf(w, tree, office),
    msgType: w.msgType,
    runId: w.runId,
    headline: w.headline,
    description: w.description,
    instruction: w.instruction,
    expiresAt: w.expiresAt,
    at: w.issuedAt ?? now,
    sample: w.sample,
  })

export function messagesOut(m: WarningMessages): WarningFull['messages'] {
  const sms = (s: WarningMessages['sms']) => ({
    text: s.text,
    encoding: s.count.encoding,
    units: s.count.units,
    parts: s.count.parts,
    left: s.count.left,
  })
  return { sms: sms(m.sms), smsPlain: sms(m.smsPlain), loudspeaker: m.loudspeaker, zalo: m.zalo }
}

/** Where people read it: only what is in force. */
export const pageOf = (w: WarningRow, tree: UnitTree, now: Date): string | null => {
  const code = tree.byId.get(w.areaIds[0] as number)?.code
  return inForce(w, now) && code ? `${publicPath(w.runId)}/${code}` : null
}

export const since = (at: Date): string => clockVi(at.getTime())
