import type { TaskBoard } from '@tusom/contract'
import { formatDate, localParts } from '@tusom/vi-text'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { api } from '../../api/client.ts'
import { Link, useGo, useSearchParam } from '../../app/navigation.tsx'
import { useLanguage } from '../../i18n/language.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Answer, Card, type Column, Empty, Icon, Loading, PageHeader, Table } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import './tasks.css'
import vi from './vi.json' with { type: 'json' }

const groupings = ['unit', 'plan', 'field', 'state'] as const
type By = (typeof groupings)[number]
type Row = TaskBoard['rows'][number]
const filterOf: Record<By, string> = { unit: 'unit', plan: 'plan', field: 'field', state: 'state' }

/** The same work counted by who does it, which document gave it, its field, or how it stands; each row leads to its tasks. */
export default function BoardsPage() {
  const t = useTexts(vi, en)
  const language = useLanguage()
  const go = useGo()
  const [param, setBy] = useSearchParam('theo')
  const by: By = groupings.find(g => g === param) ?? 'unit'
  const board = useQuery({
    queryKey: ['tasks', 'board', by],
    queryFn: () => api.get<TaskBoard>(`/api/tasks/board?by=${by}`),
    placeholderData: keepPreviousData,
  })
  const name = (r: Row) => (language === 'en' ? r.nameEn : r.nameVi)
  const open = (r: Row) => {
    const value = r.key ?? (by === 'field' ? 'none' : null)
    go(value === null ? '/nhiem-vu?side=all' : `/nhiem-vu?side=all&${filterOf[by]}=${encodeURIComponent(value)}`)
  }
  const columns: Column<Row>[] = [
    { key: 'name', title: t('name'), width: '40%', cell: r => <b>{name(r)}</b>, value: name },
    {
      key: 'done',
      title: t('done'),
      cell: r => (
        <span>
          {t('doneOf', { done: r.done, total: r.total })}
          <span className="bar">
            <i style={{ width: `${r.total ? Math.round((100 * r.done) / r.total) : 0}%` }} />
          </span>
        </span>
      ),
      value: r => (r.total ? r.done / r.total : null),
    },
    {
      key: 'late',
      title: t('lateShort'),
      number: true,
      cell: r => (r.late ? <b className="late">{r.late}</b> : 0),
      value: r => r.late,
    },
    {
      key: 'since',
      title: t('lateSince'),
      cell: r => (r.lateSince ? formatDate(localParts(Date.parse(r.lateSince)).date) : ''),
      value: r => r.lateSince,
    },
    { key: 'soon', title: t('soonShort'), number: true, cell: r => r.soon, value: r => r.soon },
    { key: 'unaccepted', title: t('unacceptedShort'), number: true, cell: r => r.unaccepted, value: r => r.unaccepted },
    { key: 'cannot', title: t('cannotShort'), number: true, cell: r => r.cannot, value: r => r.cannot },
  ]
  return (
    <>
      <PageHeader
        title={t('boards')}
        back={
          <Link to="/nhiem-vu" className="icon-btn" aria-label={t('back')}>
            <Icon name="back" />
          </Link>
        }
        actions={
          <Link to="/toan-canh" className="btn">
            {t('overview')}
          </Link>
        }
      />
      <div className="page">
        <Card>
          <div className="task-tools">
            <div className="chips" role="group" aria-label={t('by')}>
              {groupings.map(g => (
                <button
                  key={g}
                  type="button"
                  className="chip-btn"
                  aria-pressed={by === g}
                  onClick={() => setBy(g === 'unit' ? null : g)}
                >
                  {t(`by.${g}`)}
                </button>
              ))}
            </div>
          </div>
          <Answer of={board} loading={<Loading shape="table" />}>
            {data => (
              <Table
                name={t('boardName', { by: t(`by.${by}`) })}
                rows={data.rows}
                columns={columns}
                rowKey={r => r.key ?? ''}
                initialSort="-late"
                onOpen={open}
                empty={<Empty title={t('boardNone')}>{t('noneYetHint')}</Empty>}
              />
            )}
          </Answer>
        </Card>
      </div>
    </>
  )
}
