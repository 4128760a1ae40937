import { formatNumber, parseNumber } from '@tusom/vi-text'
import { useState } from 'react'
import { type Translate, useTexts } from '../../i18n/texts.ts'
import { Button, Card, SampleMark, Tag } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import { mayStore, type Review, type ReviewForecast, type ReviewObservation, type ReviewRain } from './review.ts'
import { alarmText, spanText, waterText } from './value-texts.ts'
import vi from './vi.json' with { type: 'json' }

type Props = { review: Review; shown: string | null; onChange: (review: Review) => void; onShow: (id: string) => void }

/** Measured levels with a box for storing them, forecasts to keep or leave out. */
export function ReviewWater(props: Props) {
  const t = useTexts(vi, en)
  const { review } = props
  const storable = review.observations.filter(mayStore)
  const setSeen = (id: string, part: Partial<ReviewObservation>) =>
    props.onChange({ ...review, observations: review.observations.map(o => (o.id === id ? { ...o, ...part } : o)) })
  const setForecast = (id: string, part: Partial<ReviewForecast>) =>
    props.onChange({ ...review, forecasts: review.forecasts.map(f => (f.id === id ? { ...f, ...part } : f)) })
  return (
    <>
      {review.observations.length > 0 && (
        <Card
          title={t('observations')}
          aside={
            storable.length > 1 && (
              <Button
                look="quiet"
                onClick={() => {
                  const all = storable.some(o => !o.keep)
                  props.onChange({
                    ...review,
                    observations: review.observations.map(o => (mayStore(o) ? { ...o, keep: all } : o)),
                  })
                }}
              >
                {t('tickAll')}
              </Button>
            )
          }
        >
          <p className="pad xs mut bulletin-hint">{t('storeHint')}</p>
          <ul className="bulletin-values">
            {review.observations.map(o => (
              <li
                key={o.id}
                className={props.shown === o.id ? 'on' : ''}
                onMouseEnter={() => props.onShow(o.id)}
                onFocus={() => props.onShow(o.id)}
              >
                <label className="check">
                  <input
                    type="checkbox"
                    disabled={!mayStore(o)}
                    checked={o.keep}
                    onChange={e => setSeen(o.id, { keep: e.target.checked })}
                  />
                  <span>
                    <b>{o.station ?? t('noStation')}</b>
                    {o.river && <span className="mut"> · {t('river', { name: o.river })}</span>}{' '}
                    <span className="s">{spanText(o)}</span>
                  </span>
                </label>
                <Figure value={o.value} unit="m" onChange={value => setSeen(o.id, { value })} label={o.station ?? ''} />
                <span className="s">{alarmText(o, t)}</span>
                <span className="xs mut">{whyNot(o, t)}</span>
                {o.series?.invented && <SampleMark />}
              </li>
            ))}
          </ul>
        </Card>
      )}
      {review.forecasts.length > 0 && (
        <Card title={t('forecasts')}>
          <ul className="bulletin-values">
            {review.forecasts.map(f => (
              <li
                key={f.id}
                className={`${f.dropped ? 'dropped' : ''} ${props.shown === f.id ? 'on' : ''}`}
                onMouseEnter={() => props.onShow(f.id)}
                onFocus={() => props.onShow(f.id)}
              >
                <span>
                  <b>{f.station ?? (f.river ? t('river', { name: f.river }) : t('noStation'))}</b>
                  {f.station && f.river && <span className="mut"> · {t('river', { name: f.river })}</span>}{' '}
                  <span className="s">{spanText(f)}</span>
                </span>
                {f.min === null && f.max === null ? (
                  <Figure
                    value={f.value}
                    unit="m"
                    onChange={value => setForecast(f.id, { value })}
                    label={f.station ?? ''}
                  />
                ) : (
                  <span>{waterText(f)}</span>
                )}
                <span className="s">{alarmText(f, t)}</span>
                {f.unitIds.length === 0 && <Tag>{t('notOurs')}</Tag>}
                <Button look="quiet" onClick={() => setForecast(f.id, { dropped: !f.dropped })}>
                  {f.dropped ? t('take') : t('drop')}
                </Button>
              </li>
            ))}
          </ul>
        </Card>
      )}
    </>
  )
}

function whyNot(o: ReviewObservation, t: Translate<keyof typeof vi & string>): string {
  if (o.series === null) return t('unknownStation')
  if (!o.series.may) return t('notYourStation')
  if (o.value === null) return t('noFigure')
  if (o.at === null || o.at.length <= 10) return t('noHour')
  if (o.series.stored === o.value) return t('alreadyStored')
  if (o.series.stored !== null) return t('storedOther', { value: formatNumber(o.series.stored) })
  return ''
}

/** Rain to come, over our communes or wider. */
export function ReviewRainRows(props: Props) {
  const t = useTexts(vi, en)
  const { review } = props
  if (review.rain.length === 0) return null
  const set = (id: string, part: Partial<ReviewRain>) =>
    props.onChange({ ...review, rain: review.rain.map(r => (r.id === id ? { ...r, ...part } : r)) })
  return (
    <Card title={t('rain')}>
      <ul className="bulletin-values">
        {review.rain.map(r => (
          <li
            key={r.id}
            className={`${r.dropped ? 'dropped' : ''} ${props.shown === r.id ? 'on' : ''}`}
            onMouseEnter={() => props.onShow(r.id)}
            onFocus={() => props.onShow(r.id)}
          >
            <span>
              <b>{r.place ?? t('noPlace')}</b> <span className="s">{spanText(r)}</span>
            </span>
            <span className="row">
              <Figure value={r.min} unit="" onChange={min => set(r.id, { min })} label={t('rainMin')} />–
              <Figure value={r.max} unit="mm" onChange={max => set(r.id, { max })} label={t('rainMax')} />
            </span>
            {r.local !== null && <span className="s">{t('rainLocal', { mm: formatNumber(r.local) })}</span>}
            {r.unitIds.length === 0 && <Tag>{r.wider ? t('wider') : t('notOurs')}</Tag>}
            <Button look="quiet" onClick={() => set(r.id, { dropped: !r.dropped })}>
              {r.dropped ? t('take') : t('drop')}
            </Button>
          </li>
        ))}
      </ul>
    </Card>
  )
}

function Figure(props: {
  value: number | null
  unit: string
  label: string
  onChange: (value: number | null) => void
}) {
  const [text, setText] = useState(props.value === null ? '' : formatNumber(props.value))
  return (
    <span className="row bulletin-figure">
      <input
        className="input"
        inputMode="decimal"
        aria-label={props.label}
        value={text}
        onChange={e => {
          setText(e.target.value)
          props.onChange(e.target.value.trim() === '' ? null : (parseNumber(e.target.value) ?? props.value))
        }}
      />
      {props.unit}
    </span>
  )
}
