import { formatNumber } from '@tusom/vi-text'
import { useState } from 'react'
import { messageOf } from '../../api/api-error.ts'
import { now } from '../../api/clock.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Button, Field, TimeInput } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import type { useHistory } from './use-history.ts'
import { useSaid } from './use-packs.ts'
import vi from './vi.json' with { type: 'json' }

type Props = {
  of: ReturnType<typeof useHistory>
  onPeriod?: (p: { from: string; to: string }) => void
  files?: boolean
}

/** Which past event: a period of stored readings, or two files. */
export function HistoryForm({ of, onPeriod, files = true }: Props) {
  const t = useTexts(vi, en)
  const said = useSaid()
  const [from, setFrom] = useState<string | null>(() => new Date(now() - 7 * 86_400_000).toISOString())
  const [to, setTo] = useState<string | null>(() => new Date(now()).toISOString())
  const [readings, setReadings] = useState<File | null>(null)
  const [stations, setStations] = useState<File | null>(null)
  const { loaded } = of
  return (
    <>
      <div className="pack-form">
        <Field label={t('from')}>{c => <TimeInput {...c} value={from} onChange={setFrom} />}</Field>
        <Field label={t('to')}>{c => <TimeInput {...c} value={to} onChange={setTo} />}</Field>
        <Button
          look={loaded ? 'plain' : 'main'}
          disabled={!from || !to}
          busy={of.fetchIt.isPending}
          onClick={() => {
            if (!from || !to) return
            onPeriod?.({ from, to })
            of.fetchIt.mutate({ from, to })
          }}
        >
          {t('load')}
        </Button>
      </div>
      {files && (
        <details className="pad">
          <summary>{t('uploadHistory')}</summary>
          <div className="pack-form">
            <Field label={t('readingsFile')}>
              {c => (
                <input {...c} type="file" accept=".csv,.txt" onChange={e => setReadings(e.target.files?.[0] ?? null)} />
              )}
            </Field>
            <Field label={t('stationsFile')}>
              {c => (
                <input {...c} type="file" accept=".csv,.txt" onChange={e => setStations(e.target.files?.[0] ?? null)} />
              )}
            </Field>
            <Button
              disabled={!readings || !stations}
              busy={of.readFiles.isPending}
              onClick={() => readings && stations && of.readFiles.mutate({ readings, stations })}
            >
              {t('useFiles')}
            </Button>
          </div>
        </details>
      )}
      {of.error && (
        <p className="note late pad" role="alert">
          {messageOf(of.error)}
        </p>
      )}
      {loaded && (
        <div className="pad s" role="status">
          {loaded.history.readings.length === 0 ? (
            <p className="note doubt">{t('noReadings')}</p>
          ) : (
            t('loaded', {
              readings: formatNumber(loaded.history.readings.length),
              series: loaded.history.defs.length,
              areas: loaded.history.areas.length,
            })
          )}
          {loaded.skipped > 0 && (
            <p className="note doubt">
              {t('skipped', { n: loaded.skipped })}: {loaded.faults.slice(0, 3).map(said).join('; ')}
            </p>
          )}
          {loaded.unseen > 0 && <p className="note doubt">{t('unseen', { n: loaded.unseen })}</p>}
        </div>
      )}
    </>
  )
}
