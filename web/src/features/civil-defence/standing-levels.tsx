import type { StandingCivilDefence } from '@tusom/contract'
import { formatDate } from '@tusom/vi-text'
import { apiHref } from '../../api/client.ts'
import { Link } from '../../app/navigation.tsx'
import { useLanguage } from '../../i18n/language.ts'
import { useTexts } from '../../i18n/texts.ts'
import { DateTime, Icon, Tag } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import './standing-levels.css'
import vi from './vi.json' with { type: 'json' }

/** Civil-defence levels that hold now, beside the hazards: which, where, who decided, by which document. Nothing where none holds. */
export function StandingLevels({
  levels,
  brief = false,
}: {
  levels: readonly StandingCivilDefence[]
  /** a line or two in the duty room, where the page of the commune tells the rest */
  brief?: boolean
}) {
  const t = useTexts(vi, en)
  const language = useLanguage()
  if (!levels.length) return null
  return (
    <ul className="standing-levels" aria-label={t('title')}>
      {levels.map(l => (
        <li key={l.id} className="note late" title={t('beside')}>
          <Icon name="incident" size={16} />
          <span className="standing-what">
            <span>
              <b>{t('standing', { n: l.level, incident: l.incident })}</b> · {l.unit.fullName}
            </span>
            <span className="s">
              {!brief && `${t('declaredBy', { authority: l.authority[language] })} · `}
              {l.decision.number
                ? t('decisionNo', { number: l.decision.number, date: formatDate(l.decision.date ?? '') })
                : t('noNumber')}
              {!brief && l.decided && (
                <>
                  {' · '}
                  {t('recordedBy', { name: l.decided.name })} <DateTime at={l.decided.at} short />
                </>
              )}
            </span>
          </span>
          {l.liftProposed && <Tag tone="doubt">{t('liftAsked')}</Tag>}
          <span className="row">
            <Link to="/phong-thu-dan-su" className="s">
              {t('open')}
            </Link>
            {!brief && l.hasDocument && (
              <a className="s" href={apiHref(`/api/civil-defence/${l.id}/decision.docx`)} download>
                .docx
              </a>
            )}
          </span>
        </li>
      ))}
    </ul>
  )
}
