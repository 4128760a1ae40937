import type { ProgressReportDetail } from '@tusom/contract'
import { progressDocument, type ProgressFacts, progressParts, type ProgressTexts, usualPosition } from '@tusom/domain'
import { formatDateTime } from '@tusom/vi-text'
import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useMemo, useState } from 'react'
import { api, apiHref } from '../../api/client.ts'
import { useSend } from '../../api/use-send.ts'
import { Link, useParams } from '../../app/navigation.tsx'
import { useLanguage } from '../../i18n/language.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Answer, Button, Card, Field, Icon, Loading, PageHeader, SampleMark, Tag, toast } from '../../ui/index.ts'
import '../../ui/word-paper.css'
import en from './en.json' with { type: 'json' }
import { LateReasons } from './late-reasons.tsx'
import { Paper } from './paper.tsx'
import './progress.css'
import vi from './vi.json' with { type: 'json' }
import { WhyPanel } from './why.tsx'

/** One progress report: the paper on the left, each sentence traced; on the right what a person adds. */
export default function ReportPage() {
  const t = useTexts(vi, en)
  const { id = '' } = useParams()
  const language = useLanguage()
  const report = useQuery({
    queryKey: ['plans', 'progress-report', id],
    queryFn: () => api.get<ProgressReportDetail>(`/api/progress-reports/${id}`),
  })
  const d = report.data
  return (
    <>
      <PageHeader
        title={
          d
            ? `${t('title')} ${language === 'en' ? d.report.period.nameEn : d.report.period.nameVi}: ${d.report.unit.fullName}`
            : t('title')
        }
        back={
          <Link to={d ? `/ke-hoach/${d.planId}/bao-cao` : '/ke-hoach'} className="icon-btn" aria-label={t('back')}>
            <Icon name="back" />
          </Link>
        }
      >
        {d?.report.number ? (
          <Tag tone="ok">{t('numberIs', { number: d.report.number })}</Tag>
        ) : (
          d && <Tag>{t('noNumber')}</Tag>
        )}
        {d?.facts.sample && <SampleMark />}
      </PageHeader>
      <div className="page">
        <Answer of={report} loading={<Loading shape="panel" rows={6} />}>
          {detail => <Report key={id} detail={detail} />}
        </Answer>
      </div>
    </>
  )
}

function Report({ detail }: { detail: ProgressReportDetail }) {
  const t = useTexts(vi, en)
  const { report, facts, number, mayWrite } = detail
  const [typed, setTyped] = useState<ProgressTexts | null>(null)
  const [chosen, setChosen] = useState<number | null>(null)
  const texts = typed ?? (detail.texts as ProgressTexts)
  const shown = useDeferredValue(texts)
  const doc = useMemo(() => progressDocument(facts as ProgressFacts, shown, number), [facts, shown, number])
  const why =
    chosen === null
      ? null
      : chosen < 0
        ? { tasks: doc.annexes[0]?.rowTasks[-1 - chosen] ?? [], notes: [] }
        : (doc.body[chosen]?.why ?? null)
  const base = `/api/progress-reports/${report.id}`
  const save = useSend(() => api.put(base, texts), { topics: ['plans'], onDone: () => setTyped(null) })
  const saved = async () => {
    if (typed) await save.mutateAsync(undefined)
  }
  const take = useSend(
    async () => {
      await saved()
      return api.post<{ number: string }>(`${base}/number`)
    },
    { topics: ['plans', 'register'], onDone: made => toast(t('taken', { number: made.number })) },
  )
  const again = useSend(() => api.post(`${base}/refresh`), { topics: ['plans'], done: t('refreshed') })
  const word = async () => {
    await saved()
    const link = document.createElement('a')
    link.href = apiHref(`${base}/document.docx`)
    link.click()
  }
  const time = formatDateTime(Date.parse(facts.asOf))
  return (
    <>
      <p className="progress-bar no-print">
        <span className="s">{report.frozenAt ? t('frozen', { time }) : t('live', { time })}</span>
        {typed && <span className="s doubt-mark">{t('unsaved')}</span>}
        <span className="sp" />
        {mayWrite && typed && (
          <Button busy={save.isPending} onClick={() => save.mutate(undefined, { onSuccess: () => toast(t('saved')) })}>
            {t('save')}
          </Button>
        )}
        {mayWrite && number && (
          <Button busy={again.isPending} onClick={() => again.mutate(undefined)}>
            {t('refresh')}
          </Button>
        )}
        {mayWrite && !number && (
          <Button busy={take.isPending} onClick={() => take.mutate(undefined)}>
            {t('take')}
          </Button>
        )}
        <Button look="main" icon="download" disabled={save.isPending} onClick={() => void word()}>
          {t('word')}
        </Button>
      </p>
      <div className="progress-report">
        <Paper doc={doc} chosen={chosen} onChoose={setChosen} />
        <div className="stack progress-side no-print">
          <div className={`progress-whybox ${why ? 'on' : ''}`}>
            <WhyPanel why={why} facts={facts} onClose={() => setChosen(null)} />
          </div>
          {mayWrite ? (
            <>
              {!number && <LateReasons facts={facts} />}
              <Typed texts={texts} usual={usualPosition(facts.unit)} onType={setTyped} />
            </>
          ) : (
            <p className="note">{t('readOnly', { unit: report.unit.fullName })}</p>
          )}
        </div>
      </div>
    </>
  )
}

function Typed(props: { texts: ProgressTexts; usual: string; onType: (texts: ProgressTexts) => void }) {
  const t = useTexts(vi, en)
  const { texts, onType } = props
  return (
    <Card>
      <div className="form pad">
        <Field label={t('to')} hint={t('toHint')}>
          {c => (
            <textarea
              {...c}
              className="input"
              rows={2}
              maxLength={600}
              value={texts.to}
              onChange={e => onType({ ...texts, to: e.target.value })}
            />
          )}
        </Field>
        {progressParts.map(part => (
          <Field key={part} label={t(part)} hint={part === 'situation' ? t('partHint') : undefined}>
            {c => (
              <textarea
                {...c}
                className="input"
                rows={3}
                maxLength={10_000}
                value={texts[part]}
                onChange={e => onType({ ...texts, [part]: e.target.value })}
              />
            )}
          </Field>
        ))}
        <Field label={t('position')} hint={t('positionHint')}>
          {c => (
            <input
              {...c}
              className="input"
              maxLength={100}
              placeholder={props.usual}
              value={texts.signer.position}
              onChange={e => onType({ ...texts, signer: { ...texts.signer, position: e.target.value } })}
            />
          )}
        </Field>
        <Field label={t('signer')}>
          {c => (
            <input
              {...c}
              className="input"
              maxLength={100}
              value={texts.signer.name}
              onChange={e => onType({ ...texts, signer: { ...texts.signer, name: e.target.value } })}
            />
          )}
        </Field>
      </div>
    </Card>
  )
}
