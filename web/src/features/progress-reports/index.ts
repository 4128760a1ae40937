import type { Feature } from '../../app/feature.ts'

/** Reached from a plan, an own plan and the overview: no entry of its own in the navigation. */
export const feature: Feature = {
  routes: [
    { path: '/ke-hoach/$id/bao-cao', load: () => import('./plan-reports-page.tsx') },
    { path: '/bao-cao-tien-do/$id', load: () => import('./report-page.tsx') },
  ],
}
