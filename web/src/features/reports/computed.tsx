import { formatNumber } from '@tusom/vi-text'
import { useLanguage } from '../../i18n/language.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Tag } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import type { LiveReport } from './use-report.ts'
import vi from './vi.json' with { type: 'json' }

/** What is computed from the figures and never typed: indicators, and what a set of criteria comes to. */
export function Computed({ live }: { live: LiveReport }) {
  const t = useTexts(vi, en)
  const language = useLanguage()
  if (!live.indicators.length && !live.criteria.length) return null
  return (
    <section className="report-section" aria-label={t('computed')}>
      <h2>{t('computed')}</h2>
      {live.indicators.length > 0 && (
        <dl className="report-indicators">
          {live.indicators.map(i => (
            <div key={i.code}>
              <dt>{language === 'en' ? i.nameEn : i.nameVi}</dt>
              <dd>
                {i.value === null ? (
                  <span className="mut">{t('notComputable')}</span>
                ) : (
                  <>
                    <b>{formatNumber(i.value)}</b> {language === 'en' ? i.unitEn : i.unitVi}
                  </>
                )}
              </dd>
            </div>
          ))}
        </dl>
      )}
      {live.criteria.map(c => (
        <p key={c.set.code} className="report-criteria">
          <b>{language === 'en' ? c.set.titleEn : c.set.titleVi}</b>{' '}
          {t('scored', { score: formatNumber(c.score), highest: formatNumber(c.highest) })}
          {c.percent !== null && ` (${formatNumber(c.percent)}%)`}{' '}
          {c.grade && <Tag>{language === 'en' ? c.grade.nameEn : c.grade.nameVi}</Tag>}
          {c.missing.length > 0 && <span className="mut">{t('criteriaMissing', { n: c.missing.length })}</span>}
          {c.withoutEvidence.length > 0 && (
            <span className="late">{t('criteriaNoEvidence', { n: c.withoutEvidence.length })}</span>
          )}
        </p>
      ))}
    </section>
  )
}
