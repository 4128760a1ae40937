import { Refusal } from '../refusals/refusal.ts'

/** The three levels after 1 July 2025: where they hold, whose forces no longer suffice, and who decides. */
export type CivilDefenceLevel = 1 | 2 | 3
export type LevelRule = {
  level: CivilDefenceLevel
  place: 'commune' | 'province'
  /** what must be true of the forces */
  test: { vi: string; en: string }
  authority: { vi: string; en: string }
  scope: { source: string; status: 'sourced' }
  /** who decides: sourced for level 1; levels 2 and 3 were recalled and must be checked against the decree */
  authorityStatus: 'sourced' | 'recalled'
}
export const levelRules: readonly LevelRule[] = [
  {
    level: 1,
    place: 'commune',
    test: {
      vi: 'vượt quá khả năng của lực lượng chuyên trách, kiêm nhiệm và lực lượng khác trên địa bàn cấp xã',
      en: 'beyond the full-time, part-time and other forces in the commune',
    },
    authority: { vi: 'Chủ tịch Ủy ban nhân dân cấp xã', en: 'Chair of the commune’s People’s Committee' },
    scope: { source: 'NĐ 200/2025/NĐ-CP Điều 14; TT 15/2026/TT-BYT Điều 17', status: 'sourced' },
    authorityStatus: 'sourced',
  },
  {
    level: 2,
    place: 'province',
    test: { vi: 'vượt quá khả năng của chính quyền cấp xã', en: 'beyond what communes can do' },
    authority: { vi: 'Chủ tịch Ủy ban nhân dân cấp tỉnh', en: 'Chair of the province’s People’s Committee' },
    scope: { source: 'TT 15/2026/TT-BYT Điều 18', status: 'sourced' },
    authorityStatus: 'recalled',
  },
  {
    level: 3,
    place: 'province',
    test: { vi: 'vượt quá khả năng của chính quyền cấp tỉnh', en: 'beyond what the province can do' },
    authority: { vi: 'Thủ tướng Chính phủ', en: 'the Prime Minister' },
    scope: { source: 'TT 15/2026/TT-BYT Điều 19', status: 'sourced' },
    authorityStatus: 'recalled',
  },
]
export const levelRule = (level: CivilDefenceLevel): LevelRule => levelRules[level - 1] as LevelRule

/** Luật Phòng thủ dân sự Điều 7 khoản 2: what a level is decided by. */
export const criteria = [
  {
    key: 'extent',
    vi: 'Phạm vi, khả năng lan rộng, hậu quả',
    en: 'Extent, how it may spread, consequences',
  },
  {
    key: 'place',
    vi: 'Vị trí địa lý, dân cư, quốc phòng, an ninh',
    en: 'Place, people, defence and security',
  },
  { key: 'course', vi: 'Diễn biến và mức độ thiệt hại', en: 'How it develops and what it has damaged' },
  { key: 'capacity', vi: 'Khả năng ứng phó của địa phương', en: 'What the locality can do' },
] as const
export type CriterionKey = (typeof criteria)[number]['key']

/** What nobody has found in the decree yet; shown as unknown and never counted down. */
export const unknownDeadlines = {
  vi: 'Thời hạn công bố và báo cáo ở NĐ 200/2025/NĐ-CP Điều 14–15: chưa có nguồn, không tính giờ.',
  en: 'Hours to publish and report in Decree 200/2025 Articles 14–15: no source yet, so no clock runs.',
}

export type CivilDefenceState = 'proposed' | 'turned-down' | 'declared' | 'lift-proposed' | 'lifted'
export type CivilDefenceAct = 'propose' | 'declare' | 'turn-down' | 'propose-lift' | 'keep' | 'lift'

/** From which state an act leads where. `keep`: a proposal to lift is not followed. */
export const acts: Record<
  Exclude<CivilDefenceAct, 'propose'>,
  { from: CivilDefenceState; to: CivilDefenceState; decides: boolean }
> = {
  declare: { from: 'proposed', to: 'declared', decides: true },
  'turn-down': { from: 'proposed', to: 'turned-down', decides: true },
  'propose-lift': { from: 'declared', to: 'lift-proposed', decides: false },
  keep: { from: 'lift-proposed', to: 'declared', decides: true },
  lift: { from: 'lift-proposed', to: 'lifted', decides: true },
}
export const stands = (s: CivilDefenceState): boolean => s === 'declared' || s === 'lift-proposed'

/** The unit must be of the kind that the level is about. */
export function checkPlace(level: CivilDefenceLevel, kind: string): void {
  if (levelRule(level).place !== kind) throw new Refusal('civil-defence.place', { level })
}

/**
 * Whether somebody may do this now. Who proposed does not decide; who decides holds the office at that very unit: a level above
 * does not declare in its place. Level 3 is decided by the Prime Minister: here his decision is recorded by number and date.
 */
export function checkAct(
  act: Exclude<CivilDefenceAct, 'propose'>,
  row: {
    level: CivilDefenceLevel
    state: CivilDefenceState
    unitId: number
    proposedBy: number
    liftProposedBy: number | null
  },
  who: { userId: number; leads: ReadonlySet<number> },
  decision: { number: string; date: string } | null,
): CivilDefenceState {
  const { from, to, decides } = acts[act]
  if (row.state !== from) throw new Refusal('civil-defence.state')
  if (!decides) return to
  if (!who.leads.has(row.unitId)) throw new Refusal('civil-defence.not-the-authority', { level: row.level })
  if (who.userId === (act === 'lift' || act === 'keep' ? row.liftProposedBy : row.proposedBy))
    throw new Refusal('civil-defence.same-person')
  if (row.level === 3 && (act === 'declare' || act === 'lift') && !decision?.number.trim())
    throw new Refusal('civil-defence.number-needed')
  return to
}
