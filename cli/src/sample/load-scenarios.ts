import type { UnitFunction } from '@tusom/domain'
import { floodLandslideScenario, functions, PROVINCE_CODE } from '@tusom/sample'
import { addScenario, type Database, putFunctions } from '@tusom/store'

/** The sample says "landslide"; the product keeps the name that the rule pack gives the hazard. */
const hazardOf = (h: string): string => (h === 'landslide' ? 'flash-flood-landslide' : h)

/** The framework scenario of the sample, owned by its department, and the table of who carries which function. */
export async function loadScenarios(db: Database, ids: (unitCode: string) => number, at: Date): Promise<void> {
  const table: UnitFunction[] = functions.map(({ code, nameVi, nameEn, carrier }) => ({
    code,
    nameVi,
    nameEn,
    carrier: carrier.kind === 'unit' ? { kind: 'unit', unitId: ids(carrier.unitCode) } : carrier,
  }))
  const s = floodLandslideScenario
  await db.asSystem(async tx => {
    await putFunctions(tx, ids(PROVINCE_CODE), table)
    await addScenario(tx, {
      provinceId: ids(PROVINCE_CODE),
      ownerId: ids(s.ownerUnitCode),
      code: s.code,
      version: s.version,
      nameVi: s.nameVi,
      nameEn: s.nameEn,
      hazards: s.hazards.map(hazardOf),
      phases: s.phases,
      steps: s.steps.map(step => ({ ...step, hazards: step.hazards.map(hazardOf) })),
      source: s.source,
      invented: s.invented,
      loadedAt: at,
    })
  })
}
