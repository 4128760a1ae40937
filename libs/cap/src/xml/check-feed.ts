import type { Alert } from '../alert.ts'
import type { Collector } from '../finding.ts'

/** What the messages of one file say together: the same one twice, one identifier for two, statuses mixed. */
export function checkFeed(out: Collector, messages: readonly { alert: Alert; path: string }[]): void {
  if (messages.length < 2) return
  const byIdentifier = new Map<string, { path: string; content: string }>()
  const statuses = new Map<string, string>()
  for (const { alert, path } of messages) {
    if (alert.status && !statuses.has(alert.status)) statuses.set(alert.status, path)
    if (!alert.identifier || !alert.sender) continue
    const name = `${alert.sender},${alert.identifier}`
    const content = JSON.stringify(alert)
    const first = byIdentifier.get(name)
    if (!first) byIdentifier.set(name, { path, content })
    else if (first.content === content) out.report('feed.repeated', path, { other: first.path })
    else out.report('feed.identifier', `${path}/identifier`, { value: alert.identifier, other: first.path })
  }
  const [first, second] = [...statuses]
  if (!first || !second || !statuses.has('Actual')) return
  const other = first[0] === 'Actual' ? second : first
  out.report('feed.mixed-status', `${other[1]}/status`, { value: other[0], other: 'Actual' })
}
