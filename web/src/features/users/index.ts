import type { Feature } from '../../app/feature.ts'

export const feature: Feature = {
  nav: { path: '/quan-tri', icon: 'admin', vi: 'Quản trị', en: 'Admin', roles: ['administrator'], order: 5 },
  routes: [
    { path: '/quan-tri', load: () => import('./users-page.tsx') },
    { path: '/mat-khau', load: () => import('./password-page.tsx') },
  ],
}
