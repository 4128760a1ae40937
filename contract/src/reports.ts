import { Type, type Static } from 'typebox'
import { Id, Line, limits } from './common.ts'
import { ReportFormBody, ReportFormCode } from './report-forms.ts'

export { ReportFormCode }

const Words = { vi: Type.String(), en: Type.String() }
const OrNull = <T extends Parameters<typeof Type.Union>[0][number]>(t: T) => Type.Union([t, Type.Null()])

export const PeriodKey = Type.String({
  maxLength: 24,
  description:
    '2026-H1 (15/12–14/6), 2026-M06, 2026-Q2, 2026-N9, 2026-Y (Nghị định 09/2019); 2026-W05; 2026-C06, 2026-CQ2, 2026-CH1, 2026-CY (tháng tròn); 2026-10-08; 2026-01-01_2026-08-31',
})
const StateName = Type.String({ description: 'none | draft | submitted | returned | accepted | reopened' })

export const PeriodOut = Type.Object({
  kind: Type.String(),
  key: Type.String(),
  start: Type.String(),
  end: Type.String(),
  nameVi: Type.String(),
  nameEn: Type.String(),
  yearBefore: Type.Integer(),
})
export type PeriodOut = Static<typeof PeriodOut>

export const ReportFormList = Type.Array(
  Type.Object({
    code: Type.String(),
    version: Type.String(),
    titleVi: Type.String(),
    titleEn: Type.String(),
    statusVi: Type.String(),
    statusEn: Type.String(),
    /** newest first */
    periods: Type.Array(
      Type.Object({ key: Type.String(), nameVi: Type.String(), nameEn: Type.String(), dueAt: Type.String() }),
    ),
  }),
)
export type ReportFormList = Static<typeof ReportFormList>

export const ReportDue = Type.Object({
  formCode: Type.String(),
  titleVi: Type.String(),
  titleEn: Type.String(),
  periodKey: Type.String(),
  periodLabel: Type.String(),
  periodLabelEn: Type.String(),
  unitId: Id,
  unitName: Type.String(),
  dueAt: Type.String(),
  state: StateName,
  stateVi: Type.String(),
  stateEn: Type.String(),
  /** waiting | late | in-time | came-late */
  timeliness: Type.String(),
  filled: Type.Integer(),
  total: Type.Integer(),
  remark: OrNull(Type.String()),
  href: Type.String(),
})
export type ReportDue = Static<typeof ReportDue>
export const ReportDueList = Type.Array(ReportDue)

const CellFields = {
  value: OrNull(Type.Number()),
  notApplicable: Type.Boolean(),
  reason: OrNull(Type.String()),
}
export const CellOut = Type.Object({
  element: Type.String(),
  ...CellFields,
  version: Type.Integer(),
  at: Type.String(),
  by: Type.String(),
  /** what stood here when the report was last accepted, where it was changed since */
  accepted: OrNull(Type.Object({ value: OrNull(Type.Number()), notApplicable: Type.Boolean() })),
  /** a sensitive figure that this reader may not see */
  hidden: Type.Optional(Type.Boolean()),
})
export type CellOut = Static<typeof CellOut>
const EarlierCell = Type.Object({ element: Type.String(), ...CellFields, hidden: Type.Optional(Type.Boolean()) })
export const FindingOut = Type.Object({
  code: Type.String(),
  effect: Type.String(),
  elements: Type.Array(Type.String()),
  part: OrNull(Type.String()),
  ...Words,
  answered: Type.Boolean(),
})
export const ReportOut = Type.Object({
  /** null: nothing was typed yet; POST /api/reports opens it */
  id: OrNull(Id),
  form: ReportFormBody,
  period: PeriodOut,
  previousPeriod: PeriodOut,
  lastYearPeriod: OrNull(PeriodOut),
  unit: Type.Object({ id: Id, code: Type.String(), name: Type.String(), fullName: Type.String() }),
  province: Type.Object({ name: Type.String(), fullName: Type.String() }),
  state: StateName,
  stateVi: Type.String(),
  stateEn: Type.String(),
  timeliness: Type.String(),
  dueAt: Type.String(),
  sentAt: OrNull(Type.String()),
  acceptedAt: OrNull(Type.String()),
  sample: Type.Boolean(),
  now: Type.String(),
  cells: Type.Array(CellOut),
  narratives: Type.Array(
    Type.Object({
      part: Type.String(),
      text: Type.String(),
      version: Type.Integer(),
      at: Type.String(),
      by: Type.String(),
    }),
  ),
  /** null: no report that counts was sent for that period */
  previous: OrNull(Type.Array(EarlierCell)),
  lastYear: OrNull(Type.Array(EarlierCell)),
  comparisons: Type.Array(Type.Object({ element: Type.String(), ...Words })),
  /** what is usual for the unit's own figures; sums of its figures in other forms over these days */
  history: Type.Array(
    Type.Object({
      element: Type.String(),
      median: Type.Number(),
      spread: Type.Number(),
      high: Type.Number(),
      n: Type.Integer(),
    }),
  ),
  others: Type.Array(Type.Object({ figure: Type.String(), value: OrNull(Type.Number()) })),
  /** figures that the system knows already, with their source */
  known: Type.Array(
    Type.Object({
      element: Type.String(),
      value: Type.Number(),
      ...Words,
      href: OrNull(Type.String()),
    }),
  ),
  findings: Type.Array(FindingOut),
  filled: Type.Integer(),
  total: Type.Integer(),
  events: Type.Array(
    Type.Object({
      at: Type.String(),
      by: Type.String(),
      unit: Type.String(),
      act: Type.String(),
      remark: Type.String(),
    }),
  ),
  may: Type.Object({ fill: Type.Boolean(), submit: Type.Boolean(), judge: Type.Boolean() }),
})
export type ReportOut = Static<typeof ReportOut>

export const ReportOpenIn = Type.Object(
  { form: ReportFormCode, period: PeriodKey, unitId: Id },
  { additionalProperties: false },
)
export const ReportOpened = Type.Object({ id: Id, state: StateName })

/** A reason is a line; a form has far fewer than 400 cells. */
export const CellsIn = Type.Object(
  {
    cells: Type.Array(
      Type.Object(
        {
          element: Line,
          value: OrNull(Type.Number()),
          notApplicable: Type.Optional(Type.Boolean()),
          reason: Type.Optional(OrNull(Type.String({ maxLength: limits.line }))),
          /** version the writer saw; 0: the cell was empty */
          seen: Type.Integer({ minimum: 0 }),
        },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: 400 },
    ),
  },
  { additionalProperties: false },
)
export type CellsIn = Static<typeof CellsIn>
export const CellsSaved = Type.Object({
  at: Type.String(),
  saved: Type.Array(Type.Object({ element: Type.String(), version: Type.Integer() })),
  /** somebody else changed these since: theirs is kept, both are shown */
  conflicts: Type.Array(
    Type.Object({
      element: Type.String(),
      ...CellFields,
      version: Type.Integer(),
      by: Type.String(),
      at: Type.String(),
    }),
  ),
  refused: Type.Array(
    Type.Object({ element: Type.String(), code: Type.String(), message: Type.String(), messageEn: Type.String() }),
  ),
})
export type CellsSaved = Static<typeof CellsSaved>

export const NarrativesIn = Type.Object(
  {
    parts: Type.Array(
      Type.Object(
        { part: Line, text: Type.String({ maxLength: limits.text }), seen: Type.Integer({ minimum: 0 }) },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: 40 },
    ),
  },
  { additionalProperties: false },
)
export type NarrativesIn = Static<typeof NarrativesIn>
export const NarrativesSaved = Type.Object({
  at: Type.String(),
  saved: Type.Array(Type.Object({ part: Type.String(), version: Type.Integer() })),
  conflicts: Type.Array(
    Type.Object({
      part: Type.String(),
      text: Type.String(),
      version: Type.Integer(),
      by: Type.String(),
      at: Type.String(),
    }),
  ),
  refused: Type.Array(
    Type.Object({ part: Type.String(), code: Type.String(), message: Type.String(), messageEn: Type.String() }),
  ),
})
export type NarrativesSaved = Static<typeof NarrativesSaved>

export const ReportActIn = Type.Object(
  { remark: Type.Optional(Type.String({ maxLength: 2000 })) },
  { additionalProperties: false },
)
export const ReportActed = Type.Object({ state: StateName, at: Type.String() })

const UnitName = Type.Object({ unitId: Id, name: Type.String() })
const Paired = OrNull(
  Type.Object({
    now: Type.Number(),
    before: Type.Number(),
    /** how many communes have both figures */
    units: Type.Integer(),
    ...Words,
  }),
)
export const ReportTotal = Type.Object({
  element: Type.String(),
  label: Type.String(),
  nameVi: Type.String(),
  nameEn: Type.String(),
  unitVi: Type.String(),
  unitEn: Type.String(),
  kind: Type.String(),
  total: OrNull(Type.Number()),
  n: Type.Integer(),
  of: Type.Integer(),
  missing: Type.Array(UnitName),
  notApplicable: Type.Array(UnitName),
  /** units whose figure is withheld from this reader */
  hidden: Type.Array(UnitName),
  withheld: Type.Boolean(),
  lastYear: Paired,
  previous: Paired,
})
export type ReportTotal = Static<typeof ReportTotal>

export const ReportOverview = Type.Object({
  form: Type.Object({
    code: Type.String(),
    version: Type.String(),
    titleVi: Type.String(),
    titleEn: Type.String(),
    statusVi: Type.String(),
    statusEn: Type.String(),
    periodNoteVi: Type.String(),
    periodNoteEn: Type.String(),
    dueNoteVi: Type.String(),
    dueNoteEn: Type.String(),
  }),
  period: PeriodOut,
  lastYearPeriod: OrNull(PeriodOut),
  over: Type.Object({ id: Id, fullName: Type.String() }),
  dueAt: Type.String(),
  asOf: Type.String(),
  sample: Type.Boolean(),
  counts: Type.Object({
    communes: Type.Integer(),
    sent: Type.Integer(),
    accepted: Type.Integer(),
    waiting: Type.Integer(),
    late: Type.Integer(),
    cameLate: Type.Integer(),
  }),
  communes: Type.Array(
    Type.Object({
      unitId: Id,
      code: Type.String(),
      name: Type.String(),
      fullName: Type.String(),
      reportId: OrNull(Id),
      state: StateName,
      stateVi: Type.String(),
      stateEn: Type.String(),
      timeliness: Type.String(),
      sentAt: OrNull(Type.String()),
      acceptedAt: OrNull(Type.String()),
      /** last time anything was typed */
      touchedAt: OrNull(Type.String()),
      filled: Type.Integer(),
      total: Type.Integer(),
      /** questions answered by a reason, for the reviewer to read */
      reasons: Type.Integer(),
      href: Type.String(),
    }),
  ),
  totals: Type.Array(ReportTotal),
  /** computed from the totals, over the communes that have every figure they need */
  indicators: Type.Array(
    Type.Object({
      code: Type.String(),
      nameVi: Type.String(),
      nameEn: Type.String(),
      unitVi: Type.String(),
      unitEn: Type.String(),
      value: OrNull(Type.Number()),
      n: Type.Integer(),
      of: Type.Integer(),
    }),
  ),
  /** sets of criteria: how many communes came to which grade */
  criteria: Type.Array(
    Type.Object({
      code: Type.String(),
      titleVi: Type.String(),
      titleEn: Type.String(),
      grades: Type.Array(Type.Object({ nameVi: Type.String(), nameEn: Type.String(), units: Type.Array(UnitName) })),
      /** sent, but a criterion is not scored */
      ungraded: Type.Array(UnitName),
    }),
  ),
  /** the day whose tree of units the sums follow */
  treeDay: Type.String(),
  /** communes of that period whose figures cannot be divided between the units of that day */
  divided: Type.Array(UnitName),
  small: Type.Object({
    /** this reader sees every figure */
    exact: Type.Boolean(),
    threshold: Type.Integer(),
    sensitive: Type.Integer(),
    releasedAt: OrNull(Type.String()),
    releasedBy: OrNull(Type.String()),
    mayRelease: Type.Boolean(),
  }),
})
export type ReportOverview = Static<typeof ReportOverview>

/** Sentence → figures → communes → who typed it, when. */
export const ReportTrace = Type.Object({
  asOf: Type.String(),
  period: PeriodOut,
  sentences: Type.Array(
    Type.Object({
      code: Type.String(),
      section: Type.String(),
      text: Type.String(),
      figures: Type.Array(
        Type.Object({
          element: Type.String(),
          nameVi: Type.String(),
          nameEn: Type.String(),
          total: OrNull(Type.Number()),
          of: Type.Integer(),
          units: Type.Array(
            Type.Object({
              unitId: Id,
              name: Type.String(),
              reportId: Id,
              value: Type.Number(),
              by: Type.String(),
              at: Type.String(),
              reason: OrNull(Type.String()),
              href: Type.String(),
            }),
          ),
          missing: Type.Array(UnitName),
          notApplicable: Type.Array(UnitName),
        }),
      ),
    }),
  ),
})
export type ReportTrace = Static<typeof ReportTrace>
