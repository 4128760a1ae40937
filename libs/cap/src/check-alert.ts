import { type Alert, type CapVersion, MSG_TYPE, SCOPE, STATUS } from './alert.ts'
import { checkInfo, checkInfoTogether } from './check-info.ts'
import { checkChoice, checkList, checkText, checkTime, isFilled, isText, listOf, type Rules } from './check-values.ts'
import { type Budget, newBudget } from './crossing.ts'
import { Collector, type Finding } from './finding.ts'
import { parseReferences, referenceTo } from './references.ts'
import { readTime } from './time.ts'

export type CheckOptions = {
  /**
   * true for what others sent: a few rules of good practice (an Alert without info, HTML in a text, an empty
   * event …) become warnings. Left out, the message is judged as one about to leave.
   */
  intake?: boolean
  /** version whose rules apply; 1.2 if left out */
  version?: CapVersion
  /** put in front of every path, for an alert inside a feed */
  base?: string
  /** bound on the work of the crossing test, shared between the alerts of a file */
  budget?: Budget
}

/** One word without space, comma, `<` or `&` (CAP 1.2, 3.2.1: identifier, sender). */
const NAME = /^[^\s,<&\p{Cc}]+$/u

function checkName(rules: Rules, name: 'identifier' | 'sender', value: string | undefined, path: string): void {
  if (!isText(value) || value === '') rules.out.report(`${name}.missing`, path, { name })
  else if (!NAME.test(value)) rules.out.report(`${name}.characters`, path, { name, value })
}

function checkReferences(rules: Rules, alert: Alert, sent: number | null): void {
  const path = `${rules.base}/references`
  const text = isText(alert.references) ? alert.references : undefined
  const { references, bad } = parseReferences(text)
  const needed = ['Update', 'Cancel', 'Ack', 'Error'].includes(alert.msgType)
  if (needed && references.length + bad.length === 0)
    rules.out.report('references.missing', path, { name: 'references', value: alert.msgType })
  else if (text !== undefined && text.trim() === '' && rules.out.intake)
    rules.out.report('element.empty', path, { name: 'references' })
  // CAP 1.0 says less about the form of a reference.
  for (const value of bad)
    rules.out.report('references.format', path, { value }, rules.version === '1.0' ? 'warning' : undefined)
  const seen = new Set<string>()
  for (const reference of references) {
    const value = referenceTo(reference)
    const time = readTime(reference.sent)
    if (time.fault === 'format') rules.out.report('references.format', path, { value })
    else if (time.fault !== null && rules.version === '1.2') rules.out.report('references.time', path, { value })
    if (reference.sender === alert.sender && reference.identifier === alert.identifier)
      rules.out.report('references.self', path, { value })
    else if (sent !== null && time.instant !== null && time.instant > sent)
      rules.out.report('references.later', path, { value, other: alert.sent })
    if (seen.has(value)) rules.out.report('references.repeated', path, { value })
    seen.add(value)
  }
}

/** As `checkAlert`, into a collector that may already hold findings. */
export function collectAlert(alert: Alert, out: Collector, options: CheckOptions): void {
  const base = options.base ?? '/alert'
  const rules: Rules = { out, base, version: options.version ?? '1.2', budget: options.budget ?? newBudget() }

  checkName(rules, 'identifier', alert.identifier, `${base}/identifier`)
  checkName(rules, 'sender', alert.sender, `${base}/sender`)
  const sent = checkTime(rules, 'sent', alert.sent, `${base}/sent`, true)
  const statuses = rules.version === '1.0' ? STATUS.filter(status => status !== 'Draft') : STATUS
  checkChoice(rules, 'status', alert.status, statuses, base, true)
  if (alert.status === 'Draft') out.report('status.draft', `${base}/status`)
  checkChoice(rules, 'msgType', alert.msgType, MSG_TYPE, base, true)
  checkChoice(rules, 'scope', alert.scope, SCOPE, base, rules.version !== '1.0')

  if (alert.scope === 'Restricted' && !isFilled(alert.restriction))
    out.report('restriction.missing', `${base}/restriction`, { name: 'restriction' })
  if (alert.scope !== 'Restricted' && isFilled(alert.restriction))
    out.report('restriction.not-restricted', `${base}/restriction`, { value: alert.scope ?? '' })
  if (alert.scope === 'Private' && !isFilled(alert.addresses))
    out.report('addresses.missing', `${base}/addresses`, { name: 'addresses' })
  checkList(rules, 'addresses', alert.addresses, base)
  checkList(rules, 'incidents', alert.incidents, base)
  for (const name of ['source', 'restriction', 'note'] as const) checkText(rules, name, alert[name], base)
  listOf(alert.code).forEach((code, i, all) =>
    checkText(rules, 'code', code, base, all.length > 1 ? `code[${i + 1}]` : 'code'),
  )

  const explained = ['Cancel', 'Error'].includes(alert.msgType) ? alert.msgType : alert.status
  if (['Cancel', 'Error', 'Exercise'].includes(explained) && !isFilled(alert.note))
    out.report('note.missing', `${base}/note`, { name: 'note', value: explained })
  checkReferences(rules, alert, sent)

  const info = listOf(alert.info)
  if (info.length === 0 && ['Alert', 'Update'].includes(alert.msgType))
    out.report('info.missing', base, { name: 'info', value: alert.msgType })
  info.forEach((block, i) => checkInfo(rules, block, `${base}/info[${i + 1}]`, { text: alert.sent, instant: sent }))
  checkInfoTogether(rules, info)
}

/**
 * Judges an alert by the schema's values and by the rules beyond the schema, the same for what leaves and what
 * comes in (see `intake`). An empty list means it may be written and sent.
 *
 * @returns findings in document order; severity `error` where the standard is broken
 * @example checkAlert(alert).filter(f => f.severity === 'error').map(f => f.messageVi)
 */
export function checkAlert(alert: Alert, options: CheckOptions = {}): Finding[] {
  const out = new Collector(options.intake ?? false)
  collectAlert(alert, out, options)
  return out.findings
}
