import type { Feature } from '../../app/feature.ts'

/** Reached from the page of accounts; each person's own address stands on the page of reminders. */
export const feature: Feature = {
  routes: [{ path: '/quan-tri/thu', load: () => import('./server-page.tsx') }],
}
