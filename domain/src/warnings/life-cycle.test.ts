import { describe, expect, it } from 'vitest'
import { Refusal } from '../refusals/refusal.ts'
import { buildWarning } from './build-warning.testing.ts'
import {
  actsOf,
  approveWarning,
  discardWarning,
  editWarning,
  endedBy,
  inForce,
  issuePrepared,
  issueWarning,
  mayApprove,
  mayBeNamed,
  restoreWarning,
  returnWarning,
  reviewWarning,
  standingOf,
  submitWarning,
  type WarningFault,
} from './life-cycle.ts'
import { approvePrepared, fillPrepared, preparedReady, unknownGap } from './prepared-text.ts'
import { type WarningCore, warningStates } from './warning.ts'

const now = new Date('2025-10-08T03:45:00+07:00')
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000)
const apply = (w: WarningCore, change: Partial<WarningCore>): WarningCore => ({ ...w, ...change })
const why = (act: () => unknown): string => {
  try {
    act()
  } catch (e) {
    if (e instanceof Refusal) return e.code
    throw e
  }
  return 'allowed'
}
const error: WarningFault = { code: 'x', severity: 'error', field: 'headline', vi: 'Sai.', en: 'Wrong.' }
const remark: WarningFault = { ...error, severity: 'warning' }
const [drafter, other, leader] = [1, 2, 3]

describe('from draft to issue', () => {
  it('goes draft, submitted, approved by a second person, issued', () => {
    let w = buildWarning()
    w = apply(w, submitWarning(w, 1, now, [remark]))
    w = apply(w, approveWarning(w, leader, 1, now, []))
    w = apply(w, issueWarning(w, drafter, now, []))
    expect(w).toMatchObject({ state: 'issued', approverId: leader, issuerId: drafter, reviewDueAt: null })
    expect(standingOf(w, now)).toBe('in-force')
    expect(standingOf(w, new Date('2025-10-08T09:00:00+07:00'))).toBe('expired')
  })
  it('the drafter never approves, nor does anybody who edited', () => {
    const w = buildWarning({ state: 'submitted', authors: [drafter, other] })
    expect(why(() => approveWarning(w, drafter, 1, now, []))).toBe('warning.own-approval')
    expect(why(() => approveWarning(w, other, 1, now, []))).toBe('warning.own-approval')
    expect(mayApprove(w, leader)).toBe(true)
  })
  it('a leader who drafts needs another leader', () => {
    const w = buildWarning({ state: 'submitted', drafterId: leader, authors: [leader] })
    expect(why(() => approveWarning(w, leader, 1, now, []))).toBe('warning.own-approval')
  })
  it('approves exactly the version that was read', () => {
    const w = buildWarning({ state: 'submitted', version: 4 })
    expect(why(() => approveWarning(w, leader, 3, now, []))).toBe('warning.changed')
    expect(why(() => editWarning(w, drafter, 3))).toBe('warning.changed')
  })
  it('an error in the checks stops every step, a remark stops none', () => {
    expect(why(() => submitWarning(buildWarning(), 1, now, [error]))).toBe('warning.checks')
    expect(why(() => approveWarning(buildWarning({ state: 'submitted' }), leader, 1, now, [error]))).toBe(
      'warning.checks',
    )
    expect(why(() => issueWarning(buildWarning({ state: 'approved', approverId: leader }), 1, now, [error]))).toBe(
      'warning.checks',
    )
    expect(why(() => submitWarning(buildWarning(), 1, now, [remark]))).toBe('allowed')
  })
  it('nothing leaves that no second person approved', () => {
    for (const state of warningStates)
      if (state !== 'approved')
        expect(why(() => issueWarning(buildWarning({ state }), 1, now, []))).toBe('warning.state')
    expect(why(() => issueWarning(buildWarning({ state: 'approved' }), 1, now, []))).toBe('warning.not-approved')
    const own = buildWarning({ state: 'approved', approverId: drafter })
    expect(why(() => issueWarning(own, leader, now, []))).toBe('warning.not-approved')
  })
  it('what would have expired is not submitted, approved or issued', () => {
    const at = new Date('2025-10-08T09:00:00+07:00')
    expect(why(() => submitWarning(buildWarning(), 1, at, []))).toBe('warning.expired')
    expect(why(() => approveWarning(buildWarning({ state: 'submitted' }), leader, 1, at, []))).toBe('warning.expired')
    expect(why(() => issueWarning(buildWarning({ state: 'approved', approverId: leader }), 1, at, []))).toBe(
      'warning.expired',
    )
  })
})

describe('an edit after approval', () => {
  it('opens it again and counts', () => {
    let w = buildWarning({ state: 'approved', approverId: leader, version: 2 })
    w = apply(w, editWarning(w, other, 2))
    expect(w).toMatchObject({
      state: 'draft',
      version: 3,
      approverId: null,
      editsSinceApproval: 1,
      authors: [drafter, other],
    })
    w = apply(w, editWarning(w, other, 3))
    expect(w.editsSinceApproval).toBe(2)
    w = apply(w, submitWarning(w, 4, now, []))
    expect(apply(w, approveWarning(w, leader, 4, now, [])).editsSinceApproval).toBe(0)
  })
  it('before any approval counts nothing', () => {
    expect(editWarning(buildWarning({ state: 'submitted' }), drafter, 1).editsSinceApproval).toBe(0)
  })
  it('is refused once it is out', () => {
    for (const state of ['issued', 'superseded', 'cancelled', 'discarded'] as const)
      expect(why(() => editWarning(buildWarning({ state }), drafter, 1))).toBe('warning.state')
  })
})

describe('returning, discarding', () => {
  it('needs a remark and goes back to the drafter', () => {
    const w = buildWarning({ state: 'submitted' })
    expect(why(() => returnWarning(w, '  '))).toBe('warning.no-remark')
    const back = apply(w, returnWarning(w, ' Ghi rõ tên thôn. '))
    expect(back).toMatchObject({ state: 'draft', returnedRemark: 'Ghi rõ tên thôn.' })
    expect(standingOf(back, now)).toBe('returned')
  })
  it('a thrown away draft can be taken up again; an issued one cannot be thrown away', () => {
    const gone = apply(buildWarning(), discardWarning(buildWarning()))
    expect(apply(gone, restoreWarning(gone)).state).toBe('draft')
    expect(why(() => discardWarning(buildWarning({ state: 'issued' })))).toBe('warning.state')
  })
})

describe('a prepared text', () => {
  const approvals = (...ids: number[]) => ids.map(userId => ({ userId, leader: userId === leader }))
  it('is ready when two people other than its drafter said yes, one of them a leader', () => {
    const text = (...ids: number[]) => ({ drafterId: drafter, approvals: approvals(...ids), retired: false })
    expect(preparedReady(text(leader))).toBe(false)
    expect(preparedReady(text(leader, leader))).toBe(false)
    expect(preparedReady(text(leader, drafter))).toBe(false)
    expect(preparedReady(text(other, 4))).toBe(false)
    expect(preparedReady(text(other, leader))).toBe(true)
    expect(preparedReady({ ...text(other, leader), retired: true })).toBe(false)
    expect(why(() => approvePrepared(text(other), other))).toBe('warning.template-twice')
    expect(why(() => approvePrepared(text(), drafter))).toBe('warning.template-own')
  })
  it('leaves at once by one person and must be looked at within 15 minutes', () => {
    const draft = buildWarning({ templateId: 9 })
    expect(why(() => issuePrepared(draft, drafter, now, false, []))).toBe('warning.template-not-approved')
    expect(why(() => issuePrepared(buildWarning(), drafter, now, true, []))).toBe('warning.template-not-approved')
    const w = apply(draft, issuePrepared(draft, drafter, now, true, []))
    expect(w.reviewDueAt).toEqual(later(15))
    expect(standingOf(w, later(15))).toBe('review-due')
    expect(standingOf(w, new Date(later(15).getTime() + 1))).toBe('review-late')
    expect(inForce(w, later(20))).toBe(true)
    expect(why(() => reviewWarning(w, drafter, 'stands', '', later(5)))).toBe('warning.own-review')
    expect(why(() => reviewWarning(w, leader, 'objected', ' ', later(5)))).toBe('warning.no-remark')
    const seen = apply(w, reviewWarning(w, leader, 'stands', '', later(5)))
    expect(standingOf(seen, later(20))).toBe('in-force')
    expect(why(() => reviewWarning(seen, leader, 'stands', '', later(6)))).toBe('warning.reviewed')
    expect(standingOf(apply(w, reviewWarning(w, leader, 'objected', 'Sai xã', later(30))), later(31))).toBe('objected')
  })
  it('a late review is told even when the warning has expired', () => {
    const w = buildWarning({ state: 'issued', reviewDueAt: later(15), issuerId: drafter })
    expect(standingOf(w, new Date('2025-10-09T00:00:00+07:00'))).toBe('review-late')
  })
  it('fills places and times and nothing else', () => {
    const places = { vi: 'xã A và xã B', en: 'A and B' }
    const gaps = { places, placesShort: places, at: now, expiresAt: later(60) }
    expect(fillPrepared('Lúc {luc}: {noi}, đến {den}.', gaps, 'vi')).toBe(
      'Lúc 03:45 ngày 08/10: xã A và xã B, đến 04:45 ngày 08/10.',
    )
    const words = {
      headline: '{noi}',
      description: '{den} {muc}',
      instruction: '',
      headlineEn: '',
      descriptionEn: '',
      instructionEn: '',
    }
    expect(unknownGap(words)).toBe('{muc}')
  })
})

describe('update and cancel', () => {
  it('name only what stands', () => {
    expect(why(() => mayBeNamed(buildWarning({ state: 'issued' })))).toBe('allowed')
    for (const state of ['draft', 'submitted', 'approved', 'superseded', 'cancelled', 'discarded'] as const)
      expect(why(() => mayBeNamed(buildWarning({ state })))).toBe('warning.state')
    expect(why(() => mayBeNamed(buildWarning({ state: 'issued', msgType: 'Cancel' })))).toBe('warning.cancel-of-cancel')
  })
  it('end what they name', () => {
    expect([endedBy({ msgType: 'Update' }), endedBy({ msgType: 'Cancel' })]).toEqual(['superseded', 'cancelled'])
  })
  it('a cancellation is never itself in force', () => {
    expect(inForce(buildWarning({ state: 'issued', msgType: 'Cancel' }), now)).toBe(false)
  })
})

it('offers each person only what the state allows', () => {
  expect(actsOf(buildWarning({ state: 'submitted' }), drafter)).toEqual(['edit', 'return', 'discard'])
  expect(actsOf(buildWarning({ state: 'submitted' }), leader)).toContain('approve')
  expect(actsOf(buildWarning({ state: 'issued' }), leader)).toEqual(['update', 'cancel'])
  expect(actsOf(buildWarning({ state: 'issued', msgType: 'Cancel' }), leader)).toEqual([])
  expect(actsOf(buildWarning({ state: 'cancelled' }), leader)).toEqual([])
})
