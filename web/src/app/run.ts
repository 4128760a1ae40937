/**
 * Which run this page works in: 0 is the actual one, /dien-tap/3/… is exercise 3. It is read from the address once, when the
 * page loads. Going into or out of an exercise loads the page anew, so that no cache, stream or half-filled form can cross.
 */
export function runOfPath(path: string): number {
  const m = /^\/dien-tap\/(\d{1,9})(?=\/|$)/.exec(path)
  return m ? Number(m[1]) : 0
}

export const runId: number = typeof location === 'undefined' ? 0 : runOfPath(location.pathname)

/** What stands before every address of the app in this run: "" or "/dien-tap/3". */
export const base: string = runId > 0 ? `/dien-tap/${runId}` : ''

/** Whether this page is part of an exercise. */
export const inExercise: boolean = runId > 0
