import type { ConfirmedOutlook } from '@tusom/contract'
import { formatNumber } from '@tusom/vi-text'
import { useLanguage } from '../../i18n/language.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Card, DateTime, Tag } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import './outlooks.css'
import vi from './vi.json' with { type: 'json' }

/** One outlook that was confirmed: its claims, and what came of each once its period has ended. */
export function ConfirmedCard({ outlook: o }: { outlook: ConfirmedOutlook }) {
  const t = useTexts(vi, en)
  const language = useLanguage()
  const say = (x: { vi: string; en: string }) => (language === 'vi' ? x.vi : x.en)
  const verdict = (c: ConfirmedOutlook['claims'][number]) => {
    const r = o.score?.results.find(x => x.id === c.id)
    if (!r) return <Tag>{t('waiting')}</Tag>
    if (r.held === null) return <Tag tone="doubt">{t('unjudged')}</Tag>
    if (c.claim.kind === 'hazard') return <Tag>{r.held ? t('held') : t('notHeld')}</Tag>
    const value = formatNumber(r.value ?? 0)
    return <Tag tone={r.held ? 'ok' : 'doubt'}>{r.held ? t('within', { value }) : t('outside', { value })}</Tag>
  }
  return (
    <Card
      title={t('for', { next: language === 'vi' ? o.next.nameVi : o.next.nameEn })}
      aside={
        <span className="s">
          {t('by', { name: o.confirmedByName })} <DateTime at={o.confirmedAt} short />
        </span>
      }
    >
      <div className="pad outlook-result">
        {o.score && <p>{say(o.score)}</p>}
        {o.claims.map(c => (
          <p key={c.id} className="outlook-claim">
            {verdict(c)}
            <span>{say(c)}</span>
          </p>
        ))}
        <details>
          <summary>{t('readText')}</summary>
          <p className="outlook-text" lang="vi">
            {o.text}
          </p>
        </details>
      </div>
    </Card>
  )
}
