import type { Feature } from '../../app/feature.ts'

export const feature: Feature = {
  nav: {
    path: '/su-co',
    icon: 'incident',
    vi: 'Sự cố',
    en: 'Incidents',
    roles: ['leader', 'duty-officer', 'standing-agency', 'department-officer', 'commune-officer'],
    order: 30,
  },
  routes: [
    { path: '/su-co', load: () => import('./incidents-page.tsx') },
    { path: '/su-co/moi', load: () => import('./new-incident-page.tsx') },
    { path: '/su-co/$id', load: () => import('./incident-page.tsx') },
  ],
}
