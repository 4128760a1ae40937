import { seeded, shareOut } from '../random.ts'
import { communeRows } from '../units/communes-table.ts'

/** Households at risk in the whole sample. */
export const HOUSEHOLDS = 5000

/** More where the flood of the sample hits hardest. */
const HARDEST: Readonly<Record<string, number>> = {
  '06385': 412, // Hữu Lũng
  '06415': 380, // Vân Nham
  '06391': 340, // Yên Bình
  '06457': 300, // Tuấn Sơn
  '06427': 290, // Cai Kinh
  '06040': 280, // Thất Khê
  '06046': 240, // Tràng Định
  '06058': 220, // Quốc Việt
}

/** Places missing in the sample by design, so that a shortfall can be shown: commune → people without a place. */
export const SHORT_OF_PLACES: Readonly<Record<string, number>> = {
  '06385': 140,
  '06415': 220,
  '06391': 95,
  '06040': 60,
  '06427': 45,
}

export const isHardest = (communeCode: string): boolean => communeCode in HARDEST

/** Commune code → households at risk; adds up to {@link HOUSEHOLDS}. */
export function householdCounts(): ReadonlyMap<string, number> {
  const random = seeded('households/counts')
  const others = communeRows.filter(r => !isHardest(r.code))
  const left = HOUSEHOLDS - Object.values(HARDEST).reduce((a, b) => a + b, 0)
  const shares = shareOut(
    left,
    others.map(r => Math.sqrt(r.areaKm2) * random.between(0.6, 1.4)),
  )
  return new Map(communeRows.map(r => [r.code, HARDEST[r.code] ?? shares[others.findIndex(o => o.code === r.code)]!]))
}
