import type { Feature } from '../../app/feature.ts'

/** Reached from the page of accounts, and from the band that says that the saving fails. */
export const feature: Feature = {
  routes: [{ path: '/quan-tri/sao-luu', load: () => import('./backups-page.tsx') }],
}
