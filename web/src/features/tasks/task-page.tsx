import type { TaskDetail, TaskOut } from '@tusom/contract'
import { formatDate, formatDateTime, formatNumber } from '@tusom/vi-text'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { Link, useParams } from '../../app/navigation.tsx'
import { useLanguage } from '../../i18n/language.ts'
import { useTexts } from '../../i18n/texts.ts'
import {
  Answer,
  Button,
  Card,
  DateTime,
  Icon,
  Loading,
  PageHeader,
  RelativeTime,
  SampleMark,
  Tag,
} from '../../ui/index.ts'
import { Due, recurrence } from './due.tsx'
import en from './en.json' with { type: 'json' }
import { StateTag, TaskLine, useGiver } from './task-line.tsx'
import { AnswerAsk } from './answer-ask.tsx'
import { GiveTask } from './give-task.tsx'
import { MendTask } from './mend-task.tsx'
import './overview.css'
import { TaskFiles } from './task-files.tsx'
import { TaskMeasures } from './task-measures.tsx'
import { TaskNote } from './task-note.tsx'
import { useFieldName } from './use-field-name.ts'
import { TaskSteps } from './task-steps.tsx'
import './tasks.css'
import vi from './vi.json' with { type: 'json' }

export default function TaskPage() {
  const t = useTexts(vi, en)
  const { id = '' } = useParams()
  const task = useQuery({ queryKey: ['tasks', 'one', id], queryFn: () => api.get<TaskDetail>(`/api/tasks/${id}`) })
  return (
    <>
      <PageHeader
        title={task.data?.task.title ?? t('title')}
        back={
          <Link to="/nhiem-vu" className="icon-btn" aria-label={t('back')}>
            <Icon name="back" />
          </Link>
        }
      >
        {task.data && <StateTag state={task.data.task.state} />}
        {task.data?.task.sample && <SampleMark />}
      </PageHeader>
      <div className="page">
        <Answer of={task} loading={<Loading shape="panel" rows={4} />}>
          {detail => (
            <div className="task-page">
              <div className="stack">
                <Facts detail={detail} />
                <Why detail={detail} />
                <Below detail={detail} />
                {detail.parts.length > 0 && (
                  <Card title={t('parts')}>
                    <ul className="task-lines">
                      {detail.parts.map(p => (
                        <TaskLine
                          key={p.id}
                          task={{ ...p, title: p.lead.fullName }}
                          showLead={false}
                          showGiver={false}
                        />
                      ))}
                    </ul>
                  </Card>
                )}
              </div>
              <div className="stack">
                {(detail.canNote || detail.canSetProgress) && <TaskNote detail={detail} />}
                <TaskMeasures key={`m${detail.task.id}`} detail={detail} />
                <TaskFiles detail={detail} />
                <History detail={detail} />
              </div>
            </div>
          )}
        </Answer>
      </div>
    </>
  )
}

function Facts({ detail }: { detail: TaskDetail }) {
  const t = useTexts(vi, en)
  const giver = useGiver()
  const fieldName = useFieldName()
  const language = useLanguage()
  const [mending, setMending] = useState(false)
  const { task } = detail
  const done = task.parts ? Math.round((100 * task.parts.done) / task.parts.total) : task.progress
  return (
    <Card>
      <dl className="task-facts">
        <dt>{t('due')}</dt>
        <dd>
          <span className="row">
            <Due task={task} compact />
            {task.dueAt && <span className="s">{formatDateTime(Date.parse(task.dueAt))}</span>}
          </span>
        </dd>
        <dt>{t('state')}</dt>
        <dd>
          <span className="row wrap">
            <StateTag state={task.state} />
            {!task.parts && (
              <span className="s">
                {t('stateSince', { time: formatDateTime(Date.parse(task.stateAt)), by: task.stateBy })}
              </span>
            )}
          </span>
        </dd>
        {task.stateReason && (
          <>
            <dt>{t('reason')}</dt>
            <dd>{task.stateReason}</dd>
          </>
        )}
        <dt>{t('progress')}</dt>
        <dd>
          {task.parts ? t('partsOf', task.parts) : `${task.progress} %`}
          <span className="bar">
            <i style={{ width: `${done}%` }} />
          </span>
        </dd>
        <dt>{t('owner')}</dt>
        <dd>{giver(task)}</dd>
        {!task.parts && (
          <>
            <dt>{t('lead')}</dt>
            <dd>
              <b>{task.lead.fullName}</b>
            </dd>
          </>
        )}
        {(task.cooperating.length > 0 || task.cooperatingText) && (
          <>
            <dt>{t('cooperating')}</dt>
            <dd>{[task.cooperatingText, cooperatingNames(task)].filter(Boolean).join(' · ')}</dd>
          </>
        )}
        {task.product && (
          <>
            <dt>{t('product')}</dt>
            <dd>{task.product}</dd>
          </>
        )}
        {task.target && (
          <>
            <dt>{t('target')}</dt>
            <dd>
              {formatNumber(task.target.value)}
              {task.target.unit === '%' ? ' %' : ` ${task.target.unit}`} {task.target.of ?? ''}
              {task.measured && (
                <span className="s">
                  {' · '}
                  {t('measured')}:{' '}
                  <b>
                    {t('measuredIn', { value: formatNumber(task.measured.value), period: task.measured.periodKey })}
                  </b>
                </span>
              )}
            </dd>
          </>
        )}
        {task.costEstimate !== null && (
          <>
            <dt>{t('cost')}</dt>
            <dd>{t('costUnit', { n: formatNumber(task.costEstimate) })}</dd>
          </>
        )}
        {task.field && (
          <>
            <dt>{t('field')}</dt>
            <dd>{fieldName(task.field)}</dd>
          </>
        )}
        {recurrence(task, t) && (
          <>
            <dt>{t('recurs')}</dt>
            <dd>
              {recurrence(task, t)}
              {task.period && ` · ${language === 'en' ? task.period.nameEn : task.period.nameVi}`}
              {task.recurUntil && ` · ${t('until', { date: formatDate(task.recurUntil) })}`}
            </dd>
          </>
        )}
        {detail.series.length > 0 && (
          <>
            <dt>{t('series')}</dt>
            <dd className="row wrap">
              {detail.series.slice(0, 6).map(s => (
                <Link key={s.id} to={`/nhiem-vu/${s.id}`}>
                  {s.periodKey}
                </Link>
              ))}
            </dd>
          </>
        )}
        {detail.told.length > 0 && (
          <>
            <dt>{t('told')}</dt>
            <dd>
              {detail.told.map(x => (
                <span key={`${x.at}${x.to}${x.unit}`} className="s block">
                  {t(`told.${x.to as 'lead-leader' | 'standing-agency' | 'province-leader'}`, { unit: x.unit })} ·{' '}
                  <DateTime at={x.at} />
                </span>
              ))}
            </dd>
          </>
        )}
      </dl>
      <TaskSteps detail={detail} />
      {detail.mayMend && (
        <p className="pad no-print">
          <Button look="quiet" icon="edit" onClick={() => setMending(true)}>
            {t('mend')}
          </Button>
        </p>
      )}
      {mending && <MendTask detail={detail} onClose={() => setMending(false)} />}
      {!detail.canNote && <p className="pad s">{t('readOnlyNote')}</p>}
    </Card>
  )
}

/** Up to six names in full; "các sở, ban, ngành" are already told by the words of the document. */
const cooperatingNames = (task: TaskOut): string => {
  const names = task.cooperating.map(u => u.fullName)
  return names.length <= 6 ? names.join(', ') : `${names.slice(0, 5).join(', ')} +${names.length - 5}`
}

/** Pieces that the lead passes on to hamlets or forces of its own; each is a task of its own, and this one stays the lead's. */
function Below({ detail }: { detail: TaskDetail }) {
  const t = useTexts(vi, en)
  const [giving, setGiving] = useState(false)
  if (!detail.below.length && !detail.mayPassOn && !detail.of) return null
  return (
    <Card
      title={t('below')}
      aside={
        detail.mayPassOn && (
          <Button look="quiet" icon="plus" onClick={() => setGiving(true)}>
            {t('passOn')}
          </Button>
        )
      }
    >
      {detail.of && (
        <p className="pad">
          {t('pieceOf')}: <Link to={`/nhiem-vu/${detail.of.id}`}>{detail.of.title}</Link>
        </p>
      )}
      {detail.below.length > 0 ? (
        <ul className="task-lines">
          {detail.below.map(p => (
            <TaskLine key={p.id} task={p} showLead showGiver={false} />
          ))}
        </ul>
      ) : (
        detail.mayPassOn && <p className="pad s">{t('belowNone')}</p>
      )}
      {giving && (
        <GiveTask
          of={{ id: detail.task.id, leadId: detail.task.lead.id, dueAt: detail.task.dueAt }}
          onClose={() => setGiving(false)}
        />
      )}
    </Card>
  )
}

function Why({ detail }: { detail: TaskDetail }) {
  const t = useTexts(vi, en)
  const { task, document } = detail
  if (task.source.ownPlanId)
    return (
      <Card
        title={t('why')}
        aside={
          <Link to={`/ke-hoach-don-vi/${task.source.ownPlanId}`} className="btn quiet">
            {t('openOwnPlan')}
          </Link>
        }
      >
        <p className="pad">{t('whyOwnPlan')}</p>
        {task.text && <p className="pad">{task.text}</p>}
      </Card>
    )
  if (document)
    return (
      <Card
        title={t('why')}
        aside={
          <Link to={`/ke-hoach/${document.id}?viec=${task.source.itemId ?? ''}`} className="btn quiet">
            {t('openDocument')}
          </Link>
        }
      >
        <p className="pad">
          <b>{document.number}</b> · {document.title}
        </p>
        <blockquote className="quote">
          <span className="mut">{lastLines(document.before)}</span>
          <mark>{document.sentence}</mark>
          <span className="mut">{firstLine(document.after)}</span>
        </blockquote>
      </Card>
    )
  return (
    <Card title={t('why')}>
      <p className="pad">
        {task.kind === 'scenario'
          ? t('whyScenario', { step: task.source.step ?? '', scenario: task.source.scenario ?? '' })
          : task.source.sentence
            ? `“${task.source.sentence}”`
            : t('whyAdHoc', { by: task.createdBy, date: formatDateTime(Date.parse(task.createdAt)) })}
      </p>
      {task.text && <p className="pad">{task.text}</p>}
    </Card>
  )
}

const lastLines = (before: string) => before.split('\n').slice(-3).join('\n')
const firstLine = (after: string) => after.split('\n').slice(0, 2).join('\n')

function History({ detail }: { detail: TaskDetail }) {
  const t = useTexts(vi, en)
  const [answering, setAnswering] = useState<number | null>(null)
  const answered = new Set(detail.history.flatMap(h => h.answerTo ?? []))
  return (
    <Card title={t('history')}>
      <ol className="history">
        {detail.history.map(h => (
          <li key={h.id}>
            <span className="row wrap">
              {h.state && <StateTag state={h.state} />}
              {h.ask && <Tag tone={answered.has(h.id) ? 'plain' : 'doubt'}>{t('asked')}</Tag>}
              {h.answerTo !== null && <Tag tone="ok">{t('answered')}</Tag>}
              <b>{h.by}</b>
              <span className="s">
                <RelativeTime at={h.at} />
              </span>
            </span>
            {h.text && <span>{h.text}</span>}
            <span className="xs">
              {h.unit} · <DateTime at={h.at} />
            </span>
            {h.ask && !answered.has(h.id) && detail.mayAnswer && answering !== h.id && (
              <span>
                <Button look="quiet" onClick={() => setAnswering(h.id)}>
                  {t('answer')}
                </Button>
              </span>
            )}
            {answering === h.id && <AnswerAsk taskId={detail.task.id} ask={h} onDone={() => setAnswering(null)} />}
          </li>
        ))}
        <li>
          <span className="row wrap">
            <b>{detail.task.createdBy}</b>
            <span className="s">{t('given')}</span>
          </span>
          <span className="xs">
            {detail.task.owner.fullName} · <DateTime at={detail.task.createdAt} />
          </span>
        </li>
      </ol>
    </Card>
  )
}
