import type { MqttConnectionOut, TriedMessage } from '@tusom/contract'
import { formatDateTime, formatNumber } from '@tusom/vi-text'
import { useState } from 'react'
import { messageOf } from '../../api/api-error.ts'
import { api } from '../../api/client.ts'
import { useSend } from '../../api/use-send.ts'
import { useLanguage } from '../../i18n/language.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Button, Field } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import vi from './vi.json' with { type: 'json' }

export type MessageMapping = MqttConnectionOut['mapping']
type Fields = Extract<MessageMapping, { kind: 'fields' }>
const kinds = ['tusom', 'fields', 'value', 'senml'] as const
const orders = ['ymd', 'dmy', 'mdy', 'epoch-s', 'epoch-ms'] as const

/** "data.h = water_level, cm" a line. */
const writeValues = (values: Fields['values']): string =>
  values.map(v => `${v.path} = ${v.indicator ?? ''}${v.unit ? `, ${v.unit}` : ''}`).join('\n')
function readValues(text: string): Fields['values'] {
  return text
    .split('\n')
    .map(line => line.trim())
    .filter(Boolean)
    .slice(0, 100)
    .map(line => {
      const [path = '', rest = ''] = line.split('=')
      const [indicator = '', unit = ''] = rest.split(',')
      return { path: path.trim().slice(0, 200), indicator: indicator.trim() || null, unit: unit.trim() || null }
    })
    .filter(v => v.path)
}

type Texts = {
  topic: string
  items: string
  station: string
  time: string
  order: string
  values: string
  indicator: string
  unit: string
  decimal: string
}
const textsOf = (m: MessageMapping): Texts => ({
  topic: (m.kind === 'value' || m.kind === 'fields' ? m.topic : null) ?? '',
  items: m.kind === 'fields' ? (m.items ?? '') : '',
  station: m.kind === 'fields' ? (m.station.path ?? '') : 'station',
  time: m.kind === 'fields' ? (m.time.path ?? '') : 'time',
  order: m.kind === 'fields' ? m.time.order : 'ymd',
  values: m.kind === 'fields' ? writeValues(m.values) : '',
  indicator: m.kind === 'value' ? (m.indicator ?? '') : '',
  unit: m.kind === 'value' ? (m.unit ?? '') : '',
  decimal: m.kind === 'value' || m.kind === 'fields' ? m.decimal : 'point',
})

/** What the texts say, null while something is missing. */
function mappingOf(kind: MessageMapping['kind'], x: Texts): MessageMapping | null {
  const decimal = x.decimal === 'comma' ? 'comma' : 'point'
  if (kind === 'tusom' || kind === 'senml') return { kind }
  if (kind === 'value')
    return x.topic ? { kind, topic: x.topic, indicator: x.indicator || null, unit: x.unit || null, decimal } : null
  const values = readValues(x.values)
  if (!values.length) return null
  return {
    kind,
    items: x.items || null,
    topic: x.topic || null,
    station: { path: x.station || null, fixed: null },
    indicator: { path: null, fixed: null },
    time: { path: x.time || null, order: orders.find(o => o === x.order) ?? 'ymd', zone: '+07:00' },
    decimal,
    values,
  }
}

/** How messages are written, with a message to try before anything is saved. */
export function MessageForm(props: {
  mapping: MessageMapping
  topic: string
  onChange: (m: MessageMapping | null) => void
}) {
  const t = useTexts(vi, en)
  const [kind, setKind] = useState<MessageMapping['kind']>(props.mapping.kind)
  const [x, setX] = useState(() => textsOf(props.mapping))
  const change = (nextKind: MessageMapping['kind'], next: Texts) => {
    setKind(nextKind)
    setX(next)
    props.onChange(mappingOf(nextKind, next))
  }
  const line = (key: keyof Texts, label: string, hint?: string) => (
    <Field label={label} hint={hint}>
      {c => (
        <input
          {...c}
          className="input"
          autoComplete="off"
          autoCapitalize="none"
          value={x[key]}
          onChange={e => change(kind, { ...x, [key]: e.target.value.trim() })}
        />
      )}
    </Field>
  )
  return (
    <>
      <Field label={t('mqttMapping')}>
        {c => (
          <select
            {...c}
            className="input"
            value={kind}
            onChange={e => change(kinds.find(k => k === e.target.value) ?? 'tusom', x)}
          >
            {kinds.map(k => (
              <option key={k} value={k}>
                {t(`mqttKind.${k}`)}
              </option>
            ))}
          </select>
        )}
      </Field>
      {(kind === 'value' || kind === 'fields') && line('topic', t('mqttTopicForm'), t('mqttTopicFormHint'))}
      {kind === 'value' && (
        <>
          {line('indicator', t('indicator'))}
          {line('unit', t('mendUnit'))}
        </>
      )}
      {kind === 'fields' && (
        <>
          {line('items', t('mqttItems'), t('mqttItemsHint'))}
          {line('station', t('mqttStationPath'))}
          {line('time', t('mqttTimePath'), t('mqttTimePathHint'))}
          <Field label={t('dateOrder')}>
            {c => (
              <select
                {...c}
                className="input"
                value={x.order}
                onChange={e => change(kind, { ...x, order: e.target.value })}
              >
                {orders.map(o => (
                  <option key={o} value={o}>
                    {t(`order.${o}`)}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <Field label={t('mqttValues')} hint={t('mqttValuesHint')} required>
            {c => (
              <textarea
                {...c}
                className="input code"
                rows={3}
                spellCheck={false}
                value={x.values}
                onChange={e => change(kind, { ...x, values: e.target.value })}
              />
            )}
          </Field>
        </>
      )}
      {(kind === 'value' || kind === 'fields') && (
        <Field label={t('decimal')}>
          {c => (
            <select
              {...c}
              className="input"
              value={x.decimal}
              onChange={e => change(kind, { ...x, decimal: e.target.value })}
            >
              <option value="point">{t('decimal.point')}</option>
              <option value="comma">{t('decimal.comma')}</option>
            </select>
          )}
        </Field>
      )}
      <TryMessage mapping={mappingOf(kind, x)} topic={props.topic} />
    </>
  )
}

function TryMessage({ mapping, topic }: { mapping: MessageMapping | null; topic: string }) {
  const t = useTexts(vi, en)
  const language = useLanguage()
  const [at, setAt] = useState(topic.replace(/[#+]/g, ''))
  const [payload, setPayload] = useState('')
  const attempt = useSend(() => api.post<TriedMessage>('/api/mqtt/try', { mapping, topic: at, payload }), {
    quiet: true,
  })
  const result = attempt.data
  return (
    <details>
      <summary>{t('mqttTry')}</summary>
      <div className="stack">
        <Field label={t('mqttTryTopic')}>
          {c => <input {...c} className="input" value={at} onChange={e => setAt(e.target.value)} />}
        </Field>
        <Field label={t('mqttTryPayload')}>
          {c => (
            <textarea
              {...c}
              className="input code"
              rows={3}
              spellCheck={false}
              value={payload}
              onChange={e => setPayload(e.target.value)}
            />
          )}
        </Field>
        <Button disabled={!mapping} busy={attempt.isPending} onClick={() => attempt.mutate(undefined)}>
          {t('mqttTryDo')}
        </Button>
        {attempt.error && <p className="note late">{messageOf(attempt.error)}</p>}
        {result?.fault && <p className="note late">{result.fault[language]}</p>}
        {result?.readings.map((r, i) => (
          <p key={i} className={r.fault ? 'note late' : 's'}>
            <b>{r.station ?? '?'}</b> · {r.indicator ?? '?'} · {r.at ? formatDateTime(Date.parse(r.at)) : '?'} ·{' '}
            {r.value === null ? '?' : formatNumber(r.value)} {r.unit ?? ''}
            {r.fault && <> — {r.fault[language]}</>}
          </p>
        ))}
      </div>
    </details>
  )
}
