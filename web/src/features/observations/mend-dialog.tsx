import type { RefusalOut, ResendResult } from '@tusom/contract'
import { knownUnits, readFigure } from '@tusom/domain'
import { formatNumber } from '@tusom/vi-text'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { useSend } from '../../api/use-send.ts'
import { inExercise } from '../../app/run.ts'
import { useLanguage } from '../../i18n/language.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Button, Dialog, Field, TimeInput, toast } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import { useNamingUnit } from './unknown-names.tsx'
import { useResend } from './use-refusals.ts'
import { useIndicatorName, useStationChoices } from './use-readings.ts'
import vi from './vi.json' with { type: 'json' }

/** Mends one reading and sends it; with a tick, its name of the station is known from then on and all alike go too. */
export function MendDialog({ refusal: r, onClose }: { refusal: RefusalOut; onClose: () => void }) {
  const t = useTexts(vi, en)
  const language = useLanguage()
  const stations = useStationChoices()
  const indicatorName = useIndicatorName()
  const unitId = useNamingUnit()
  const known = stations.find(s => s.code === r.reading.station || s.name === r.reading.station)
  const [station, setStation] = useState(known?.code ?? '')
  const [indicator, setIndicator] = useState(r.reading.indicator ?? '')
  const [at, setAt] = useState<string | null>(
    r.reading.at && !Number.isNaN(Date.parse(r.reading.at)) ? r.reading.at : null,
  )
  const [value, setValue] = useState(r.reading.value === null ? '' : formatNumber(r.reading.value).replaceAll('.', ''))
  const [unit, setUnit] = useState(r.reading.unit ?? '')
  const [corrected, setCorrected] = useState(false)
  const [always, setAlways] = useState(false)
  const [tried, setTried] = useState(false)
  const [still, setStill] = useState<string | null>(null)
  const chosen = stations.find(s => s.code === station)
  const figure = readFigure(value, 'comma')
  const measures = chosen?.indicators.find(i => i.code === indicator)
  const wrong = {
    station: measures ? null : t('mendChoose'),
    at: at ? null : t('mendBadTime'),
    value: Number.isFinite(figure) ? null : t('mendBadValue'),
  }
  const bad = Object.values(wrong).some(Boolean)
  const resend = useResend(onClose)
  const send = useSend(
    async () => {
      if (always && r.reading.station)
        await api.post('/api/observations/names', { unitId, kind: 'station', name: r.reading.station, means: station })
      return api.post<ResendResult>(`/api/observations/refusals/${r.id}/mend`, {
        station,
        indicator,
        at,
        value: figure,
        unit: unit || null,
        corrected,
      })
    },
    {
      topics: ['observations', 'levels'],
      onDone: result => {
        const [fault] = result.stillRefused
        if (fault) return setStill(language === 'en' ? fault.messageEn : fault.message)
        if (always && r.reading.station) return resend.mutate({ alike: { station: r.reading.station } })
        toast(t('refSent', { n: 1 }))
        onClose()
      },
    },
  )
  const show = (error: string | null) => (tried ? error : null)
  return (
    <Dialog
      title={t('mendTitle')}
      onClose={onClose}
      actions={
        <Button
          look="main"
          busy={send.isPending || resend.isPending}
          onClick={() => {
            setTried(true)
            setStill(null)
            if (!bad) send.mutate(undefined)
          }}
        >
          {t('mendSend')}
        </Button>
      }
    >
      <p className="note late">{still ?? r.message}</p>
      {r.content && <p className="code">{r.content.slice(0, 600)}</p>}
      <Field label={t('station')} required error={show(chosen ? null : wrong.station)}>
        {c => (
          <select {...c} className="input" value={station} onChange={e => setStation(e.target.value)}>
            <option value="">{t('chooseOne')}</option>
            {stations.map(s => (
              <option key={s.code} value={s.code}>
                {s.name} ({s.code})
              </option>
            ))}
          </select>
        )}
      </Field>
      {r.reading.station && chosen && chosen.code !== r.reading.station && !inExercise && (
        <label className="row">
          <input type="checkbox" checked={always} onChange={e => setAlways(e.target.checked)} />
          <span>{t('mendAlias', { name: r.reading.station })}</span>
        </label>
      )}
      <Field label={t('indicator')} required error={show(chosen ? wrong.station : null)}>
        {c => (
          <select {...c} className="input" value={indicator} onChange={e => setIndicator(e.target.value)}>
            <option value="">{t('chooseOne')}</option>
            {chosen?.indicators.map(i => (
              <option key={i.code} value={i.code}>
                {indicatorName(i.code)} ({i.unit})
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={t('when')} required error={show(wrong.at)}>
        {c => <TimeInput {...c} value={at} onChange={setAt} />}
      </Field>
      <Field label={t('value')} required error={show(wrong.value)}>
        {c => (
          <input {...c} className="input" inputMode="decimal" value={value} onChange={e => setValue(e.target.value)} />
        )}
      </Field>
      <Field label={t('mendUnit')}>
        {c => (
          <select {...c} className="input" value={unit} onChange={e => setUnit(e.target.value)}>
            <option value="">{measures ? `${t('seriesUnit')} (${measures.unit})` : t('seriesUnit')}</option>
            {[...new Set([...knownUnits, ...(unit ? [unit] : [])])].map(u => (
              <option key={u} value={u}>
                {u}
              </option>
            ))}
          </select>
        )}
      </Field>
      <label className="row">
        <input type="checkbox" checked={corrected} onChange={e => setCorrected(e.target.checked)} />
        <span>{t('mendCorrected')}</span>
      </label>
    </Dialog>
  )
}
