import type { IncidentPeople } from '@tusom/contract'
import { formatNumber } from '@tusom/vi-text'
import { useTexts } from '../../i18n/texts.ts'
import { DateTime, Tag } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import '../scenarios/scenarios.css'
import './incidents.css'
import vi from './vi.json' with { type: 'json' }

const states = ['planned', 'left', 'moving', 'arrived', 'returned'] as const

/** The five states side by side, never added up; from how many communes and as of when. */
export function PeopleMoved({ people: p }: { people: NonNullable<IncidentPeople['people']> }) {
  const t = useTexts(vi, en)
  const most = 5
  return (
    <div className="pad people-moved">
      <p className="b">
        {t('mustGo', { households: formatNumber(p.total.households), people: formatNumber(p.total.people) })}
      </p>
      <div className="people-bar" aria-hidden="true">
        {states.map(s =>
          p[s].people > 0 ? <i key={s} className={`move-${s}`} style={{ flexGrow: p[s].people }} /> : null,
        )}
      </div>
      <dl className="move-counts">
        {states.map(s => (
          <div key={s}>
            <dt>
              <i className={`move-${s}`} aria-hidden="true" />
              {t(s)}
            </dt>
            <dd>
              <b>{formatNumber(p[s].people)}</b>{' '}
              <span className="s">{t('households', { n: formatNumber(p[s].households) })}</span>
            </dd>
          </div>
        ))}
      </dl>
      <p className="s row wrap">
        <Tag tone={p.reported < p.of ? 'doubt' : 'ok'}>{t('reportedOf', { n: p.reported, of: p.of })}</Tag>
        {p.asOf && (
          <span>
            {t('asOf')} <DateTime at={p.asOf} short />
          </span>
        )}
        {p.silent.length > 0 && (
          <span>
            {t('silent', { names: p.silent.slice(0, most).join(', ') })}
            {p.silent.length > most && ` ${t('more', { n: p.silent.length - most })}`}
          </span>
        )}
        {p.withoutPlan > 0 && <span>{t('withoutPlan', { n: p.withoutPlan })}</span>}
      </p>
    </div>
  )
}
