import type { RegisterEntryOut, RegisterList } from '@tusom/contract'
import { fold, formatDate } from '@tusom/vi-text'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { api } from '../../api/client.ts'
import { Link, useSearchParam } from '../../app/navigation.tsx'
import { useMe } from '../../app/session.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Answer, Button, Card, Empty, Loading, PageHeader, SampleMark, Tag } from '../../ui/index.ts'
import '../tasks/tasks.css'
import './documents.css'
import { EnterDocument } from './enter-document.tsx'
import en from './en.json' with { type: 'json' }
import vi from './vi.json' with { type: 'json' }

const PAGE = 50
type Entering = { direction: 'in' | 'out'; loose?: RegisterList['loose'][number] }

/** The books of a unit: what went out under which number, what came in, and what has been uploaded but stands in no book. */
export default function RegisterPage() {
  const t = useTexts(vi, en)
  const me = useMe()
  const [direction, setDirection] = useSearchParam('so')
  const [year, setYear] = useSearchParam('nam')
  const [text, setText] = useSearchParam('tim')
  const [page, setPage] = useSearchParam('trang')
  const [entering, setEntering] = useState<Entering | null>(null)
  const words = useSettled(text ?? '')
  const from = Math.max(0, (Number(page) || 1) - 1) * PAGE
  const params = new URLSearchParams({ limit: String(PAGE), offset: String(from) })
  if (direction === 'in' || direction === 'out') params.set('direction', direction)
  if (year) params.set('year', year)
  if (words.trim()) params.set('text', words.trim())
  const list = useQuery({
    queryKey: ['register', 'list', params.toString()],
    queryFn: () => api.get<RegisterList>(`/api/register?${params}`),
    placeholderData: keepPreviousData,
  })
  const choose = (set: (v: string | null) => void, value: string | null) => {
    set(value)
    setPage(null)
  }
  const clear = () => {
    for (const set of [setDirection, setYear, setText, setPage]) set(null)
  }
  return (
    <>
      <PageHeader
        title={t('title')}
        actions={
          <>
            {list.data?.mayWrite && (
              <>
                <Button icon="download" onClick={() => setEntering({ direction: 'in' })}>
                  {t('enterIn')}
                </Button>
                <Button look="main" icon="plus" onClick={() => setEntering({ direction: 'out' })}>
                  {t('enterOut')}
                </Button>
              </>
            )}
            <Link to="/kiem-tra-van-ban" className="btn">
              {t('checkForm')}
            </Link>
          </>
        }
      >
        <span className="s">{me.homeUnit.fullName}</span>
        {me.sample && <SampleMark />}
      </PageHeader>
      <div className="page">
        <Answer of={list} loading={<Loading shape="list" />}>
          {data => (
            <div className="register">
              <Card>
                <div className="task-tools register-tools">
                  <div className="chips" role="group" aria-label={t('direction')}>
                    {([null, 'out', 'in'] as const).map(d => (
                      <button
                        key={d ?? 'all'}
                        type="button"
                        className="chip-btn"
                        aria-pressed={(direction ?? null) === d}
                        onClick={() => choose(setDirection, d)}
                      >
                        {t(d ?? 'all')}
                      </button>
                    ))}
                  </div>
                  <select
                    className="input"
                    aria-label={t('year')}
                    value={year ?? ''}
                    onChange={e => choose(setYear, e.target.value || null)}
                  >
                    <option value="">{t('anyYear')}</option>
                    {data.years.map(y => (
                      <option key={y}>{y}</option>
                    ))}
                  </select>
                  <input
                    className="input"
                    type="search"
                    placeholder={t('search')}
                    aria-label={t('search')}
                    value={text ?? ''}
                    onChange={e => choose(setText, e.target.value || null)}
                  />
                  <span className="sp" />
                  <span className="s" role="status">
                    {t('count', { n: data.total })}
                  </span>
                </div>
                {data.entries.length === 0 ? (
                  direction || year || words ? (
                    <Empty title={t('noMatch')} action={<Button onClick={clear}>{t('clear')}</Button>}>
                      {''}
                    </Empty>
                  ) : (
                    <Empty title={t('none')}>{t('noneHint')}</Empty>
                  )
                ) : (
                  <ul className="register-lines">
                    {data.entries.map(e => (
                      <Entry key={e.id} entry={e} />
                    ))}
                  </ul>
                )}
                {data.total > PAGE && (
                  <div className="row pad">
                    <span className="s">
                      {t('page', { from: from + 1, to: from + data.entries.length, total: data.total })}
                    </span>
                    <span className="sp" />
                    <Button disabled={from === 0} onClick={() => setPage(String(from / PAGE))}>
                      {t('previous')}
                    </Button>
                    <Button disabled={from + PAGE >= data.total} onClick={() => setPage(String(from / PAGE + 2))}>
                      {t('nextPage')}
                    </Button>
                  </div>
                )}
              </Card>
              {data.loose.length > 0 && (
                <Card title={t('loose')}>
                  <p className="pad s">{t('looseHint')}</p>
                  <ul className="register-lines">
                    {data.loose.map(d => (
                      <li key={d.id} className="register-loose">
                        <Link to={`/ke-hoach/${d.id}`} className="plain-link">
                          <b>{d.number ?? ''}</b> {d.title}
                          <span className="s block">{d.issuer}</span>
                        </Link>
                        {data.mayWrite && (
                          <Button
                            look="quiet"
                            onClick={() =>
                              setEntering({
                                // ours when it has no number yet or we issued it
                                direction:
                                  !d.number || fold(d.issuer).includes(fold(me.homeUnit.fullName)) ? 'out' : 'in',
                                loose: d,
                              })
                            }
                          >
                            {t('enter')}
                          </Button>
                        )}
                      </li>
                    ))}
                  </ul>
                </Card>
              )}
            </div>
          )}
        </Answer>
      </div>
      {entering && list.data && (
        <EnterDocument
          list={list.data}
          direction={entering.direction}
          loose={entering.loose}
          onClose={() => setEntering(null)}
        />
      )}
    </>
  )
}

function Entry({ entry: e }: { entry: RegisterEntryOut }) {
  const t = useTexts(vi, en)
  return (
    <li>
      <Link to={`/so-van-ban/${e.id}`} className={`register-line ${e.state}`}>
        <span className="register-number">
          <b>{e.number || '—'}</b>
          <span className="xs">
            {e.direction === 'in' ? `${t('seqIn')} ${e.seq}` : t('out')}
            {e.book && ` · ${e.book}`}
          </span>
        </span>
        <span className="register-name">
          {e.title}
          <span className="s">
            {[e.direction === 'in' ? e.issuer : e.recipients, e.source && t(`source.${e.source.kind as 'report'}`)]
              .filter(Boolean)
              .join(' · ')}
          </span>
          <span className="row wrap">
            {e.urgency && <Tag tone="late">{e.urgency}</Tag>}
            {e.state === 'void' && <Tag>{t('void')}</Tag>}
          </span>
        </span>
        <span className="s register-day">{formatDate(e.enteredOn)}</span>
      </Link>
    </li>
  )
}

/** What was typed, a moment after the last key. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), 250)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}
