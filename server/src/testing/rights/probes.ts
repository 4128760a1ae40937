import { bulletinProbes } from './bulletin-probes.ts'
import { areaProbes } from './area-probes.ts'
import { documentProbes } from './document-probes.ts'
import { coreProbes } from './core-probes.ts'
import { machineProbes } from './machine-probes.ts'
import { outlookProbes } from './outlook-probes.ts'
import { difficultyProbes } from './difficulty-probes.ts'
import { commendationProbes } from './commendation-probes.ts'
import { inspectionProbes } from './inspection-probes.ts'
import { packProbes } from './pack-probes.ts'
import { peopleProbes } from './people-probes.ts'
import { moreReportProbes } from './report-probes.ts'
import { templateProbes } from './template-probes.ts'
import type { Probe } from './probe.ts'
import { signingProbes } from './signing-probes.ts'
import { readingProbes } from './reading-probes.ts'
import { warningProbes } from './warning-probes.ts'
import { workProbes } from './work-probes.ts'

/** One for every route that acts on something or reads one thing. A route without one fails the walk: add yours. */
export const probes: readonly Probe[] = [
  ...coreProbes,
  ...workProbes,
  ...warningProbes,
  ...peopleProbes,
  ...moreReportProbes,
  ...templateProbes,
  ...machineProbes,
  ...readingProbes,
  ...bulletinProbes,
  ...areaProbes,
  ...outlookProbes,
  ...difficultyProbes,
  ...commendationProbes,
  ...inspectionProbes,
  ...documentProbes,
  ...packProbes,
  ...signingProbes,
]
