import type { Feature } from '../../app/feature.ts'

export const feature: Feature = {
  nav: {
    path: '/du-bao-tinh-hinh',
    icon: 'outlook',
    vi: 'Dự báo tình hình',
    en: 'Outlook',
    roles: ['leader', 'duty-officer', 'commune-officer', 'standing-agency'],
    order: 75,
  },
  routes: [{ path: '/du-bao-tinh-hinh', load: () => import('./outlook-page.tsx') }],
}
