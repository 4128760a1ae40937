import { Type, type Static } from 'typebox'
import { Id, IsoDate, IsoTime, limits } from './common.ts'

const OrNull = <T extends Parameters<typeof Type.Union>[0][number]>(t: T) => Type.Union([t, Type.Null()])
const Name = Type.String({ maxLength: limits.line })
const Code = Type.String({ minLength: 1, maxLength: 120 })
const Codes = Type.Array(Code, { maxItems: 400 })
const closed = { additionalProperties: false }

export const ReportFormCode = Type.String({ pattern: '^[a-z0-9-]{1,60}$' })
export const CatalogueCode = Type.String({ pattern: '^[a-z0-9][a-z0-9.-]{0,59}$' })

export const BreakdownBody = Type.Object(
  {
    code: CatalogueCode,
    nameVi: Name,
    nameEn: Name,
    options: Type.Array(Type.Object({ code: CatalogueCode, nameVi: Name, nameEn: Name }, closed), {
      minItems: 1,
      maxItems: 40,
    }),
  },
  closed,
)
const ElementFields = {
  code: Code,
  kind: Type.String({ description: 'count | people | money (triệu đồng) | share (%) | yes-no | score' }),
  field: Type.Optional(Type.String({ maxLength: 30 })),
  nameVi: Name,
  nameEn: Name,
  unitVi: Name,
  unitEn: Name,
  nounVi: Name,
  zeroVi: Name,
  max: Type.Number(),
  sensitive: Type.Optional(Type.Boolean()),
  breakdowns: Type.Optional(Type.Array(Type.Array(Code, { maxItems: 2 }), { maxItems: 6 })),
  known: Type.Optional(Type.String({ maxLength: 40 })),
}
export const DataElementBody = Type.Object(ElementFields, closed)

/** A report form: data, versioned. The domain's `ReportForm`, field by field; `findFormFaults` says what is wrong with one. */
export const ReportFormBody = Type.Object(
  {
    code: ReportFormCode,
    version: Type.String({ maxLength: 30 }),
    base: OrNull(Type.String({ maxLength: 30 })),
    status: Type.String({ maxLength: 20 }),
    statusVi: Name,
    statusEn: Name,
    source: Type.String({ maxLength: 1000 }),
    titleVi: Name,
    titleEn: Name,
    aboutVi: Name,
    basisVi: Type.String({ maxLength: 1000 }),
    period: Type.String({ maxLength: 20 }),
    periodNoteVi: Type.String({ maxLength: 1000 }),
    periodNoteEn: Type.String({ maxLength: 1000 }),
    filledBy: Type.String({ maxLength: 20 }),
    asked: Type.String({ description: 'calendar | call | closed' }),
    cumulative: Type.Boolean(),
    due: Type.Object(
      {
        days: Type.Integer(),
        count: Type.String({ description: 'working | calendar' }),
        time: Type.String({ maxLength: 5 }),
        provinceTime: Type.Optional(OrNull(Type.String({ maxLength: 5 }))),
        status: Type.String({ maxLength: 20 }),
        noteVi: Type.String({ maxLength: 1000 }),
        noteEn: Type.String({ maxLength: 1000 }),
      },
      closed,
    ),
    askedBack: Type.Integer(),
    outlierTimes: Type.Number(),
    outlierLeast: Type.Number(),
    breakdowns: Type.Array(BreakdownBody, { maxItems: 40 }),
    elements: Type.Array(
      Type.Object(
        {
          ...ElementFields,
          label: Type.String({ maxLength: 20 }),
          of: Type.Optional(Code),
          options: Type.Optional(Type.Record(Type.String({ maxLength: 60 }), Type.String({ maxLength: 60 }))),
        },
        closed,
      ),
      { maxItems: 500 },
    ),
    indicators: Type.Array(
      Type.Object(
        {
          code: Code,
          nameVi: Name,
          nameEn: Name,
          unitVi: Name,
          unitEn: Name,
          formula: Type.String({ maxLength: 600 }),
          decimals: Type.Integer({ minimum: 0, maximum: 4 }),
        },
        closed,
      ),
      { maxItems: 100 },
    ),
    criteria: Type.Array(
      Type.Object(
        {
          code: Code,
          titleVi: Name,
          titleEn: Name,
          source: Type.String({ maxLength: 1000 }),
          criteria: Codes,
          grades: Type.Array(Type.Object({ atLeast: Type.Number(), nameVi: Name, nameEn: Name }, closed), {
            maxItems: 10,
          }),
        },
        closed,
      ),
      { maxItems: 10 },
    ),
    parts: Type.Array(
      Type.Object(
        {
          code: Code,
          titleVi: Name,
          titleEn: Name,
          hintVi: Type.String({ maxLength: 1000 }),
          hintEn: Type.String({ maxLength: 1000 }),
          required: Type.Boolean(),
          short: Type.Optional(Type.Boolean()),
          evidenceOf: Type.Optional(Code),
        },
        closed,
      ),
      { maxItems: 100 },
    ),
    sections: Type.Array(
      Type.Object(
        {
          code: Code,
          titleVi: Name,
          titleEn: Name,
          elements: Codes,
          sentences: Type.Array(Type.Object({ code: Code, titleVi: Name, elements: Codes, leadVi: Name }, closed), {
            maxItems: 100,
          }),
          parts: Codes,
        },
        closed,
      ),
      { maxItems: 40 },
    ),
    checks: Type.Array(
      Type.Object(
        {
          code: Code,
          kind: Type.String({ description: 'at-least | zero-with | sum | rule' }),
          effect: Type.String({ description: 'block | ask' }),
          vi: Type.String({ maxLength: 1000 }),
          en: Type.String({ maxLength: 1000 }),
          left: Type.Optional(Code),
          right: Type.Optional(Code),
          whole: Type.Optional(Code),
          part: Type.Optional(Code),
          parts: Type.Optional(Codes),
          formula: Type.Optional(Type.String({ maxLength: 600 })),
        },
        closed,
      ),
      { maxItems: 200 },
    ),
  },
  closed,
)
export type ReportFormBody = Static<typeof ReportFormBody>

const Kept = { version: Type.Integer(), retired: Type.Boolean(), at: OrNull(Type.String()), by: Type.String() }
/** What an office builds its forms from, and the forms themselves. */
export const ReportDesign = Type.Object({
  mayKeep: Type.Boolean(),
  province: Type.Object({ id: Id, fullName: Type.String() }),
  /** version 0: as it ships */
  elements: Type.Array(Type.Object({ ...Kept, body: DataElementBody, shipped: Type.Boolean() })),
  breakdowns: Type.Array(Type.Object({ ...Kept, body: BreakdownBody, shipped: Type.Boolean() })),
  forms: Type.Array(
    Type.Object({
      body: ReportFormBody,
      versions: Type.Array(
        Type.Object({
          version: Type.String(),
          at: Type.String(),
          by: Type.String(),
          note: Type.String(),
          shipped: Type.Boolean(),
          reports: Type.Integer(),
        }),
      ),
    }),
  ),
  /** suggestions that nobody is asked for */
  library: Type.Array(ReportFormBody),
})
export type ReportDesign = Static<typeof ReportDesign>

export const FormPublishIn = Type.Object(
  {
    form: ReportFormBody,
    /** the version that was changed; null: a new form */
    base: OrNull(Type.String({ maxLength: 30 })),
    note: Type.String({ maxLength: 500 }),
  },
  closed,
)
export const FormPublished = Type.Object({ code: Type.String(), version: Type.String() })

export const CatalogueIn = Type.Object(
  { seen: Type.Integer({ minimum: 0 }), retired: Type.Boolean(), body: Type.Union([DataElementBody, BreakdownBody]) },
  closed,
)
export const CatalogueSaved = Type.Object({ version: Type.Integer() })

export const ReportCallIn = Type.Object(
  {
    form: ReportFormCode,
    from: IsoDate,
    to: OrNull(IsoDate),
    /** null: every commune */
    unitIds: OrNull(Type.Array(Id, { minItems: 1, maxItems: 4000 })),
    dueAt: OrNull(IsoTime),
    note: Type.String({ maxLength: 500 }),
  },
  closed,
)
export const ReportCall = Type.Object({
  id: Id,
  form: Type.String(),
  titleVi: Type.String(),
  titleEn: Type.String(),
  from: Type.String(),
  to: OrNull(Type.String()),
  unitIds: OrNull(Type.Array(Id)),
  dueAt: OrNull(Type.String()),
  note: Type.String(),
  at: Type.String(),
  by: Type.String(),
  ended: Type.Boolean(),
  mayEnd: Type.Boolean(),
  /** newest first */
  periods: Type.Array(Type.Object({ key: Type.String(), nameVi: Type.String(), nameEn: Type.String() })),
})
export const ReportCallList = Type.Array(ReportCall)
export type ReportCall = Static<typeof ReportCall>
