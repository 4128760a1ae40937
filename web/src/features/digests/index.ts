import type { Feature } from '../../app/feature.ts'

export const feature: Feature = {
  nav: { path: '/nhac-viec', icon: 'clock', vi: 'Nhắc việc', en: 'Reminders', roles: 'any', order: 51 },
  routes: [{ path: '/nhac-viec', load: () => import('./digests-page.tsx') }],
}
