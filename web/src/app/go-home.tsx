import { useEffect } from 'react'
import { useGo } from './navigation.tsx'
import { features } from './features.ts'
import { homeOf, useMe } from './session.ts'

/** "/": each role to its own first page; to the duty room when that page is not part of this build. */
export function GoHome() {
  const me = useMe()
  const go = useGo()
  useEffect(() => {
    const home = homeOf(me)
    go(features.some(f => f.routes.some(r => r.path === home)) ? home : '/truc-ban', { replace: true })
  }, [me, go])
  return null
}
