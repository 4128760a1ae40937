import type { Feature } from '../../app/feature.ts'

export const feature: Feature = {
  nav: {
    path: '/truc-ban',
    icon: 'watch',
    vi: 'Trực ban',
    en: 'Duty room',
    roles: ['duty-officer', 'leader', 'standing-agency', 'department-officer', 'commune-officer', 'administrator'],
    order: 10,
  },
  routes: [
    { path: '/truc-ban', load: () => import('./duty-room-page.tsx') },
    { path: '/truc-ban/$unit', load: () => import('./commune-page.tsx') },
    { path: '/truc-ban/$unit/$hazard', load: () => import('./why-page.tsx') },
  ],
}
