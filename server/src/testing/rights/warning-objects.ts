import { later } from './objects.ts'
import { communeNear } from './probe.ts'
import { reachOf, type Stand } from './relations.ts'
import type { World } from './world.ts'

const words = {
  headline: 'Nước lên',
  description: 'Nước sông lên nhanh.',
  instruction: 'Rời khỏi bờ sông.',
  headline_en: 'Water rises',
  description_en: 'The river rises fast.',
  instruction_en: 'Leave the bank.',
  urgency: 'Immediate',
  severity: 'Severe',
  certainty: 'Observed',
}

export type WarningState = 'draft' | 'submitted' | 'approved' | 'issued' | 'discarded'

/** A warning whose office is the stand's owner and lead. An issued one has gone to the commune near the owner and is to be received by it. */
export async function makeWarning(
  w: World,
  s: Stand,
  state: WarningState,
  over: Record<string, unknown> = {},
): Promise<number> {
  const n = w.next()
  const office = reachOf(s)
  // who has a part in it also has the place: nobody drafts for a commune out of sight
  const area = office.includes('20A') ? '20A' : communeNear(s.owner)
  const recipients = [area, ...(area === '19A' ? [] : [`${area}-T01`])]
  const issued = state === 'issued'
  const id = await w.insert('warnings', {
    run_id: 0,
    msg_type: 'Alert',
    state,
    province_id: w.t.unit(s.owner.slice(0, 2)),
    owner_id: w.t.unit(s.owner),
    draft_unit_id: w.t.unit(s.owner),
    office: w.ids(office),
    area_ids: [w.t.unit(area)],
    reach: w.ids(recipients),
    hazard: 'flood',
    level: 2,
    basis: { level: 2, status: 'official', article: null, pack: null, rule: null, bulletin: null, alarm: null },
    ...words,
    expires_at: later(w, 12),
    authors: [w.maker.userId],
    drafter_id: w.maker.userId,
    drafter_name: w.maker.name,
    drafted_at: w.now,
    edited_at: w.now,
    ...(state === 'draft' || state === 'discarded' ? {} : { submitted_at: w.now }),
    ...(state === 'approved' || issued
      ? { approver_id: w.approver.userId, approver_name: w.approver.name, approved_at: w.now }
      : {}),
    ...(issued
      ? {
          issuer_id: w.maker.userId,
          issuer_name: w.maker.name,
          issued_at: w.now,
          number: n,
          identifier: `vn.thu.${n}`,
          cap: capOf(n),
        }
      : {}),
    ...over,
  })
  if (issued)
    for (const unit of recipients)
      await w.insert('warning_receipts', { run_id: 0, warning_id: id, unit_id: w.t.unit(unit), told_at: w.now })
  return id
}

const capOf = (n: number) =>
  `<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>vn.thu.${n}</identifier><sender>vn.thu</sender><sent>2025-10-08T03:00:00+07:00</sent><status>Actual</status><msgType>Alert</msgType><scope>Public</scope></alert>`

export const templateWords = {
  name: 'Xả lũ khẩn cấp',
  kind: 'alert',
  hazard: 'flood',
  headline: 'Xả lũ',
  description: 'Hồ xả lũ tại {noi}.',
  instruction: 'Rời khỏi bờ sông trước {den}.',
  headlineEn: '',
  descriptionEn: '',
  instructionEn: '',
  urgency: 'Immediate',
  severity: 'Severe',
  certainty: 'Observed',
  responses: ['Evacuate'],
  validHours: 6,
} as const

/** A prepared text whose office is the stand's owner and lead. */
export const makeTemplate = (w: World, s: Stand, name = 'Xả lũ khẩn cấp'): Promise<number> =>
  w.insert('warning_templates', {
    owner_id: w.t.unit(s.owner),
    draft_unit_id: w.t.unit(s.owner),
    office: w.ids(reachOf(s)),
    name,
    kind: 'alert',
    hazard: 'flood',
    ...words,
    valid_hours: 6,
    drafter_id: w.maker.userId,
    drafter_name: w.maker.name,
    drafted_at: w.now,
  })

/** A prepared text that two others have approved, one of them a leader: ready to be issued. */
export async function makeReadyTemplate(w: World, s: Stand): Promise<number> {
  const id = await makeTemplate(w, s)
  const drafter = await w.t.person('duty-officer', '19')
  await w.t.database.db.asSystem(tx =>
    tx.query('update warning_templates set drafter_id = $2 where id = $1', [id, drafter.userId]),
  )
  for (const { userId, name } of [w.maker, w.approver])
    await w.insert('warning_template_approvals', {
      template_id: id,
      version: 1,
      user_id: userId,
      user_name: name,
      leader: true,
      at: w.now,
    })
  return id
}
