import type { TaskOut } from '@tusom/contract'
import type { ReactNode } from 'react'
import { Link } from '../../app/navigation.tsx'
import { useMe } from '../../app/session.ts'
import { useLanguage } from '../../i18n/language.ts'
import { useTexts } from '../../i18n/texts.ts'
import { SampleMark, Tag } from '../../ui/index.ts'
import { Due } from './due.tsx'
import en from './en.json' with { type: 'json' }
import './tasks.css'
import vi from './vi.json' with { type: 'json' }

export function StateTag({ state }: { state: TaskOut['state'] }) {
  const t = useTexts(vi, en)
  return <Tag tone={state === 'done' ? 'ok' : state === 'cannot' ? 'doubt' : 'plain'}>{t(`state.${state}`)}</Tag>
}

/** Who gave it: the issuer of the plan where there is one, and the unit that follows it up. */
export function useGiver(): (task: TaskOut) => string {
  const t = useTexts(vi, en)
  return task =>
    task.source.issuer
      ? t('fromVia', { issuer: issuerShort(task.source.issuer), owner: task.owner.fullName })
      : t('from', { owner: task.owner.fullName })
}

/** "ỦY BAN NHÂN DÂN TỈNH LẠNG SƠN" → "UBND tỉnh Lạng Sơn": what people say. */
export function issuerShort(issuer: string): string {
  const small = issuer === issuer.toUpperCase() ? capitals(issuer.toLocaleLowerCase('vi')) : issuer
  return small.replace(/^Ủy ban nhân dân /i, 'UBND ')
}
const plain = new Set(['ban', 'nhân', 'dân', 'tỉnh', 'xã', 'phường', 'thành', 'phố', 'và', 'sở'])
const capitals = (text: string) =>
  text
    .split(' ')
    .map((w, i) => (i > 0 && plain.has(w) ? w : w.charAt(0).toLocaleUpperCase('vi') + w.slice(1)))
    .join(' ')

/** One task in a list: the whole line leads to it. `action` stands at its end, outside the link. */
export function TaskLine({
  task,
  showLead = true,
  showGiver = true,
  action,
}: {
  task: TaskOut
  showLead?: boolean
  showGiver?: boolean
  action?: ReactNode
}) {
  const t = useTexts(vi, en)
  const own = useMe().homeUnit.id
  const language = useLanguage()
  const giver = useGiver()
  const late = task.due.kind === 'late' || (task.parts?.late ?? 0) > 0
  const words = [
    showGiver && giver(task),
    showLead && !task.parts && task.lead.id !== own && t('leads', { lead: task.lead.fullName }),
    task.state === 'cannot' && task.stateReason,
  ]
    .filter(Boolean)
    .join(' · ')
  return (
    <li className={`task-line ${late ? 'is-late' : ''}`}>
      <Link to={`/nhiem-vu/${task.id}`} className="task-link">
        <span className="task-name">
          <b>{task.title}</b>
          {words && <span className="s">{words}</span>}
          <span className="row wrap task-tags">
            <StateTag state={task.state} />
            {task.parts && (
              <>
                <Tag>{t('partsOf', { done: task.parts.done, total: task.parts.total })}</Tag>
                {task.parts.late > 0 && <Tag tone="late">{t('partsLate', { n: task.parts.late })}</Tag>}
                {task.parts.cannot > 0 && <Tag tone="doubt">{t('partsCannot', { n: task.parts.cannot })}</Tag>}
              </>
            )}
            {!task.parts && task.progress > 0 && task.progress < 100 && <Tag>{task.progress} %</Tag>}
            {task.period && <Tag>{language === 'en' ? task.period.nameEn : task.period.nameVi}</Tag>}
            {task.source.reportRequest && <Tag tone="suggested">{t('reportRequest')}</Tag>}
            {task.source.urgency && <Tag tone="late">{task.source.urgency}</Tag>}
            {task.kind !== 'plan' && <Tag>{t(`kind.${task.kind}`)}</Tag>}
            {task.sample && <SampleMark />}
          </span>
        </span>
        <Due task={task} />
      </Link>
      {action}
    </li>
  )
}
