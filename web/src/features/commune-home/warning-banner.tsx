import type { WarningList } from '@tusom/contract'
import { useQuery } from '@tanstack/react-query'
import { ApiError } from '../../api/api-error.ts'
import { api } from '../../api/client.ts'
import { Link } from '../../app/navigation.tsx'
import { useLanguage } from '../../i18n/language.ts'
import { useTexts } from '../../i18n/texts.ts'
import { DateTime, LevelBadge, useHazardName, useLevelWord } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import vi from './vi.json' with { type: 'json' }

/** Warnings in force for this commune, on top of everything. Not being able to ask is said: it must not look like calm. */
export function WarningBanner({ unitId }: { unitId: number }) {
  const t = useTexts(vi, en)
  const language = useLanguage()
  const hazardName = useHazardName()
  const word = useLevelWord()
  const warnings = useQuery({
    queryKey: ['warnings', 'in-force', unitId],
    queryFn: () => api.get<WarningList>(`/api/warnings?show=in-force&unitId=${unitId}`),
    refetchInterval: 60_000,
  })
  if (warnings.error && !warnings.data) {
    const missing = warnings.error instanceof ApiError && warnings.error.status === 404
    return missing ? null : <p className="note late">{t('warningsUnknown')}</p>
  }
  return (
    <>
      {warnings.data?.warnings.map(w => (
        <section key={w.id} className={`banner lv-${w.level.level ?? 'open'}`} aria-label={t('warning')}>
          <LevelBadge
            level={w.level.level}
            status={w.level.status === 'official' ? 'official' : 'suggested'}
            size="large"
          />
          <div className="banner-words">
            <b>
              {hazardName(w.hazard)} · {word(w.level.level)} · {t(`level.${w.level.status}`)}
              {w.level.bulletin && (
                <>
                  {', '}
                  {t('bulletin', { time: '' })}
                  <DateTime at={w.level.bulletin.issuedAt} short />
                </>
              )}
            </b>
            <span>{language === 'en' && w.headlineEn ? w.headlineEn : w.headline}</span>
            <span>
              {w.asked > 0 &&
                `${w.acknowledged === w.asked ? t('ackAll', { of: w.asked }) : t('acknowledged', { n: w.acknowledged, of: w.asked })} · `}
              {t('until', { time: '' })}
              <DateTime at={w.expiresAt} short />
            </span>
          </div>
          <Link to={`/canh-bao/${w.id}`} className="btn">
            {t('seeWarning')}
          </Link>
        </section>
      ))}
    </>
  )
}
