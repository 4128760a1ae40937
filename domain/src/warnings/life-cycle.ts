import { Refusal } from '../refusals/refusal.ts'
import { REVIEW_MINUTES, type WarningCore, type WarningStanding, type WarningState } from './warning.ts'

/**
 * The life cycle as functions over data: (warning, who, now) → what changes, or a named refusal.
 * draft → submitted → approved (by a second person) → issued → superseded | cancelled. An edit at any point before issue
 * makes it a draft again; nobody approves words of their own (DESIGN, rule 9).
 */
export type WarningChange = Partial<
  Pick<
    WarningCore,
    | 'state'
    | 'version'
    | 'authors'
    | 'approverId'
    | 'issuerId'
    | 'editsSinceApproval'
    | 'returnedRemark'
    | 'issuedAt'
    | 'reviewDueAt'
    | 'reviewedAt'
    | 'reviewOutcome'
  >
>

/** One thing that keeps a warning from leaving, or that a person should look at. */
export type WarningFault = { code: string; severity: 'error' | 'warning'; field: string; vi: string; en: string }

function inState(w: WarningCore, act: string, ...states: WarningState[]): void {
  if (!states.includes(w.state)) throw new Refusal('warning.state', { act, state: stateWords[w.state] })
}

function sameVersion(w: WarningCore, seen: number): void {
  if (w.version !== seen) throw new Refusal('warning.changed', { seen, now: w.version })
}

function noErrors(faults: readonly WarningFault[]): void {
  const errors = faults.filter(f => f.severity === 'error')
  if (errors.length)
    throw new Refusal('warning.checks', {
      vi: errors.map(f => f.vi).join(' '),
      en: errors.map(f => f.en).join(' '),
      where: errors[0]?.field ?? '',
    })
}

function inTime(w: WarningCore, now: Date): void {
  if (w.expiresAt.getTime() <= now.getTime()) throw new Refusal('warning.expired')
}

const stateWords: Record<WarningState, string> = {
  draft: 'bản soạn',
  submitted: 'chờ duyệt',
  approved: 'đã duyệt, chưa phát',
  issued: 'đã phát',
  superseded: 'đã được bản mới thay',
  cancelled: 'đã huỷ',
  discarded: 'đã bỏ',
}

/**
 * Changes the text. After approval it is open again and says how often it was changed since; who edits becomes one of
 * its authors.
 * @param seen the version the editor had before them
 */
export function editWarning(w: WarningCore, by: number, seen: number): WarningChange {
  inState(w, 'sửa', 'draft', 'submitted', 'approved')
  sameVersion(w, seen)
  const wasApproved = w.state === 'approved' || w.editsSinceApproval > 0
  return {
    state: 'draft',
    version: w.version + 1,
    authors: w.authors.includes(by) ? w.authors : [...w.authors, by],
    approverId: null,
    editsSinceApproval: wasApproved ? w.editsSinceApproval + 1 : 0,
  }
}

/** Asks for approval. */
export function submitWarning(w: WarningCore, seen: number, now: Date, faults: readonly WarningFault[]): WarningChange {
  inState(w, 'gửi duyệt', 'draft')
  sameVersion(w, seen)
  inTime(w, now)
  noErrors(faults)
  return { state: 'submitted', returnedRemark: null }
}

/** Gives it back to the drafter with a remark. */
export function returnWarning(w: WarningCore, remark: string): WarningChange {
  inState(w, 'trả lại', 'submitted', 'approved')
  if (!remark.trim()) throw new Refusal('warning.no-remark')
  return { state: 'draft', returnedRemark: remark.trim(), approverId: null }
}

/** True where this person may be the second one. */
export const mayApprove = (w: Pick<WarningCore, 'drafterId' | 'authors'>, by: number): boolean =>
  w.drafterId !== by && !w.authors.includes(by)

/** The second person says yes to exactly the version they read. */
export function approveWarning(
  w: WarningCore,
  by: number,
  seen: number,
  now: Date,
  faults: readonly WarningFault[],
): WarningChange {
  inState(w, 'duyệt', 'submitted')
  if (!mayApprove(w, by)) throw new Refusal('warning.own-approval')
  sameVersion(w, seen)
  inTime(w, now)
  noErrors(faults)
  return { state: 'approved', approverId: by, editsSinceApproval: 0 }
}

/** Sends it out. Only an approved one leaves; the findings of the CAP check are named where it does not pass. */
export function issueWarning(w: WarningCore, by: number, now: Date, faults: readonly WarningFault[]): WarningChange {
  inState(w, 'phát', 'approved')
  if (w.approverId === null || !mayApprove(w, w.approverId)) throw new Refusal('warning.not-approved')
  inTime(w, now)
  noErrors(faults)
  return { state: 'issued', issuerId: by, issuedAt: now }
}

/**
 * A text that two people approved in dry weather leaves at once by one duty officer and is looked at by a leader within
 * `REVIEW_MINUTES`.
 */
export function issuePrepared(
  w: WarningCore,
  by: number,
  now: Date,
  templateReady: boolean,
  faults: readonly WarningFault[],
): WarningChange {
  inState(w, 'phát', 'draft')
  if (w.templateId === null || !templateReady) throw new Refusal('warning.template-not-approved')
  inTime(w, now)
  noErrors(faults)
  return {
    state: 'issued',
    issuerId: by,
    issuedAt: now,
    reviewDueAt: new Date(now.getTime() + REVIEW_MINUTES * 60_000),
  }
}

/** A leader, not the one who issued it, says whether it stands. Late is better than never, so there is no end to the time. */
export function reviewWarning(
  w: WarningCore,
  by: number,
  outcome: 'stands' | 'objected',
  remark: string,
  now: Date,
): WarningChange {
  if (w.reviewDueAt === null) throw new Refusal('warning.no-review')
  if (w.reviewedAt !== null) throw new Refusal('warning.reviewed')
  if (w.issuerId === by) throw new Refusal('warning.own-review')
  if (outcome === 'objected' && !remark.trim()) throw new Refusal('warning.no-remark')
  return { reviewedAt: now, reviewOutcome: outcome }
}

/** Throws a draft away; `restoreWarning` brings it back. */
export function discardWarning(w: WarningCore): WarningChange {
  inState(w, 'bỏ', 'draft', 'submitted', 'approved')
  return { state: 'discarded', approverId: null }
}
export function restoreWarning(w: WarningCore): WarningChange {
  inState(w, 'lấy lại', 'discarded')
  return { state: 'draft' }
}

/** True while it is what people are to go by: issued, not superseded or cancelled, not past its time, and no Cancel. */
export const inForce = (w: Pick<WarningCore, 'state' | 'msgType' | 'expiresAt'>, now: Date): boolean =>
  w.state === 'issued' && w.msgType !== 'Cancel' && w.expiresAt.getTime() > now.getTime()

/** A new version or a cancellation names only what stands: issued and not yet replaced or taken back. */
export function mayBeNamed(w: WarningCore): void {
  inState(w, 'cập nhật hoặc huỷ', 'issued')
  if (w.msgType === 'Cancel') throw new Refusal('warning.cancel-of-cancel')
}

/** What becomes of the messages that this one names, when it is issued. */
export const endedBy = (w: Pick<WarningCore, 'msgType'>): 'superseded' | 'cancelled' =>
  w.msgType === 'Cancel' ? 'cancelled' : 'superseded'

/** What is shown: the state, and what time has made of it. A review that is late is told before anything else. */
export function standingOf(w: WarningCore, now: Date): WarningStanding {
  if (w.state === 'draft') return w.returnedRemark === null ? 'draft' : 'returned'
  if (w.state !== 'issued') return w.state
  if (w.reviewDueAt !== null && w.reviewedAt === null)
    return w.reviewDueAt.getTime() < now.getTime() ? 'review-late' : 'review-due'
  if (w.expiresAt.getTime() <= now.getTime()) return 'expired'
  return w.reviewOutcome === 'objected' ? 'objected' : 'in-force'
}

export const standingNames: Record<WarningStanding, { vi: string; en: string }> = {
  draft: { vi: 'Đang soạn', en: 'Draft' },
  returned: { vi: 'Trả lại để sửa', en: 'Returned' },
  submitted: { vi: 'Chờ duyệt', en: 'Waiting for approval' },
  approved: { vi: 'Đã duyệt, chưa phát', en: 'Approved, not issued' },
  'in-force': { vi: 'Đang có hiệu lực', en: 'In force' },
  'review-due': { vi: 'Đã phát, chờ xem lại', en: 'Issued, review due' },
  'review-late': { vi: 'Đã phát, quá giờ xem lại', en: 'Issued, review overdue' },
  objected: { vi: 'Đã phát, lãnh đạo yêu cầu sửa hoặc huỷ', en: 'Issued, leader asks to change it' },
  expired: { vi: 'Hết hạn', en: 'Expired' },
  superseded: { vi: 'Đã có bản mới', en: 'Superseded' },
  cancelled: { vi: 'Đã huỷ', en: 'Cancelled' },
  discarded: { vi: 'Đã bỏ', en: 'Discarded' },
}

/** What a person could do next, by the state alone; rights are judged by the policies. */
export type WarningAct =
  | 'edit'
  | 'submit'
  | 'return'
  | 'approve'
  | 'issue'
  | 'update'
  | 'cancel'
  | 'review'
  | 'discard'
  | 'restore'
export function actsOf(w: WarningCore, by: number): WarningAct[] {
  switch (w.state) {
    case 'draft':
      return ['edit', 'submit', 'discard']
    case 'submitted':
      return ['edit', 'return', ...(mayApprove(w, by) ? (['approve'] as const) : []), 'discard']
    case 'approved':
      return ['edit', 'return', 'issue', 'discard']
    case 'issued': {
      const follow: WarningAct[] = w.msgType === 'Cancel' ? [] : ['update', 'cancel']
      return w.reviewDueAt !== null && w.reviewedAt === null && w.issuerId !== by ? [...follow, 'review'] : follow
    }
    case 'discarded':
      return ['restore']
    default:
      return []
  }
}
