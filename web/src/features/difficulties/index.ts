import type { Feature } from '../../app/feature.ts'

/** One entry for the three that follow things up: difficulties raised, inspections, commendations; tabs on the pages lead between them. */
export const feature: Feature = {
  nav: {
    path: '/kien-nghi',
    icon: 'message',
    vi: 'Kiến nghị, kiểm tra',
    en: 'Raised, inspected',
    roles: 'any',
    order: 66,
  },
  routes: [
    { path: '/kien-nghi', load: () => import('./difficulties-page.tsx') },
    { path: '/kien-nghi/$id', load: () => import('./difficulty-page.tsx') },
  ],
}
