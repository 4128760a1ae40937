import type { Feature } from '../../app/feature.ts'

export const feature: Feature = {
  nav: {
    path: '/goi-luat',
    icon: 'law',
    vi: 'Gói luật cấp độ',
    en: 'Rule packs',
    roles: ['leader', 'standing-agency', 'duty-officer', 'department-officer', 'commune-officer', 'administrator'],
    order: 85,
  },
  routes: [
    { path: '/goi-luat', load: () => import('./packs-page.tsx') },
    { path: '/goi-luat/xem', load: () => import('./pack-page.tsx') },
    { path: '/goi-luat/sua', load: () => import('./edit-page.tsx') },
    { path: '/goi-luat/so-sanh', load: () => import('./compare-page.tsx') },
    { path: '/goi-luat/cham-diem', load: () => import('./score-page.tsx') },
    { path: '/goi-luat/su-kien', load: () => import('./events-page.tsx') },
  ],
}
