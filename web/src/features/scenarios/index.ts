import type { Feature } from '../../app/feature.ts'

export const feature: Feature = {
  nav: {
    path: '/kich-ban',
    icon: 'scenario',
    vi: 'Kịch bản',
    en: 'Scenarios',
    roles: ['leader', 'duty-officer', 'department-officer', 'standing-agency', 'commune-officer'],
    order: 45,
  },
  routes: [
    { path: '/kich-ban', load: () => import('./scenarios-page.tsx') },
    { path: '/kich-ban/$id', load: () => import('./scenario-page.tsx') },
    { path: '/kich-ban/$id/kich-hoat', load: () => import('./activate-page.tsx') },
    { path: '/kich-hoat/$id', load: () => import('./activation-page.tsx') },
  ],
}
