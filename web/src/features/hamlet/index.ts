import type { Feature } from '../../app/feature.ts'

export const feature: Feature = {
  nav: { path: '/thon', icon: 'home', vi: 'Hộ dân', en: 'Households', roles: ['hamlet-head'], order: 5 },
  routes: [
    { path: '/thon', load: () => import('./hamlet-home-page.tsx') },
    { path: '/thon/$id', load: () => import('./hamlet-page.tsx') },
  ],
}
