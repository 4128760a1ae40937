import type { LevelRow } from '@tusom/contract'
import { formatNumber } from '@tusom/vi-text'
import { useNow } from '../../api/clock.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Icon } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import vi from './vi.json' with { type: 'json' }

const OLD_MS = 3 * 3_600_000

/** Rising and falling for water; for rain the rate itself, which neither rises nor falls. */
export function Trend({ of }: { of: NonNullable<LevelRow['trend']> }) {
  const t = useTexts(vi, en)
  const now = useNow(60)
  const { perHour, unit } = of
  // a trend of yesterday would look like a trend of now
  if (now - Date.parse(of.at) > OLD_MS) return <span className="trend late">{t('oldReading')}</span>
  if (unit === 'mm/h') return <span className="trend">{formatNumber(perHour, perHour < 10 ? 1 : 0)} mm/h</span>
  const metres = Math.round(perHour * 100) / 100
  if (metres === 0)
    return (
      <span className="trend">
        <Icon name="steady" size={13} />
        <span className="vh">{t('steady')}</span>
      </span>
    )
  return (
    <span className={`trend ${metres > 0 ? 'rising' : ''}`}>
      <Icon name={metres > 0 ? 'up' : 'down'} size={13} />
      {formatNumber(Math.abs(metres), 2)} {unit}
    </span>
  )
}
