import type { Feature } from '../../app/feature.ts'

export const feature: Feature = {
  nav: {
    path: '/dien-tap',
    icon: 'exercise',
    vi: 'Diễn tập',
    en: 'Exercises',
    roles: ['administrator', 'leader', 'duty-officer', 'standing-agency', 'department-officer', 'commune-officer'],
    order: 46,
  },
  routes: [{ path: '/dien-tap', load: () => import('./runs-page.tsx') }],
}
