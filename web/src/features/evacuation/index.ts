import type { Feature } from '../../app/feature.ts'

export const feature: Feature = {
  nav: {
    path: '/so-tan',
    icon: 'evacuate',
    vi: 'Sơ tán',
    en: 'Evacuation',
    roles: ['leader', 'duty-officer', 'standing-agency', 'department-officer', 'commune-officer'],
    order: 35,
  },
  routes: [
    { path: '/so-tan', load: () => import('./evacuation-page.tsx') },
    { path: '/so-tan/$communeId', load: () => import('./commune-page.tsx') },
  ],
}
