import type { BulletinReading } from '@tusom/contract'
import { formatNumber } from '@tusom/vi-text'
import type { Translate } from '../../i18n/texts.ts'
import type vi from './vi.json'

type Water = BulletinReading['forecasts'][number] | BulletinReading['observations'][number]
type Timed = { at?: string | null; from?: string | null; to?: string | null; when?: string | null }
type Say = Translate<keyof typeof vi & string>

/** "07:00 08/10", or "08/10" where the bulletin gives no hour. */
export function momentText(at: string): string {
  const local = at.length > 10 ? new Date(Date.parse(at) + 7 * 3_600_000).toISOString() : at
  const day = `${local.slice(8, 10)}/${local.slice(5, 7)}`
  return local.length > 10 ? `${local.slice(11, 16)} ${day}` : day
}

/** When a value is for, in the words of the bulletin where it gives no hour. */
export function spanText(v: Timed): string {
  if (v.at) return v.at.length > 10 ? momentText(v.at) : (v.when ?? momentText(v.at))
  if (v.from && v.to) return v.from.length === 10 && v.when ? v.when : `${momentText(v.from)} – ${momentText(v.to)}`
  return v.when ?? (v.to ? momentText(v.to) : '')
}

export function waterText(w: Water): string {
  if (w.value !== null) return `${formatNumber(w.value)} m`
  const min = 'min' in w ? w.min : null
  const max = 'max' in w ? w.max : null
  if (min !== null && max !== null) return `${formatNumber(min)}–${formatNumber(max)} m`
  if (min !== null) return `> ${formatNumber(min)} m`
  return max !== null ? `< ${formatNumber(max)} m` : ''
}

/** "trên báo động 3 0,33 m". Never "cấp 3" alone: that is a level of risk. */
export function alarmText(w: Water, t: Say): string {
  if (w.alarm === null) return ''
  const upper = 'alarmTo' in w && w.alarmTo !== null ? `–${w.alarmTo}` : ''
  if (w.alarm === 0) return t('alarmBelow1')
  const name = w.alarm === 4 ? t('alarmRecord') : t('alarmName', { n: `${w.alarm}${upper}` })
  const relation = w.relation ?? 'at'
  if (relation === 'at' || w.delta === null || w.delta === 0) return t(`alarm.${relation}`, { alarm: name })
  return t(relation === 'above' ? 'alarm.aboveBy' : 'alarm.belowBy', {
    alarm: name,
    by: formatNumber(Math.abs(w.delta)),
  })
}
