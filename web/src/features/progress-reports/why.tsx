import type { ProgressReportDetail, TaskOut } from '@tusom/contract'
import type { Why } from '@tusom/domain'
import { formatDateTime } from '@tusom/vi-text'
import { Link } from '../../app/navigation.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { Card, Icon } from '../../ui/index.ts'
import { StateTag } from '../tasks/task-line.tsx'
import en from './en.json' with { type: 'json' }
import vi from './vi.json' with { type: 'json' }

/** Tasks named; of a sentence about all of a plan the rest is a number. */
const SHOWN = 12

/** What the chosen sentence rests on: tasks with their sentence of the document, and the notes that it cites. */
export function WhyPanel(props: { why: Why | null; facts: ProgressReportDetail['facts']; onClose: () => void }) {
  const { why, facts } = props
  const t = useTexts(vi, en)
  if (!why)
    return (
      <Card title={t('why')}>
        <p className="pad s">{t('whyNone')}</p>
      </Card>
    )
  type Named = { id: number; title: string; lead: string; state: TaskOut['state'] | null; sentence: string | null }
  const lines = facts.lines.flatMap((line): Named[] => {
    const tasks = line.tasks.filter(x => why.tasks.includes(x.id))
    if (why.tasks.includes(line.taskId) && !tasks.length)
      return [{ id: line.taskId, title: line.title, lead: '', state: null, sentence: line.sentence }]
    return tasks.map(x => ({
      id: x.id,
      title: line.title,
      lead: facts.scope === 'whole' ? x.lead : '',
      state: x.state,
      sentence: line.sentence,
    }))
  })
  const notes = facts.lines.flatMap(l => l.tasks.flatMap(x => x.notes.filter(n => why.notes.includes(n.id))))
  return (
    <Card
      title={t('why')}
      aside={
        <span className="row">
          {lines.length > 1 && <span className="s">{t('whyTasks', { n: lines.length })}</span>}
          <button type="button" className="icon-btn" aria-label={t('whyClose')} onClick={props.onClose}>
            <Icon name="close" />
          </button>
        </span>
      }
    >
      <div aria-live="polite">
        {why.typed && <p className="pad s">{why.typed === 'own-plans' ? t('whyOwnPlans') : t('whyTyped')}</p>}
        {!why.typed && lines.length === 0 && <p className="pad s">{t('whyNothing')}</p>}
        {notes.map(n => (
          <blockquote key={n.id} className="progress-note">
            {n.text}
            <span className="xs block">{t('noteBy', { unit: n.unit, time: formatDateTime(Date.parse(n.at)) })}</span>
          </blockquote>
        ))}
        <ul className="progress-why">
          {lines.slice(0, SHOWN).map(l => (
            <li key={l.id}>
              <span className="row wrap">
                {l.state && <StateTag state={l.state} />}
                <Link to={`/nhiem-vu/${l.id}`}>{[l.lead, l.title].filter(Boolean).join(': ')}</Link>
              </span>
              {lines.length === 1 && l.sentence && (
                <span className="s">
                  {t('sentenceOf')}: “{l.sentence}”
                </span>
              )}
            </li>
          ))}
          {lines.length > SHOWN && <li className="s">{t('whyMore', { n: lines.length - SHOWN })}</li>}
        </ul>
      </div>
    </Card>
  )
}
