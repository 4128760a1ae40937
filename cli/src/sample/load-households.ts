import { hostHouseholds, households, shelters } from '@tusom/sample'
import { householdGrounds, Sealer, sealHost, sealHousehold } from '@tusom/server'
import { type Database, upsertHosts, upsertHouseholds, upsertShelters } from '@tusom/store'

/** The invented households at risk, host households and shelters of the sample: names sealed as those of real people are. */
export async function loadHouseholds(
  db: Database,
  ids: (unitCode: string) => number,
  at: Date,
  dataKey: Buffer,
): Promise<void> {
  const sealer = new Sealer(dataKey)
  const grounds = { ...householdGrounds(at), purpose: 'Dữ liệu mẫu, người không có thật' }
  await db.asSystem(async tx => {
    await upsertShelters(
      tx,
      shelters().map(s => ({
        ...s,
        communeId: ids(s.communeCode),
        hamletId: ids(s.hamletCode),
        point: { lat: s.lat, lon: s.lon },
        safeFrom: [...s.safeFrom],
      })),
      at,
      null,
    )
    await upsertHosts(
      tx,
      hostHouseholds().map(h =>
        sealHost(
          sealer,
          ids(h.communeCode),
          { ...h, hamletId: ids(h.hamletCode), point: { lat: h.lat, lon: h.lon }, safeFrom: [...h.safeFrom] },
          grounds,
          { invented: true, source: h.source },
        ),
      ),
      at,
      null,
    )
    const idsByCode = async (table: 'shelters' | 'host_households') =>
      new Map((await tx.query<{ id: number; code: string }>(`select id, code from ${table}`)).map(r => [r.code, r.id]))
    const shelterIds = await idsByCode('shelters')
    const hostIds = await idsByCode('host_households')
    await upsertHouseholds(
      tx,
      households().map(h =>
        sealHousehold(
          sealer,
          ids(h.communeCode),
          {
            ...h,
            hamletId: ids(h.hamletCode),
            point: { lat: h.lat, lon: h.lon },
            hazards: [...h.hazards],
            hostId: h.preferredHostCode === null ? null : (hostIds.get(h.preferredHostCode) ?? null),
            shelterId: h.preferredShelterCode === null ? null : (shelterIds.get(h.preferredShelterCode) ?? null),
          },
          grounds,
          { invented: true, source: h.source },
        ),
      ),
      at,
      null,
    )
  })
}
