import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { useSend } from '../../api/use-send.ts'
import { inExercise } from '../../app/run.ts'
import { hasRole, useMe } from '../../app/session.ts'
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
import { ClockDialog } from './clock-dialog.tsx'
import en from './en.json' with { type: 'json' }
import type { Run } from './run.ts'
import { StartForm } from './start-form.tsx'
import vi from './vi.json' with { type: 'json' }

export default function RunsPage() {
  const t = useTexts(vi, en)
  const me = useMe()
  const runs = useQuery({ queryKey: ['runs'], queryFn: () => api.get<Run[]>('/api/runs') })
  const [ending, setEnding] = useState<Run | null>(null)
  const [setting, setSetting] = useState<Run | null>(null)
  const mayChange = hasRole(me, 'administrator', 'leader', 'duty-officer')
  const end = useSend((run: Run) => api.post(`/api/runs/${run.id}/end`), {
    topics: ['runs'],
    done: t('ended'),
    onDone: () => setEnding(null),
  })
  const columns: Column<Run>[] = [
    { key: 'name', title: t('name'), cell: r => <b>{r.name}</b>, value: r => r.name },
    {
      key: 'state',
      title: t('state'),
      cell: r => <Tag tone={r.endedAt ? 'plain' : 'ok'}>{r.endedAt ? t('ended') : t('running')}</Tag>,
      value: r => (r.endedAt ? t('ended') : t('running')),
    },
    { key: 'clock', title: t('clock'), cell: r => <DateTime at={r.now} />, value: r => r.now },
    { key: 'speed', title: t('speed'), number: true, cell: r => `×${r.speed}`, value: r => r.speed },
    { key: 'started', title: t('startedAt'), cell: r => <DateTime at={r.startedAt} />, value: r => r.startedAt },
    {
      key: 'do',
      title: '',
      cell: r => (
        <span className="row end">
          {/* a plain link: entering loads the page anew, so that nothing actual comes along */}
          <a className="btn main" href={`/dien-tap/${r.id}/`}>
            {r.endedAt ? t('enterEnded') : t('enter')}
          </a>
          {mayChange && !r.endedAt && (
            <>
              <Button onClick={() => setSetting(r)}>{t('setClock')}</Button>
              <Button look="danger" onClick={() => setEnding(r)}>
                {t('end')}
              </Button>
            </>
          )}
        </span>
      ),
    },
  ]
  return (
    <>
      <PageHeader title={t('title')} />
      <div className="page">
        <p className="mut">{t('intro')}</p>
        <Card>
          <Answer of={runs} loading={<Loading shape="table" rows={3} />}>
            {list => (
              <Table
                name={t('list')}
                rows={list}
                columns={columns}
                rowKey={r => r.id}
                initialSort="-started"
                plain={list.length < 10}
                empty={<Empty title={t('empty')}>{mayChange ? t('emptyHint') : t('readOnly')}</Empty>}
              />
            )}
          </Answer>
        </Card>
        {inExercise ? (
          <p className="note">{t('inside')}</p>
        ) : mayChange ? (
          <StartForm />
        ) : (
          <p className="note">{t('readOnly')}</p>
        )}
      </div>
      {setting && <ClockDialog run={setting} onClose={() => setSetting(null)} />}
      {ending && (
        <ConfirmByName
          title={t('endTitle')}
          name={ending.name}
          action={t('end')}
          busy={end.isPending}
          onConfirm={() => end.mutate(ending)}
          onClose={() => setEnding(null)}
        >
          {t('endText')}
        </ConfirmByName>
      )}
    </>
  )
}
