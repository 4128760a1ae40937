import type { LevelList } from '@tusom/contract'
import { localParts } from '@tusom/vi-text'
import { useState } from 'react'
import { now as runNow, useNow } from '../../api/clock.ts'
import { useMe } from '../../app/session.ts'
import { Link } from '../../app/navigation.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { DateTime, Dialog, PageHeader, RelativeTime, SampleMark, Tag } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import vi from './vi.json' with { type: 'json' }

/** Readings older than this, in minutes, make the header say so in red: twice the usual interval of a gauge in flood. */
const OLD_AFTER = 60

export function DutyHeader({ levels, keptAt }: { levels: LevelList | undefined; keptAt: string | null }) {
  const t = useTexts(vi, en)
  const me = useMe()
  const now = useNow(1)
  const [open, setOpen] = useState(false)
  const place = me.homeUnit.kind === 'department' ? me.province.fullName : me.homeUnit.fullName
  const last = levels?.lastReadingAt ?? null
  const old = last !== null && runNow() - Date.parse(last) > OLD_AFTER * 60_000
  return (
    <PageHeader
      title={place}
      actions={
        <span className="duty-clock">
          <span className="s">{dayOf(now)}</span>
          <time className="clock" title={t('clock')}>
            {localParts(now).time}
          </time>
        </span>
      }
    >
      {me.sample && <SampleMark />}
      {keptAt && (
        <Tag tone="late">
          {t('keptAt')} <DateTime at={keptAt} short />
        </Tag>
      )}
      {levels && levels.stations > 0 && (
        <Tag tone={last === null || old ? 'late' : 'ok'}>
          {last === null ? (
            t('freshNone')
          ) : (
            <>
              {t('fresh', { time: '' })}
              <RelativeTime at={last} />
            </>
          )}
        </Tag>
      )}
      {levels && levels.silent.length > 0 && (
        <button type="button" className="tag late" onClick={() => setOpen(true)}>
          {t('silent', { n: levels.silent.length })}
        </button>
      )}
      {open && levels && (
        <Dialog
          title={t('silentTitle')}
          onClose={() => setOpen(false)}
          actions={
            <Link to="/so-do" className="btn main">
              {t('toStations')}
            </Link>
          }
        >
          <p className="mut">{t('silentHint')}</p>
          <ul className="silent-list">
            {levels.silent.map(s => (
              <li key={`${s.station}/${s.indicator}`}>
                <b>{s.name}</b> <span className="s">{s.station}</span>
                <div className="s">
                  {s.lastAt === null ? (
                    t('silentNever')
                  ) : (
                    <>
                      {t('silentLast', { time: '' })}
                      <RelativeTime at={s.lastAt} /> (<DateTime at={s.lastAt} short />)
                    </>
                  )}
                </div>
              </li>
            ))}
          </ul>
        </Dialog>
      )}
    </PageHeader>
  )
}

function dayOf(ms: number): string {
  const p = localParts(ms)
  return `${String(p.day).padStart(2, '0')}/${String(p.month).padStart(2, '0')}/${p.year}`
}
