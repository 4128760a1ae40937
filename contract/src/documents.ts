import { Type, type Static } from 'typebox'
import { Id, IsoDate } from './common.ts'
import { UnitRef } from './tasks.ts'

const text = Type.String()
const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(t: T) => Type.Union([t, Type.Null()])
const direction = Type.Enum(['in', 'out'])
const kind = Type.String({ minLength: 1, maxLength: 8 })
const book = Type.String({ maxLength: 20, pattern: '^[\\p{L}\\p{N} -]*$' })
const link = Type.Enum(['basis', 'amends', 'carries-out', 'answers'])

export const RegisterQuery = Type.Object({
  unitId: Type.Optional(Id),
  direction: Type.Optional(direction),
  year: Type.Optional(Type.Integer({ minimum: 1990, maximum: 2200 })),
  kind: Type.Optional(kind),
  book: Type.Optional(Type.String({ maxLength: 20 })),
  text: Type.Optional(Type.String({ maxLength: 200 })),
  limit: Type.Integer({ minimum: 1, maximum: 200, default: 50 }),
  offset: Type.Integer({ minimum: 0, maximum: 100_000, default: 0 }),
})
export const RegisterEntryOut = Type.Object({
  id: Id,
  unit: UnitRef,
  direction,
  book: text,
  year: Type.Integer(),
  seq: Type.Integer(),
  enteredOn: text,
  number: text,
  kind: orNull(text),
  issuedOn: orNull(text),
  issuer: text,
  title: text,
  recipients: text,
  urgency: orNull(text),
  documentId: orNull(Id),
  source: orNull(Type.Object({ kind: text, id: Id })),
  state: Type.Enum(['active', 'void']),
  stateReason: orNull(text),
  at: text,
  by: text,
})
export type RegisterEntryOut = Static<typeof RegisterEntryOut>
export const RegisterList = Type.Object({
  unit: UnitRef,
  today: text,
  mayWrite: Type.Boolean(),
  /** what the unit signs as: "UBND", "SYT" */
  sign: text,
  total: Type.Integer(),
  years: Type.Array(Type.Integer()),
  /** books of the year, with the number that comes next */
  books: Type.Array(Type.Object({ direction, book: text, next: Type.Integer(), lastDate: text })),
  entries: Type.Array(RegisterEntryOut),
  /** documents of the unit that stand in no book yet */
  loose: Type.Array(
    Type.Object({ id: Id, number: orNull(text), title: text, issuer: text, issuedOn: orNull(text), uploadedAt: text }),
  ),
})
export type RegisterList = Static<typeof RegisterList>

export const RegisterIn = Type.Object(
  {
    unitId: Type.Optional(Id),
    direction,
    book: Type.Optional(book),
    /** the day of sending or coming; today where absent */
    on: Type.Optional(IsoDate),
    kind: orNull(kind),
    /** out: what follows the stroke, "KH-UBND" */
    code: Type.Optional(Type.String({ maxLength: 60 })),
    /** in: the number that it bears */
    number: Type.Optional(Type.String({ maxLength: 60 })),
    issuedOn: Type.Optional(orNull(IsoDate)),
    issuer: Type.Optional(Type.String({ maxLength: 300 })),
    title: Type.String({ minLength: 3, maxLength: 600 }),
    recipients: Type.Optional(Type.String({ maxLength: 1000 })),
    urgency: Type.Optional(orNull(Type.Enum(['HỎA TỐC', 'THƯỢNG KHẨN', 'KHẨN']))),
    documentId: Type.Optional(orNull(Id)),
    source: Type.Optional(
      orNull(
        Type.Object(
          { kind: Type.Enum(['own-plan', 'report', 'consolidated-report', 'warning', 'sitrep', 'exercise']), id: Id },
          { additionalProperties: false },
        ),
      ),
    ),
  },
  { additionalProperties: false },
)
export type RegisterIn = Static<typeof RegisterIn>
export const RegisterMade = Type.Object({ id: Id, seq: Type.Integer(), number: text })

const LinkOut = Type.Object({
  id: Id,
  kind: link,
  number: text,
  other: orNull(Type.Object({ id: Id, number: text, title: text, date: orNull(text) })),
  /** entries of the same unit that bear the number */
  maybe: Type.Array(Type.Object({ id: Id, number: text, title: text, date: orNull(text) })),
})
export const RegisterDetail = Type.Object({
  entry: RegisterEntryOut,
  mayWrite: Type.Boolean(),
  /** what it rests on, and what rests on it */
  restsOn: Type.Array(LinkOut),
  basisOf: Type.Array(LinkOut),
})
export type RegisterDetail = Static<typeof RegisterDetail>
export const RegisterVoid = Type.Object(
  { reason: Type.String({ minLength: 3, maxLength: 1000 }) },
  { additionalProperties: false },
)
export const RegisterLinkIn = Type.Object(
  {
    kind: link,
    number: Type.Optional(Type.String({ minLength: 1, maxLength: 60 })),
    toId: Type.Optional(orNull(Id)),
  },
  { additionalProperties: false },
)
export const RegisterSourceQuery = Type.Object({
  kind: Type.String({ maxLength: 30 }),
  id: Id,
})
export const RegisterOfSource = Type.Object({ entry: orNull(RegisterEntryOut) })
