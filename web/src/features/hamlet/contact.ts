const place = 'tusom.contact'

/** `lostSince`: since when the commune cannot be reached, by this phone's clock; null: it can. `tries`: sends that failed since. */
export type Contact = { lostSince: number | null; tries: number }
let contact: Contact = { lostSince: null, tries: 0 }
const hearers = new Set<() => void>()
function become(next: Contact): void {
  if (next.lostSince === contact.lostSince && next.tries === contact.tries) return
  contact = next
  for (const hear of hearers) hear()
}

/** The last time anything came from the server, also before this page was opened. */
function lastHeard(): number | null {
  const at = Number(localStorage.getItem(place))
  return at > 0 ? at : null
}

export function reached(): void {
  localStorage.setItem(place, String(Date.now()))
  become({ lostSince: null, tries: 0 })
}
export const lost = (): void => become({ ...contact, lostSince: contact.lostSince ?? lastHeard() ?? Date.now() })
export const failed = (): void => become({ ...contact, tries: contact.tries + 1 })
export const contactNow = (): Contact => contact
export const subscribeContact = (hear: () => void): (() => void) => {
  hearers.add(hear)
  return () => {
    hearers.delete(hear)
  }
}
