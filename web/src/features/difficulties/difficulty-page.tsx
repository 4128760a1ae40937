import type { DifficultyDetail } from '@tusom/contract'
import { formatDate } from '@tusom/vi-text'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { Link, useParams } from '../../app/navigation.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { Answer, Button, Card, DateTime, Icon, Loading, PageHeader, SampleMark } from '../../ui/index.ts'
import '../tasks/tasks.css'
import { ActDialog, type Act } from './act-dialog.tsx'
import { DueWord } from './due-word.tsx'
import en from './en.json' with { type: 'json' }
import './follow-ups.css'
import { DifficultyTag } from './state-tag.tsx'
import vi from './vi.json' with { type: 'json' }

/** One item: what was raised and where it stands in a report, who answers by when, the answer, and who did what when. */
export default function DifficultyPage() {
  const t = useTexts(vi, en)
  const { id = '' } = useParams()
  const one = useQuery({
    queryKey: ['difficulties', 'one', id],
    queryFn: () => api.get<DifficultyDetail>(`/api/difficulties/${id}`),
  })
  const d = one.data?.difficulty
  return (
    <>
      <PageHeader
        title={d?.title ?? t('one')}
        back={
          <Link to="/kien-nghi" className="icon-btn" aria-label={t('back')}>
            <Icon name="back" />
          </Link>
        }
      >
        {d && <DifficultyTag of={d} />}
        {d?.sample && <SampleMark />}
      </PageHeader>
      <div className="page">
        <Answer of={one} loading={<Loading shape="panel" rows={3} />}>
          {detail => (
            <div className="follow-page">
              <div className="stack">
                <Next detail={detail} />
                <Facts detail={detail} />
              </div>
              <Steps detail={detail} />
            </div>
          )}
        </Answer>
      </div>
    </>
  )
}

/** Whose turn it is, in a sentence, and what the reader can do. */
function Next({ detail }: { detail: DifficultyDetail }) {
  const t = useTexts(vi, en)
  const [act, setAct] = useState<Act | null>(null)
  const { difficulty: d, may } = detail
  const main: Act[] = ['answer', 'reply', 'settle']
  return (
    <Card>
      <div className="pad stack">
        <p>
          {t(`next.${d.state}`, { to: d.to.fullName, unit: d.unit.fullName })}{' '}
          {d.state === 'open' && <DueWord due={d.due} dueOn={d.dueOn} firstDueOn={d.firstDueOn} />}
        </p>
        {d.answer && (
          <div>
            <b>{t(`outcome.${d.outcome ?? 'accepted'}`)}</b>
            <p className="follow-prose">{d.answer}</p>
          </div>
        )}
        {detail.task &&
          (detail.task.mayOpen ? (
            <p>
              {t('taskGiven')} <Link to={`/nhiem-vu/${detail.task.id}`}>{detail.task.title}</Link>
            </p>
          ) : (
            <p className="s">{t('taskGivenElsewhere', { unit: d.to.fullName })}</p>
          ))}
        {may.length > 0 && (
          <div className="row wrap no-print">
            {may
              .toSorted((a, b) => Number(main.includes(b)) - Number(main.includes(a)))
              .map(a => (
                <Button key={a} look={main.includes(a) ? 'main' : 'plain'} onClick={() => setAct(a)}>
                  {t(`do.${a}`)}
                </Button>
              ))}
          </div>
        )}
      </div>
      {act && <ActDialog act={act} detail={detail} onClose={() => setAct(null)} />}
    </Card>
  )
}

function Facts({ detail }: { detail: DifficultyDetail }) {
  const t = useTexts(vi, en)
  const { difficulty: d, source } = detail
  return (
    <Card title={t('one')}>
      <div className="pad stack">
        {d.text && <p className="follow-prose">{d.text}</p>}
        {source && (
          <div>
            <p className="s">
              {t('fromReport', { part: source.part })}{' '}
              {source.href ? (
                <Link to={source.href}>
                  {source.formTitle}, {source.period}
                </Link>
              ) : (
                `${source.formTitle}, ${source.period}`
              )}
            </p>
            <blockquote className="follow-quote">{source.sentence}</blockquote>
          </div>
        )}
      </div>
      <dl className="task-facts">
        <dt>{t('column.unit')}</dt>
        <dd>
          <b>{d.unit.fullName}</b> <span className="s">{d.raisedBy}</span>
        </dd>
        <dt>{t('column.to')}</dt>
        <dd>
          <b>{d.to.fullName}</b> {d.passes > 0 && <span className="s">{t('passes', { n: d.passes })}</span>}
        </dd>
        <dt>{t('column.due')}</dt>
        <dd>
          <DueWord due={d.due} dueOn={d.dueOn} firstDueOn={d.firstDueOn} />
        </dd>
        {d.reopened > 0 && (
          <>
            <dt>{t('reopenedLabel')}</dt>
            <dd>{t('reopened', { n: d.reopened })}</dd>
          </>
        )}
      </dl>
    </Card>
  )
}

function Steps({ detail }: { detail: DifficultyDetail }) {
  const t = useTexts(vi, en)
  return (
    <Card title={t('history')}>
      <ol className="follow-steps">
        {detail.steps.map((s, i) => (
          <li key={i}>
            <span>
              <b>{t(`act.${s.act}` as keyof typeof vi & string)}</b>
              {s.to && ` → ${s.to}`}
              {s.outcome && ` · ${t(`outcome.${s.outcome}`)}`}
            </span>
            {s.text && <span className="follow-prose">{s.text}</span>}
            {s.dueOn && (
              <span className="s">{t(s.act === 'raise' ? 'dueBy' : 'newDue', { date: formatDate(s.dueOn) })}</span>
            )}
            <span className="xs">
              {s.by}, {s.unit} · <DateTime at={s.at} short />
            </span>
          </li>
        ))}
      </ol>
    </Card>
  )
}
