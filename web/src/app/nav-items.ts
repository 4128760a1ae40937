import type { Role } from '@tusom/domain'
import { useLanguage } from '../i18n/language.ts'
import type { NavItem } from './feature.ts'
import { features } from './features.ts'
import { usePath } from './navigation.tsx'
import { hasRole, useMe } from './session.ts'

export type ShownNavItem = NavItem & { text: string; here: boolean }

/** The pages of the person's roles, in order. */
export function useNavItems(): ShownNavItem[] {
  const me = useMe()
  const language = useLanguage()
  const path = usePath()
  return features
    .flatMap(f => f.nav ?? [])
    .filter(n => n.roles === 'any' || hasRole(me, ...(n.roles as readonly Role[])))
    .sort((a, b) => a.order - b.order)
    .map(n => ({ ...n, text: n[language], here: path === n.path || path.startsWith(`${n.path}/`) }))
}
