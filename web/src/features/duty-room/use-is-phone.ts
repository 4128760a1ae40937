import { useSyncExternalStore } from 'react'

const query = '(max-width: 719px)'

/** One column: the list first, the map behind a tab, the why on a page of its own. */
export function useIsPhone(): boolean {
  return useSyncExternalStore(
    hear => {
      const media = matchMedia(query)
      media.addEventListener('change', hear)
      return () => media.removeEventListener('change', hear)
    },
    () => matchMedia(query).matches,
  )
}
