import type { Feature } from '../../app/feature.ts'

export const feature: Feature = {
  nav: {
    path: '/bo-chi-so',
    icon: 'gauge',
    vi: 'Chỉ số, địa bàn',
    en: 'Indicators, key areas',
    roles: ['leader', 'duty-officer', 'standing-agency', 'department-officer', 'commune-officer'],
    order: 82,
  },
  routes: [
    { path: '/bo-chi-so', load: () => import('./indicators-page.tsx') },
    { path: '/dia-ban-trong-diem', load: () => import('./key-areas-page.tsx') },
  ],
}
