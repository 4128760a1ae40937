import type { OwnMail } from '@tusom/contract'
import { formatDateTime } from '@tusom/vi-text'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { useSend } from '../../api/use-send.ts'
import { inExercise } from '../../app/run.ts'
import { useLanguage } from '../../i18n/language.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Button, Card, Field } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import './mail.css'
import vi from './vi.json' with { type: 'json' }

/** The own address for reminders: given, confirmed by a code, narrowed, taken back; and what became of the last letter. */
export function OwnMailCard() {
  const t = useTexts(vi, en)
  const own = useQuery({ queryKey: ['mail', 'own'], queryFn: () => api.get<OwnMail>('/api/mail/own') })
  if (!own.data || inExercise) return null
  const data = own.data
  return (
    <Card title={t('own')}>
      <div className="pad stack">
        <p className="s">{t('ownWhat')}</p>
        {!data.possible && <p className="note">{t('ownOff')}</p>}
        {data.address && data.confirmed && <Choices data={data} />}
        {data.possible && !data.confirmed && <Give data={data} />}
        {data.confirmed && <Last data={data} />}
        {data.legalBasis && <p className="xs mut">{data.legalBasis}</p>}
      </div>
    </Card>
  )
}

function Give({ data }: { data: OwnMail }) {
  const t = useTexts(vi, en)
  const [address, setAddress] = useState(data.address ?? '')
  const [code, setCode] = useState('')
  const give = useSend(() => api.put('/api/mail/own', { address: address.trim() }), { topics: ['mail'] })
  const confirm = useSend(() => api.post('/api/mail/own/confirm', { code: code.trim() }), {
    topics: ['mail'],
    done: t('confirmed'),
    quiet: true,
  })
  return (
    <>
      <form
        className="form"
        onSubmit={event => {
          event.preventDefault()
          if (address.trim()) give.mutate(undefined)
        }}
      >
        <Field label={t('address')}>
          {c => (
            <input
              {...c}
              className="input"
              type="email"
              autoComplete="email"
              value={address}
              onChange={e => setAddress(e.target.value)}
            />
          )}
        </Field>
        <Button type="submit" busy={give.isPending} disabled={!address.trim()}>
          {data.address ? t('again') : t('send')}
        </Button>
      </form>
      {data.address && (
        <form
          className="form"
          onSubmit={event => {
            event.preventDefault()
            confirm.mutate(undefined)
          }}
        >
          <p>{t('codeSent', { address: data.address })}</p>
          <Field label={t('code')} error={confirm.error?.message ?? null}>
            {c => (
              <input
                {...c}
                className="input"
                inputMode="numeric"
                autoComplete="one-time-code"
                maxLength={6}
                value={code}
                onChange={e => setCode(e.target.value)}
              />
            )}
          </Field>
          <Button look="main" type="submit" busy={confirm.isPending} disabled={!/^\d{6}$/.test(code.trim())}>
            {t('confirm')}
          </Button>
        </form>
      )}
    </>
  )
}

function Choices({ data }: { data: OwnMail }) {
  const t = useTexts(vi, en)
  const choose = useSend((c: { daily: boolean; urgent: boolean }) => api.patch('/api/mail/own', c), {
    topics: ['mail'],
  })
  const stop = useSend(() => api.delete('/api/mail/own'), { topics: ['mail'], done: t('stopped') })
  const { daily, urgent } = data
  return (
    <>
      <p>
        {t('sends')} <b>{data.address}</b>
      </p>
      <label className="row mail-check">
        <input type="checkbox" checked={daily} onChange={e => choose.mutate({ daily: e.target.checked, urgent })} />
        {t('daily')}
      </label>
      <label className="row mail-check">
        <input type="checkbox" checked={urgent} onChange={e => choose.mutate({ daily, urgent: e.target.checked })} />
        {t('urgent')}
      </label>
      <Button look="quiet" busy={stop.isPending} onClick={() => stop.mutate(undefined)}>
        {t('stop')}
      </Button>
    </>
  )
}

function Last({ data }: { data: OwnMail }) {
  const t = useTexts(vi, en)
  const language = useLanguage()
  const { last } = data
  if (!last) return null
  const why = (language === 'en' ? last.faultEn : last.faultVi) ?? ''
  const time = formatDateTime(Date.parse(last.at))
  if (last.state === 'waiting' && why) return <p className="note doubt">{t('last.again', { why })}</p>
  if (last.state === 'failed' || last.state === 'unclear')
    return <p className="note late">{t(`last.${last.state}`, { why })}</p>
  return <p className="s">{t(`last.${last.state}`, { time })}</p>
}
