import type { Feature } from '../../app/feature.ts'

export const feature: Feature = {
  nav: {
    path: '/phong-thu-dan-su',
    icon: 'shield',
    vi: 'Cấp độ PTDS',
    en: 'Civil defence levels',
    roles: ['leader', 'duty-officer', 'standing-agency', 'department-officer', 'commune-officer'],
    order: 72,
  },
  routes: [{ path: '/phong-thu-dan-su', load: () => import('./civil-defence-page.tsx') }],
}
