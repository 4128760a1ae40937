/**
 * Which past periods stand in the base of period k, and in which level of the seasonal factor.
 *
 * Level 0: w periods on each side of the same period in each of b years (and, up to `past`, the latest w before k itself). With
 * noPeriods > 1 the time between two such windows is divided into noPeriods − 1 nearly equal parts, levels 1 …, so that the whole
 * history serves and the season is still told apart (Noufaily et al. 2013, section 3.1). The latest `past` periods stay out, so that
 * an outbreak that is under way does not raise its own bound.
 *
 * False where the history does not reach back far enough.
 */
export function seasonLevels(
  k: number,
  yearsBack: (index: number, years: number) => number,
  { b, w, noPeriods, past }: { b: number; w: number; noPeriods: number; past: number },
  n: number,
  take: (index: number, level: number) => void,
): boolean {
  const latest = Math.min(n - 1, k - past - 1)
  let centre = yearsBack(k, b)
  if (centre < 0) return false
  for (let year = b; year >= 1; year--) {
    const next = year === 1 ? k : yearsBack(k, year - 1)
    for (let i = Math.max(0, centre - w); i <= Math.min(latest, centre + w); i++) take(i, 0)
    if (noPeriods > 1) {
      const from = centre + w + 1
      const length = Math.max(0, next - w - from)
      // as equal as can be: the first parts are longer by one where it does not come out even
      const shorter = Math.floor(length / (noPeriods - 1))
      const inLonger = (length % (noPeriods - 1)) * (shorter + 1)
      for (let j = 0; j < length && from + j <= latest; j++)
        take(
          from + j,
          j < inLonger
            ? 1 + Math.floor(j / (shorter + 1))
            : 1 + (length % (noPeriods - 1)) + Math.floor((j - inLonger) / shorter),
        )
    }
    centre = next
  }
  for (let i = Math.max(0, k - w); i <= latest; i++) take(i, 0)
  return true
}
