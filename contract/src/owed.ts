import { Type, type Static } from 'typebox'

/** One tile of the bottom row of the duty room: what is owed, how much of it, and where to settle it. */
export const OwedTile = Type.Object({
  key: Type.String(),
  count: Type.Integer(),
  titleVi: Type.String(),
  titleEn: Type.String(),
  detailVi: Type.String(),
  detailEn: Type.String(),
  /** red: late or short */
  late: Type.Boolean(),
  href: Type.String(),
})
export type OwedTile = Static<typeof OwedTile>
export const OwedList = Type.Array(OwedTile)
export type OwedList = Static<typeof OwedList>
