import { Type, type Static } from 'typebox'

/** Longest texts people may send; each with its reason. */
export const limits = {
  /** a name or a title on one line */
  line: 300,
  /** a paragraph */
  text: 20_000,
  /** CAP headline; cell phones and CAP composers cut at 160 */
  headline: 160,
  /** readings in one batch: about 1 MB of JSON */
  batch: 20_000,
}

export const Id = Type.Integer({ minimum: 1, maximum: 2_147_483_647 })
export const IdParams = Type.Object({ id: Id })
export const IsoTime = Type.String({ format: 'date-time', maxLength: 40 })
export const IsoDate = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
export const Line = Type.String({ minLength: 1, maxLength: limits.line })
export const Text = Type.String({ maxLength: limits.text })
export const Nullable = <
  T extends
    | ReturnType<typeof Type.Unsafe>
    | ReturnType<typeof Type.String>
    | ReturnType<typeof Type.Number>
    | ReturnType<typeof Type.Integer>,
>(
  t: T,
) => Type.Union([t, Type.Null()])

/** One shape for every refusal and fault. */
export const ErrorBody = Type.Object({
  error: Type.Object({
    code: Type.String(),
    message: Type.String({ description: 'Tiếng Việt' }),
    messageEn: Type.String(),
    where: Type.Optional(Type.String()),
  }),
})
export type ErrorBody = Static<typeof ErrorBody>
export const Done = Type.Object({ ok: Type.Literal(true) })
