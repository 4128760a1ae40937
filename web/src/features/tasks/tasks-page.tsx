import type { TaskList } from '@tusom/contract'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { api } from '../../api/client.ts'
import { Link, useSearchParam } from '../../app/navigation.tsx'
import { hasRole, useMe } from '../../app/session.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Answer, Button, Card, Empty, Loading, PageHeader } from '../../ui/index.ts'
import { useDigestBadge } from '../digests/use-badge.ts'
import { Due } from './due.tsx'
import en from './en.json' with { type: 'json' }
import { GiveTask } from './give-task.tsx'
import { TaskLine } from './task-line.tsx'
import './tasks.css'
import vi from './vi.json' with { type: 'json' }

const sides = ['mine', 'given', 'cooperating', 'all'] as const
type Side = (typeof sides)[number]
const columns = ['assigned', 'accepted', 'doing', 'cannot', 'done'] as const
const PAGE = 50
/** cards of one column of the board */
const CARDS = 20

export default function TasksPage() {
  const t = useTexts(vi, en)
  const me = useMe()
  const usual: Side = hasRole(me, 'leader', 'duty-officer', 'standing-agency', 'administrator') ? 'given' : 'mine'
  const [sideParam, setSide] = useSearchParam('side')
  const [state, setState] = useSearchParam('state')
  const [late, setLate] = useSearchParam('late')
  const [unit, setUnit] = useSearchParam('unit')
  const [plan, setPlan] = useSearchParam('plan')
  const [field, setField] = useSearchParam('field')
  const [text, setText] = useSearchParam('loc')
  const [view, setView] = useSearchParam('xem')
  const [page, setPage] = useSearchParam('trang')
  const [giving, setGiving] = useState(false)
  const unread = useDigestBadge()
  const side: Side = sides.find(s => s === sideParam) ?? usual
  const board = view === 'bang'
  const from = board ? 0 : Math.max(0, (Number(page) || 1) - 1) * PAGE
  const words = useSettled(text ?? '')

  const params = new URLSearchParams({ side, limit: String(board ? 1 : PAGE), offset: String(from) })
  if (state && !board) params.set('state', state)
  if (late) params.set('late', 'true')
  if (unit) params.set('unit', unit)
  if (plan) params.set('plan', plan)
  if (field) params.set('field', field)
  if (words.trim()) params.set('text', words.trim())
  const tasks = useQuery({
    queryKey: ['tasks', 'list', params.toString()],
    queryFn: () => api.get<TaskList>(`/api/tasks?${params}`),
    placeholderData: keepPreviousData,
  })
  const filtered = Boolean(state || late || unit || plan || field || words)
  const clear = () => {
    for (const set of [setState, setLate, setUnit, setPlan, setField, setText, setPage]) set(null)
  }
  const choose = (set: (v: string | null) => void, value: string | null) => {
    set(value)
    setPage(null)
  }
  return (
    <>
      <PageHeader
        title={t('title')}
        actions={
          <>
            <Link to="/nhac-viec" className="btn">
              {unread > 0 ? t('remindersN', { n: unread }) : t('reminders')}
            </Link>
            <Link to="/nhiem-vu/bang-tong-hop" className="btn wide-only">
              {t('boards')}
            </Link>
            {hasRole(me, 'leader', 'duty-officer', 'standing-agency', 'department-officer', 'commune-officer') && (
              <Button look="main" icon="plus" onClick={() => setGiving(true)}>
                {t('give')}
              </Button>
            )}
          </>
        }
      />
      <div className="page">
        <Card>
          <div className="task-tools">
            <div className="chips" role="group" aria-label={t('side')}>
              {sides.map(s => (
                <button
                  key={s}
                  type="button"
                  className="chip-btn"
                  aria-pressed={side === s}
                  onClick={() => choose(setSide, s === usual ? null : s)}
                >
                  {t(`side.${s}`)}
                </button>
              ))}
            </div>
            <input
              className="input"
              type="search"
              placeholder={t('search')}
              aria-label={t('search')}
              value={text ?? ''}
              onChange={e => choose(setText, e.target.value)}
            />
            <span className="sp" />
            <div className="chips wide-only" role="group" aria-label={t('view')}>
              <button type="button" className="chip-btn" aria-pressed={!board} onClick={() => setView(null)}>
                {t('list')}
              </button>
              <button type="button" className="chip-btn" aria-pressed={board} onClick={() => setView('bang')}>
                {t('board')}
              </button>
            </div>
          </div>
          <Answer of={tasks} loading={<Loading shape="list" />}>
            {list => (
              <>
                <div className="task-tools">
                  <div className="chips" role="group" aria-label={t('state')}>
                    <Chip
                      on={Boolean(late)}
                      press={() => choose(setLate, late ? null : 'true')}
                      name={t('late')}
                      count={list.counts.late}
                      red
                    />
                    {!board && (
                      <>
                        <Chip
                          on={state === 'open'}
                          press={() => choose(setState, state === 'open' ? null : 'open')}
                          name={t('open')}
                          count={list.counts.assigned + list.counts.accepted + list.counts.doing}
                        />
                        {columns.map(s => (
                          <Chip
                            key={s}
                            on={state === s}
                            press={() => choose(setState, state === s ? null : s)}
                            name={t(`state.${s}`)}
                            count={list.counts[s]}
                          />
                        ))}
                      </>
                    )}
                  </div>
                  {filtered && (
                    <Button look="quiet" onClick={clear}>
                      {t('clear')}
                    </Button>
                  )}
                </div>
                {list.tasks.length === 0 ? (
                  <Nothing filtered={filtered} clear={clear} />
                ) : board ? (
                  <Board params={params} counts={list.counts} />
                ) : (
                  <>
                    <ul className="task-lines">
                      {list.tasks.map(task => (
                        <TaskLine key={task.id} task={task} />
                      ))}
                    </ul>
                    <Pager
                      list={list}
                      from={from}
                      state={state}
                      late={Boolean(late)}
                      go={n => setPage(n > 1 ? String(n) : null)}
                    />
                  </>
                )}
              </>
            )}
          </Answer>
        </Card>
      </div>
      {giving && <GiveTask onClose={() => setGiving(false)} />}
    </>
  )
}

/** What was typed, a moment after the last key: the server is not asked for every letter. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), 250)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}

function Chip(props: { on: boolean; press: () => void; name: string; count: number; red?: boolean }) {
  return (
    <button type="button" className="chip-btn" aria-pressed={props.on} onClick={props.press}>
      {props.name} <span className={props.red && props.count > 0 ? 'late' : 'mut'}>{props.count}</span>
    </button>
  )
}

function Nothing({ filtered, clear }: { filtered: boolean; clear: () => void }) {
  const t = useTexts(vi, en)
  return filtered ? (
    <Empty title={t('none')} action={<Button onClick={clear}>{t('clear')}</Button>}>
      {t('noneHint')}
    </Empty>
  ) : (
    <Empty
      title={t('noneYet')}
      action={
        <Link to="/ke-hoach" className="btn">
          {t('toPlans')}
        </Link>
      }
    >
      {t('noneYetHint')}
    </Empty>
  )
}

function Pager(props: {
  list: TaskList
  from: number
  state: string | null
  late: boolean
  go: (page: number) => void
}) {
  const t = useTexts(vi, en)
  const { counts, tasks } = props.list
  const total = props.late
    ? counts.late
    : props.state === 'open'
      ? counts.assigned + counts.accepted + counts.doing
      : props.state
        ? (counts[props.state as keyof typeof counts] ?? counts.total)
        : counts.total
  const page = props.from / PAGE + 1
  if (total <= PAGE && page === 1) return null
  return (
    <div className="pager">
      <span className="s">{t('page', { from: props.from + 1, to: props.from + tasks.length, total })}</span>
      <span className="sp" />
      <Button disabled={page === 1} onClick={() => props.go(page - 1)}>
        {t('previous')}
      </Button>
      <Button disabled={props.from + tasks.length >= total} onClick={() => props.go(page + 1)}>
        {t('next')}
      </Button>
    </div>
  )
}

/** Each column asks for its own first cards, so that what is done does not vanish behind what is open. */
function Board({ params, counts }: { params: URLSearchParams; counts: TaskList['counts'] }) {
  const t = useTexts(vi, en)
  return (
    <div className="board">
      {columns.map(state => (
        <section key={state} className="board-column" aria-label={t(`state.${state}`)}>
          <header className="board-head">
            <h3>{t(`state.${state}`)}</h3>
            <span className="tag">{counts[state]}</span>
          </header>
          <BoardColumn state={state} params={params.toString()} />
        </section>
      ))}
    </div>
  )
}

function BoardColumn({ state, params }: { state: (typeof columns)[number]; params: string }) {
  const t = useTexts(vi, en)
  const asked = new URLSearchParams(params)
  asked.set('state', state)
  asked.set('limit', String(CARDS))
  const tasks = useQuery({
    queryKey: ['tasks', 'column', asked.toString()],
    queryFn: () => api.get<TaskList>(`/api/tasks?${asked}`),
    placeholderData: keepPreviousData,
  })
  return (
    <Answer of={tasks} loading={<Loading shape="list" rows={3} />}>
      {list => (
        <>
          {list.tasks.map(task => (
            <Link
              key={task.id}
              to={`/nhiem-vu/${task.id}`}
              className={`board-card ${task.due.kind === 'late' || task.parts?.late ? 'is-late' : ''}`}
            >
              <b>{task.title}</b>
              <span className="s">{task.parts ? t('partsOf', task.parts) : task.lead.fullName}</span>
              <Due task={task} />
            </Link>
          ))}
          {list.counts[state] > list.tasks.length && (
            <span className="s">{t('moreIn', { n: list.counts[state] - list.tasks.length })}</span>
          )}
        </>
      )}
    </Answer>
  )
}
