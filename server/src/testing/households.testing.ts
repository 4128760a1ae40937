import type { HouseholdRecord } from '@tusom/domain'
import { type NewShelter, upsertHosts, upsertHouseholds, upsertShelters } from '@tusom/store'
import { Sealer } from '../core/sealed.ts'
import { type HostRecord, sealHost, sealHousehold } from '../features/households/present.ts'
import { householdGrounds } from '../features/households/routes.ts'
import type { TestApp } from './test-app.ts'

const nobody = {
  childrenUnder6: 0,
  elderly: 0,
  pregnantOrInfant: 0,
  disabled: 0,
  bedridden: 0,
  poor: 0,
  livesAlone: 0,
}

export type HouseholdBuild = Partial<Omit<HouseholdRecord, 'vulnerable'>> & {
  code: string
  hamlet: string
  vulnerable?: Partial<HouseholdRecord['vulnerable']>
}

/** Puts households into the test province; ids by code. */
export async function buildHouseholds(t: TestApp, list: readonly HouseholdBuild[]): Promise<Map<string, number>> {
  const sealer = new Sealer(t.app.ctx.dataKey)
  const at = t.app.ctx.clock()
  return t.database.db.asSystem(async tx => {
    for (const { hamlet, ...h } of list) {
      const hamletId = t.unit(hamlet)
      await upsertHouseholds(
        tx,
        [
          sealHousehold(
            sealer,
            t.unit(hamlet.split('-')[0] as string),
            {
              hamletId,
              headTitle: 'Bà',
              headName: 'Hoàng Thị Lan',
              phone: '0900012345',
              alternate: { name: 'Nông Văn Bảo', relation: 'con trai', phone: '0900054321' },
              people: 4,
              usuallyAway: 0,
              point: { lat: 21.501, lon: 106.401 },
              houseType: 'bán kiên cố',
              floors: 1,
              raisedM: 0,
              hazards: ['flood'],
              floodGroup: 1,
              thresholdNote: '',
              bigLivestock: 0,
              hostId: null,
              shelterId: null,
              note: 'Nhà cuối ngõ Suối Cạn',
              ...h,
              vulnerable: { ...nobody, ...h.vulnerable },
            },
            householdGrounds(at),
          ),
        ],
        at,
        null,
      )
    }
    const rows = await tx.query<{ id: number; code: string }>('select id, code from households')
    return new Map(rows.map(r => [r.code, r.id]))
  })
}

export async function buildShelter(t: TestApp, commune: string, over: Partial<NewShelter> = {}): Promise<number> {
  return t.database.db.asSystem(async tx => {
    const code = over.code ?? 'S1'
    await upsertShelters(
      tx,
      [
        {
          communeId: t.unit(commune),
          hamletId: null,
          name: `Trường ${commune}`,
          nameEn: null,
          kind: 'school',
          capacity: 100,
          point: { lat: 21.51, lon: 106.41 },
          safeFrom: ['flood', 'landslide'],
          hasWater: true,
          hasToilet: true,
          hasPower: false,
          ...over,
          code,
        },
      ],
      t.app.ctx.clock(),
      null,
    )
    return (
      await tx.one<{ id: number }>('select id from shelters where commune_id = $1 and code = $2', [
        t.unit(commune),
        code,
      ])
    ).id
  })
}

export async function buildHost(t: TestApp, hamlet: string, over: Partial<HostRecord> = {}): Promise<number> {
  const sealer = new Sealer(t.app.ctx.dataKey)
  const code = over.code ?? 'N1'
  return t.database.db.asSystem(async tx => {
    await upsertHosts(
      tx,
      [
        sealHost(
          sealer,
          t.unit(hamlet.split('-')[0] as string),
          {
            hamletId: t.unit(hamlet),
            headTitle: 'Ông',
            headName: 'Vi Văn Khoa',
            phone: '0900099999',
            point: { lat: 21.502, lon: 106.402 },
            capacity: 6,
            houseType: 'kiên cố',
            floors: 2,
            safeFrom: ['flood', 'landslide'],
            ...over,
            code,
          },
          householdGrounds(t.app.ctx.clock()),
        ),
      ],
      t.app.ctx.clock(),
      null,
    )
    return (await tx.one<{ id: number }>('select id from host_households where code = $1', [code])).id
  })
}
