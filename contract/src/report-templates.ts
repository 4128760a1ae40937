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
  /** this reader uploaded it: somebody else approves it */
  own: Type.Boolean(),
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
  Type.Object({
    ...Name,
    holds: Type.Optional(Type.Array(Type.Object({ ...Name, list: Type.Optional(Type.Boolean()) }))),
  }),
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

/** A chart as the page draws it and Word holds it. */
const WordsOut = Type.Object({ vi: Type.String(), en: Type.String() })
export const ChartOut = Type.Object({
  code: Type.String(),
  shape: Type.Union([Type.Literal('columns'), Type.Literal('bars'), Type.Literal('shares')]),
  title: WordsOut,
  subject: Type.Optional(WordsOut),
  unit: WordsOut,
  kind: Type.String(),
  categories: Type.Array(WordsOut),
  series: Type.Array(
    Type.Object({
      name: WordsOut,
      values: Type.Array(Nullable(Type.Number())),
      covers: Type.Optional(Type.Array(Type.String())),
    }),
  ),
  covers: WordsOut,
})
export type ChartOut = Static<typeof ChartOut>

const ParagraphOut = Type.Object({
  type: Type.Literal('paragraph'),
  align: Type.Union([Type.Literal('left'), Type.Literal('center'), Type.Literal('right')]),
  indent: Type.Boolean(),
  runs: Type.Array(
    Type.Object({
      text: Type.String(),
      b: Type.Optional(Type.Boolean()),
      i: Type.Optional(Type.Boolean()),
      source: Type.Optional(Type.Integer()),
    }),
  ),
})
const ChartPlace = Type.Object({ type: Type.Literal('chart'), code: Type.String() })

/** A report as it will come out of Word, for the browser: each word with where it came from. */
export const ReportDocument = Type.Object({
  title: Type.String(),
  form: Type.String(),
  period: Type.Object({ key: Type.String(), nameVi: Type.String(), nameEn: Type.String() }),
  /** null: the report over all communes */
  unit: Nullable(Type.Object({ id: Id, name: Type.String() })),
  over: Type.Object({ id: Id, name: Type.String() }),
  /** the office's own template; null: the one that ships */
  template: Nullable(Type.Object({ version: Type.Integer(), filename: Type.String() })),
  draft: Type.Boolean(),
  sample: Type.Boolean(),
  asOf: IsoTime,
  blocks: Type.Array(
    Type.Union([
      ParagraphOut,
      ChartPlace,
      Type.Object({
        type: Type.Literal('table'),
        bordered: Type.Boolean(),
        rows: Type.Array(
          Type.Array(
            Type.Object({
              blocks: Type.Array(Type.Union([ParagraphOut, ChartPlace])),
              span: Type.Integer(),
              width: Type.Integer(),
            }),
          ),
        ),
      }),
      Type.Object({ type: Type.Literal('break') }),
    ]),
  ),
  /** figures of the report; of one unit; one unit's report; what units wrote for a part */
  sources: Type.Array(
    Type.Object({
      figures: Type.Optional(Type.Array(Type.String())),
      unitId: Type.Optional(Id),
      part: Type.Optional(Type.String()),
      unitIds: Type.Optional(Type.Array(Id)),
    }),
  ),
  units: Type.Array(Type.Object({ id: Id, name: Type.String() })),
  charts: Type.Array(ChartOut),
})
export type ReportDocument = Static<typeof ReportDocument>

/** Charts of a report for a briefing. */
export const ReportCharts = Type.Object({
  form: Type.Object({ code: Type.String(), titleVi: Type.String(), titleEn: Type.String() }),
  period: Type.Object({ key: Type.String(), nameVi: Type.String(), nameEn: Type.String() }),
  unitName: Type.String(),
  sample: Type.Boolean(),
  asOf: IsoTime,
  charts: Type.Array(ChartOut),
})
export type ReportCharts = Static<typeof ReportCharts>
