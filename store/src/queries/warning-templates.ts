import type { WarningText } from '@tusom/domain'
import type { Tx } from '../database.ts'

export type TemplateWords = Omit<WarningText, 'effectiveAt' | 'expiresAt'> & {
  name: string
  kind: 'alert' | 'cancel'
  hazard: string
  validHours: number
}
export type TemplateRow = TemplateWords & {
  id: number
  ownerId: number
  draftUnitId: number
  office: number[]
  version: number
  drafterId: number
  drafterName: string
  draftedAt: Date
  retiredAt: Date | null
  sample: boolean
  /** of the present version */
  approvals: { userId: number; name: string; leader: boolean; at: string }[]
}

const columns = `t.id, t.owner_id as "ownerId", t.draft_unit_id as "draftUnitId", t.office, t.name, t.kind, t.hazard, t.headline, t.description, t.instruction,
  t.headline_en as "headlineEn", t.description_en as "descriptionEn", t.instruction_en as "instructionEn", t.urgency, t.severity, t.certainty, t.responses,
  t.valid_hours as "validHours", t.version, t.drafter_id as "drafterId", t.drafter_name as "drafterName", t.drafted_at as "draftedAt", t.retired_at as "retiredAt", t.sample,
  coalesce((select json_agg(json_build_object('userId', a.user_id, 'name', a.user_name, 'leader', a.leader, 'at', a.at) order by a.at)
    from warning_template_approvals a where a.template_id = t.id and a.version = t.version), '[]') as approvals`

export const listTemplates = (tx: Tx) =>
  tx.query<TemplateRow>(
    `select ${columns} from warning_templates t order by t.retired_at nulls first, t.hazard, t.name`,
  )
export const findTemplate = (tx: Tx, id: number, lock = false) =>
  tx.maybe<TemplateRow>(`select ${columns} from warning_templates t where t.id = $1${lock ? ' for update of t' : ''}`, [
    id,
  ])

const words = (t: TemplateWords) => [
  t.name,
  t.kind,
  t.hazard,
  t.headline,
  t.description,
  t.instruction,
  t.headlineEn,
  t.descriptionEn,
  t.instructionEn,
  t.urgency,
  t.severity,
  t.certainty,
  t.responses,
  t.validHours,
]
export const addTemplate = (
  tx: Tx,
  t: TemplateWords & {
    ownerId: number
    draftUnitId: number
    office: number[]
    drafterId: number
    drafterName: string
    at: Date
    sample?: boolean
  },
) =>
  tx.one<{ id: number }>(
    `insert into warning_templates (name, kind, hazard, headline, description, instruction, headline_en, description_en, instruction_en, urgency, severity, certainty, responses,
       valid_hours, owner_id, draft_unit_id, office, drafter_id, drafter_name, drafted_at, sample)
     values ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16,$17,$18,$19,$20,$21) returning id`,
    [...words(t), t.ownerId, t.draftUnitId, t.office, t.drafterId, t.drafterName, t.at, t.sample ?? false],
  )
/** A new version by a new drafter: approvals of the old one no longer count. */
export const changeTemplate = (
  tx: Tx,
  id: number,
  t: TemplateWords,
  by: { drafterId: number; drafterName: string; at: Date },
) =>
  tx.query(
    `update warning_templates set name = $1, kind = $2, hazard = $3, headline = $4, description = $5, instruction = $6, headline_en = $7, description_en = $8, instruction_en = $9,
       urgency = $10, severity = $11, certainty = $12, responses = $13, valid_hours = $14, version = version + 1, drafter_id = $16, drafter_name = $17, drafted_at = $18 where id = $15`,
    [...words(t), id, by.drafterId, by.drafterName, by.at],
  )
export const approveTemplate = (
  tx: Tx,
  a: { templateId: number; version: number; userId: number; name: string; leader: boolean; at: Date },
) =>
  tx.query(
    `insert into warning_template_approvals (template_id, version, user_id, user_name, leader, at) values ($1,$2,$3,$4,$5,$6)`,
    [a.templateId, a.version, a.userId, a.name, a.leader, a.at],
  )
export const retireTemplate = (tx: Tx, id: number, at: Date | null) =>
  tx.query(`update warning_templates set retired_at = $2 where id = $1`, [id, at])
