import type { WarningSettings } from '@tusom/contract'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { useSend } from '../../api/use-send.ts'
import { Link } from '../../app/navigation.tsx'
import { hasRole, useMe } from '../../app/session.ts'
import { Answer, Button, Card, Field, Loading, PageHeader } from '../../ui/index.ts'
import { SigningCard } from './signing-card.tsx'
import { useWarningTexts } from './words.ts'

type Settings = WarningSettings & { isDefault: boolean }

/** Who speaks in warnings, under which identifier, which number people call. */
export default function SettingsPage() {
  const t = useWarningTexts()
  const settings = useQuery({
    queryKey: ['warnings', 'settings'],
    queryFn: () => api.get<Settings>('/api/warning-settings'),
  })
  return (
    <>
      <PageHeader
        title={t('s.title')}
        back={
          <Link className="btn quiet" to="/canh-bao">
            ‹ {t('backToList')}
          </Link>
        }
      />
      <div className="page">
        <Card>
          <Answer of={settings} loading={<Loading shape="panel" />}>
            {s => <Form settings={s} />}
          </Answer>
        </Card>
        <SigningCard />
      </div>
    </>
  )
}

const fields = [
  ['senderName', 's.name'],
  ['senderNameEn', 's.nameEn'],
  ['senderShort', 's.short'],
  ['hotline', 's.hotline'],
  ['contact', 's.contact'],
  ['webBase', 's.web'],
  ['sender', 's.sender'],
  ['identifierPrefix', 's.prefix'],
] as const

function Form({ settings }: { settings: Settings }) {
  const t = useWarningTexts()
  const me = useMe()
  const { isDefault, ...stored } = settings
  const [typed, setTyped] = useState(stored)
  const may = hasRole(me, 'administrator')
  const save = useSend((s: WarningSettings) => api.put('/api/warning-settings', s), {
    topics: ['warnings'],
    done: t('s.saved'),
  })
  return (
    <form
      className="pad form"
      onSubmit={e => {
        e.preventDefault()
        save.mutate(typed)
      }}
    >
      {isDefault && <p className="note doubt">{t('s.default')}</p>}
      {!may && <p className="s">{t('s.readOnly')}</p>}
      {fields.map(([name, label]) => (
        <Field key={name} label={t(label)}>
          {c => (
            <input
              {...c}
              className="input"
              readOnly={!may}
              value={typed[name] ?? ''}
              onChange={e =>
                setTyped({
                  ...typed,
                  [name]:
                    e.target.value === '' && ['hotline', 'contact', 'webBase'].includes(name) ? null : e.target.value,
                })
              }
            />
          )}
        </Field>
      ))}
      <Field label={t('s.wpm')}>
        {c => (
          <input
            {...c}
            className="input"
            type="number"
            min={60}
            max={300}
            readOnly={!may}
            value={typed.wordsPerMinute}
            onChange={e => setTyped({ ...typed, wordsPerMinute: Number(e.target.value) })}
          />
        )}
      </Field>
      {may && (
        <div className="row end">
          <Button type="submit" look="main" busy={save.isPending}>
            {t('s.save')}
          </Button>
        </div>
      )}
    </form>
  )
}
