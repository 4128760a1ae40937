import {
  accounts,
  calmReadings,
  communeShapes,
  type Figure,
  stations,
  units,
  watchPoints,
  watchReadings,
} from '@tusom/sample'
import { hashPassword, type Ingest } from '@tusom/server'
import { type Database, type NewUnit, upsertStation, upsertUnits, upsertUser, writeAudit } from '@tusom/store'
import { fold } from '@tusom/vi-text'
import { loadHouseholds } from './load-households.ts'
import { loadFollowUps } from './load-follow-ups.ts'
import { loadKeyAreas } from './load-key-areas.ts'
import { loadPlans } from './load-plans.ts'
import { loadReports } from './load-reports.ts'
import { loadScenarios } from './load-scenarios.ts'
import { loadWarnings } from './load-warnings.ts'

/** What the loaders of single features share: the database, ids of units by code, and the instant of loading. */
export type SampleLoader = (db: Database, ids: (unitCode: string) => number, at: Date, dataKey: Buffer) => Promise<void>

/** Loaders of the features, in the order in which they need each other. One line each. */
const loaders: readonly SampleLoader[] = [
  loadHouseholds,
  loadScenarios,
  loadPlans,
  loadReports,
  loadWarnings,
  loadKeyAreas,
  loadFollowUps,
]

/** True where nothing has been set up yet: then, and only then, the sample may be loaded. */
export async function isEmpty(db: Database): Promise<boolean> {
  return (
    await db.asSystem(tx =>
      tx.one<{ empty: boolean }>('select not exists (select from units) and not exists (select from users) as empty'),
    )
  ).empty
}

const asUnits = (): NewUnit[] => {
  const shapes = new Map(communeShapes().map(s => [s.properties.code, s.geometry]))
  return units.map(u => ({
    code: u.code,
    kind: u.kind,
    name: u.name,
    fullName: u.fullName,
    parentCode: u.parentCode,
    validFrom: u.validFrom,
    validTo: u.validTo,
    aliases: [...u.aliases],
    search: fold([u.fullName, ...u.aliases].join(' ')),
    lat: u.lat,
    lon: u.lon,
    areaKm2: u.areaKm2,
    boundary: shapes.get(u.code) ?? null,
    attrs: {
      sample: true,
      nameEn: u.nameEn,
      ...(u.terrain ? { terrain: u.terrain } : {}),
      ...(u.landslideZone ? { landslideZone: u.landslideZone, landslideZoneSource: u.landslideZoneSource } : {}),
      ...(u.landslideSusceptibility
        ? {
            landslideSusceptibility: u.landslideSusceptibility.value,
            landslideSusceptibilityStatus: u.landslideSusceptibility.status,
          }
        : {}),
      ...(u.former ? { former: u.former } : {}),
      ...(shapes.has(u.code) ? { boundary: 'approximate' } : {}),
    },
    source: u.source,
    invented: u.invented,
  }))
}

/** Loads the sample province: units, shapes, stations, people. Everything in one go, then each feature's own part. */
export async function loadSample(db: Database, dataKey: Buffer, now: Date): Promise<void> {
  const hashes = new Map<string, string>()
  for (const a of accounts) if (!hashes.has(a.password)) hashes.set(a.password, await hashPassword(a.password))
  const byCode = new Map<string, number>()
  await db.asSystem(async tx => {
    await upsertUnits(tx, asUnits())
    for (const row of await tx.query<{ id: number; code: string }>('select id, code from units where valid_to is null'))
      byCode.set(row.code, row.id)
    const id = (code: string) => byCode.get(code) as number
    await tx.query(
      `insert into mandates (unit_id, over_id, purpose, basis) values
         ($1, $4, 'consolidates', 'mẫu: cơ quan thường trực của kế hoạch'), ($1, $4, 'watches', 'mẫu'),
         ($2, $4, 'watches', 'mẫu: chủ trì lĩnh vực thiên tai'), ($3, $4, 'watches', 'mẫu: chỉ huy phòng thủ dân sự')
       on conflict do nothing`,
      [id('20-CA'), id('20-NNMT'), id('20-PTDS') ?? id('20'), id('20')],
    )
    for (const s of stations) {
      const figure = (f: { value: number | null; status: string; source: string } | null) =>
        f && f.value !== null ? { value: f.value, status: f.status, source: f.source } : undefined
      const thresholds = {
        alarm1: figure(s.alarm1),
        alarm2: figure(s.alarm2),
        alarm3: figure(s.alarm3),
        zone: figure(s.zone),
        record: s.floodRecord ?? undefined,
      }
      await upsertStation(tx, {
        code: s.code,
        name: s.name,
        river: s.river,
        basin: s.basin,
        lat: s.lat,
        lon: s.lon,
        provinceId: id('20'),
        invented: s.invented,
        source: s.source,
        communeIds: s.communeCodes.map(id),
        series: [
          {
            indicator: s.indicator,
            unit: s.unit,
            min: s.range.min,
            max: s.range.max,
            everyMinutes: s.intervalMinutes,
            thresholds: s.indicator === 'water_level' ? thresholds : {},
          },
        ],
      })
    }
    for (const p of watchPoints) {
      const mark = (f: Figure | undefined) =>
        f && f.value !== null ? { value: f.value, status: f.status, source: f.source } : undefined
      await upsertStation(tx, {
        code: p.code,
        name: p.name,
        lat: p.lat,
        lon: p.lon,
        provinceId: id('20'),
        invented: p.invented,
        source: p.source,
        communeIds: p.communeCodes.map(id),
        series: p.series.map(({ indicator, unit, min, max, intervalMinutes, alarm1, alarm2, alarm3 }) => ({
          indicator,
          unit,
          min,
          max,
          everyMinutes: intervalMinutes,
          thresholds: { alarm1: mark(alarm1), alarm2: mark(alarm2), alarm3: mark(alarm3) },
        })),
      })
    }
    for (const a of accounts)
      await upsertUser(
        tx,
        {
          username: a.login,
          passwordHash: hashes.get(a.password) as string,
          displayName: a.displayName,
          sample: true,
          createdAt: now,
        },
        [{ unitId: id(a.unitCode), role: a.role }],
      )
    await writeAudit(tx, {
      provinceId: id('20'),
      at: now,
      userId: null,
      unitId: id('20'),
      runId: 0,
      command: 'sample.load',
      subject: 'sample',
      detail: { units: units.length, stations: stations.length + watchPoints.length, accounts: accounts.length },
    })
  })
  for (const load of loaders) await load(db, code => byCode.get(code) as number, now, dataKey)
}

/** Eight days of ordinary weather, and what the watch points say, sent in the way stations send it: enough for an estimate of the next day. */
export async function loadCalmReadings(ingest: Ingest, provinceId: number, now: Date): Promise<void> {
  const all = [...calmReadings({ endMs: now.getTime(), hours: 192 }), ...watchReadings(now.getTime())]
  const items = all.map((r, index) => ({
    index,
    reading: { station: r.station, indicator: r.indicator, at: new Date(r.at).toISOString(), value: r.value },
  }))
  await ingest.take(items, [], { runId: 0, now, userId: null, unitId: provinceId, provinceId, source: 'mẫu' })
}
