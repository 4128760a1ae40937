import type { Feature } from '../../app/feature.ts'

export const feature: Feature = {
  nav: {
    path: '/bao-cao',
    icon: 'report',
    vi: 'Báo cáo',
    en: 'Reports',
    roles: ['leader', 'duty-officer', 'standing-agency', 'commune-officer'],
    order: 60,
  },
  routes: [
    { path: '/bao-cao', load: () => import('./reports-page.tsx') },
    { path: '/bao-cao/so-lieu', load: () => import('./over-time-page.tsx') },
    { path: '/bao-cao/bieu-mau', load: () => import('./forms-page.tsx') },
    { path: '/bao-cao/bieu-mau/$code', load: () => import('./form-editor-page.tsx') },
    { path: '/bao-cao/$form/$period/$unit', load: () => import('./report-page.tsx') },
  ],
}
