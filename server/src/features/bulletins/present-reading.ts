import type { BulletinFiling, BulletinReading } from '@tusom/contract'
import {
  type AskedPlace,
  narrowest,
  type ParsedBulletin,
  placeKey,
  PlaceResolver,
  type PlaceUnit,
  type Resolution,
  splitType,
} from '@tusom/domain'
import { allSuccessions, filedBefore, officialBulletins, type SeriesRow, type Tx } from '@tusom/store'
import { localParts } from '@tusom/vi-text'
import type { FastifyRequest } from 'fastify'
import type { App } from '../../app.ts'
import type { Ingest } from '../observations/ingest.ts'
import { reachOf } from '../observations/sort-readings.ts'

const former = (attrs: Record<string, unknown>): PlaceUnit['former'] => {
  const f = attrs.former as { district?: unknown; province?: unknown } | undefined
  if (typeof f !== 'object' || f === null) return null
  return {
    district: typeof f.district === 'string' ? f.district : null,
    province: typeof f.province === 'string' ? f.province : null,
  }
}

/** The resolver of a province's names on the day of the request. */
export async function placesOf(app: App, tx: Tx, provinceId: number, now: Date): Promise<PlaceResolver> {
  const units: PlaceUnit[] = [...app.ctx.tree().byId.values()]
    .filter(u => u.kind === 'commune' || u.kind === 'province')
    .map(u => ({
      id: u.id,
      kind: u.kind,
      name: u.name,
      fullName: u.fullName,
      parentId: u.parentId,
      validFrom: u.validFrom,
      validTo: u.validTo,
      // a CAP alert may name communes by code only
      aliases: [...u.aliases, u.code],
      former: former(u.attrs),
    }))
  return new PlaceResolver(units, await allSuccessions(tx), provinceId, localParts(now.getTime()).date)
}

/** Gauges by the names that bulletins use. Two of one name are told apart by their river, else left to a person. */
export class Gauges {
  private readonly byName = new Map<string, SeriesRow[]>()

  constructor(rows: readonly SeriesRow[], provinceId: number) {
    for (const r of rows) {
      if (!r.indicator.startsWith('water_level')) continue
      const key = placeKey(gaugeName(r.stationName))
      const list = this.byName.get(key) ?? []
      // a gauge of another province is known too, but ours comes first
      if (r.provinceId === provinceId) list.unshift(r)
      else list.push(r)
      this.byName.set(key, list)
    }
  }

  find(station: string | null, river: string | null, provinceId: number): SeriesRow | null {
    if (station === null) return null
    const list = this.byName.get(placeKey(gaugeName(station))) ?? []
    const onRiver =
      river === null ? list : list.filter(r => r.river === null || placeKey(bare(r.river)) === placeKey(bare(river)))
    const fits = onRiver.length > 0 ? onRiver : []
    const own = fits.filter(r => r.provinceId === provinceId)
    if (own.length === 1) return own[0] ?? null
    return own.length === 0 && fits.length === 1 ? (fits[0] ?? null) : null
  }
}
const bare = (river: string) => river.replace(/^sông\s+/iu, '')
const gaugeName = (name: string) => splitType(name.replace(/^(?:trạm\s+)?(?:(?:thủy|thuỷ|hải)\s+văn\s+)?/iu, '')).name

const listOf = (text: string): string[] =>
  /^từ\s/iu.test(text)
    ? [text]
    : text
        .split(/\s?[,;]\s?|\s+và\s+(?=\p{Lu})/u)
        .map(s => s.trim())
        .filter(Boolean)

const idsOf = (r: Resolution) => [...new Set(r.found.flatMap(f => f.unitIds))].sort((a, b) => a - b)

/** A parsed bulletin with its names turned into units and series of ours. */
export async function presentReading(
  app: App,
  ingest: Ingest,
  request: FastifyRequest,
  parsed: ParsedBulletin,
  from: Pick<BulletinReading, 'origin' | 'arrivalId' | 'cap'>,
): Promise<BulletinReading> {
  const provinceId = request.actor.provinceId
  const catalogue = await ingest.catalogue()
  const gauges = new Gauges(catalogue.rows, provinceId)
  const may = reachOf(request.actor)
  const written = parsed.issuedAt?.slice(0, 10) ?? null
  const { resolver, standing, filed } = await request.read(async tx => ({
    filed:
      parsed.issuer !== null && parsed.kind !== null && parsed.issuedAt !== null
        ? await filedBefore(tx, parsed.issuer, parsed.kind, new Date(parsed.issuedAt))
        : null,
    resolver: await placesOf(app, tx, provinceId, request.now),
    standing: await officialBulletins(tx, request.now),
  }))
  const resolve = (places: readonly AskedPlace[]) => resolver.resolve(places, written)
  const ours = (ids: readonly number[]) => ids.filter(id => app.ctx.tree().provinceOf(id)?.id === provinceId)
  const gaugesOf = (list: readonly { station: string | null; river: string | null }[]) => [
    ...new Set(list.flatMap(w => ours(gauges.find(w.station, w.river, provinceId)?.communeIds ?? []))),
  ]
  const areas = resolve(parsed.areas)
  const water = [...parsed.observations, ...parsed.forecasts]

  const levels = parsed.levels.map(l => {
    const rivers = l.areas
      .filter(a => /^(?:các )?sông\s/iu.test(a))
      .map(a => placeKey(a.replace(/^(?:các )?sông\s/iu, '')))
    const onRiver =
      rivers.length > 0 ? gaugesOf(water.filter(w => w.river !== null && rivers.includes(placeKey(w.river)))) : []
    if (l.areas.length > 0) {
      const r = resolve(
        l.areas.filter(a => onRiver.length === 0 || !/^(?:các )?sông\s/iu.test(a)).map(name => ({ name })),
      )
      const found =
        onRiver.length > 0 ? [{ name: l.areas.join(', '), within: null, how: 'gauges' as const, unitIds: onRiver }] : []
      return {
        ...l,
        unitIds: [...new Set([...idsOf(r), ...onRiver])],
        found: [...r.found, ...found],
        open: r.open,
        elsewhere: r.elsewhere,
      }
    }
    // no area of its own: the communes that the bulletin warns, else those of its gauges
    const close = narrowest(areas.found)
    const named = [...new Set(close.flatMap(f => f.unitIds))]
    if (named.length > 0) return { ...l, unitIds: named, found: close, open: [], elsewhere: [] }
    const byGauge = gaugesOf(water)
    return {
      ...l,
      unitIds: byGauge,
      found:
        byGauge.length > 0
          ? [{ name: 'trạm nêu trong bản tin', within: null, how: 'gauges' as const, unitIds: byGauge }]
          : [],
      open: [],
      elsewhere: [],
    }
  })
  // "cấp 1; riêng xã X cấp 2": the communes named for themselves leave the rest
  for (const rest of levels.filter(l => l.areas.length === 0)) {
    const named = new Set(levels.filter(l => l.hazard === rest.hazard && l.areas.length > 0).flatMap(l => l.unitIds))
    rest.unitIds = rest.unitIds.filter(id => !named.has(id))
  }

  const observations = await Promise.all(
    parsed.observations.map(async o => {
      const row = gauges.find(o.station, o.river, provinceId)
      const stored =
        row && o.at !== null && o.at.length > 10
          ? await app.ctx.db.asIngest(request.run.id, tx =>
              tx.maybe<{ value: number }>(
                'select value from observations where run_id = $1 and series_id = $2 and at = $3',
                [request.run.id, row.id, o.at],
              ),
            )
          : null
      return {
        ...o,
        series: row
          ? {
              station: row.stationCode,
              name: row.stationName,
              indicator: row.indicator,
              invented: row.invented,
              may: may(row),
              stored: stored?.value ?? null,
            }
          : null,
      }
    }),
  )
  return {
    ...from,
    text: parsed.text,
    title: parsed.title,
    number: parsed.number,
    kind: parsed.kind,
    issuer: parsed.issuer,
    issuedAt: parsed.issuedAt,
    nextAt: parsed.nextAt,
    expiresAt: parsed.expiresAt,
    final: parsed.final,
    warnings: parsed.warnings,
    levels,
    areas,
    observations,
    forecasts: parsed.forecasts.map(f => ({ ...f, unitIds: gaugesOf([f]) })),
    rain: parsed.rain
      .filter(r => !r.observed)
      .map(r => {
        const places = r.place === null ? null : resolve(listOf(r.place).map(name => ({ name })))
        // "các nơi khác ở Bắc Bộ", "vùng núi" may be here; what is named of another province is not
        const wider = places === null || places.open.length > 0
        return { ...r, unitIds: places ? idsOf(places) : [], wider }
      }),
    storm: parsed.storm,
    quakes: parsed.quakes,
    temperatures: parsed.temperatures,
    filed: filed && { id: filed.id, by: filed.enteredByName, at: filed.enteredAt.toISOString() },
    standing: ours([...new Set(standing.filter(s => s.hazard === parsed.kind).map(s => s.areaId))]),
  }
}

/** What is kept of a confirmed bulletin beside its text. */
export const readingOf = (b: BulletinFiling) => ({
  title: b.title,
  final: b.final,
  levels: b.levels,
  forecasts: b.forecasts,
  rain: b.rain,
  storm: b.storm,
})
export type StoredBulletinReading = ReturnType<typeof readingOf>
