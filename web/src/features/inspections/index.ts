import type { Feature } from '../../app/feature.ts'

/** Reached by the tabs of "Kiến nghị, kiểm tra": no entry of its own in the navigation. */
export const feature: Feature = {
  routes: [
    { path: '/kien-nghi/kiem-tra', load: () => import('./inspections-page.tsx') },
    { path: '/kien-nghi/kiem-tra/$id', load: () => import('./inspection-page.tsx') },
  ],
}
