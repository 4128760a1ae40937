import type { Feature } from '../../app/feature.ts'

export const feature: Feature = {
  nav: {
    path: '/ke-hoach',
    icon: 'plan',
    vi: 'Kế hoạch',
    en: 'Plans',
    roles: ['leader', 'duty-officer', 'standing-agency', 'department-officer', 'commune-officer'],
    order: 55,
  },
  routes: [
    { path: '/ke-hoach', load: () => import('./plans-page.tsx') },
    { path: '/ke-hoach/$id', load: () => import('./plan-page.tsx') },
  ],
}
