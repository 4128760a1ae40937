import type { CapSigning, CertificateOut } from '@tusom/contract'
import { formatDate, localParts } from '@tusom/vi-text'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { useSend } from '../../api/use-send.ts'
import { Answer, Button, Card, Dialog, Field, Loading, Tag } from '../../ui/index.ts'
import './signing-card.css'
import { useWarningTexts } from './words.ts'

const dayOf = (iso: string) => formatDate(localParts(Date.parse(iso)).date)

/** With what the province signs, and whose signatures it believes. */
export function SigningCard() {
  const t = useWarningTexts()
  const asked = useQuery({
    queryKey: ['warnings', 'signing'],
    queryFn: () => api.get<CapSigning>('/api/cap-signing'),
  })
  return (
    <Answer of={asked} loading={<Loading shape="panel" />}>
      {s => (
        <>
          <Card title={t('k.title')}>
            <Own signing={s} />
          </Card>
          <Card title={t('k.trust')}>
            <Trusted signing={s} />
          </Card>
        </>
      )}
    </Answer>
  )
}

function Certificate({ of: c }: { of: CertificateOut }) {
  const t = useWarningTexts()
  return (
    <>
      <span className={c.inForce ? 's' : 's late'}>
        {c.inForce ? t('k.until', { date: dayOf(c.validTo) }) : t('k.ended', { date: dayOf(c.validTo) })}
      </span>
      <span className="xs">
        {t('k.print')}: <code className="fingerprint">{c.fingerprint}</code>
      </span>
    </>
  )
}

function Own({ signing }: { signing: CapSigning }) {
  const t = useWarningTexts()
  const { own, mayChange } = signing
  const [open, setOpen] = useState(false)
  const [typed, setTyped] = useState({ privateKey: '', certificate: '' })
  const given = typed.privateKey.trim() !== '' || typed.certificate.trim() !== ''
  const save = useSend(() => api.post('/api/cap-signing', given ? typed : {}), {
    topics: ['warnings'],
    done: t('k.saved'),
    onDone: () => {
      setTyped({ privateKey: '', certificate: '' })
      setOpen(false)
    },
  })
  return (
    <div className="pad stack">
      <p className="s">{t('k.hint')}</p>
      {own ? (
        <>
          <div className="signing">
            <b>{own.name}</b>
            <span className="s">
              {own.origin === 'made' ? t('k.made') : t('k.given', { by: own.by, issuer: own.issuer })}
            </span>
            <Certificate of={own} />
          </div>
          <div className="row wrap">
            <a
              className="btn"
              href={`data:application/x-pem-file,${encodeURIComponent(own.pem)}`}
              download="chung-thu-so.pem"
            >
              {t('k.download')}
            </a>
            {mayChange && <Button onClick={() => setOpen(true)}>{t('k.change')}</Button>}
          </div>
        </>
      ) : (
        <>
          <p className="note">{t('k.none')}</p>
          {mayChange && (
            <div className="row">
              <Button onClick={() => setOpen(true)}>{t('k.change')}</Button>
            </div>
          )}
        </>
      )}
      {open && (
        <Dialog
          title={t('k.change')}
          onClose={() => setOpen(false)}
          actions={
            <Button look="main" busy={save.isPending} onClick={() => save.mutate(undefined)}>
              {given ? t('k.save') : t('k.make')}
            </Button>
          }
        >
          <p className="s">{t('k.changeHint')}</p>
          {(['privateKey', 'certificate'] as const).map(name => (
            <Field key={name} label={t(name === 'privateKey' ? 'k.key' : 'k.cert')}>
              {c => (
                <textarea
                  {...c}
                  className="input pem"
                  rows={4}
                  autoComplete="off"
                  spellCheck={false}
                  value={typed[name]}
                  onChange={e => setTyped({ ...typed, [name]: e.target.value })}
                />
              )}
            </Field>
          ))}
        </Dialog>
      )}
    </div>
  )
}

function Trusted({ signing }: { signing: CapSigning }) {
  const t = useWarningTexts()
  const { trusted, mayChange } = signing
  const [open, setOpen] = useState(false)
  const [typed, setTyped] = useState({ name: '', certificate: '' })
  const add = useSend(() => api.post('/api/cap-trusted', typed), {
    topics: ['warnings'],
    done: t('k.added'),
    onDone: () => {
      setTyped({ name: '', certificate: '' })
      setOpen(false)
    },
  })
  const remove = useSend((id: number) => api.delete(`/api/cap-trusted/${id}`), {
    topics: ['warnings'],
    done: t('k.removed'),
  })
  return (
    <div className="pad stack">
      <p className="s">{t('k.trustHint')}</p>
      {trusted.length === 0 && <p className="note">{t('k.trustNone')}</p>}
      {trusted.length > 0 && (
        <ul className="trusted">
          {trusted.map(c => (
            <li key={c.id} className="row wrap">
              <div className="signing">
                <span>
                  <b>{c.label}</b> {c.name !== c.label && <Tag>{c.name}</Tag>}
                </span>
                <Certificate of={c} />
              </div>
              {mayChange && (
                <Button
                  look="quiet"
                  busy={remove.isPending && remove.variables === c.id}
                  onClick={() => remove.mutate(c.id)}
                >
                  {t('k.remove')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {mayChange && (
        <div className="row">
          <Button onClick={() => setOpen(true)}>{t('k.add')}</Button>
        </div>
      )}
      {open && (
        <Dialog
          title={t('k.add')}
          onClose={() => setOpen(false)}
          actions={
            <Button
              look="main"
              busy={add.isPending}
              disabled={!typed.name.trim() || !typed.certificate.trim()}
              onClick={() => add.mutate(undefined)}
            >
              {t('k.add')}
            </Button>
          }
        >
          <Field label={t('k.name')} hint={t('k.nameHint')}>
            {c => (
              <input
                {...c}
                className="input"
                maxLength={200}
                value={typed.name}
                onChange={e => setTyped({ ...typed, name: e.target.value })}
              />
            )}
          </Field>
          <Field label={t('k.cert')}>
            {c => (
              <textarea
                {...c}
                className="input pem"
                rows={5}
                spellCheck={false}
                value={typed.certificate}
                onChange={e => setTyped({ ...typed, certificate: e.target.value })}
              />
            )}
          </Field>
        </Dialog>
      )}
    </div>
  )
}
