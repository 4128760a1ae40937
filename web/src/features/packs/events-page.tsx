import type { EventCandidate, ObservedEventIn, ObservedEventOut, ObservedEventsDone } from '@tusom/contract'
import { type EventFault, readEventsCsv, shippedPacks } from '@tusom/domain'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { messageOf } from '../../api/api-error.ts'
import { now } from '../../api/clock.ts'
import { api } from '../../api/client.ts'
import { useSend } from '../../api/use-send.ts'
import { hasRole, useMe } from '../../app/session.ts'
import { useTexts } from '../../i18n/texts.ts'
import {
  Answer,
  Button,
  Card,
  DateTime,
  Dialog,
  Empty,
  Field,
  Loading,
  PageHeader,
  Table,
  TimeInput,
  toast,
  UnitPicker,
  useUnits,
} from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import { PackNav } from './pack-nav.tsx'
import { useNamed, useSaid } from './use-packs.ts'
import vi from './vi.json' with { type: 'json' }

const hazards = shippedPacks.flatMap(p => p.hazards)
const YEAR = 365 * 86_400_000

/** The register of what happened: typed, from a file, or taken over from incidents and bulletins. */
export default function EventsPage() {
  const t = useTexts(vi, en)
  const said = useSaid()
  const named = useNamed()
  const hand = hasRole(useMe(), 'leader', 'standing-agency', 'duty-officer', 'commune-officer')
  const units = useUnits({ kind: 'commune' })
  const [period] = useState(() => ({ from: new Date(now() - YEAR).toISOString(), to: new Date(now()).toISOString() }))
  const query = new URLSearchParams(period)
  const events = useQuery({
    queryKey: ['packs', 'events', period.from, period.to],
    queryFn: () => api.get<ObservedEventOut[]>(`/api/observed-events?${query}`),
  })
  const candidates = useQuery({
    queryKey: ['packs', 'candidates', period.from, period.to],
    queryFn: () => api.get<EventCandidate[]>(`/api/observed-events/candidates?${query}`),
  })
  const [typing, setTyping] = useState(false)
  const [faults, setFaults] = useState<EventFault[]>([])
  const add = useSend(
    (list: ObservedEventIn[]) => api.post<ObservedEventsDone>('/api/observed-events', { events: list }),
    {
      topics: ['packs'],
      onDone: done => {
        toast(t('added', { n: done.added }))
        setTyping(false)
      },
    },
  )
  const remove = useSend((id: number) => api.delete(`/api/observed-events/${id}`), {
    topics: ['packs'],
    done: t('removed'),
  })
  const hazardName = (code: string) => {
    const h = hazards.find(x => x.hazard === code)
    return h ? named(h) : code
  }
  const places = (ids: readonly number[]) => {
    const list = ids.map(id => units.data?.find(u => u.id === id)?.name ?? `#${id}`)
    return list.length > 4 ? `${list.slice(0, 4).join(', ')} +${list.length - 4}` : list.join(', ')
  }
  const take = async (file: File | undefined) => {
    if (!file) return
    const read = readEventsCsv(await file.text(), { hazards, units: units.data ?? [] })
    setFaults(read.faults)
    if (read.events.length)
      add.mutate(
        read.events.map(e => ({
          hazard: e.hazard,
          unitIds: e.unitIds,
          startsAt: e.from,
          endsAt: e.to,
          level: e.level,
          title: e.title,
          source: e.source || file.name,
          origin: 'file',
          originKey: null,
        })),
      )
  }
  const columns = [
    {
      key: 'from',
      title: t('eventFrom'),
      value: (e: EventCandidate | ObservedEventOut) => e.startsAt,
      cell: (e: EventCandidate | ObservedEventOut) => <DateTime at={e.startsAt} />,
    },
    {
      key: 'to',
      title: t('to'),
      cell: (e: EventCandidate | ObservedEventOut) => (e.endsAt ? <DateTime at={e.endsAt} /> : t('severityNone')),
    },
    {
      key: 'hazard',
      title: t('hazard'),
      value: (e: EventCandidate | ObservedEventOut) => hazardName(e.hazard),
      cell: (e: EventCandidate | ObservedEventOut) => hazardName(e.hazard),
    },
    {
      key: 'area',
      title: t('commune'),
      value: (e: EventCandidate | ObservedEventOut) => places(e.unitIds),
      cell: (e: EventCandidate | ObservedEventOut) => places(e.unitIds),
    },
    {
      key: 'level',
      title: t('severity'),
      number: true,
      cell: (e: EventCandidate | ObservedEventOut) =>
        e.level === null ? t('severityNone') : t('levelN', { n: e.level }),
    },
    {
      key: 'title',
      title: t('what'),
      value: (e: EventCandidate | ObservedEventOut) => e.title,
      cell: (e: EventCandidate | ObservedEventOut) => e.title || '—',
    },
    {
      key: 'origin',
      title: t('origin'),
      value: (e: EventCandidate | ObservedEventOut) => t(`origin.${e.origin}`),
      cell: (e: EventCandidate | ObservedEventOut) => t(`origin.${e.origin}`),
    },
  ]
  return (
    <>
      <PageHeader
        title={t('eventsTitle')}
        actions={
          hand && (
            <>
              <label className="btn plain" title={t('importCsvHint')}>
                {t('importCsv')}
                <input
                  className="vh"
                  type="file"
                  accept=".csv,.txt"
                  onChange={e => {
                    void take(e.target.files?.[0])
                    e.target.value = ''
                  }}
                />
              </label>
              <Button look="main" icon="plus" onClick={() => setTyping(true)}>
                {t('addEvent')}
              </Button>
            </>
          )
        }
      />
      <div className="page">
        <PackNav />
        <p className="mut">
          {t('eventsIntro')} {hand && t('importCsvHint')}
        </p>
        {faults.length > 0 && (
          <ul className="note late" role="alert">
            {faults.slice(0, 20).map(f => (
              <li key={f.line}>
                {t('line', { n: f.line })}: {said(f)}
              </li>
            ))}
          </ul>
        )}
        <Card>
          <Answer of={events} loading={<Loading shape="table" />}>
            {list => (
              <Table<ObservedEventOut>
                id="so"
                name={t('eventsTitle')}
                rows={list}
                rowKey={e => e.id}
                initialSort="-from"
                empty={<Empty title={t('noEvents')}>{t('noEventsHint')}</Empty>}
                columns={[
                  ...columns,
                  {
                    key: 'source',
                    title: t('source'),
                    value: e => e.source,
                    cell: e => `${e.source} (${e.enteredBy})`,
                  },
                  ...(hand
                    ? [
                        {
                          key: 'do',
                          title: '',
                          cell: (e: ObservedEventOut) => (
                            <Button look="quiet" busy={remove.isPending} onClick={() => remove.mutate(e.id)}>
                              {t('remove')}
                            </Button>
                          ),
                        },
                      ]
                    : []),
                ]}
              />
            )}
          </Answer>
        </Card>
        {hand && (candidates.data?.length ?? 0) > 0 && (
          <Card title={t('takeOver')}>
            <Table<EventCandidate>
              id="lay"
              plain
              name={t('takeOver')}
              rows={candidates.data ?? []}
              rowKey={c => `${c.origin}/${c.originKey}`}
              empty={<Empty title={t('noEvents')} />}
              columns={[
                ...columns,
                {
                  key: 'do',
                  title: '',
                  cell: c => (
                    <Button
                      busy={add.isPending}
                      onClick={() => add.mutate([{ ...c, source: t(`origin.${c.origin}`) }])}
                    >
                      {t('takeOverOne')}
                    </Button>
                  ),
                },
              ]}
            />
          </Card>
        )}
      </div>
      {typing && (
        <NewEvent
          error={add.error ? messageOf(add.error) : null}
          busy={add.isPending}
          onClose={() => setTyping(false)}
          onAdd={e => add.mutate([e])}
        />
      )}
    </>
  )
}

function NewEvent(props: {
  busy: boolean
  error: string | null
  onClose: () => void
  onAdd: (e: ObservedEventIn) => void
}) {
  const t = useTexts(vi, en)
  const named = useNamed()
  const units = useUnits({ kind: 'commune' })
  const [hazard, setHazard] = useState('flood')
  const [unitIds, setUnits] = useState<number[]>([])
  const [startsAt, setFrom] = useState<string | null>(null)
  const [endsAt, setTo] = useState<string | null>(null)
  const [level, setLevel] = useState<number | null>(null)
  const [title, setTitle] = useState('')
  const [source, setSource] = useState('')
  const ready = unitIds.length > 0 && startsAt !== null && source.trim() !== ''
  return (
    <Dialog
      title={t('addEvent')}
      onClose={props.onClose}
      actions={
        <>
          <Button onClick={props.onClose}>{t('cancel')}</Button>
          <Button
            look="main"
            busy={props.busy}
            disabled={!ready}
            onClick={() =>
              startsAt &&
              props.onAdd({
                hazard,
                unitIds,
                startsAt,
                endsAt,
                level,
                title,
                source: source.trim(),
                origin: 'typed',
                originKey: null,
              })
            }
          >
            {t('add')}
          </Button>
        </>
      }
    >
      <div className="stack">
        <Field label={t('hazard')}>
          {c => (
            <select {...c} className="input" value={hazard} onChange={e => setHazard(e.target.value)}>
              {hazards.map(h => (
                <option key={h.hazard} value={h.hazard}>
                  {named(h)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={t('commune')} required>
          {c => <UnitPicker {...c} units={units.data ?? []} value={unitIds} onChange={setUnits} multiple />}
        </Field>
        <Field label={t('eventFrom')} required>
          {c => <TimeInput {...c} value={startsAt} onChange={setFrom} />}
        </Field>
        <Field label={t('eventTo')}>{c => <TimeInput {...c} value={endsAt} onChange={setTo} />}</Field>
        <Field label={t('severity')}>
          {c => (
            <select
              {...c}
              className="input"
              value={level ?? ''}
              onChange={e => setLevel(e.target.value ? Number(e.target.value) : null)}
            >
              <option value="">{t('severityNone')}</option>
              {[1, 2, 3, 4, 5].map(n => (
                <option key={n} value={n}>
                  {t('levelN', { n })}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={t('what')}>
          {c => (
            <input {...c} className="input" value={title} maxLength={300} onChange={e => setTitle(e.target.value)} />
          )}
        </Field>
        <Field label={t('source')} required>
          {c => (
            <input {...c} className="input" value={source} maxLength={300} onChange={e => setSource(e.target.value)} />
          )}
        </Field>
        {!ready && <p className="s">{t('needAll')}</p>}
        {props.error && <p className="note late">{props.error}</p>}
      </div>
    </Dialog>
  )
}
