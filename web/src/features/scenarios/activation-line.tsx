import type { ActivationOut } from '@tusom/contract'
import { formatNumber } from '@tusom/vi-text'
import { Link } from '../../app/navigation.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { RelativeTime, Tag } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import './scenarios.css'
import { useSaid } from './use-said.ts'
import vi from './vi.json' with { type: 'json' }

/** How far an activation is: one bar, done against all, late ones in red words. */
export function ActivationProgress({ tasks }: { tasks: ActivationOut['tasks'] }) {
  const t = useTexts(vi, en)
  const share = tasks.all ? Math.round((100 * tasks.done) / tasks.all) : 0
  return (
    <span className="activation-progress">
      <span className="bar" role="img" aria-label={`${share} %`}>
        <i style={{ inlineSize: `${share}%` }} />
      </span>
      <span className="row wrap s">
        <b>{t('doneOf', { done: formatNumber(tasks.done), all: formatNumber(tasks.all) })}</b>
        {tasks.late > 0 ? (
          <Tag tone="late">{t('late', { n: formatNumber(tasks.late) })}</Tag>
        ) : (
          <span>{t('noLate')}</span>
        )}
        {tasks.cannot > 0 && <Tag tone="doubt">{t('cannot', { n: formatNumber(tasks.cannot) })}</Tag>}
      </span>
    </span>
  )
}

/** One activation in a list: what, where, since when, how far. */
export function ActivationLine({ activation: a }: { activation: ActivationOut }) {
  const t = useTexts(vi, en)
  const said = useSaid()
  return (
    <li>
      <Link to={`/kich-hoat/${a.id}`} className="activation-line">
        <span className="activation-name">
          <b>{said({ vi: a.nameVi, en: a.nameEn })}</b>
          <span className="s">
            {t('level', { n: a.level })} · {t('communes', { n: a.communes.length })} · {t('since')}{' '}
            <RelativeTime at={a.openedAt} /> · {t('by', { name: a.openedBy, unit: a.owner.name })}
          </span>
          {a.state === 'stopped' && <Tag>{t('stopped')}</Tag>}
        </span>
        <ActivationProgress tasks={a.tasks} />
      </Link>
    </li>
  )
}
