import type { Feature } from '../../app/feature.ts'

export const feature: Feature = {
  nav: {
    path: '/bao-cao-thien-tai',
    icon: 'loss',
    vi: 'Thiệt hại thiên tai',
    en: 'Disaster losses',
    roles: ['leader', 'duty-officer', 'standing-agency', 'department-officer', 'commune-officer'],
    order: 64,
  },
  routes: [
    { path: '/bao-cao-thien-tai', load: () => import('./losses-page.tsx') },
    { path: '/bao-cao-thien-tai/$id', load: () => import('./losses-page.tsx') },
  ],
}
