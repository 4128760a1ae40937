import type { Me } from '@tusom/contract'
import type { Role } from '@tusom/domain'
import { useQuery } from '@tanstack/react-query'
import { api } from '../api/client.ts'
import { queryClient } from '../api/query-client.ts'
import { base } from './run.ts'

const place = 'tusom.me'

/** Who was signed in here last: lets the app open with no signal. Names and roles of that person only; gone at sign-out. */
function remembered(): Me | undefined {
  try {
    const text = localStorage.getItem(place)
    return text ? (JSON.parse(text) as Me) : undefined
  } catch {
    return undefined
  }
}

function remember(me: Me | null): void {
  try {
    if (me) localStorage.setItem(place, JSON.stringify(me))
    else localStorage.removeItem(place)
  } catch {
    // nothing can be kept here: the app then opens with signal only
  }
}

async function ask(): Promise<Me> {
  const me = await api.get<Me>('/api/session')
  remember(me)
  return me
}

/** The session: undefined while it is not known, an error with status 401 when nobody is signed in. */
export function useSession() {
  return useQuery({ queryKey: ['session'], queryFn: ask, initialData: remembered, initialDataUpdatedAt: 0 })
}

/** Who is signed in. For pages inside the shell, which are not drawn before that is known. */
export function useMe(): Me {
  const { data } = useSession()
  if (!data) throw new Error('useMe is for pages inside the shell')
  return data
}

export const hasRole = (me: Me, ...roles: readonly Role[]): boolean =>
  me.assignments.some(a => (roles as readonly string[]).includes(a.role))

/** An official level is entered at the province: a role held at a commune does not do it. */
export const entersBulletins = (me: Me): boolean =>
  me.assignments.some(a => a.unitId === me.province.id && (a.role === 'duty-officer' || a.role === 'leader'))

/** Forgets the session on this machine: after signing out, or when the server says it has ended. */
export function forgetSession(): void {
  remember(null)
  navigator.serviceWorker?.controller?.postMessage('signed-out')
  // names and telephones kept for working without a signal (features/hamlet/kept.ts)
  indexedDB.deleteDatabase('tusom-hamlet')
}

export async function signOut(): Promise<void> {
  await api.delete('/api/session')
  forgetSession()
  queryClient.clear()
  location.assign(`${base}/dang-nhap`)
}

/** Where a person begins the day, by role. */
export function homeOf(me: Me): string {
  const homes: readonly [Role, string][] = [
    ['duty-officer', '/truc-ban'],
    ['leader', '/truc-ban'],
    ['standing-agency', '/thuong-truc'],
    ['commune-officer', '/viec-cua-xa'],
    ['hamlet-head', '/thon'],
    ['department-officer', '/nhiem-vu'],
    ['administrator', '/dien-tap'],
  ]
  return homes.find(([role]) => hasRole(me, role))?.[1] ?? '/truc-ban'
}
