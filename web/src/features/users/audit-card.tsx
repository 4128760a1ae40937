import type { UserOut } from '@tusom/contract'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { useLanguage } from '../../i18n/language.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Answer, Button, Card, type Column, DateTime, Empty, Loading, Table } from '../../ui/index.ts'
import { commandInWords, subjectInWords } from './audit-words.ts'
import en from './en.json' with { type: 'json' }
import vi from './vi.json' with { type: 'json' }

type AuditRow = {
  seq: number
  at: string
  command: string
  subject: string
  runId: number
  by: string | null
  hash: string
}

/** What was done lately, and apart from it who came and went: sign-ins are many and would drown the rest. */
export function AuditCard({ people }: { people: readonly UserOut[] }) {
  const t = useTexts(vi, en)
  const words = useLanguage() === 'vi' ? vi : en
  const [about, setAbout] = useState<'work' | 'sign-in'>('work')
  const audit = useQuery({
    queryKey: ['audit', about],
    queryFn: () => api.get<{ entries: AuditRow[] }>(`/api/audit?about=${about}`).then(a => a.entries),
  })
  const names = new Map(people.map(u => [u.id, u.displayName]))
  const did = (a: AuditRow) => commandInWords(a.command, words)
  const to = (a: AuditRow) => (a.subject === 'run/0' ? t('actual') : subjectInWords(a.subject, words, names))
  const columns: Column<AuditRow>[] = [
    { key: 'at', title: t('when'), cell: a => <DateTime at={a.at} />, value: a => a.at },
    { key: 'by', title: t('who'), cell: a => a.by ?? t('system'), value: a => a.by ?? t('system') },
    {
      key: 'command',
      title: t('what'),
      cell: a => <span className={a.command === 'session.refused' ? 'late' : ''}>{did(a)}</span>,
      value: did,
    },
    { key: 'subject', title: t('subject'), cell: to, value: to },
    {
      key: 'run',
      title: t('run'),
      cell: a => (a.runId ? t('exercise', { n: a.runId }) : t('actual')),
      value: a => a.runId,
    },
    { key: 'code', title: t('code'), cell: a => <code>{a.command}</code>, value: a => a.command, optional: true },
  ]
  return (
    <Card
      title={t('audit')}
      aside={
        <span className="row">
          {(['work', 'sign-in'] as const).map(a => (
            <Button
              key={a}
              look={about === a ? 'main' : 'plain'}
              aria-pressed={about === a}
              onClick={() => setAbout(a)}
            >
              {t(a === 'work' ? 'auditWork' : 'auditSignIn')}
            </Button>
          ))}
        </span>
      }
    >
      <Answer of={audit} loading={<Loading shape="table" />}>
        {list => (
          <>
            <Table
              name={t('audit')}
              id="nk"
              rows={list}
              columns={columns}
              rowKey={a => a.hash}
              empty={<Empty title={t('auditNone')} />}
            />
            {list.length >= 200 && <p className="pad s mut">{t('auditMore')}</p>}
          </>
        )}
      </Answer>
    </Card>
  )
}
