import type { Feature } from '../../app/feature.ts'

export const feature: Feature = {
  nav: {
    path: '/so-van-ban',
    icon: 'register',
    vi: 'Sổ văn bản',
    en: 'Register',
    roles: ['leader', 'duty-officer', 'standing-agency', 'department-officer', 'commune-officer'],
    order: 56,
  },
  routes: [
    { path: '/so-van-ban', load: () => import('./register-page.tsx') },
    { path: '/so-van-ban/$id', load: () => import('./entry-page.tsx') },
  ],
}
