import { Type, type Static } from 'typebox'
import { Id, IsoDate } from './common.ts'
import { ReportFormCode } from './report-forms.ts'

const OrNull = <T extends Parameters<typeof Type.Union>[0][number]>(t: T) => Type.Union([t, Type.Null()])
/** Tens of thousands of these are written in one answer: a union would be tried branch by branch for each. */
const Numbers = Type.Array(Type.Unsafe<number | null>({ type: ['number', 'null'] }))

/** Elements one may ask for at once part by part; sums of a whole form are not bounded. */
export const mostPartElements = 20

export const TotalsQuery = Type.Object({
  form: ReportFormCode,
  /** whole periods between these days */
  from: IsoDate,
  to: IsoDate,
  unit: Type.Optional(Id),
  /** the day whose tree of units is followed: today when absent */
  asOf: Type.Optional(IsoDate),
  /** codes with commas between; every figure of the form when absent */
  elements: Type.Optional(Type.String({ maxLength: 6000 })),
})
export const TotalsPartsQuery = Type.Object({
  ...TotalsQuery.properties,
  elements: Type.String({ minLength: 1, maxLength: 6000 }),
})

const ElementName = Type.Object({
  code: Type.String(),
  label: Type.String(),
  nameVi: Type.String(),
  nameEn: Type.String(),
  unitVi: Type.String(),
  unitEn: Type.String(),
  kind: Type.String(),
})
const UnitName = Type.Object({ unitId: Id, name: Type.String() })

export const ReportTotals = Type.Object({
  form: Type.String(),
  over: Type.Object({ id: Id, fullName: Type.String() }),
  treeDay: Type.String(),
  from: Type.String(),
  to: Type.String(),
  elements: Type.Array(ElementName),
  /** one line a period, oldest first; figures in the order of `elements`, null: none or withheld */
  periods: Type.Array(
    Type.Object({
      key: Type.String(),
      nameVi: Type.String(),
      nameEn: Type.String(),
      reports: Type.Integer(),
      accepted: Type.Integer(),
      /** communes that should have reported */
      of: Type.Integer(),
      totals: Numbers,
      /** from how many communes */
      counts: Type.Array(Type.Integer()),
      /** empty where nothing is withheld */
      hidden: Type.Array(Type.Boolean()),
    }),
  ),
  /** over all these periods; null for shares, scores and figures that are cumulative already */
  totals: Numbers,
  hidden: Type.Array(Type.Boolean()),
  indicators: Type.Array(
    Type.Object({
      code: Type.String(),
      nameVi: Type.String(),
      nameEn: Type.String(),
      unitVi: Type.String(),
      unitEn: Type.String(),
      value: OrNull(Type.Number()),
    }),
  ),
  divided: Type.Array(UnitName),
})
export type ReportTotals = Static<typeof ReportTotals>

export const ReportParts = Type.Object({
  over: Type.Object({ id: Id, fullName: Type.String() }),
  treeDay: Type.String(),
  elements: Type.Array(ElementName),
  periods: Type.Integer(),
  units: Type.Array(
    Type.Object({
      unitId: Id,
      name: Type.String(),
      /** its figures went into these units of `treeDay` */
      into: Type.Array(UnitName),
      reports: Type.Integer(),
      totals: Numbers,
      counts: Type.Array(Type.Integer()),
      hidden: Type.Array(Type.Boolean()),
    }),
  ),
})
export type ReportParts = Static<typeof ReportParts>

/** Who reported, how completely and when: a line a commune over the periods between two days. */
export const ReportRates = Type.Object({
  over: Type.Object({ id: Id, fullName: Type.String() }),
  periods: Type.Array(
    Type.Object({ key: Type.String(), nameVi: Type.String(), nameEn: Type.String(), due: Type.Boolean() }),
  ),
  units: Type.Array(
    Type.Object({
      unitId: Id,
      name: Type.String(),
      expected: Type.Integer(),
      reported: Type.Integer(),
      inTime: Type.Integer(),
      /** share of the figures asked for that are there, of what was reported; null: nothing was */
      complete: OrNull(Type.Number()),
      missing: Type.Array(Type.String()),
    }),
  ),
  expected: Type.Integer(),
  reported: Type.Integer(),
  inTime: Type.Integer(),
})
export type ReportRates = Static<typeof ReportRates>

export const ReleaseOut = Type.Object({
  releasedAt: Type.String(),
  by: Type.String(),
  withheld: Type.Integer(),
  leftOut: Type.Array(Type.String()),
})

/** DHIS2 data value sets: names and shapes are those of its Web API. */
export const DataValue = Type.Object({
  dataElement: Type.Optional(Type.String({ maxLength: 200 })),
  period: Type.Optional(Type.String({ maxLength: 60 })),
  orgUnit: Type.Optional(Type.String({ maxLength: 60 })),
  categoryOptionCombo: Type.Optional(Type.String({ maxLength: 200 })),
  attributeOptionCombo: Type.Optional(Type.String({ maxLength: 200 })),
  value: Type.Optional(Type.Union([Type.String({ maxLength: 300 }), Type.Number(), Type.Boolean(), Type.Null()])),
  comment: Type.Optional(OrNull(Type.String({ maxLength: 300 }))),
  storedBy: Type.Optional(Type.String({ maxLength: 200 })),
  created: Type.Optional(Type.String({ maxLength: 60 })),
  lastUpdated: Type.Optional(Type.String({ maxLength: 60 })),
  followup: Type.Optional(Type.Boolean()),
  followUp: Type.Optional(Type.Boolean()),
  deleted: Type.Optional(Type.Boolean()),
})
export const DataValueSet = Type.Object({
  dataSet: Type.Optional(Type.String({ maxLength: 60 })),
  completeDate: Type.Optional(OrNull(Type.String({ maxLength: 60 }))),
  period: Type.Optional(Type.String({ maxLength: 60 })),
  orgUnit: Type.Optional(Type.String({ maxLength: 60 })),
  attributeOptionCombo: Type.Optional(Type.String({ maxLength: 200 })),
  dataValues: Type.Array(DataValue, { maxItems: 60_000 }),
})
export type DataValueSet = Static<typeof DataValueSet>

export const ImportSummary = Type.Object({
  responseType: Type.Literal('ImportSummary'),
  status: Type.String({ description: 'SUCCESS | WARNING | ERROR' }),
  description: Type.String(),
  importCount: Type.Object({
    imported: Type.Integer(),
    updated: Type.Integer(),
    ignored: Type.Integer(),
    deleted: Type.Integer(),
  }),
  conflicts: Type.Array(
    Type.Object({
      object: Type.String(),
      objects: Type.Record(Type.String(), Type.String()),
      value: Type.String(),
      errorCode: Type.String(),
      property: Type.String(),
      indexes: Type.Array(Type.Integer()),
    }),
  ),
  rejectedIndexes: Type.Array(Type.Integer()),
  dataSetComplete: Type.String(),
})
export type ImportSummary = Static<typeof ImportSummary>
