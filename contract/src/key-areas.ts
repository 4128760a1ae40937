import { Type, type Static } from 'typebox'
import { Id, Line } from './common.ts'

const FieldCode = Type.Union([
  Type.Literal('geology'),
  Type.Literal('climate'),
  Type.Literal('environment'),
  Type.Literal('water'),
  Type.Literal('energy'),
  Type.Literal('health'),
  Type.Literal('crime'),
])
const Status = Type.Union([
  Type.Literal('law'),
  Type.Literal('local'),
  Type.Literal('proposal'),
  Type.Literal('recalled'),
  Type.Literal('none'),
])
const Named = Type.Object({ code: FieldCode, vi: Type.String(), en: Type.String() })
const UnitName = Type.Object({ id: Id, name: Type.String() })

export const IndicatorSet = Type.Object({
  province: Type.String(),
  asOf: Type.String(),
  /** communes that the province has: what "communes covered" is measured against */
  communes: Type.Integer(),
  fields: Type.Array(Named),
  /** where the field of an indicator comes from */
  mapping: Type.Object({ status: Type.String(), source: Type.String() }),
  rows: Type.Array(
    Type.Object({
      kind: Type.String(),
      nameVi: Type.String(),
      nameEn: Type.String(),
      unit: Type.String(),
      fields: Type.Array(FieldCode),
      indirect: Type.Array(FieldCode),
      uses: Type.Array(
        Type.Object({
          hazard: Type.String(),
          nameVi: Type.String(),
          nameEn: Type.String(),
          article: Type.String(),
          scale: Type.Union([Type.String(), Type.Null()]),
          status: Status,
          pack: Type.String(),
        }),
      ),
      status: Status,
      series: Type.Integer(),
      invented: Type.Integer(),
      communes: Type.Integer(),
      newestAt: Type.Union([Type.String(), Type.Null()]),
      silent: Type.Integer(),
    }),
  ),
})
export type IndicatorSet = Static<typeof IndicatorSet>

const CoverCell = Type.Object({
  field: FieldCode,
  named: Type.Boolean(),
  state: Type.Union([
    Type.Literal('watched'),
    Type.Literal('indirect'),
    Type.Literal('silent'),
    Type.Literal('nothing'),
  ]),
  series: Type.Array(
    Type.Object({
      id: Id,
      station: Type.String(),
      name: Type.String(),
      indicator: Type.String(),
      indirect: Type.Boolean(),
      silent: Type.Boolean(),
    }),
  ),
  counts: Type.Union([Type.Object({ fresh: Type.Array(UnitName), old: Type.Array(UnitName) }), Type.Null()]),
})
const Sum = {
  areas: Type.Integer(),
  watched: Type.Integer(),
  indirect: Type.Integer(),
  silent: Type.Integer(),
  nothing: Type.Integer(),
  percent: Type.Union([Type.Number(), Type.Null()]),
}
export const KeyAreaMatrix = Type.Object({
  asOf: Type.String(),
  fields: Type.Array(Named),
  mapping: Type.Object({ status: Type.String(), source: Type.String() }),
  indicators: Type.Record(Type.String(), Type.Object({ vi: Type.String(), en: Type.String() })),
  areas: Type.Array(
    Type.Object({
      id: Id,
      code: Type.String(),
      name: Type.String(),
      owner: UnitName,
      communes: Type.Array(UnitName),
      fields: Type.Array(FieldCode),
      why: Type.String(),
      source: Type.String(),
      invented: Type.Boolean(),
      updatedAt: Type.String(),
      updatedByName: Type.String(),
      mayChange: Type.Boolean(),
      cells: Type.Array(CoverCell),
      watched: Type.Integer(),
      percent: Type.Union([Type.Number(), Type.Null()]),
    }),
  ),
  coverage: Type.Object({
    fields: Type.Array(Type.Object({ field: FieldCode, ...Sum })),
    all: Type.Object(Sum),
  }),
})
export type KeyAreaMatrix = Static<typeof KeyAreaMatrix>

const body = {
  name: Type.String({ minLength: 1, maxLength: 200 }),
  communeIds: Type.Array(Id, { minItems: 1, maxItems: 50, uniqueItems: true }),
  fields: Type.Array(FieldCode, { minItems: 1, maxItems: 7, uniqueItems: true }),
  why: Type.String({ minLength: 5, maxLength: 1000 }),
  source: Type.String({ maxLength: 300 }),
}
export const KeyAreaIn = Type.Object(
  { code: Type.String({ pattern: '^[\\p{L}\\p{N}._-]{1,30}$' }), ...body },
  { additionalProperties: false },
)
export type KeyAreaIn = Static<typeof KeyAreaIn>
export const KeyAreaChange = Type.Object(body, { additionalProperties: false })
export type KeyAreaChange = Static<typeof KeyAreaChange>
export const KeyAreaFile = Type.Object(
  { text: Type.String({ minLength: 1, maxLength: 1_000_000 }) },
  { additionalProperties: false },
)
export const KeyAreaFiled = Type.Object({
  added: Type.Integer(),
  faults: Type.Array(Type.Object({ line: Type.Integer(), vi: Type.String(), en: Type.String() })),
})
export type KeyAreaFiled = Static<typeof KeyAreaFiled>
export const KeyAreaMade = Type.Object({ id: Id, code: Line })
