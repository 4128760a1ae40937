import { type Database, type NewUnit, upsertUnits } from '@tusom/store'

export const COMMUNES = 3321
const PROVINCES = 34
const KINDS = ['water_level', 'rain', 'groundwater', 'ph'] as const

/** A made-up nation of the real size: 34 provinces, 3,321 communes with a drawn outline, four series each (one river gauge, one rain gauge, two that no rule reads). */
export async function buildNation(db: Database): Promise<void> {
  const units: NewUnit[] = []
  for (let p = 0; p < PROVINCES; p++)
    units.push({
      code: String(p + 10),
      kind: 'province',
      name: `Tỉnh ${p}`,
      fullName: `Tỉnh ${p}`,
      parentCode: null,
      validFrom: '2025-07-01',
      search: `tinh ${p}`,
    })
  for (let c = 0; c < COMMUNES; c++) {
    const x = 103 + (c % 60) * 0.1
    const y = 9 + Math.floor(c / 60) * 0.1
    const ring = Array.from({ length: 40 }, (_, i) => [
      x + 0.05 * Math.cos((i / 40) * 2 * Math.PI),
      y + 0.05 * Math.sin((i / 40) * 2 * Math.PI),
    ])
    units.push({
      code: String(10_000 + c),
      kind: 'commune',
      name: `Xã ${c}`,
      fullName: `Xã ${c}`,
      parentCode: String((c % PROVINCES) + 10),
      validFrom: '2025-07-01',
      search: `xa ${c}`,
      lat: y,
      lon: x,
      boundary: { type: 'Polygon', coordinates: [[...ring, ring[0]]] },
      attrs: { terrain: 'mountain', landslideZone: 2, landslideSusceptibility: 'high' },
    })
  }
  await db.asSystem(async tx => {
    for (let i = 0; i < units.length; i += 500) await upsertUnits(tx, units.slice(i, i + 500))
    await tx.query(
      `insert into stations (code, name, province_id, lat, lon, invented) select 'ST-' || u.code, 'Trạm ' || u.code, u.parent_id, u.lat, u.lon, true from units u where u.kind = 'commune'`,
    )
    await tx.query(
      `insert into station_communes (station_id, commune_id) select s.id, u.id from stations s join units u on 'ST-' || u.code = s.code`,
    )
    await tx.query(
      `insert into series (station_id, indicator, unit, min_value, max_value, every_minutes, thresholds)
       select s.id, k, case when k = 'rain' then 'mm' else 'm' end, -10, 500, 1, case when k = 'water_level'
         then '{"alarm1":{"value":17,"status":"invented"},"alarm2":{"value":18,"status":"invented"},"alarm3":{"value":19,"status":"invented"},"zone":{"value":3,"status":"invented"}}'::jsonb else '{}'::jsonb end
       from stations s, unnest($1::text[]) k order by s.id`,
      [KINDS],
    )
  })
}
