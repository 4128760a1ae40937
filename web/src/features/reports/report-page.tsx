import type { ReportOut } from '@tusom/contract'
import { isFilled, openFindings, type ReportFinding } from '@tusom/domain'
import { formatDateTime } from '@tusom/vi-text'
import { useCallback, useEffect, useMemo, useState } from 'react'
import { messageOf } from '../../api/api-error.ts'
import { api, apiHref } from '../../api/client.ts'
import { useSend } from '../../api/use-send.ts'
import { Link, useParams } from '../../app/navigation.tsx'
import { useLanguage } from '../../i18n/language.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Answer, Button, Icon, Loading, PageHeader } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import { FigureRow } from './figure-row.tsx'
import { JudgeBar } from './judge-bar.tsx'
import { PartField } from './part-field.tsx'
import { Computed } from './computed.tsx'
import { ReportHead, SavedState } from './report-head.tsx'
import './reports.css'
import { SheetIn } from './sheet-in.tsx'
import { type LiveReport, useDraft, useLiveReport, useReport } from './use-report.ts'
import vi from './vi.json' with { type: 'json' }
import { WordPreview } from './word-preview.tsx'

const roman = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X']

export default function ReportPage() {
  const { form = '', period = '', unit = '' } = useParams()
  const report = useReport(form, period, unit)
  const t = useTexts(vi, en)
  if (!report.data)
    return (
      <>
        <PageHeader title={t('title')} />
        <div className="page">
          <Answer of={report} loading={<Loading shape="table" rows={12} />}>
            {() => null}
          </Answer>
        </div>
      </>
    )
  return <Report key={`${form}/${period}/${unit}`} report={report.data.data} keptAt={report.data.keptAt} />
}

/** Takes the reader to a cell or a part and puts the cursor there. */
function goTo(place: { element?: string | undefined; part?: string | null }): void {
  const target = place.element
    ? (document.querySelector<HTMLElement>(`input[data-cell="${place.element}"]`) ??
      document.getElementById(`row-${place.element}`))
    : (document.querySelector<HTMLElement>(`textarea[data-part="${place.part}"]`) ??
      document.getElementById(`part-${place.part}`))
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches
  target?.scrollIntoView({ block: 'center', behavior: calm ? 'auto' : 'smooth' })
  target?.focus({ preventScroll: true })
}

function Report({ report, keptAt }: { report: ReportOut; keptAt: string | null }) {
  const t = useTexts(vi, en)
  const language = useLanguage()
  const { draft, state } = useDraft(report)
  const live = useLiveReport(report, state)
  const [faults, setFaults] = useState<ReadonlySet<string>>(new Set())
  const [reading, setReading] = useState(false)
  const setFault = useCallback((element: string, wrong: boolean) => {
    setFaults(old => {
      if (old.has(element) === wrong) return old
      const next = new Set(old)
      if (wrong) next.add(element)
      else next.delete(element)
      return next
    })
  }, [])
  // who follows a figure of a document here comes to its cell
  useEffect(() => {
    const [, what, code] = /^#(row|part)-([\w.:/,-]+)$/.exec(location.hash) ?? []
    if (code) goTo(what === 'row' ? { element: code } : { part: code })
  }, [])
  const submit = useSend(
    async () => {
      // what is still on its way goes first: a report is never sent without its last figure
      await draft.flush()
      if (draft.unsent) throw new Error(t('unsentFirst', { n: draft.unsent }))
      const id =
        report.id ??
        (
          await api.post<{ id: number }>('/api/reports', {
            form: live.form.code,
            period: live.period.key,
            unitId: report.unit.id,
          })
        ).id
      return api.post(`/api/reports/${id}/submit`, {})
    },
    { topics: ['reports', 'owed'], done: t('sent'), quiet: true },
  )
  const open = openFindings(live.findings)
  const ready = open.length === 0 && faults.size === 0
  const toFigure = useCallback((element: string) => {
    setReading(false)
    setTimeout(() => goTo({ element }), 0)
  }, [])
  const ofReport = `form=${report.form.code}&period=${report.period.key}&unit=${report.unit.id}`
  const lastRemark = report.events.findLast(e => e.act === 'return' || e.act === 'reopen')
  return (
    <div className={`report ${reading ? 'reading' : ''}`}>
      <ReportHead
        report={report}
        saved={live.editable && <SavedState state={state} unsent={draft.unsent} />}
        actions={
          <>
            <Button className="report-phone" aria-pressed={reading} onClick={() => setReading(!reading)}>
              {reading ? t('backToForm') : t('seeText')}
            </Button>
            {report.id !== null && (
              <Link className="btn" to={`/bao-cao/van-ban?${ofReport}`}>
                {t('document')}
              </Link>
            )}
            {report.id !== null && (
              <a className="btn" href={apiHref(`/api/report-templates/filled/unit.docx?${ofReport}`)} download>
                <Icon name="download" size={16} />
                Word
              </a>
            )}
            <a
              className="btn"
              href={apiHref(`/api/reports/${report.form.code}/${report.period.key}/${report.unit.id}/sheet.xlsx`)}
              download
            >
              <Icon name="download" size={16} />
              Excel
            </a>
            {live.editable && <SheetIn report={report} live={live} draft={draft} />}
            <JudgeBar report={report} />
            {live.editable && report.may.submit && (
              <Button
                look="main"
                busy={submit.isPending}
                disabled={!ready}
                title={ready ? undefined : t('notReady', { n: open.length + faults.size })}
                onClick={() => submit.mutate(undefined)}
              >
                {t('submit')}
              </Button>
            )}
          </>
        }
      />
      {keptAt && <p className="note doubt">{t('keptCopy', { time: formatDateTime(Date.parse(keptAt)) })}</p>}
      {submit.error && (
        <p className="note late" role="alert">
          {messageOf(submit.error)}
        </p>
      )}
      {state.phase === 'stopped' && state.problem !== null && (
        <p className="note late" role="alert">
          <span>{messageOf(state.problem)}</span>
          <Button onClick={() => void draft.flush()}>{t('sendAgain')}</Button>
        </p>
      )}
      {live.editable && lastRemark && (report.state === 'returned' || report.state === 'reopened') && (
        <p className="note late">
          {t(report.state === 'returned' ? 'returnedWith' : 'reopenedWith', {
            unit: lastRemark.unit,
            time: formatDateTime(Date.parse(lastRemark.at)),
            remark: lastRemark.remark,
          })}
        </p>
      )}
      <div className="report-body">
        <Contents live={live} faults={faults} open={open} />
        <div className="report-form">
          {live.form.sections.map((section, i) => (
            <section key={section.code} id={`section-${section.code}`} className="report-section">
              <header className="row">
                <h2>
                  {roman[i]}. {language === 'en' ? section.titleEn : section.titleVi}
                </h2>
                <span className="sp" />
                {i === 0 && live.editable && <small className="report-hint">{t('keys')}</small>}
              </header>
              {section.elements.length > 0 && (
                <table className="figures">
                  <thead>
                    <tr>
                      <th scope="col" aria-label={t('line')} />
                      <th scope="col">{t('figure')}</th>
                      <th scope="col" className="num">
                        {t('thisPeriod')}
                      </th>
                      <th
                        scope="col"
                        className="num"
                        title={language === 'en' ? report.previousPeriod.nameEn : report.previousPeriod.nameVi}
                      >
                        {t('previous')}
                      </th>
                      <th scope="col" className="num">
                        {report.lastYearPeriod ? t('lastYearOf', { year: report.period.yearBefore }) : t('lastYear')}
                      </th>
                      <th scope="col">{t('comparison')}</th>
                    </tr>
                  </thead>
                  {section.elements.map(code => {
                    const element = live.form.elements.find(e => e.code === code)
                    if (!element) return null
                    const version = live.cells.get(code)?.version ?? 0
                    return (
                      <FigureRow
                        key={code}
                        element={element}
                        cell={live.cells.get(code)}
                        previous={live.previous?.get(code)}
                        lastYear={live.lastYear === 'no-period' ? null : live.lastYear?.get(code)}
                        findings={live.findings}
                        editable={live.editable}
                        onType={cell => draft.typeCell(code, cell, version)}
                        onFault={wrong => setFault(code, wrong)}
                        onKeepMine={() => draft.keepMineCell(code)}
                        onTakeTheirs={() => draft.takeTheirsCell(code)}
                      />
                    )
                  })}
                </table>
              )}
              {section.parts.map(code => {
                const part = live.form.parts.find(p => p.code === code)
                if (!part) return null
                const version = live.parts.get(code)?.version ?? 0
                return (
                  <PartField
                    key={code}
                    part={part}
                    shown={live.parts.get(code)}
                    findings={live.findings}
                    editable={live.editable}
                    onType={text => draft.typePart(code, text, version)}
                    onKeepMine={() => draft.keepMinePart(code)}
                    onTakeTheirs={() => draft.takeTheirsPart(code)}
                    raise={
                      report.id !== null && report.may.submit ? { reportId: report.id, unitId: report.unit.id } : null
                    }
                  />
                )
              })}
            </section>
          ))}
          <Computed live={live} />
          <Trail report={report} />
        </div>
        <aside className="report-word">
          <header className="row">
            <h2>{t('preview')}</h2>
            <span className="sp" />
            <small>{t('toFigure')}</small>
          </header>
          <WordPreview text={live.text} onFigure={toFigure} />
        </aside>
      </div>
    </div>
  )
}

/** The sections with how far each is, and what still stands in the way of sending: each line goes there. */
function Contents({
  live,
  faults,
  open,
}: {
  live: LiveReport
  faults: ReadonlySet<string>
  open: readonly ReportFinding[]
}) {
  const t = useTexts(vi, en)
  const language = useLanguage()
  const counts = useMemo(
    () =>
      live.form.sections.map(s => {
        const required = s.parts.filter(p => live.form.parts.find(x => x.code === p)?.required)
        return {
          total: s.elements.length + required.length,
          filled:
            s.elements.filter(e => isFilled(live.cells.get(e))).length +
            required.filter(p => (live.parts.get(p)?.text ?? '').trim() !== '').length,
        }
      }),
    [live],
  )
  const missing = open.filter(f => f.code === 'required' || f.code === 'part-empty')
  const rest = open.filter(f => f.code !== 'required' && f.code !== 'part-empty')
  return (
    <nav className="report-contents" aria-label={t('contents')}>
      <details open={matchMedia('(min-width: 720px)').matches}>
        <summary>
          {t('contents')} · {t('filledOf', { n: live.filled, of: live.total })}
        </summary>
        <h3>{language === 'en' ? live.form.titleEn : live.form.titleVi}</h3>
        {live.form.sections.map((s, i) => {
          const c = counts[i] as { total: number; filled: number }
          return (
            <a key={s.code} href={`#section-${s.code}`}>
              <span>
                {roman[i]}. {language === 'en' ? s.titleEn : s.titleVi}
              </span>
              <span className={c.total > 0 && c.filled === c.total ? 'ok' : 'mut'}>
                {c.total === 0 ? t('optional') : c.filled === c.total ? '✓' : `${c.filled}/${c.total}`}
              </span>
            </a>
          )
        })}
        <div className="report-before">
          <h3>{live.editable ? t('beforeSending') : t('checks')}</h3>
          <p className={live.filled === live.total ? 'ok' : 'mut'}>
            {live.filled === live.total ? '✓ ' : ''}
            {t('filledOf', { n: live.filled, of: live.total })}
          </p>
          {faults.size > 0 && <p className="late">{t('notNumbers', { n: faults.size })}</p>}
          <ul>
            {rest.map((f, i) => (
              <li key={`${f.code}${i}`}>
                <button
                  type="button"
                  className={f.effect === 'ask' ? 'figure-ask' : 'late'}
                  onClick={() => goTo({ element: f.elements[0], part: f.part })}
                >
                  {f[language]}
                </button>
              </li>
            ))}
            {live.editable &&
              missing.slice(0, 4).map((f, i) => (
                <li key={`${f.code}${i}`}>
                  <button type="button" className="mut" onClick={() => goTo({ element: f.elements[0], part: f.part })}>
                    {f.elements[0]
                      ? t('emptyCell', { name: live.form.elements.find(e => e.code === f.elements[0])?.label ?? '' })
                      : f[language]}
                  </button>
                </li>
              ))}
          </ul>
          {missing.length > 4 && live.editable && <p className="mut">{t('andMore', { n: missing.length - 4 })}</p>}
          {open.length === 0 && <p className="ok">✓ {t('allFits')}</p>}
        </div>
        <p className="xs report-status">
          {language === 'en' ? live.form.statusEn : live.form.statusVi}.{' '}
          {language === 'en' ? live.form.due.noteEn : live.form.due.noteVi}
        </p>
      </details>
    </nav>
  )
}

/** What became of the report: sent, returned, accepted, reopened, by whom and when. */
function Trail({ report }: { report: ReportOut }) {
  const t = useTexts(vi, en)
  if (!report.events.length) return null
  const words: Record<string, string> = {
    submit: t('didSubmit'),
    return: t('didReturn'),
    accept: t('didAccept'),
    reopen: t('didReopen'),
  }
  return (
    <section className="report-section">
      <h2>{t('trail')}</h2>
      <ol className="report-trail">
        {report.events.map((e, i) => (
          <li key={i}>
            <b>{words[e.act] ?? e.act}</b> · {formatDateTime(Date.parse(e.at))} · {e.by}, {e.unit}
            {e.remark && <q>{e.remark}</q>}
          </li>
        ))}
      </ol>
    </section>
  )
}
