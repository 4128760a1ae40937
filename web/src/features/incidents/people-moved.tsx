import type { IncidentPeople } from '@tusom/contract'
import { moveStateNames } from '@tusom/domain'
import { formatNumber } from '@tusom/vi-text'
import { useLanguage } from '../../i18n/language.ts'
import { useTexts } from '../../i18n/texts.ts'
import { DateTime, Tag } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import '../evacuation/evacuation.css'
import { shownOrder } from '../evacuation/progress-bar.tsx'
import '../scenarios/scenarios.css'
import './incidents.css'
import vi from './vi.json' with { type: 'json' }

/** The five states as the evacuation page shows them; from how many communes and as of when. Where nobody has told yet, a dash: no zero. */
export function PeopleMoved({ people: p }: { people: NonNullable<IncidentPeople['people']> }) {
  const t = useTexts(vi, en)
  const language = useLanguage()
  const most = 5
  return (
    <div className="pad people-moved">
      <p className="b">
        {t('mustGo', { households: formatNumber(p.total.households), people: formatNumber(p.total.people) })}
      </p>
      <div className="people-bar" aria-hidden="true">
        {shownOrder.map(s =>
          p[s].people > 0 ? <i key={s} className={`st-${s}`} style={{ flexGrow: p[s].people }} /> : null,
        )}
      </div>
      <dl className="move-counts">
        {shownOrder.map(s => (
          <div key={s}>
            <dt>
              <i className={`st-${s}`} aria-hidden="true" />
              {moveStateNames[s][language]}
            </dt>
            <dd>
              {p.reported === 0 && s !== 'planned' ? (
                <b className="mut">—</b>
              ) : (
                <>
                  <b>{formatNumber(p[s].people)}</b>{' '}
                  <span className="s">{t('households', { n: formatNumber(p[s].households) })}</span>
                </>
              )}
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
