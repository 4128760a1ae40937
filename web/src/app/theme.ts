import { useSyncExternalStore } from 'react'

const hearers = new Set<() => void>()

/** Day or night, kept on this machine. Set before the first paint by public/theme.js. */
export function useTheme(): ['day' | 'night', (next: 'day' | 'night') => void] {
  const theme = useSyncExternalStore(
    hear => {
      hearers.add(hear)
      return () => hearers.delete(hear)
    },
    () => (document.documentElement.classList.contains('night') ? 'night' : 'day'),
  )
  return [
    theme,
    next => {
      document.documentElement.classList.toggle('night', next === 'night')
      try {
        localStorage.setItem('tusom.theme', next)
      } catch {
        // kept for this page only
      }
      for (const hear of hearers) hear()
    },
  ]
}
