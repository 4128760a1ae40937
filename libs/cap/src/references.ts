import type { Alert } from './alert.ts'
import { parseCapTime } from './time.ts'

/** One earlier message, named by sender, identifier and sent: a triple of `<references>`. */
export type Reference = { sender: string; identifier: string; sent: string }

/** The triple by which later messages name this one. */
export const referenceTo = ({ sender, identifier, sent }: Reference): string => `${sender},${identifier},${sent}`

/** Reads `<references>`. Triples stand between white space; what is no triple comes back in `bad`. */
export function parseReferences(text: string | undefined): { references: Reference[]; bad: string[] } {
  const references: Reference[] = []
  const bad: string[] = []
  for (const part of (text ?? '').split(/[ \t\r\n]+/)) {
    if (part === '') continue
    const [sender, identifier, sent, ...rest] = part.split(',')
    if (sender && identifier && sent && rest.length === 0) references.push({ sender, identifier, sent })
    else bad.push(part)
  }
  return { references, bad }
}

/**
 * The text of `<references>` for a message that supersedes all of `previous`: each of them and each message they
 * themselves named, once, oldest first. Naming only the latest would leave the older ones standing with a receiver
 * who missed it.
 */
export function referencesTo(previous: readonly Alert[]): string {
  const all = new Map<string, Reference>()
  const add = (reference: Reference) => {
    const key = `${reference.sender},${reference.identifier}`
    if (!all.has(key)) all.set(key, reference)
  }
  for (const alert of previous) {
    add(alert)
    for (const reference of parseReferences(alert.references).references) add(reference)
  }
  const instant = (reference: Reference) => parseCapTime(reference.sent) ?? 0
  return [...all.values()]
    .sort((a, b) => instant(a) - instant(b))
    .map(referenceTo)
    .join(' ')
}

/** What stays the same from one message of a warning to the next. */
type FollowUp = { identifier: string; sent: string; note: string }

/**
 * The message that takes a warning back, with the right references: the message itself and all it superseded.
 * Who receives it (sender, scope, restriction, addresses), status, codes and incidents are those of the message cancelled.
 *
 * @param last the latest message of the warning
 * @param with_ its own identifier and time, why it is cancelled, and, where receivers need one, an `info` block
 * @example writeAlert(cancelOf(alert, { identifier: 'LS-2025-18', sent: capTime(now), note: 'Nước đã rút dưới báo động 1.' }))
 */
export function cancelOf(last: Alert, with_: FollowUp & { info?: Alert['info'] }): Alert {
  const { info, ...own } = with_
  const { sender, status, source, scope, restriction, addresses, code, incidents } = last
  return {
    sender,
    status,
    scope,
    ...(source === undefined ? {} : { source }),
    ...(restriction === undefined ? {} : { restriction }),
    ...(addresses === undefined ? {} : { addresses }),
    ...(code === undefined ? {} : { code: [...code] }),
    ...(incidents === undefined ? {} : { incidents }),
    ...own,
    msgType: 'Cancel',
    references: referencesTo([last]),
    info: info ?? [],
  }
}

/**
 * The message that replaces earlier ones: `next` with msgType Update and the references of all that it supersedes.
 *
 * @param previous the messages it replaces; naming the latest of a chain is enough, what that one named is named again
 */
export function updateOf(previous: readonly Alert[], next: Omit<Alert, 'msgType' | 'references'>): Alert {
  return { ...next, msgType: 'Update', references: referencesTo(previous) }
}

/**
 * A circle among the references of several messages (each names an earlier one that in the end names the first).
 * @returns the identifiers along the first circle found, or null
 */
export function findReferenceCircle(alerts: readonly Alert[]): string[] | null {
  if (alerts.length < 2) return null
  const key = (r: { sender: string; identifier: string }) => `${r.sender},${r.identifier}`
  const byKey = new Map(alerts.map(alert => [key(alert), alert]))
  const done = new Set<string>()
  for (const start of byKey.keys()) {
    // Depth first without recursion: a chain in a hostile feed may be long.
    const path: string[] = []
    const onPath = new Set<string>()
    const stack: { key: string; leave: boolean }[] = [{ key: start, leave: false }]
    while (stack.length > 0) {
      const step = stack.pop()!
      if (step.leave) {
        path.pop()
        onPath.delete(step.key)
        done.add(step.key)
        continue
      }
      if (onPath.has(step.key)) return [...path.slice(path.indexOf(step.key)), step.key]
      if (done.has(step.key)) continue
      onPath.add(step.key)
      path.push(step.key)
      stack.push({ key: step.key, leave: true })
      for (const reference of parseReferences(byKey.get(step.key)?.references).references) {
        const to = key(reference)
        // A message naming itself is told by checkAlert.
        if (to !== step.key && byKey.has(to)) stack.push({ key: to, leave: false })
      }
    }
  }
  return null
}
