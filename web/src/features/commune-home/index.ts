import type { Feature } from '../../app/feature.ts'

export const feature: Feature = {
  nav: {
    path: '/viec-cua-xa',
    icon: 'unit',
    vi: 'Việc của xã',
    en: 'Commune',
    roles: ['commune-officer'],
    order: 2,
  },
  routes: [{ path: '/viec-cua-xa', load: () => import('./commune-home-page.tsx') }],
}
