import type { RefusalMeaning } from '../refusals/refusal.ts'

export const shelterRefusals: Record<string, RefusalMeaning> = {
  'shelter.faults': { status: 422, vi: '{fault}', en: '{fault}' },
}
