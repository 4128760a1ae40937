import type { RefusalMeaning } from '../refusals/refusal.ts'

export const sensorThingsRefusals: Record<string, RefusalMeaning> = {}
