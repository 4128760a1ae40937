import type { Feature } from '../../app/feature.ts'

/** Reached from the register and from where plans are uploaded; in the search by its name. */
export const feature: Feature = {
  routes: [{ path: '/kiem-tra-van-ban', load: () => import('./document-check-page.tsx') }],
}
