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
  routes: [
    { path: '/so-do', load: () => import('./observations-page.tsx') },
    { path: '/so-do/nhap-tep', load: () => import('./import-page.tsx') },
    { path: '/so-do/tu-choi', load: () => import('./refusals-page.tsx') },
    { path: '/so-do/mqtt', load: () => import('./mqtt-page.tsx') },
  ],
}
