import type { Feature } from '../../app/feature.ts'

import { useDigestBadge } from './use-badge.ts'

export const feature: Feature = {
  nav: {
    path: '/nhac-viec',
    icon: 'clock',
    vi: 'Nhắc việc',
    en: 'Reminders',
    roles: 'any',
    order: 51,
    useCount: useDigestBadge,
  },
  routes: [{ path: '/nhac-viec', load: () => import('./digests-page.tsx') }],
}
