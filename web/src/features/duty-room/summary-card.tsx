import type { LevelRow } from '@tusom/contract'
import { useTexts } from '../../i18n/texts.ts'
import { DateTime, LevelBadge, useHazardName, useLevelWord } from '../../ui/index.ts'
import { summaryOf } from './attention.ts'
import en from './en.json' with { type: 'json' }
import vi from './vi.json' with { type: 'json' }

/** What is worst, where, since when, by whose word: the first thing to read at 3 a.m. */
export function SummaryCard({ rows }: { rows: readonly LevelRow[] }) {
  const t = useTexts(vi, en)
  const hazardName = useHazardName()
  const word = useLevelWord()
  const summary = summaryOf(rows)
  if (!summary) return null
  const { level, status } = summary.standing
  const only = summary.hazards.length === 1
  const parts = summary.hazards.map(h => {
    const hazard = hazardName(h.hazard).toLocaleLowerCase()
    return only ? hazard : t('part', { n: h.n, hazard })
  })
  return (
    <div className="card summary" role="status">
      <LevelBadge level={level} status={status} size="large" />
      <div>
        <h2>
          {level === null ? t('riskOpen') : `${t('riskLevel', { n: level })} · ${word(level).toLocaleLowerCase()}`}
        </h2>
        <div className="b s">{t('worstOf', { n: summary.communes, parts: parts.join('; ') })}</div>
        <div className="s">
          {summary.mixed ? t('byBoth') : status === 'official' ? t('byBulletin') : t('bySystem')}, {t('since')}{' '}
          <DateTime at={summary.since} short />
          {status === 'suggested' && (
            <>
              {' · '}
              <b>{summary.official === null ? t('noBulletin') : t('officialBeside', { n: summary.official })}</b>
            </>
          )}
        </div>
      </div>
    </div>
  )
}
