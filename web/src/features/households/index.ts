import type { Feature } from '../../app/feature.ts'

export const feature: Feature = {
  nav: {
    path: '/ho-dan',
    icon: 'people',
    vi: 'Sổ hộ dân',
    en: 'Household register',
    roles: ['leader', 'duty-officer', 'standing-agency', 'department-officer', 'commune-officer'],
    order: 40,
  },
  routes: [
    { path: '/ho-dan', load: () => import('./households-page.tsx') },
    { path: '/ho-dan/$unitId', load: () => import('./register-page.tsx') },
  ],
}
