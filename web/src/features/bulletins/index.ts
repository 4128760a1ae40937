import type { Feature } from '../../app/feature.ts'

export const feature: Feature = {
  nav: {
    path: '/ban-tin',
    icon: 'bulletin',
    vi: 'Bản tin',
    en: 'Bulletins',
    roles: ['duty-officer', 'leader', 'department-officer', 'standing-agency', 'administrator'],
    order: 70,
  },
  routes: [
    { path: '/ban-tin', load: () => import('./bulletins-page.tsx') },
    { path: '/ban-tin/moi', load: () => import('./new-bulletin-page.tsx') },
    { path: '/ban-tin/doc', load: () => import('./read-bulletin-page.tsx') },
    { path: '/ban-tin/nguon', load: () => import('./sources-page.tsx') },
  ],
}
