import type { UserOut } from '@tusom/contract'
import { type Role, roleNames } from '@tusom/domain'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { useSend } from '../../api/use-send.ts'
import { Link } from '../../app/navigation.tsx'
import { useMe } from '../../app/session.ts'
import { useLanguage } from '../../i18n/language.ts'
import { useTexts } from '../../i18n/texts.ts'
import {
  Answer,
  Button,
  Card,
  type Column,
  Dialog,
  Empty,
  Loading,
  PageHeader,
  SampleMark,
  Table,
  Tag,
} from '../../ui/index.ts'
import { AuditCard } from './audit-card.tsx'
import { DemoCard } from './demo-card.tsx'
import en from './en.json' with { type: 'json' }
import { UserDialog } from './user-dialog.tsx'
import vi from './vi.json' with { type: 'json' }

/** Accounts of the installation, the sample flood to play, and what was done lately. */
export default function UsersPage() {
  const t = useTexts(vi, en)
  const language = useLanguage()
  const me = useMe()
  const users = useQuery({ queryKey: ['users'], queryFn: () => api.get<UserOut[]>('/api/users') })
  const [editing, setEditing] = useState<UserOut | 'new' | null>(null)
  const [locking, setLocking] = useState<UserOut | null>(null)
  const lock = useSend((u: UserOut) => api.put(`/api/users/${u.id}`, { active: !u.active }), {
    topics: ['users', 'audit'],
    done: t('saved'),
    onDone: () => setLocking(null),
  })
  const held = (u: UserOut) =>
    u.assignments.map(a => `${roleNames[a.role as Role][language]} · ${a.unitName}`).join('; ')
  const columns: Column<UserOut>[] = [
    { key: 'name', title: t('displayName'), cell: u => <b>{u.displayName}</b>, value: u => u.displayName },
    {
      key: 'username',
      title: t('username'),
      cell: u => (
        <span className="row">
          {u.username} {u.sample && <SampleMark />}
        </span>
      ),
      value: u => u.username,
    },
    { key: 'role', title: t('role'), cell: held, value: held },
    {
      key: 'state',
      title: t('state'),
      cell: u => <Tag tone={u.active ? 'ok' : 'late'}>{u.active ? t('active') : t('locked')}</Tag>,
      value: u => (u.active ? t('active') : t('locked')),
    },
    {
      key: 'do',
      title: '',
      cell: u => (
        <span className="row end no-print">
          <Button onClick={() => setEditing(u)}>{t('edit')}</Button>
          {u.id !== me?.userId && (
            <Button
              look={u.active ? 'danger' : 'plain'}
              busy={lock.isPending && lock.variables?.id === u.id}
              onClick={() => (u.active ? setLocking(u) : lock.mutate(u))}
            >
              {u.active ? t('lock') : t('unlock')}
            </Button>
          )}
        </span>
      ),
    },
  ]
  return (
    <>
      <PageHeader
        title={t('title')}
        actions={
          <>
            <Link to="/quan-tri/thu" className="btn">
              {t('mail')}
            </Link>
            <Link to="/quan-tri/sao-luu" className="btn">
              {t('backups')}
            </Link>
            <Link to="/quan-tri/khoa-may" className="btn">
              {t('machineKeys')}
            </Link>
            <Button look="main" onClick={() => setEditing('new')}>
              {t('add')}
            </Button>
          </>
        }
      />
      <div className="page stack">
        <p className="mut">{t('intro')}</p>
        <Card title={t('people')}>
          <Answer of={users} loading={<Loading shape="table" />}>
            {list => (
              <Table
                name={t('people')}
                rows={list}
                columns={columns}
                rowKey={u => u.id}
                initialSort="username"
                empty={<Empty title={t('none')}>{t('noneHint')}</Empty>}
              />
            )}
          </Answer>
        </Card>
        <DemoCard />
        <AuditCard people={users.data ?? []} />
      </div>
      {locking && (
        <Dialog
          title={t('lockTitle', { name: locking.displayName })}
          onClose={() => setLocking(null)}
          actions={
            <>
              <Button onClick={() => setLocking(null)}>{t('cancel')}</Button>
              <Button look="danger" busy={lock.isPending} onClick={() => lock.mutate(locking)}>
                {t('lock')}
              </Button>
            </>
          }
        >
          <p>
            {t('lockHint')} {held(locking)}
          </p>
        </Dialog>
      )}
      {editing && <UserDialog user={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
    </>
  )
}
