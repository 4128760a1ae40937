import type { Feature } from '../../app/feature.ts'

export const feature: Feature = {
  nav: {
    path: '/so-do',
    icon: 'reading',
    vi: 'Số đo',
    en: 'Readings',
    roles: ['duty-officer', 'department-officer', 'administrator'],
    order: 80,
  },
  routes: [{ path: '/so-do', load: () => import('./observations-page.tsx') }],
}
