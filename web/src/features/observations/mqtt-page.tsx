import type { MqttConnectionOut } from '@tusom/contract'
import { formatNumber } from '@tusom/vi-text'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { useSend } from '../../api/use-send.ts'
import { inExercise } from '../../app/run.ts'
import { hasRole, useMe } from '../../app/session.ts'
import { useLanguage } from '../../i18n/language.ts'
import { useTexts } from '../../i18n/texts.ts'
import {
  Answer,
  Button,
  Card,
  ConfirmByName,
  DateTime,
  Empty,
  Loading,
  PageHeader,
  RelativeTime,
  Tag,
} from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import { asChange, MqttDialog } from './mqtt-dialog.tsx'
import './observations.css'
import { SectionNav } from './section-nav.tsx'
import { brokerDown, useBrokers, useStationHand } from './use-readings.ts'
import vi from './vi.json' with { type: 'json' }

/** Brokers that are listened to, and how each stands. */
export default function MqttPage() {
  const t = useTexts(vi, en)
  const me = useMe()
  const admin = hasRole(me, 'administrator') && !inExercise
  const hand = useStationHand()
  const brokers = useBrokers()
  const [editing, setEditing] = useState<MqttConnectionOut | 'new' | null>(null)
  return (
    <>
      <PageHeader
        title={t('mqttTitle')}
        actions={
          admin && (
            <Button look="main" icon="plus" onClick={() => setEditing('new')}>
              {t('mqttAdd')}
            </Button>
          )
        }
      />
      <div className="page">
        <SectionNav />
        {!hand ? (
          <p className="note">{t('notAllowed')}</p>
        ) : (
          <>
            <p className="mut">{t('mqttIntro')}</p>
            <Card>
              <Answer of={brokers} loading={<Loading shape="list" rows={2} />}>
                {list =>
                  list.length === 0 ? (
                    <Empty title={t('mqttNone')}>{t(admin ? 'mqttNoneHint' : 'mqttNoneOther')}</Empty>
                  ) : (
                    list.map(c => <Broker key={c.id} broker={c} onEdit={() => setEditing(c)} />)
                  )
                }
              </Answer>
            </Card>
          </>
        )}
      </div>
      {editing && <MqttDialog connection={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
    </>
  )
}

const tones = { connected: 'ok', connecting: 'doubt', waiting: 'late', stopped: 'plain' } as const

function Broker({ broker: c, onEdit }: { broker: MqttConnectionOut; onEdit: () => void }) {
  const t = useTexts(vi, en)
  const language = useLanguage()
  const [deleting, setDeleting] = useState(false)
  const pause = useSend(() => api.put(`/api/mqtt/${c.id}`, asChange(c, { enabled: !c.enabled })), {
    topics: ['mqtt'],
    done: t('saved'),
  })
  const remove = useSend(() => api.delete(`/api/mqtt/${c.id}`), { topics: ['mqtt'], done: t('saved') })
  const sum = (key: 'received' | 'stored' | 'refused' | 'redelivered') => c.sessions.reduce((n, s) => n + s[key], 0)
  const last = c.sessions
    .flatMap(s => s.lastMessageAt ?? [])
    .sort()
    .at(-1)
  const faults = c.sessions.filter(s => s.lastError !== null)
  const down = brokerDown(c)
  return (
    <section className="broker" aria-label={c.name}>
      <div className="broker-head">
        <h2>{c.name}</h2>
        {!c.enabled ? (
          <Tag>{t('mqttPaused')}</Tag>
        ) : c.sessions.length === 0 ? (
          <Tag tone="doubt">{t('mqttState.none')}</Tag>
        ) : (
          c.sessions.map(s => (
            <Tag key={s.slot} tone={tones[s.state]}>
              {c.sessions.length > 1 && `${t('mqttSlot', { n: s.slot + 1 })}: `}
              {t(`mqttState.${s.state}`)} {t('mqttSince')} <DateTime at={s.since} short />
            </Tag>
          ))
        )}
        <span className="sp" />
        {c.mayChange && !inExercise && (
          <span className="row no-print">
            <Button onClick={onEdit}>{t('mqttEdit')}</Button>
            <Button busy={pause.isPending} onClick={() => pause.mutate(undefined)}>
              {t(c.enabled ? 'mqttPause' : 'mqttResume')}
            </Button>
            <Button look="danger" onClick={() => setDeleting(true)}>
              {t('mqttDelete')}
            </Button>
          </span>
        )}
      </div>
      <p className="s">
        <span className="code">{c.url}</span> · {t('mqttTopic')} <span className="code">{c.topic}</span> ·{' '}
        {t(`mqttKind.${c.mapping.kind}`)} · {c.unitName}
      </p>
      <div className="figures">
        <span>
          {t('mqttLast')}: <b className="b">{last ? <RelativeTime at={last} /> : t('mqttNever')}</b>
        </span>
        <span>
          <b>{formatNumber(sum('received'))}</b> {t('mqttReceived')}
        </span>
        <span>
          <b>{formatNumber(sum('stored'))}</b> {t('mqttStored')}
        </span>
        <span>
          <b className={sum('refused') ? 'late' : ''}>{formatNumber(sum('refused'))}</b> {t('mqttRefused')}
        </span>
        {sum('redelivered') > 0 && (
          <span>
            <b>{formatNumber(sum('redelivered'))}</b> {t('mqttRedelivered')}
          </span>
        )}
      </div>
      {faults.map(s => (
        <p key={s.slot} className={down ? 'note late' : 's'}>
          <span>
            {t('mqttError')} {s.lastErrorAt && <DateTime at={s.lastErrorAt} short />}:{' '}
            {language === 'en' ? s.lastErrorEn : s.lastError}
          </span>
        </p>
      ))}
      {c.plainPassword && <p className="note doubt">{t('mqttPlain')}</p>}
      {deleting && (
        <ConfirmByName
          title={`${t('mqttDelete')}: ${c.name}`}
          name={c.name}
          action={t('mqttDelete')}
          busy={remove.isPending}
          onConfirm={() => remove.mutate(undefined)}
          onClose={() => setDeleting(false)}
        >
          {t('mqttDeleteText')}
        </ConfirmByName>
      )}
    </section>
  )
}
