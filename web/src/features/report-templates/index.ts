import type { Feature } from '../../app/feature.ts'

export const feature: Feature = {
  nav: {
    path: '/mau-bao-cao',
    icon: 'template',
    vi: 'Mẫu Word',
    en: 'Word templates',
    roles: ['leader', 'standing-agency', 'administrator'],
    order: 62,
  },
  routes: [
    { path: '/mau-bao-cao', load: () => import('./templates-page.tsx') },
    { path: '/bao-cao/van-ban', load: () => import('./document-page.tsx') },
  ],
}
