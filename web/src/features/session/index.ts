import type { Feature } from '../../app/feature.ts'

export const feature: Feature = {
  routes: [{ path: '/dang-nhap', bare: true, load: () => import('./sign-in-page.tsx') }],
}
