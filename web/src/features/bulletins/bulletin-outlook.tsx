import type { BulletinOutlook as Outlook } from '@tusom/contract'
import { useQuery } from '@tanstack/react-query'
import { formatNumber } from '@tusom/vi-text'
import { api } from '../../api/client.ts'
import { useTexts } from '../../i18n/texts.ts'
import { DateTime, Tag, useHazardName } from '../../ui/index.ts'
import './bulletins.css'
import en from './en.json' with { type: 'json' }
import { alarmText, momentText, spanText, waterText } from './value-texts.ts'
import vi from './vi.json' with { type: 'json' }

/** What bulletins say of the hours to come at a commune: "24 giờ tới có thể có gì". Of one hazard where it is named; nothing where they say nothing. */
export function BulletinOutlook({ unitId, hazard }: { unitId: number; hazard?: string }) {
  const t = useTexts(vi, en)
  const hazardName = useHazardName()
  const { data } = useQuery({
    queryKey: ['levels', 'outlook', unitId],
    queryFn: () => api.get<Outlook>(`/api/bulletins/outlook/${unitId}`),
  })
  const bulletins = data?.bulletins.filter(b => hazard === undefined || b.hazard === hazard) ?? []
  if (!bulletins.length) return null
  return (
    <section className="bulletin-outlook stack">
      <h3>{t('outlook')}</h3>
      {bulletins.map(b => (
        <div key={b.id} className="stack">
          <span className="s row wrap">
            <b>{hazardName(b.hazard)}</b>
            <span className="mut">
              {b.issuer}, <DateTime at={b.issuedAt} short />
            </span>
            {b.outOfDate && <Tag tone="late">{t('outOfDate')}</Tag>}
          </span>
          <ul className="s">
            {b.forecasts.map(f => (
              <li key={f.span[0]}>
                {f.station ?? f.river}: {[waterText(f), alarmText(f, t)].filter(Boolean).join(', ')} ({spanText(f)})
              </li>
            ))}
            {b.rain.map(r => (
              <li key={r.span[0]}>
                {t('rainLine', { place: r.place ?? t('noPlace'), amount: rainText(r) })} ({spanText(r)})
                {r.local !== null && `; ${t('rainLocal', { mm: formatNumber(r.local) })}`}
                {r.wider && r.unitIds.length === 0 && <span className="mut"> · {t('wider')}</span>}
              </li>
            ))}
            {b.storm.map(s => (
              <li key={s.span[0]}>
                {t('stormLine', {
                  time: s.at ? momentText(s.at) : '',
                  lat: formatNumber(s.lat),
                  lon: formatNumber(s.lon),
                })}
                {s.windMax !== null && `, ${t('wind', { force: s.windMax })}`}
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  )
}

function rainText(r: { min: number | null; max: number | null }): string {
  if (r.min !== null && r.max !== null)
    return r.min === r.max ? `${formatNumber(r.min)} mm` : `${formatNumber(r.min)}–${formatNumber(r.max)} mm`
  if (r.min !== null) return `> ${formatNumber(r.min)} mm`
  return r.max !== null ? `< ${formatNumber(r.max)} mm` : ''
}
