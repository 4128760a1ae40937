import type { ApiTokenMade, ApiTokenOut } from '@tusom/contract'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { useSend } from '../../api/use-send.ts'
import { Link } from '../../app/navigation.tsx'
import { inExercise } from '../../app/run.ts'
import { useTexts } from '../../i18n/texts.ts'
import {
  Answer,
  Button,
  Card,
  type Column,
  ConfirmByName,
  DateTime,
  Empty,
  Loading,
  PageHeader,
  Table,
  Tag,
} from '../../ui/index.ts'
import './api-tokens.css'
import { curlLines } from './curl-lines.ts'
import en from './en.json' with { type: 'json' }
import { MadeToken } from './made-token.tsx'
import { NewToken } from './new-token.tsx'
import { tokenState } from './token-state.ts'
import vi from './vi.json' with { type: 'json' }

const tones = { active: 'ok', expired: 'late', revoked: 'plain' } as const

/** Keys with which stations and other systems sign in: who has one, until when, when it was last used. */
export default function ApiTokensPage() {
  const t = useTexts(vi, en)
  const tokens = useQuery({ queryKey: ['api-tokens'], queryFn: () => api.get<ApiTokenOut[]>('/api/api-tokens') })
  const [making, setMaking] = useState(false)
  const [made, setMade] = useState<(ApiTokenMade & { name: string }) | null>(null)
  const [revoking, setRevoking] = useState<ApiTokenOut | null>(null)
  const revoke = useSend((k: ApiTokenOut) => api.delete(`/api/api-tokens/${k.id}`), {
    topics: ['api-tokens', 'audit'],
    done: t('revoked'),
    onDone: () => setRevoking(null),
  })
  // keys live by the clock of the installation, not by that of an exercise
  const stateOf = (k: ApiTokenOut) => tokenState(k, tokens.dataUpdatedAt)
  const columns: Column<ApiTokenOut>[] = [
    {
      key: 'name',
      title: t('name'),
      cell: k => (
        <span className="token-name">
          <b>{k.name}</b>
          <code className="xs">{k.hint}…</code>
        </span>
      ),
      value: k => k.name,
    },
    { key: 'unit', title: t('unit'), cell: k => k.unitName, value: k => k.unitName },
    { key: 'role', title: t('role'), cell: k => t(`role.${k.role}`), value: k => t(`role.${k.role}`) },
    {
      key: 'used',
      title: t('used'),
      cell: k => (k.lastUsedAt ? <DateTime at={k.lastUsedAt} /> : <span className="mut">{t('never')}</span>),
      value: k => k.lastUsedAt,
    },
    {
      key: 'state',
      title: t('state'),
      cell: k => (
        <span className="token-name">
          <span>
            <Tag tone={tones[stateOf(k)]}>{t(`state.${stateOf(k)}`)}</Tag>
          </span>
          <span className="xs">
            {k.revokedAt ? (
              <>
                {k.revokedBy} · <DateTime at={k.revokedAt} short />
              </>
            ) : (
              <>
                {t('until')} <DateTime at={k.expiresAt} />
              </>
            )}
          </span>
        </span>
      ),
      value: k => t(`state.${stateOf(k)}`),
    },
    { key: 'by', title: t('by'), cell: k => k.createdBy, value: k => k.createdBy, optional: true },
    {
      key: 'do',
      title: '',
      cell: k =>
        stateOf(k) === 'active' &&
        !inExercise && (
          <Button look="danger" onClick={() => setRevoking(k)}>
            {t('revoke')}
          </Button>
        ),
    },
  ]
  return (
    <>
      <PageHeader
        title={t('title')}
        actions={
          <>
            <Link to="/quan-tri" className="btn">
              {t('toUsers')}
            </Link>
            {!inExercise && (
              <Button look="main" icon="plus" onClick={() => setMaking(true)}>
                {t('make')}
              </Button>
            )}
          </>
        }
      />
      <div className="page">
        {inExercise && <p className="note">{t('exercise')}</p>}
        <Card title={t('keys')}>
          <Answer of={tokens} loading={<Loading shape="table" />}>
            {list => (
              <Table
                name={t('keys')}
                rows={list}
                columns={columns}
                rowKey={k => k.id}
                initialSort="name"
                empty={<Empty title={t('none')}>{t('noneHint')}</Empty>}
              />
            )}
          </Answer>
        </Card>
        <Card title={t('can')}>
          <div className="pad stack">
            <ul className="token-can">
              <li>
                <b>{t('role.station-data')}</b>: {t('can.station-data')}
              </li>
              <li>
                <b>{t('role.station-manager')}</b>: {t('can.station-manager')}
              </li>
              <li>{t('can.reach')}</li>
              <li>{t('can.not')}</li>
              <li>{t('can.tls')}</li>
            </ul>
            <p className="s">{t('curl')}</p>
            <pre className="token-curl">{curlLines(location.origin, 'tusom_…')}</pre>
            <p className="s">{t('curlAnswer')}</p>
          </div>
        </Card>
      </div>
      {making && (
        <NewToken
          onClose={() => setMaking(false)}
          onMade={key => {
            setMaking(false)
            setMade(key)
          }}
        />
      )}
      {made && <MadeToken made={made} onClose={() => setMade(null)} />}
      {revoking && (
        <ConfirmByName
          title={t('revokeTitle', { name: revoking.name })}
          name={revoking.name}
          action={t('revoke')}
          busy={revoke.isPending}
          onConfirm={() => revoke.mutate(revoking)}
          onClose={() => setRevoking(null)}
        >
          {t('revokeHint')}
        </ConfirmByName>
      )}
    </>
  )
}
