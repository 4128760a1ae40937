import { Type, type Static } from 'typebox'
import { Id, IsoTime } from './common.ts'
import { PeriodKey, ReportFormCode } from './reports.ts'

export const templateLimits = { bytes: 4_000_000 }
export const ReportTemplateKind = Type.Union([Type.Literal('unit'), Type.Literal('consolidated')])
export const ReportTemplateOf = Type.Object({ form: ReportFormCode, kind: ReportTemplateKind })
const Nullable = <T extends Parameters<typeof Type.Union>[0][number]>(t: T) => Type.Union([t, Type.Null()])

export const ReportTemplate = Type.Object({
  id: Id,
  form: Type.String(),
  kind: ReportTemplateKind,
  version: Type.Integer(),
  filename: Type.String(),
  bytes: Type.Integer(),
  state: Type.Union([Type.Literal('draft'), Type.Literal('approved'), Type.Literal('retired')]),
  note: Type.String(),
  uploadedAt: IsoTime,
  uploadedBy: Type.String(),
  approvedAt: Nullable(IsoTime),
  approvedBy: Nullable(Type.String()),
})
export type ReportTemplate = Static<typeof ReportTemplate>

export const ReportTemplateList = Type.Object({
  mayKeep: Type.Boolean(),
  mayApprove: Type.Boolean(),
  forms: Type.Array(
    Type.Object({
      code: Type.String(),
      titleVi: Type.String(),
      titleEn: Type.String(),
      periods: Type.Array(Type.Object({ key: Type.String(), nameVi: Type.String(), nameEn: Type.String() })),
    }),
  ),
  templates: Type.Array(ReportTemplate),
})
export type ReportTemplateList = Static<typeof ReportTemplateList>

const Name = { name: Type.String(), vi: Type.String(), en: Type.String() }
/** `holds`: a list or a condition, and the names that stand only inside it. */
export const ReportTemplateNames = Type.Array(
  Type.Object({ ...Name, holds: Type.Optional(Type.Array(Type.Object(Name))) }),
)
export type ReportTemplateNames = Static<typeof ReportTemplateNames>

const Says = Type.Object({ vi: Type.String(), en: Type.String() })
export const ReportTemplateTaken = Type.Object({
  /** null: it was not taken, and `faults` say why */
  id: Nullable(Id),
  version: Nullable(Type.Integer()),
  faults: Type.Array(Says),
  /** of form, by Decree 30: they do not stand in the way */
  warnings: Type.Array(Says),
})
export type ReportTemplateTaken = Static<typeof ReportTemplateTaken>

export const ReportTemplatePreview = Type.Object({ period: PeriodKey, unit: Type.Optional(Id) })
export const ReportTemplateRender = Type.Object({ form: ReportFormCode, period: PeriodKey, unit: Type.Optional(Id) })
