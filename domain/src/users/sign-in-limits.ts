/**
 * How many wrong tries are answered in a quarter of an hour. A limit per name alone lets anybody lock a person out by typing nonsense;
 * a limit per address alone lets many addresses guess at one name. So tries are counted by where they come from (OWASP, "Slow down
 * online guessing attacks with device cookies"):
 * - `device`: a browser in which this person has signed in before carries a signed mark. It has a count of its own, which nobody else
 *   can fill: while a stranger guesses, the person still signs in where they usually do.
 * - `place`: any other browser, counted by name and address; and all those places together have a limit for the name, which slows
 *   guessing from many addresses to a few thousand a day against 12 characters or more.
 * - one address that tries many names is slowed too, unless it is this machine: behind a proxy that was not declared
 *   (`TUSOM_TRUST_PROXY`) everybody has the address of the proxy.
 * The one who cannot sign in during an attack is a person on a new device; an administrator's new password does not help them, waiting does.
 */
export const signInLimits = { minutes: 15, origin: 8, strangers: 40, address: 120 } as const

export type SignInTries = {
  /** wrong tries for this name from this origin */
  origin: number
  /** wrong tries for this name from all places that are no known device */
  strangers: number
  /** wrong tries for any name from this address; 0 where the address says nothing */
  address: number
}

export function mayTrySignIn(known: boolean, tries: SignInTries): boolean {
  if (tries.origin >= signInLimits.origin) return false
  return known || (tries.strangers < signInLimits.strangers && tries.address < signInLimits.address)
}
