import type { Relation, Seat, Stand } from './relations.ts'
import type { World } from './world.ts'

/** A minimal valid request on an object. */
export type Ask = { url: string; body?: unknown; headers?: Record<string, string> }

/** Why a kind of object cannot stand so; undefined where it can. */
export type Skip = (stand: Stand, relation: Relation) => string | undefined

export type Probe = {
  /** method and pattern of the route, as in `routeTable` */
  route: string
  /** The request on an object that stands so; called for each role anew, so what may be shared goes through `w.once`. */
  ask: (w: World, stand: Stand, seat: Seat) => Promise<Ask> | Ask
  /** relations that the kind of object cannot have, each with the reason */
  skip?: Skip
  /** from where it is walked; `commune` when absent */
  seats?: readonly Seat[]
  /**
   * The reach by which row-level security alone answers where the policy has no target (`reach: 'none'`):
   * `reach`: who has a part in it · `watch`: who may read the situation · `province`: everybody in it
   */
  rows?: 'reach' | 'watch' | 'province'
}

/** Things that lie in a place have no lead and no cooperating units. */
export const placed: Skip = (_stand, relation) =>
  relation === 'led' || relation === 'cooperating'
    ? 'it lies in one place; nobody leads it or cooperates in it'
    : undefined

const isCommune = (code: string) => /^\d+[A-Z]$/.test(code)
const isHamlet = (code: string) => code.includes('-T')

export const communesOnly: Skip = (stand, relation) =>
  placed(stand, relation) ?? (isCommune(stand.owner) ? undefined : 'only a commune has it')
export const hamletsOnly: Skip = (stand, relation) =>
  placed(stand, relation) ?? (isHamlet(stand.owner) ? undefined : 'only a hamlet has it')

/** Made at the actor's own unit: there is no other relation. */
export const ownOnly: Skip = (_stand, relation) =>
  relation === 'own' ? undefined : 'it is made at the unit of the one who asks'

/** The commune nearest to a unit. Below a province one that is nobody's seat. */
export const communeNear = (code: string): string =>
  isCommune(code) ? code : isHamlet(code) ? (code.split('-')[0] as string) : code.startsWith('19') ? '19A' : '20C'
