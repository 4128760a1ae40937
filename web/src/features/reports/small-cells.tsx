import type { ReportOverview } from '@tusom/contract'
import { formatDateTime, formatNumber } from '@tusom/vi-text'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { useSend } from '../../api/use-send.ts'
import { useLanguage } from '../../i18n/language.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Button, Dialog } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import vi from './vi.json' with { type: 'json' }

/** What this reader sees of sensitive counts, and who may release a period's to the others. */
export function SmallCells({ overview: o }: { overview: ReportOverview }) {
  const t = useTexts(vi, en)
  const [asking, setAsking] = useState(false)
  const release = useSend(() => api.post('/api/reports/releases', { form: o.form.code, period: o.period.key }), {
    topics: ['reports'],
    done: t('releaseDone'),
    onDone: () => setAsking(false),
  })
  const { small } = o
  if (!small.sensitive) return null
  const released =
    small.releasedAt &&
    t('releasedBy', { name: small.releasedBy ?? '', time: formatDateTime(Date.parse(small.releasedAt)) })
  return (
    <div className="note small-cells">
      <span>
        {small.exact
          ? t('sensitiveExact', { n: small.sensitive })
          : t('sensitiveHidden', { n: small.sensitive, threshold: small.threshold })}{' '}
        {released ?? (small.exact ? t('notReleased') : '')}
      </span>
      {small.mayRelease && <Button onClick={() => setAsking(true)}>{t('release')}</Button>}
      {asking && (
        <Dialog
          title={t('releaseTitle', { period: o.period.nameVi })}
          onClose={() => setAsking(false)}
          actions={
            <>
              <Button onClick={() => setAsking(false)}>{t('cancel')}</Button>
              <Button look="main" busy={release.isPending} onClick={() => release.mutate(undefined)}>
                {t('release')}
              </Button>
            </>
          }
        >
          <p>{t('releaseText', { threshold: small.threshold, sent: o.counts.sent, communes: o.counts.communes })}</p>
          <p className="late">{t('releaseOnce')}</p>
        </Dialog>
      )}
    </div>
  )
}

/** Rates made of the totals, with from how many communes. */
export function Indicators({ overview: o }: { overview: ReportOverview }) {
  const t = useTexts(vi, en)
  const language = useLanguage()
  if (!o.indicators.length) return null
  return (
    <dl className="report-indicators">
      {o.indicators.map(i => (
        <div key={i.code}>
          <dt>{language === 'en' ? i.nameEn : i.nameVi}</dt>
          <dd>
            {i.value === null ? (
              <span className="mut">{t('notComputable')}</span>
            ) : (
              <>
                <b>{formatNumber(i.value)}</b> {language === 'en' ? i.unitEn : i.unitVi}{' '}
                <small className="mut">
                  {i.n}/{i.of}
                </small>
              </>
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}
