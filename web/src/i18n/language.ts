import { useSyncExternalStore } from 'react'

export type Language = 'vi' | 'en'

/** Kept on this machine only; Vietnamese unless a person chose otherwise. */
const place = 'tusom.language'
const hearers = new Set<() => void>()
let language: Language = read()

function read(): Language {
  try {
    return localStorage.getItem(place) === 'en' ? 'en' : 'vi'
  } catch {
    return 'vi'
  }
}

export const currentLanguage = (): Language => language

export function setLanguage(next: Language): void {
  language = next
  document.documentElement.lang = next
  try {
    localStorage.setItem(place, next)
  } catch {
    // a browser that keeps nothing: the choice lasts until the page is closed
  }
  for (const hear of hearers) hear()
}

export function useLanguage(): Language {
  return useSyncExternalStore(
    hear => {
      hearers.add(hear)
      return () => hearers.delete(hear)
    },
    () => language,
  )
}
