import type { Feature } from '../../app/feature.ts'

export const feature: Feature = {
  nav: [
    { path: '/nhiem-vu', icon: 'task', vi: 'Nhiệm vụ', en: 'Tasks', roles: 'any', order: 50 },
    {
      path: '/toan-canh',
      icon: 'grid',
      vi: 'Toàn cảnh',
      en: 'Overview',
      roles: ['leader', 'standing-agency'],
      order: 52,
    },
  ],
  routes: [
    { path: '/toan-canh', load: () => import('./overview-page.tsx') },
    { path: '/nhiem-vu/bang-tong-hop', load: () => import('./boards-page.tsx') },
    { path: '/nhiem-vu', load: () => import('./tasks-page.tsx') },
    { path: '/nhiem-vu/$id', load: () => import('./task-page.tsx') },
  ],
}
