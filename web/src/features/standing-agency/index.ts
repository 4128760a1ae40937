import type { Feature } from '../../app/feature.ts'

export const feature: Feature = {
  nav: {
    path: '/thuong-truc',
    icon: 'inbox',
    vi: 'Thường trực',
    en: 'Standing agency',
    roles: ['standing-agency'],
    order: 1,
  },
  routes: [{ path: '/thuong-truc', load: () => import('./standing-agency-page.tsx') }],
}
