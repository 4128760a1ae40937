import type { RefusalOut } from '@tusom/contract'
import { useQuery } from '@tanstack/react-query'
import { readTime } from '@tusom/domain'
import { formatNumber } from '@tusom/vi-text'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { useSearchParam } from '../../app/navigation.tsx'
import { useTexts } from '../../i18n/texts.ts'
import {
  Answer,
  Button,
  Card,
  type Column,
  DateTime,
  Empty,
  Loading,
  PageHeader,
  RelativeTime,
  Table,
} from '../../ui/index.ts'
import { DiscardDialog } from './discard-dialog.tsx'
import en from './en.json' with { type: 'json' }
import { MendDialog } from './mend-dialog.tsx'
import { NamesCard } from './names-card.tsx'
import './observations.css'
import { RefusalGroups } from './refusal-groups.tsx'
import { SectionNav } from './section-nav.tsx'
import { useCodeWords, useResend } from './use-refusals.ts'
import { useSourceWords, useStationHand } from './use-readings.ts'
import vi from './vi.json' with { type: 'json' }

const states = ['open', 'resent', 'discarded'] as const

/** The dead-letter list: alike ones are mended at once, the others one by one; nothing is lost and everything is named. */
export default function RefusalsPage() {
  const t = useTexts(vi, en)
  const hand = useStationHand()
  return (
    <>
      <PageHeader title={t('refTitle')} />
      <div className="page">
        <SectionNav />
        {hand ? <Refusals /> : <p className="note">{t('notAllowed')}</p>}
      </div>
    </>
  )
}

function Refusals() {
  const t = useTexts(vi, en)
  const codeWords = useCodeWords()
  const sourceWords = useSourceWords()
  const [asked, setState] = useSearchParam('trang-thai')
  const state = states.find(s => s === asked) ?? 'open'
  const [code, setCode] = useSearchParam('loi')
  const [source, setSource] = useSearchParam('nguon')
  const [station, setStation] = useSearchParam('tram')
  const [mending, setMending] = useState<RefusalOut | null>(null)
  const [discarding, setDiscarding] = useState<number[] | null>(null)
  const [picked, setPicked] = useState<ReadonlySet<number>>(new Set())
  const query = new URLSearchParams({ state })
  for (const [k, v] of Object.entries({ code, source, station })) if (v) query.set(k, v)
  const list = useQuery({
    queryKey: ['observations', 'refusals', query.toString()],
    queryFn: () => api.get<RefusalOut[]>(`/api/observations/refusals?${query}`),
  })
  const resend = useResend(() => setPicked(new Set()))
  const open = state === 'open'
  const pick = (id: number, on: boolean) =>
    setPicked(had => {
      const next = new Set(had)
      if (on) next.add(id)
      else next.delete(id)
      return next
    })
  const columns: Column<RefusalOut>[] = [
    ...(open
      ? [
          {
            key: 'pick',
            title: '',
            width: '44px',
            cell: (r: RefusalOut) => (
              <input
                type="checkbox"
                aria-label={t('refPick', { n: r.id })}
                checked={picked.has(r.id)}
                onChange={e => pick(r.id, e.target.checked)}
              />
            ),
          },
        ]
      : []),
    { key: 'at', title: t('refCame'), cell: r => <DateTime at={r.knownAt} short />, value: r => r.knownAt },
    { key: 'station', title: t('station'), cell: r => <b>{r.station ?? '—'}</b>, value: r => r.station },
    {
      key: 'why',
      title: t('why'),
      cell: r => (
        <>
          {r.message}{' '}
          {r.triedAt && open && (
            <span className="xs">
              (<DateTime at={r.triedAt} short />)
            </span>
          )}
        </>
      ),
      value: r => r.message,
    },
    {
      key: 'content',
      title: t('refContent'),
      cell: r => (
        <span className="code">{r.alike > 0 ? t('refAlike', { n: formatNumber(r.alike) }) : <Sent refusal={r} />}</span>
      ),
      value: r => r.content,
    },
    { key: 'source', title: t('refSource'), cell: r => sourceWords(r.source), value: r => sourceWords(r.source) },
    ...(open
      ? [
          {
            key: 'do',
            title: '',
            cell: (r: RefusalOut) => (
              <span className="row end no-print">
                {r.alike === 0 && <Button onClick={() => setMending(r)}>{t('refMend')}</Button>}
                <Button look="danger" onClick={() => setDiscarding([r.id])}>
                  {t('refDiscard')}
                </Button>
              </span>
            ),
          },
        ]
      : [
          {
            key: 'by',
            title: t('refBy'),
            cell: (r: RefusalOut) => (
              <>
                {r.handledByName} {r.handledAt && <RelativeTime at={r.handledAt} />}
                {r.reason && <p className="s">{r.reason}</p>}
              </>
            ),
            value: (r: RefusalOut) => r.handledByName,
          },
        ]),
  ]
  const filtered = [code && codeWords(code), source && sourceWords(source), station].filter(Boolean).join(' · ')
  const ids = [...picked].filter(id => list.data?.some(r => r.id === id))
  const sendable = ids.filter(id => list.data?.find(r => r.id === id)?.alike === 0)
  return (
    <>
      <div className="filters" role="group" aria-label={t('state')}>
        {states.map(s => (
          <Button key={s} look={s === state ? 'main' : 'plain'} aria-pressed={s === state} onClick={() => setState(s)}>
            {t(s === 'open' ? 'refOpen' : s === 'resent' ? 'refResent' : 'refDiscarded')}
          </Button>
        ))}
      </div>
      {open && (
        <RefusalGroups
          onShow={g => {
            setCode(g.code)
            setSource(g.source)
            setStation(g.station)
          }}
        />
      )}
      <Card title={t('refList')}>
        {filtered && (
          <div className="pad filters">
            <span>{t('refShowing', { what: filtered })}</span>
            <Button
              look="quiet"
              onClick={() => {
                setCode(null)
                setSource(null)
                setStation(null)
              }}
            >
              {t('refShowAll')}
            </Button>
          </div>
        )}
        {ids.length > 0 && (
          <div className="pad filters no-print" role="status">
            <b>{t('refPicked', { n: formatNumber(ids.length) })}</b>
            {sendable.length > 0 && (
              <Button look="main" busy={resend.isPending} onClick={() => resend.mutate({ ids: sendable })}>
                {t('refResend')}
              </Button>
            )}
            <Button look="danger" onClick={() => setDiscarding(ids)}>
              {t('refDiscard')}
            </Button>
          </div>
        )}
        <Answer of={list} loading={<Loading shape="table" rows={6} />}>
          {rows => (
            <>
              <Table
                name={t('refTitle')}
                rows={rows}
                columns={columns}
                rowKey={r => r.id}
                empty={
                  open ? <Empty title={t('refNone')}>{t('refNoneHint')}</Empty> : <Empty title={t('refNoneHandled')} />
                }
              />
              {rows.length >= 500 && <p className="pad s">{t('refMore')}</p>}
            </>
          )}
        </Answer>
      </Card>
      <NamesCard />
      {mending && <MendDialog refusal={mending} onClose={() => setMending(null)} />}
      {discarding && (
        <DiscardDialog
          what={{ ids: discarding }}
          n={discarding.length}
          onClose={() => setDiscarding(null)}
          onDone={() => {
            setDiscarding(null)
            setPicked(new Set())
          }}
        />
      )}
    </>
  )
}

/** What was sent, as people read it: figures with a comma, the time on a Vietnamese clock; as it came where that cannot be made out. */
function Sent({ refusal: r }: { refusal: RefusalOut }) {
  const { indicator, at, value, unit } = r.reading
  const instant = at === null ? Number.NaN : readTime(at)
  if (value === null && Number.isNaN(instant)) return <>{(r.content ?? '').slice(0, 240)}</>
  return (
    <span title={(r.content ?? '').slice(0, 400)}>
      {[indicator, value === null ? '—' : `${formatNumber(value)}${unit ? ` ${unit}` : ''}`].filter(Boolean).join(' ')}{' '}
      · {Number.isNaN(instant) ? (at ?? '—') : <DateTime at={new Date(instant).toISOString()} />}
    </span>
  )
}
