import type { Feature } from '../../app/feature.ts'

/** Reached by the tabs of "Kiến nghị, kiểm tra": no entry of its own in the navigation. */
export const feature: Feature = {
  routes: [{ path: '/kien-nghi/khen-thuong', load: () => import('./commendations-page.tsx') }],
}
