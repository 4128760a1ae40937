import type { Feature } from '../../app/feature.ts'

/** Charts of reports for a briefing: reached from the reports, so it stands in no navigation of its own. */
export const feature: Feature = {
  routes: [{ path: '/bao-cao/bieu-do', load: () => import('./charts-page.tsx') }],
}
