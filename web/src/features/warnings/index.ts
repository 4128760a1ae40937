import type { Feature } from '../../app/feature.ts'

export const feature: Feature = {
  nav: { path: '/canh-bao', icon: 'warning', vi: 'Cảnh báo', en: 'Warnings', roles: 'any', order: 20 },
  routes: [
    { path: '/canh-bao', load: () => import('./warnings-page.tsx') },
    { path: '/canh-bao/moi', load: () => import('./new-warning-page.tsx') },
    { path: '/canh-bao/mau', load: () => import('./templates-page.tsx') },
    { path: '/canh-bao/mau/$id', load: () => import('./template-page.tsx') },
    { path: '/canh-bao/cai-dat', load: () => import('./settings-page.tsx') },
    { path: '/canh-bao/$id', load: () => import('./warning-page.tsx') },
  ],
}
