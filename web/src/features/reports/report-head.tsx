import type { ReportOut } from '@tusom/contract'
import { formatDate, formatDateTime } from '@tusom/vi-text'
import type { ReactNode } from 'react'
import { useNow } from '../../api/clock.ts'
import { messageOf } from '../../api/api-error.ts'
import { useLanguage } from '../../i18n/language.ts'
import { useTexts } from '../../i18n/texts.ts'
import { PageHeader, SampleMark, shortTime, Tag } from '../../ui/index.ts'
import type { DraftState } from './draft.ts'
import en from './en.json' with { type: 'json' }
import vi from './vi.json' with { type: 'json' }

const DAY = 86_400_000

/** The deadline in one mark: red from two days before it, and once it has passed. */
export function DueTag({ dueAt, done }: { dueAt: string; done: boolean }) {
  const t = useTexts(vi, en)
  const now = useNow(60)
  const due = Date.parse(dueAt)
  const left = due - now
  const day = formatDate(formatDateTime(due).slice(0, 10))
  const title = formatDateTime(due)
  if (done) return <Tag title={title}>{t('dueWas', { day })}</Tag>
  if (left < 0)
    return (
      <Tag tone="late" title={title}>
        {-left < 2 * DAY
          ? t('lateHours', { n: Math.max(1, Math.floor(-left / 3_600_000)) })
          : t('lateDays', { n: Math.floor(-left / DAY) })}
      </Tag>
    )
  const soon = left < 2 * DAY
  return (
    <Tag tone={soon ? 'doubt' : 'plain'} title={title}>
      {soon
        ? t('dueHours', { day, n: Math.max(1, Math.floor(left / 3_600_000)) })
        : t('dueDays', { day, n: Math.floor(left / DAY) })}
    </Tag>
  )
}

export function StateTag({ report }: { report: ReportOut }) {
  const language = useLanguage()
  const tone =
    report.timeliness === 'late' || report.state === 'returned' ? 'late' : report.state === 'accepted' ? 'ok' : 'plain'
  return <Tag tone={tone}>{language === 'en' ? report.stateEn : report.stateVi}</Tag>
}

/** What is kept here and what has arrived there, always in sight. */
export function SavedState({ state, unsent }: { state: DraftState; unsent: number }) {
  const t = useTexts(vi, en)
  const now = useNow(30)
  const time = (ms: number) => shortTime(ms, now)
  const here = state.cannotKeep
    ? t('cannotKeep')
    : unsent && state.keptAt
      ? t('keptHere', { time: time(state.keptAt) })
      : null
  const there =
    state.phase === 'sending'
      ? t('sending')
      : state.phase === 'offline'
        ? t('offlineKept', { n: unsent })
        : state.phase === 'stopped'
          ? t('stopped', { n: unsent })
          : state.phase === 'waiting'
            ? t('willSend')
            : state.sentAt
              ? t('arrived', { time: time(state.sentAt) })
              : t('allArrived')
  return (
    <span
      className={`report-saved s ${state.phase === 'stopped' ? 'late' : ''} ${state.phase}`}
      role="status"
      title={state.problem ? messageOf(state.problem) : undefined}
    >
      {[here, there].filter(Boolean).join(' · ')}
    </span>
  )
}

/** The bar on top of one report. */
export function ReportHead(props: { report: ReportOut; saved?: ReactNode; actions?: ReactNode }) {
  const t = useTexts(vi, en)
  const language = useLanguage()
  const { report } = props
  const { form, period, unit } = report
  const title = t('reportOf', { period: language === 'en' ? period.nameEn : period.nameVi })
  return (
    <PageHeader
      title={title}
      actions={
        <span className="report-actions">
          {props.saved}
          {props.actions}
        </span>
      }
    >
      <Tag>{unit.fullName}</Tag>
      <Tag title={language === 'en' ? form.periodNoteEn : form.periodNoteVi}>
        {formatDate(period.start)} – {formatDate(period.end)}
      </Tag>
      <StateTag report={report} />
      <DueTag dueAt={report.dueAt} done={report.state === 'submitted' || report.state === 'accepted'} />
      {report.sample && <SampleMark />}
    </PageHeader>
  )
}
