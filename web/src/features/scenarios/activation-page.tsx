import type { ActivationDetail, ScenarioTaskOut } from '@tusom/contract'
import { useQuery } from '@tanstack/react-query'
import { formatDateTime, formatNumber } from '@tusom/vi-text'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { useSend } from '../../api/use-send.ts'
import { Link, useParams, useSearchParam } from '../../app/navigation.tsx'
import { hasRole, useMe } from '../../app/session.ts'
import { useTexts } from '../../i18n/texts.ts'
import {
  Answer,
  Button,
  Card,
  Dialog,
  Field,
  Icon,
  Loading,
  PageHeader,
  RelativeTime,
  Tag,
  toast,
} from '../../ui/index.ts'
import { ActivationProgress } from './activation-line.tsx'
import en from './en.json' with { type: 'json' }
import { Chip } from './scenario-page.tsx'
import './scenarios.css'
import { useSaid } from './use-said.ts'
import vi from './vi.json' with { type: 'json' }

/** One activation: every task it gave with its clock, and the way to stop it. */
export default function ActivationPage() {
  const t = useTexts(vi, en)
  const me = useMe()
  const said = useSaid()
  const { id } = useParams()
  const [stopping, setStopping] = useState(false)
  const detail = useQuery({
    queryKey: ['tasks', 'activation', id],
    queryFn: () => api.get<ActivationDetail>(`/api/activations/${id}`),
  })
  const a = detail.data?.activation
  const mine = a !== undefined && me.assignments.some(x => x.unitId === a.owner.id)
  return (
    <>
      <PageHeader
        title={a ? said({ vi: a.nameVi, en: a.nameEn }) : t('running')}
        back={
          <Link to="/kich-ban" className="icon-btn" aria-label={t('back')}>
            <Icon name="back" />
          </Link>
        }
        actions={
          <>
            {a?.incidentId && (
              <Link to={`/su-co/${a.incidentId}`} className="btn">
                {t('toIncident')}
              </Link>
            )}
            {a?.state === 'open' && mine && hasRole(me, 'leader', 'duty-officer') && (
              <Button look="danger" onClick={() => setStopping(true)}>
                {t('stop')}
              </Button>
            )}
          </>
        }
      >
        {a && <Tag>{t('level', { n: a.level })}</Tag>}
        {a?.state === 'stopped' && <Tag>{t('stopped')}</Tag>}
      </PageHeader>
      <div className="page">
        <Answer of={detail} loading={<Loading shape="list" rows={8} />}>
          {data => <Tasks detail={data} />}
        </Answer>
      </div>
      {stopping && a && <StopDialog id={a.id} onClose={() => setStopping(false)} />}
    </>
  )
}

export function StopDialog({ id, onClose }: { id: number; onClose: () => void }) {
  const t = useTexts(vi, en)
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const stop = useSend(
    () => api.post<{ cancelled: number; kept: number }>(`/api/activations/${id}/stop`, { reason: reason.trim() }),
    {
      topics: ['tasks', 'scenarios', 'incidents'],
      onDone: out => {
        toast(t('stoppedDone', out))
        onClose()
      },
    },
  )
  const short = reason.trim().length < 3
  return (
    <Dialog
      title={t('stopTitle')}
      onClose={onClose}
      actions={
        <Button
          look="danger"
          busy={stop.isPending}
          onClick={() => {
            setTried(true)
            if (!short) stop.mutate(undefined)
          }}
        >
          {t('stop')}
        </Button>
      }
    >
      <p className="mut">{t('stopHint')}</p>
      <Field label={t('reason')} required error={tried && short ? t('reasonMissing') : null}>
        {c => <textarea {...c} className="input" rows={3} value={reason} onChange={e => setReason(e.target.value)} />}
      </Field>
    </Dialog>
  )
}

function Tasks({ detail }: { detail: ActivationDetail }) {
  const t = useTexts(vi, en)
  const [by, setBy] = useSearchParam('theo')
  const [late, setLate] = useSearchParam('late')
  const { activation: a, tasks } = detail
  const shown = tasks.filter(x => (!late || x.late) && x.state !== 'cancelled')
  const groups = new Map<string, ScenarioTaskOut[]>()
  for (const task of shown) {
    const key = by === 'don-vi' ? task.lead.name : `${task.step} · ${task.title}`
    groups.set(key, [...(groups.get(key) ?? []), task])
  }
  return (
    <>
      <Card>
        <div className="pad activation-head">
          <div>
            <p>{a.communes.map(c => c.name).join(', ')}</p>
            <p className="s">
              {t('since')} <RelativeTime at={a.openedAt} /> · {t('by', { name: a.openedBy, unit: a.owner.name })}
            </p>
            {a.stoppedAt && (
              <p className="note">
                {t('stoppedNote', {
                  at: formatDateTime(Date.parse(a.stoppedAt)),
                  by: a.stoppedBy ?? '',
                  reason: a.stopReason ?? '',
                })}
              </p>
            )}
          </div>
          <ActivationProgress tasks={a.tasks} />
        </div>
      </Card>
      <div className="scenario-tools">
        <div className="choice" role="group">
          <Chip on={by !== 'don-vi'} press={() => setBy(null)}>
            {t('byStep')}
          </Chip>
          <Chip on={by === 'don-vi'} press={() => setBy('don-vi')}>
            {t('byUnit')}
          </Chip>
          <Chip on={Boolean(late)} press={() => setLate(late ? null : '1')}>
            {t('onlyLate')} <span className={a.tasks.late ? 'late' : 'mut'}>{formatNumber(a.tasks.late)}</span>
          </Chip>
        </div>
      </div>
      <div className="task-groups">
        {groups.size === 0 && <p className="note">{t('noTasks')}</p>}
        {[...groups].map(([name, list]) => (
          <details key={name} className="card task-group" open={groups.size <= 6}>
            <summary>
              <b>{name}</b>
              <span className="sp" />
              <span className="s">
                {t('doneOf', { done: list.filter(x => x.state === 'done').length, all: list.length })}
              </span>
              <NextDue tasks={list} />
              {list.some(x => x.late) && <Tag tone="late">{t('late', { n: list.filter(x => x.late).length })}</Tag>}
            </summary>
            <ul className="plain-list">
              {list.map(task => (
                <ClockLine key={task.id} task={task} activationId={a.id} unit={by !== 'don-vi'} />
              ))}
            </ul>
          </details>
        ))}
      </div>
    </>
  )
}

/** The next clock among what is open. */
function NextDue({ tasks }: { tasks: readonly ScenarioTaskOut[] }) {
  const open = tasks.filter(x => x.state === 'assigned' || x.state === 'accepted' || x.state === 'doing')
  const due = open.flatMap(x => x.dueAt ?? []).sort()[0]
  return due ? (
    <b className={open.some(x => x.late) ? 'late' : ''}>
      <RelativeTime at={due} />
    </b>
  ) : null
}

/** A task with its clock: who, by when, how it stands. `unit`: the unit is the headline, else the task. */
export function ClockLine(props: { task: ScenarioTaskOut; unit: boolean; activationId?: number }) {
  const t = useTexts(vi, en)
  const { task } = props
  // a body of the province is its own office: its name once is enough
  const office = task.functionName === task.lead.name ? '' : task.functionName
  const open = task.state === 'assigned' || task.state === 'accepted' || task.state === 'doing'
  const round = useSend(
    () => api.post<{ dueAt: string }>(`/api/activations/${props.activationId}/tasks/${task.id}/round`, { text: '' }),
    {
      topics: ['tasks', 'incidents'],
      onDone: out => toast(t('roundDone', { at: formatDateTime(Date.parse(out.dueAt)) })),
    },
  )
  return (
    <li className={`clock-line ${task.late ? 'is-late' : ''}`}>
      <Link to={`/nhiem-vu/${task.id}`} className="clock-link">
        <span className="clock-name">
          <b>{props.unit ? task.lead.name : task.title}</b>
          <span className="s">{props.unit ? office : [task.lead.name, office].filter(Boolean).join(' · ')}</span>
        </span>
        <span className="clock-due">
          {task.dueAt && open && (
            <b className={task.late ? 'late' : ''}>
              <RelativeTime at={task.dueAt} />
            </b>
          )}
          <Tag tone={task.state === 'done' ? 'ok' : task.state === 'cannot' ? 'doubt' : 'plain'}>
            {t(`state.${task.state}` as 'state.done')}
          </Tag>
        </span>
      </Link>
      {props.activationId !== undefined && task.recurs && open && (
        <Button look="quiet" busy={round.isPending} onClick={() => round.mutate(undefined)}>
          {t('round')}
        </Button>
      )}
    </li>
  )
}
