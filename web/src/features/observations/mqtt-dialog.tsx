import type { MqttConnectionChange, MqttConnectionOut } from '@tusom/contract'
import { type ReactNode, useState } from 'react'
import { messageOf } from '../../api/api-error.ts'
import { api } from '../../api/client.ts'
import { useSend } from '../../api/use-send.ts'
import { useMe } from '../../app/session.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Button, Dialog, Field, UnitPicker, useUnits } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import { MessageForm, type MessageMapping } from './message-form.tsx'
import vi from './vi.json' with { type: 'json' }

/** A connection as it is sent back: secrets that are not named stay. */
export function asChange(c: MqttConnectionOut, over: Partial<MqttConnectionChange> = {}): MqttConnectionChange {
  const { name, url, username, ca, clientCert, topic, shareGroup, mapping, sessionHours, enabled } = c
  return { name, url, username, ca, clientCert, topic, shareGroup, mapping, sessionHours, enabled, ...over }
}
const orNull = (text: string): string | null => text.trim() || null

/** Makes a connection or changes one. Secrets are typed, never shown. */
export function MqttDialog({ connection: c, onClose }: { connection: MqttConnectionOut | null; onClose: () => void }) {
  const t = useTexts(vi, en)
  const me = useMe()
  const units = useUnits()
  const [unitIds, setUnitIds] = useState<number[]>([
    c?.unitId ?? me.assignments.find(a => a.role === 'administrator')?.unitId ?? me.province.id,
  ])
  const [text, setText] = useState({
    name: c?.name ?? '',
    url: c?.url ?? 'mqtts://',
    username: c?.username ?? '',
    password: '',
    topic: c?.topic ?? '',
    shareGroup: c?.shareGroup ?? '',
    hours: String(c?.sessionHours ?? 168),
    ca: c?.ca ?? '',
    clientCert: c?.clientCert ?? '',
    clientKey: '',
  })
  const [mapping, setMapping] = useState<MessageMapping | null>(c?.mapping ?? { kind: 'tusom' })
  const [tried, setTried] = useState(false)
  const hours = Number(text.hours)
  const bad = !text.name.trim() || !unitIds.length || !text.topic.trim() || text.url.trim().length < 8
  const save = useSend(
    () => {
      const body = {
        name: text.name.trim(),
        url: text.url.trim(),
        username: orNull(text.username),
        ca: orNull(text.ca),
        clientCert: orNull(text.clientCert),
        topic: text.topic.trim(),
        shareGroup: orNull(text.shareGroup),
        mapping,
        sessionHours: Number.isInteger(hours) && hours >= 1 && hours <= 720 ? hours : 168,
        enabled: c?.enabled ?? true,
        ...(text.password ? { password: text.password } : {}),
        ...(text.clientKey.trim() ? { clientKey: text.clientKey } : {}),
      }
      return c ? api.put(`/api/mqtt/${c.id}`, body) : api.post('/api/mqtt', { ...body, unitId: unitIds[0] })
    },
    { topics: ['mqtt'], done: t('saved'), quiet: true, onDone: onClose },
  )
  const line = (key: keyof typeof text, label: string, hint?: ReactNode, type = 'text', required = false) => (
    <Field label={label} hint={hint} required={required}>
      {control => (
        <input
          {...control}
          className="input"
          type={type}
          autoComplete={type === 'password' ? 'new-password' : 'off'}
          autoCapitalize="none"
          value={text[key]}
          onChange={e => setText({ ...text, [key]: e.target.value })}
        />
      )}
    </Field>
  )
  const pem = (key: keyof typeof text, label: string, hint?: string) => (
    <Field label={label} hint={hint}>
      {control => (
        <textarea
          {...control}
          className="input code"
          rows={3}
          spellCheck={false}
          value={text[key]}
          onChange={e => setText({ ...text, [key]: e.target.value })}
        />
      )}
    </Field>
  )
  const said =
    tried && bad ? t('mqttBad') : tried && !mapping ? t('mqttValuesBad') : save.error ? messageOf(save.error) : null
  return (
    <Dialog
      title={c ? c.name : t('mqttAdd')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button
            look="main"
            busy={save.isPending}
            onClick={() => {
              setTried(true)
              if (!bad && mapping) save.mutate(undefined)
            }}
          >
            {t('save')}
          </Button>
        </>
      }
    >
      {line('name', t('mqttName'), undefined, 'text', true)}
      {!c && (
        <Field label={t('mqttUnit')} hint={t('mqttUnitHint')} required>
          {control => <UnitPicker {...control} units={units.data ?? []} value={unitIds} onChange={setUnitIds} />}
        </Field>
      )}
      {line('url', t('mqttUrl'), t('mqttUrlHint'), 'text', true)}
      {line('topic', t('mqttTopic'), t('mqttTopicHint'), 'text', true)}
      {line('username', t('mqttUser'))}
      {line('password', t('mqttPassword'), c?.hasPassword ? t('mqttPasswordKept') : undefined, 'password')}
      <MessageForm mapping={mapping ?? { kind: 'tusom' }} topic={text.topic} onChange={setMapping} />
      <details>
        <summary>{t('mqttTls')}</summary>
        <div className="stack">
          {pem('ca', t('mqttCa'), t('mqttCaHint'))}
          {pem('clientCert', t('mqttCert'))}
          {pem('clientKey', t('mqttKey'), c?.hasClientKey ? t('mqttKeyKept') : undefined)}
        </div>
      </details>
      {line('hours', t('mqttHours'), t('mqttHoursHint'), 'number')}
      {line('shareGroup', t('mqttGroup'), t('mqttGroupHint'))}
      {said && (
        <p className="note late" role="alert">
          {said}
        </p>
      )}
    </Dialog>
  )
}
