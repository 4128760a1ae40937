import type { Feature } from '../../app/feature.ts'

export const feature: Feature = {
  nav: [
    {
      path: '/ke-hoach',
      icon: 'plan',
      vi: 'Kế hoạch',
      en: 'Plans',
      roles: ['leader', 'duty-officer', 'standing-agency', 'department-officer', 'commune-officer'],
      order: 55,
    },
    {
      // those who owe one; who asks for them goes through the plan
      path: '/ke-hoach-don-vi',
      icon: 'edit',
      vi: 'Kế hoạch đơn vị',
      en: 'Own plans',
      roles: ['department-officer', 'commune-officer'],
      order: 55,
    },
  ],
  routes: [
    { path: '/ke-hoach', load: () => import('./plans-page.tsx') },
    { path: '/ke-hoach-don-vi', load: () => import('./own-plans-page.tsx') },
    { path: '/ke-hoach-don-vi/$id', load: () => import('./own-plan-page.tsx') },
    { path: '/ke-hoach/$id/don-vi', load: () => import('./coverage-page.tsx') },
    { path: '/ke-hoach/$id', load: () => import('./plan-page.tsx') },
  ],
}
