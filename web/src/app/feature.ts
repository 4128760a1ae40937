import type { Role } from '@tusom/domain'
import type { ComponentType } from 'react'
import type { IconName } from '../ui/icon.tsx'

/** An entry of the navigation. Shown to the roles named; the lower `order` stands first, the first four fit a phone's bar; `navGroups` says which group it falls into. */
export type NavItem = {
  path: string
  icon: IconName
  vi: string
  en: string
  roles: readonly Role[] | 'any'
  order: number
  /** a hook that counts what waits there unseen; shown as a number on the item */
  useCount?: () => number
}

export type FeatureRoute = {
  /** '/nhiem-vu', '/nhiem-vu/$id': Vietnamese words without marks */
  path: string
  /** the page is the default export of a file of its own, loaded when somebody goes there */
  load: () => Promise<{ default: ComponentType }>
  /** no navigation around it, and no need to be signed in */
  bare?: true
}

/** What a feature folder's index.ts exports as `feature`. */
export type Feature = { nav?: NavItem | readonly NavItem[]; routes: readonly FeatureRoute[] }
