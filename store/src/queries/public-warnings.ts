import type { WarningLevel, WarningMsgType, WarningState } from '@tusom/domain'
import type { Tx } from '../database.ts'

/** What somebody who has not signed in may read of a warning: run as tusom_public, which sees nothing else. */
export type PublicWarningRow = {
  id: number
  msgType: WarningMsgType
  state: WarningState
  provinceId: number
  areaIds: number[]
  hazard: string
  level: WarningLevel
  headline: string
  description: string
  instruction: string
  headlineEn: string
  descriptionEn: string
  instructionEn: string
  severity: string
  effectiveAt: Date | null
  expiresAt: Date
  sample: boolean
  issuedAt: Date
  number: number
  identifier: string
  endedAt: Date | null
}
const columns = `id, msg_type as "msgType", state, province_id as "provinceId", area_ids as "areaIds", hazard, basis as level, headline, description, instruction,
  headline_en as "headlineEn", description_en as "descriptionEn", instruction_en as "instructionEn", severity, effective_at as "effectiveAt", expires_at as "expiresAt", sample,
  issued_at as "issuedAt", number, identifier, ended_at as "endedAt"`

/** In force at an instant, worst first; `areaId` narrows to one commune. */
export const publicWarnings = (tx: Tx, now: Date, areaId: number | null = null) =>
  tx.query<PublicWarningRow>(
    `select ${columns} from warnings where state = 'issued' and msg_type <> 'Cancel' and expires_at > $1 and ($2::int is null or area_ids @> array[$2::int])
     order by level desc nulls last, issued_at desc`,
    [now, areaId],
  )
/** Cancellations of the last day: people should learn that it is over. */
export const publicCancellations = (tx: Tx, now: Date, areaId: number | null = null) =>
  tx.query<PublicWarningRow>(
    `select ${columns} from warnings where state = 'issued' and msg_type = 'Cancel' and issued_at > $1::timestamptz - interval '1 day' and issued_at <= $1
       and expires_at > $1 and ($2::int is null or area_ids @> array[$2::int]) order by issued_at desc`,
    [now, areaId],
  )
/** The messages of a feed with their text: in force, and cancellations of the last day. Newest first. */
export const publicFeed = (tx: Tx, now: Date) =>
  tx.query<{ identifier: string; issuedAt: Date; msgType: WarningMsgType; cap: string }>(
    `select identifier, issued_at as "issuedAt", msg_type as "msgType", cap from warnings
     where state = 'issued' and expires_at > $1 and (msg_type <> 'Cancel' or issued_at > $1::timestamptz - interval '1 day') order by issued_at desc, id desc limit 500`,
    [now],
  )
export const publicCap = (tx: Tx, identifier: string) =>
  tx.maybe<{ cap: string }>(`select cap from warnings where identifier = $1`, [identifier])

export type PublicOffice = {
  provinceId: number
  senderName: string
  senderNameEn: string
  hotline: string | null
  webBase: string | null
}
export const publicOffices = (tx: Tx) =>
  tx.query<PublicOffice>(
    `select province_id as "provinceId", sender_name as "senderName", sender_name_en as "senderNameEn", hotline, web_base as "webBase" from warning_settings`,
  )
