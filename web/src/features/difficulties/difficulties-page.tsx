import type { DifficultyList, DifficultyOut } from '@tusom/contract'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { useGo, useSearchParam } from '../../app/navigation.tsx'
import { useMe } from '../../app/session.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Answer, Button, Card, type Column, Empty, Loading, PageHeader, SampleMark, Table } from '../../ui/index.ts'
import '../tasks/tasks.css'
import { DueWord } from './due-word.tsx'
import en from './en.json' with { type: 'json' }
import { FollowUpTabs } from './follow-up-tabs.tsx'
import { RaiseDialog } from './raise-dialog.tsx'
import { RulesDialog } from './rules-dialog.tsx'
import { DifficultyTag } from './state-tag.tsx'
import vi from './vi.json' with { type: 'json' }

const sides = ['all', 'answer', 'raised', 'late', 'done'] as const
type Side = (typeof sides)[number]
const closed = (d: DifficultyOut) => d.state === 'settled' || d.state === 'withdrawn'

/** Difficulties raised upward: what we must answer, what we raised, what is late anywhere. */
export default function DifficultiesPage() {
  const t = useTexts(vi, en)
  const me = useMe()
  const go = useGo()
  const [sideParam, setSide] = useSearchParam('side')
  const [dialog, setDialog] = useState<'raise' | 'rules' | null>(null)
  const list = useQuery({
    queryKey: ['difficulties', 'list'],
    queryFn: () => api.get<DifficultyList>('/api/difficulties'),
  })
  const side: Side = sides.find(s => s === sideParam) ?? 'all'
  const data = list.data
  const held = new Set([me.homeUnit.id, ...(data?.raising.map(r => r.unit.id) ?? [])])
  const belongs: Record<Side, (d: DifficultyOut) => boolean> = {
    all: d => !closed(d),
    answer: d => d.state === 'open' && d.mine,
    raised: d => held.has(d.unit.id) && !closed(d),
    late: d => d.due.kind === 'late',
    done: closed,
  }
  const columns: Column<DifficultyOut>[] = [
    {
      key: 'title',
      title: t('column.title'),
      width: '38%',
      cell: d => (
        <span>
          <b className="two-lines">{d.title}</b>
          <span className="s follow-under">
            {d.unit.fullName} {d.sample && <SampleMark />}
          </span>
        </span>
      ),
      value: d => d.title,
    },
    { key: 'unit', title: t('column.unit'), cell: d => d.unit.fullName, value: d => d.unit.fullName, optional: true },
    {
      key: 'to',
      title: t('column.to'),
      cell: d => (
        <span>
          {d.to.fullName}
          {d.passes > 0 && <span className="s follow-under"> {t('passes', { n: d.passes })}</span>}
        </span>
      ),
      value: d => d.to.fullName,
    },
    {
      key: 'due',
      title: t('column.due'),
      cell: d => <DueWord due={d.due} dueOn={d.dueOn} />,
      value: d => d.dueOn,
    },
    { key: 'state', title: t('column.state'), cell: d => <DifficultyTag of={d} />, value: d => t(`state.${d.state}`) },
  ]
  const may = (data?.raising.length ?? 0) > 0
  return (
    <>
      <PageHeader
        title={t('title')}
        actions={
          <>
            {data?.rules.mayChange && <Button onClick={() => setDialog('rules')}>{t('rules')}</Button>}
            {may && (
              <Button look="main" icon="plus" onClick={() => setDialog('raise')}>
                {t('raise')}
              </Button>
            )}
          </>
        }
      />
      <FollowUpTabs here="difficulties" />
      <div className="page">
        <Answer of={list} loading={<Loading shape="table" />}>
          {d => {
            const rows = d.rows.filter(belongs[side])
            return (
              <Card>
                <div className="task-tools">
                  <div className="chips" role="group" aria-label={t('sides')}>
                    {sides.map(s => {
                      const n = d.rows.filter(belongs[s]).length
                      return (
                        <button
                          key={s}
                          type="button"
                          className="chip-btn"
                          aria-pressed={side === s}
                          onClick={() => setSide(s === 'all' ? null : s)}
                        >
                          {t(`side.${s}`)} <span className={s === 'late' && n > 0 ? 'late' : 'mut'}>{n}</span>
                        </button>
                      )
                    })}
                  </div>
                </div>
                <Table
                  name={t('title')}
                  rows={rows}
                  columns={columns}
                  rowKey={x => x.id}
                  onOpen={x => go(`/kien-nghi/${x.id}`)}
                  empty={
                    <Empty
                      title={side === 'all' ? t('none') : t('noneHere')}
                      action={
                        may &&
                        side === 'all' && (
                          <Button look="main" onClick={() => setDialog('raise')}>
                            {t('raise')}
                          </Button>
                        )
                      }
                    >
                      {side === 'all' ? t('noneHint', { n: d.rules.answerDays }) : t('noneHereHint')}
                    </Empty>
                  }
                />
                <p className="pad xs">
                  {t('ruleSays', { n: d.rules.answerDays })} {d.rules.proposed && t('ruleProposed')}
                </p>
              </Card>
            )
          }}
        </Answer>
      </div>
      {dialog === 'raise' && data && (
        <RaiseDialog
          raising={data.raising}
          today={data.today}
          days={data.rules.answerDays}
          onClose={() => setDialog(null)}
        />
      )}
      {dialog === 'rules' && data && <RulesDialog rules={data.rules} onClose={() => setDialog(null)} />}
    </>
  )
}
