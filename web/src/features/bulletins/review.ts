import type { BulletinFiling, BulletinReading } from '@tusom/contract'

/** A value of the bulletin on its way past a person: what was read, and what they make of it. */
export type ReviewLevel = BulletinReading['levels'][number] & { id: string; dropped: boolean }
export type ReviewObservation = BulletinReading['observations'][number] & { id: string; keep: boolean }
export type ReviewForecast = BulletinReading['forecasts'][number] & { id: string; dropped: boolean }
export type ReviewRain = BulletinReading['rain'][number] & { id: string; dropped: boolean }
export type Review = {
  issuer: string
  number: string
  hazard: string
  issuedAt: string | null
  nextAt: string | null
  final: boolean
  levels: ReviewLevel[]
  /** names of the bulletin as a whole that a person has to settle, for the levels without areas of their own */
  open: BulletinReading['areas']['open']
  observations: ReviewObservation[]
  forecasts: ReviewForecast[]
  rain: ReviewRain[]
}

/** A measured level can be stored when its gauge is ours, it has an hour, and it is not stored already. */
export const mayStore = (o: BulletinReading['observations'][number]): boolean =>
  o.series !== null &&
  o.series.may &&
  o.at !== null &&
  o.at.length > 10 &&
  o.value !== null &&
  o.series.stored !== o.value

export function startReview(r: BulletinReading): Review {
  const levels: ReviewLevel[] = r.levels.map((l, i) => ({ ...l, id: `level-${i}`, dropped: false }))
  // a final bulletin without a level ends what stands
  if (r.final && levels.length === 0 && r.standing.length > 0 && r.kind !== null)
    levels.push({
      id: 'level-end',
      hazard: r.kind,
      level: 0,
      areas: [],
      span: [0, 0],
      unitIds: r.standing,
      found: [],
      open: [],
      elsewhere: [],
      dropped: false,
    })
  return {
    issuer: r.issuer ?? '',
    number: r.number ?? '',
    hazard: r.kind ?? '',
    issuedAt: r.issuedAt,
    nextAt: r.nextAt,
    final: r.final,
    levels,
    open: r.areas.open,
    // nothing is stored unless a person ticks it
    observations: r.observations.map((o, i) => ({ ...o, id: `seen-${i}`, keep: false })),
    forecasts: r.forecasts.map((f, i) => ({ ...f, id: `forecast-${i}`, dropped: false })),
    rain: r.rain.map((x, i) => ({ ...x, id: `rain-${i}`, dropped: false })),
  }
}

export type Mark = { id: string; start: number; end: number }
export type Piece = { text: string; id: string | null }

/** Where the values stand in the text, in order; of two that overlap the first is shown. */
export function marksOf(review: Review): Mark[] {
  const all = [...review.levels, ...review.observations, ...review.forecasts, ...review.rain]
    .map(v => ({ id: v.id, start: v.span[0], end: v.span[1] }))
    .filter(m => m.end > m.start)
    .toSorted((a, b) => a.start - b.start || b.end - a.end)
  const out: Mark[] = []
  for (const m of all) if (m.start >= (out.at(-1)?.end ?? 0)) out.push(m)
  return out
}

/** The text cut at its marks. */
export function piecesOf(text: string, marks: readonly Mark[]): Piece[] {
  const out: Piece[] = []
  let at = 0
  for (const m of marks) {
    if (m.start > at) out.push({ text: text.slice(at, m.start), id: null })
    out.push({ text: text.slice(m.start, m.end), id: m.id })
    at = m.end
  }
  if (at < text.length) out.push({ text: text.slice(at), id: null })
  return out
}

/** A name that a person settled: its communes join the levels without areas of their own (or the level it stood in). */
export function settle(review: Review, levelId: string | null, name: string, unitIds: readonly number[]): Review {
  const join = (l: ReviewLevel): ReviewLevel => ({
    ...l,
    unitIds: [...new Set([...l.unitIds, ...unitIds])],
    open: l.open.filter(o => o.name !== name),
  })
  if (levelId !== null) return { ...review, levels: review.levels.map(l => (l.id === levelId ? join(l) : l)) }
  return {
    ...review,
    open: review.open.filter(o => o.name !== name),
    levels: unitIds.length > 0 ? review.levels.map(l => (l.areas.length === 0 ? join(l) : l)) : review.levels,
  }
}

export type ReviewFault =
  | 'needIssuer'
  | 'needKind'
  | 'needTime'
  | 'future'
  | 'nextBefore'
  | 'needUnitsOf'
  | 'twice'
  | 'openLeft'
  | 'nothing'

/** What keeps a bulletin from being confirmed; the server says the same. */
export function faultsOfReview(r: Review, now: number): ReviewFault[] {
  const faults: ReviewFault[] = []
  const levels = r.levels.filter(l => !l.dropped)
  if (!r.issuer.trim()) faults.push('needIssuer')
  if (!r.hazard) faults.push('needKind')
  if (r.issuedAt === null) faults.push('needTime')
  else if (Date.parse(r.issuedAt) > now + 5 * 60_000) faults.push('future')
  if (r.nextAt !== null && r.issuedAt !== null && Date.parse(r.nextAt) <= Date.parse(r.issuedAt))
    faults.push('nextBefore')
  // a name nobody settled is neither taken nor left out by itself
  const askedOfAll = r.open.length > 0 && levels.some(l => l.areas.length === 0)
  if (askedOfAll || levels.some(l => l.open.length > 0)) faults.push('openLeft')
  // a level of elsewhere only is no fault: it says nothing of ours
  if (levels.some(l => l.unitIds.length === 0 && (l.elsewhere.length === 0 || l.open.length > 0)))
    faults.push('needUnitsOf')
  const seen = new Set<string>()
  if (levels.some(l => l.unitIds.some(id => seen.size === seen.add(`${l.hazard ?? r.hazard}/${id}`).size)))
    faults.push('twice')
  const holds =
    levels.some(l => l.unitIds.length > 0) ||
    r.forecasts.some(f => !f.dropped) ||
    r.rain.some(x => !x.dropped) ||
    r.observations.some(o => o.keep)
  if (!holds && !r.final) faults.push('nothing')
  return faults
}

/** What is sent. */
export function filingOf(r: Review, reading: BulletinReading): BulletinFiling {
  const plain = <T extends { id: string; dropped: boolean }>(list: readonly T[]) =>
    list
      .filter(x => !x.dropped)
      .map(x => {
        const { id: _id, dropped: _dropped, ...rest } = x
        return rest as Omit<T, 'id' | 'dropped'>
      })
  return {
    issuer: r.issuer.trim(),
    number: r.number.trim() || null,
    hazard: r.hazard,
    title: reading.title?.slice(0, 400) ?? null,
    issuedAt: r.issuedAt ?? '',
    nextAt: r.nextAt,
    expiresAt: reading.expiresAt,
    final: r.final,
    text: reading.text,
    origin: reading.origin,
    arrivalId: reading.arrivalId,
    levels: r.levels
      .filter(l => !l.dropped && l.unitIds.length > 0)
      .map(l => ({ hazard: l.hazard ?? r.hazard, level: l.level, unitIds: l.unitIds })),
    forecasts: plain(r.forecasts),
    rain: plain(r.rain),
    storm: reading.storm,
    readings: r.observations
      .filter(o => o.keep && o.series !== null && o.at !== null && o.value !== null)
      .map(o => ({
        station: o.series?.station ?? '',
        indicator: o.series?.indicator ?? '',
        at: o.at ?? '',
        value: o.value ?? 0,
      })),
  }
}
