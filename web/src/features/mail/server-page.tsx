import type { MailServerIn, MailServerOut } from '@tusom/contract'
import { formatDateTime } from '@tusom/vi-text'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { useSend } from '../../api/use-send.ts'
import { Link } from '../../app/navigation.tsx'
import { useMe } from '../../app/session.ts'
import { useLanguage } from '../../i18n/language.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Answer, Button, Card, Field, Icon, Loading, PageHeader } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import './mail.css'
import vi from './vi.json' with { type: 'json' }

const securities = ['tls', 'starttls', 'none'] as const
const usualPort = { tls: '465', starttls: '587', none: '25' } as const

/** Where the province's letters go out: set, tried, and seen to work or to fail. */
export default function MailServerPage() {
  const t = useTexts(vi, en)
  const me = useMe()
  const server = useQuery({
    queryKey: ['mail', 'server'],
    queryFn: () => api.get<MailServerOut>(`/api/mail/servers/${me.province.id}`),
    refetchInterval: 60_000,
  })
  return (
    <>
      <PageHeader
        title={t('title')}
        back={
          <Link to="/quan-tri" className="icon-btn" aria-label={t('back')}>
            <Icon name="back" />
          </Link>
        }
      >
        <span className="s">{me.province.fullName}</span>
      </PageHeader>
      <div className="page">
        <Answer of={server} loading={<Loading shape="panel" rows={5} />}>
          {data => (
            <div className="mail">
              <ServerForm key={data.server?.changedAt ?? 'new'} data={data} />
              <div className="stack">
                <Standing data={data} />
                {data.server && <TestLetter unitId={data.unit.id} />}
              </div>
            </div>
          )}
        </Answer>
      </div>
    </>
  )
}

function ServerForm({ data }: { data: MailServerOut }) {
  const t = useTexts(vi, en)
  const s = data.server
  const [text, setText] = useState({
    host: s?.host ?? '',
    port: String(s?.port ?? 465),
    username: s?.username ?? '',
    password: '',
    ca: s?.ca ?? '',
    fromAddress: s?.fromAddress ?? '',
    siteUrl: s?.siteUrl ?? location.origin,
  })
  const [security, setSecurity] = useState<(typeof securities)[number]>(s?.security ?? 'tls')
  const [enabled, setEnabled] = useState(s?.enabled ?? true)
  const save = useSend(
    () =>
      api.put(`/api/mail/servers/${data.unit.id}`, {
        host: text.host.trim(),
        port: Number(text.port),
        security,
        username: text.username.trim() || null,
        ...(text.password ? { password: text.password } : text.username.trim() ? {} : { password: null }),
        ca: text.ca.trim() || null,
        fromAddress: text.fromAddress.trim(),
        siteUrl: text.siteUrl.trim() || null,
        enabled,
      } satisfies MailServerIn),
    { topics: ['mail'], done: t('saved') },
  )
  const input = (name: keyof typeof text, label: keyof typeof vi, more: { hint?: string; type?: string } = {}) => (
    <Field label={t(label)} hint={more.hint}>
      {c => (
        <input
          {...c}
          className="input"
          type={more.type ?? 'text'}
          autoComplete="off"
          value={text[name]}
          onChange={e => setText({ ...text, [name]: e.target.value })}
        />
      )}
    </Field>
  )
  return (
    <Card>
      <form
        className="form pad"
        onSubmit={event => {
          event.preventDefault()
          save.mutate(undefined)
        }}
      >
        <p className="s">{t('what')}</p>
        {input('host', 'host', { hint: t('hostHint') })}
        <div className="form-row">
          <Field label={t('security')}>
            {c => (
              <select
                {...c}
                className="input"
                value={security}
                onChange={e => {
                  const next = e.target.value as (typeof securities)[number]
                  if (text.port === usualPort[security]) setText({ ...text, port: usualPort[next] })
                  setSecurity(next)
                }}
              >
                {securities.map(x => (
                  <option key={x} value={x}>
                    {t(`security.${x}`)}
                  </option>
                ))}
              </select>
            )}
          </Field>
          {input('port', 'port')}
        </div>
        <div className="form-row">
          {input('username', 'username')}
          {input('password', 'password', {
            type: 'password',
            hint: s?.hasPassword ? t('passwordKept') : t('passwordHint'),
          })}
        </div>
        {s?.plainPassword && <p className="note doubt">{t('plain')}</p>}
        {input('fromAddress', 'from')}
        {input('siteUrl', 'site', { hint: t('siteHint') })}
        <Field label={t('ca')}>
          {c => (
            <textarea
              {...c}
              className="input"
              rows={2}
              spellCheck={false}
              value={text.ca}
              onChange={e => setText({ ...text, ca: e.target.value })}
            />
          )}
        </Field>
        <label className="row mail-check">
          <input type="checkbox" checked={enabled} onChange={e => setEnabled(e.target.checked)} />
          {t('enabled')}
        </label>
        <Button look="main" type="submit" busy={save.isPending}>
          {t('save')}
        </Button>
      </form>
    </Card>
  )
}

function Standing({ data }: { data: MailServerOut }) {
  const t = useTexts(vi, en)
  const language = useLanguage()
  const time = (iso: string) => formatDateTime(Date.parse(iso))
  const bad = data.week.failed + data.week.unclear > 0
  return (
    <Card title={t('standing')}>
      <div className="pad stack">
        {!data.server?.enabled && <p className="note doubt">{t('off')}</p>}
        <p>{t('people', { n: data.people })}</p>
        <p className={bad ? 'late' : ''}>{t('week', data.week)}</p>
        {data.lastSentAt && <p className="s">{t('lastSent', { time: time(data.lastSentAt) })}</p>}
        {data.lastFault && (
          <p className="note late" role="status">
            {t('lastFault', { time: time(data.lastFault.at), why: data.lastFault[language] })}
          </p>
        )}
      </div>
    </Card>
  )
}

function TestLetter({ unitId }: { unitId: number }) {
  const t = useTexts(vi, en)
  const [to, setTo] = useState('')
  const send = useSend(() => api.post<{ receipt: string }>(`/api/mail/servers/${unitId}/test`, { to: to.trim() }), {
    topics: ['mail'],
    quiet: true,
  })
  return (
    <Card title={t('test')}>
      <form
        className="form pad"
        onSubmit={event => {
          event.preventDefault()
          if (to.trim()) send.mutate(undefined)
        }}
      >
        <Field label={t('testTo')} hint={t('testHint')} error={send.error?.message ?? null}>
          {c => <input {...c} className="input" type="email" value={to} onChange={e => setTo(e.target.value)} />}
        </Field>
        <Button type="submit" busy={send.isPending} disabled={!to.trim()}>
          {t('test')}
        </Button>
        {send.data && (
          <p className="note" role="status">
            {t('tested', { receipt: send.data.receipt })}
          </p>
        )}
      </form>
    </Card>
  )
}
