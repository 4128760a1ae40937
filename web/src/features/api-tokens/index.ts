import type { Feature } from '../../app/feature.ts'

/** Reached from the page of accounts. */
export const feature: Feature = {
  routes: [{ path: '/quan-tri/khoa-may', load: () => import('./api-tokens-page.tsx') }],
}
