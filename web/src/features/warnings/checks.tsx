import type { WarningFull } from '@tusom/contract'
import { checkWarning, type WarningFault } from '@tusom/domain'
import { runId } from '../../app/run.ts'
import { Card } from '../../ui/index.ts'
import type { Local } from './use-draft.ts'
import { useNames, useWarningTexts } from './words.ts'

/** What the words as typed would be refused for, with what only the server can judge (CAP, polygons, settings). */
export function faultsOf(w: WarningFull, text: Local | null, now: number): WarningFault[] {
  if (!text) return w.checks
  const own = checkWarning({
    msgType: w.msgType,
    runId,
    text: {
      ...text,
      effectiveAt: text.effectiveAt === null ? null : new Date(text.effectiveAt),
      expiresAt: new Date(text.expiresAt),
    },
    level: w.level,
    areas: text.unitIds.length,
    areasWithoutPolygon: [],
    figures: w.figures,
    now: new Date(now),
  })
  const blocked = own.some(f => f.severity === 'error')
  // what CAP says of a text that is wrong anyway says the same again
  const server = w.checks.filter(f =>
    f.code.startsWith('cap.') ? !blocked : /^(xml|settings)\.|^areas\.no-polygon$|^overlap$/.test(f.code),
  )
  return [...own, ...server]
}

/** The list that blocks: errors first. */
export function Checks({ w, faults }: { w: WarningFull; faults: readonly WarningFault[] }) {
  const t = useWarningTexts()
  const names = useNames()
  const errors = faults.filter(f => f.severity === 'error')
  const remarks = faults.filter(f => f.severity === 'warning')
  const without = w.recipients.withoutPeople
  return (
    <Card title={t('checks')} className="checks">
      <ul className="pad check-list">
        {errors.length === 0 ? (
          <li className="ok">✓ {t('checksOk')}</li>
        ) : (
          <li className="late b">{t('checksBlock', { n: errors.length })}</li>
        )}
        {errors.map(f => (
          <li key={`${f.code} ${f.vi}`} className="late">
            ✗ {names.fault(f)}
          </li>
        ))}
        {remarks.map(f => (
          <li key={`${f.code} ${f.vi}`} className="doubt-text">
            – {names.fault(f)}
          </li>
        ))}
        {without.length > 0 && (
          <li className="doubt-text">
            – {t('withoutPeople', { n: without.length, list: names.places(without.map(name => ({ name }))) })}
          </li>
        )}
      </ul>
    </Card>
  )
}
