import type { Feature } from '../../app/feature.ts'

export const feature: Feature = {
  nav: { path: '/nhiem-vu', icon: 'task', vi: 'Nhiệm vụ', en: 'Tasks', roles: 'any', order: 50 },
  routes: [
    { path: '/nhiem-vu', load: () => import('./tasks-page.tsx') },
    { path: '/nhiem-vu/$id', load: () => import('./task-page.tsx') },
  ],
}
