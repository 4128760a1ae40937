import type { EntryList, EntryOut, IncidentOut } from '@tusom/contract'
import { useInfiniteQuery } from '@tanstack/react-query'
import { formatDate, localParts } from '@tusom/vi-text'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { useNow } from '../../api/clock.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Answer, Button, Card, DateTime, Icon, Loading, shortTime, Tag } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import { EntryForm } from './entry-form.tsx'
import '../scenarios/scenarios.css'
import './incidents.css'
import vi from './vi.json' with { type: 'json' }

/** The shared log, newest first, with quick entry on top. Old lines are never changed: a correction names the line it mends. */
export function IncidentLog({ incident }: { incident: IncidentOut }) {
  const t = useTexts(vi, en)
  const { id } = incident.incident
  const [correcting, setCorrecting] = useState<EntryOut | null>(null)
  const log = useInfiniteQuery({
    queryKey: ['incidents', 'entries', id],
    initialPageParam: null as number | null,
    queryFn: ({ pageParam }) =>
      api.get<EntryList>(`/api/incidents/${id}/entries?limit=60${pageParam ? `&before=${pageParam}` : ''}`),
    getNextPageParam: last => last.next,
  })
  const entries = log.data?.pages.flatMap(p => p.entries) ?? []
  const byId = new Map(entries.map(e => [e.id, e]))
  const corrected = new Set(entries.flatMap(e => e.correctsId ?? []))
  return (
    <Card title={t('log')} className="log-card">
      {incident.may.log && (
        <EntryForm incident={incident} correcting={correcting} leaveCorrection={() => setCorrecting(null)} />
      )}
      <Answer of={log} loading={<Loading shape="list" rows={6} />}>
        {() =>
          entries.length ? (
            <ol className="plain-list">
              {entries.map((e, i) => (
                <Line
                  key={e.id}
                  entry={e}
                  day={dayBreak(e, entries[i - 1])}
                  mended={corrected.has(e.id)}
                  mends={e.correctsId === null ? null : (byId.get(e.correctsId) ?? null)}
                  correct={incident.may.log && !e.link ? () => setCorrecting(e) : null}
                />
              ))}
            </ol>
          ) : (
            <p className="pad mut">{t('logEmpty')}</p>
          )
        }
      </Answer>
      {log.hasNextPage && (
        <div className="pad">
          <Button busy={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>
            {t('older')}
          </Button>
        </div>
      )}
    </Card>
  )
}

/** The day that begins (reading downwards) at this line, or null when it is the day of the line above. */
function dayBreak(e: EntryOut, above: EntryOut | undefined): string | null {
  const day = localParts(Date.parse(e.recordedAt)).date
  return above && localParts(Date.parse(above.recordedAt)).date === day ? null : day
}

function Line(props: {
  entry: EntryOut
  day: string | null
  mended: boolean
  mends: EntryOut | null
  correct: (() => void) | null
}) {
  const t = useTexts(vi, en)
  const now = useNow(60)
  const { entry: e } = props
  // a line that was recorded long after what it tells says so
  const lag = Date.parse(e.recordedAt) - Date.parse(e.at)
  return (
    <>
      {props.day && <li className="log-day">{formatDate(props.day)}</li>}
      <li className={`log-line kind-${e.kind} ${props.mended ? 'is-mended' : ''}`}>
        <span className="log-time">
          <b>{localParts(Date.parse(e.at)).time}</b>
          {lag > 10 * 60_000 && (
            <span className="xs">{t('recordedLate', { at: shortTime(Date.parse(e.recordedAt), now) })}</span>
          )}
        </span>
        <div className="log-body">
          <p className="log-text">{e.text}</p>
          <span className="row wrap s log-meta">
            <Tag tone={e.kind === 'decision' ? 'ok' : 'plain'}>{t(`kind.${e.kind}`)}</Tag>
            {e.commune && <span>{e.commune.name}</span>}
            {e.source && <span>{e.source}</span>}
            <span>
              {e.by}, {e.unit.name}
            </span>
            {props.mends && (
              <Tag tone="doubt">{t('corrects', { at: localParts(Date.parse(props.mends.at)).time })}</Tag>
            )}
            {props.mended && <Tag tone="doubt">{t('corrected')}</Tag>}
            <span className="vh">
              <DateTime at={e.at} />
            </span>
          </span>
        </div>
        {props.correct && !props.mended && (
          <button
            type="button"
            className="icon-btn log-correct no-print"
            aria-label={t('correct')}
            title={t('correct')}
            onClick={props.correct}
          >
            <Icon name="edit" size={16} />
          </button>
        )}
      </li>
    </>
  )
}
