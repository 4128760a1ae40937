import type { ReportDesign, ReportFormBody } from '@tusom/contract'
import { findFormFaults, formOf, type ReportForm, withOptions } from '@tusom/domain'
import { useQuery } from '@tanstack/react-query'
import { formatDateTime } from '@tusom/vi-text'
import { useEffect, useMemo, useState } from 'react'
import { messageOf } from '../../api/api-error.ts'
import { api } from '../../api/client.ts'
import { useSend } from '../../api/use-send.ts'
import { Link, useGo, useParams } from '../../app/navigation.tsx'
import { useLanguage } from '../../i18n/language.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Answer, Button, Card, Dialog, Empty, Field, Loading, PageHeader } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import { FormGeneral } from './form-general.tsx'
import { FormRules } from './form-rules.tsx'
import { FormSections } from './form-sections.tsx'
import './reports.css'
import vi from './vi.json' with { type: 'json' }

/** A form's editor: a change becomes a version of its own; reports that were begun keep theirs. */
export default function FormEditorPage() {
  const t = useTexts(vi, en)
  const { code = '' } = useParams()
  const design = useQuery({
    queryKey: ['reports', 'design'],
    queryFn: () => api.get<ReportDesign>('/api/reports/design'),
  })
  return (
    <Answer of={design} loading={<Loading shape="table" rows={12} />}>
      {data => {
        const there = data.forms.find(f => f.body.code === code)
        const model =
          there?.body ?? data.library.find(f => f.code === code) ?? (code === 'moi' ? blankForm(data) : null)
        if (!model)
          return (
            <>
              <PageHeader title={t('forms')} />
              <Empty title={t('noSuchForm')}>
                <Link to="/bao-cao/bieu-mau">{t('forms')}</Link>
              </Empty>
            </>
          )
        return (
          <Editor
            key={code}
            design={data}
            model={model}
            base={there?.versions[0]?.version ?? null}
            versions={there?.versions ?? []}
          />
        )
      }}
    </Answer>
  )
}

const blankForm = (design: ReportDesign): ReportFormBody => ({
  code: '',
  version: '',
  base: null,
  status: 'set-locally',
  statusVi: 'Mẫu do tỉnh đặt, không phải biểu mẫu của luật',
  statusEn: 'A form set by the province, not a form of law',
  source: design.province.fullName,
  titleVi: '',
  titleEn: '',
  aboutVi: '',
  basisVi: '',
  period: 'month',
  periodNoteVi: '',
  periodNoteEn: '',
  filledBy: 'commune',
  asked: 'calendar',
  cumulative: false,
  due: {
    days: 2,
    count: 'working',
    time: '17:00',
    provinceTime: null,
    status: 'set-locally',
    noteVi: 'Hạn do tỉnh đặt.',
    noteEn: 'Set by the province.',
  },
  askedBack: 1,
  outlierTimes: 3,
  outlierLeast: 10,
  breakdowns: [],
  elements: [],
  indicators: [],
  criteria: [],
  parts: [],
  sections: [{ code: 's1', titleVi: 'Tình hình', titleEn: 'Situation', elements: [], sentences: [], parts: [] }],
  checks: [],
})

/** Numbers anew from the order of the sections, and takes along every breakdown that a figure names. */
function settled(form: ReportForm, design: ReportDesign): ReportForm {
  const order = form.sections.flatMap(s => s.elements)
  const elements = order.flatMap((code, i) => {
    const e = form.elements.find(x => x.code === code)
    return e ? [{ ...e, label: String(i + 1) }] : []
  })
  const used = new Set(elements.flatMap(e => (e.breakdowns ?? []).flat()))
  const breakdowns = design.breakdowns.filter(b => used.has(b.body.code)).map(b => b.body)
  const told = new Set(form.sections.flatMap(s => s.parts))
  return { ...form, elements, breakdowns, parts: form.parts.filter(p => told.has(p.code)) }
}

function Editor(props: {
  design: ReportDesign
  model: ReportFormBody
  base: string | null
  versions: ReportDesign['forms'][number]['versions']
}) {
  const t = useTexts(vi, en)
  const language = useLanguage()
  const go = useGo()
  const { design, base } = props
  const [form, setForm] = useState<ReportForm>(() => formOf(structuredClone(props.model)))
  const [changed, setChanged] = useState(base === null)
  const [publishing, setPublishing] = useState(false)
  const [note, setNote] = useState('')
  const change = (next: ReportForm) => {
    setForm(settled(next, design))
    setChanged(true)
  }
  const faults = useMemo(() => findFormFaults(withOptions(form)), [form])
  useEffect(() => {
    if (!changed) return
    // a form half made is only on this page
    const warn = (e: BeforeUnloadEvent) => e.preventDefault()
    addEventListener('beforeunload', warn)
    return () => removeEventListener('beforeunload', warn)
  }, [changed])
  const publish = useSend(
    () => api.post<{ code: string; version: string }>('/api/reports/forms', { form, base, note }),
    {
      topics: ['reports', 'owed'],
      done: t('published'),
      quiet: true,
      onDone: () => {
        setChanged(false)
        setPublishing(false)
        go('/bao-cao/bieu-mau')
      },
    },
  )
  const cells = withOptions(form).elements.length
  return (
    <>
      <PageHeader
        title={form.titleVi || t('newForm')}
        actions={
          <>
            <Link className="btn" to="/bao-cao/bieu-mau">
              {t('forms')}
            </Link>
            {design.mayKeep && (
              <Button look="main" disabled={!changed || faults.length > 0} onClick={() => setPublishing(true)}>
                {t('publish')}
              </Button>
            )}
          </>
        }
      />
      <div className="page form-editor">
        {!design.mayKeep && <p className="note">{t('readOnlyForm')}</p>}
        <div className="note">
          <span>
            {t('formSize', { figures: form.elements.length, cells, parts: form.parts.length })}{' '}
            {base === null ? t('newFormHint') : t('versionHint', { version: base })}
          </span>
        </div>
        {faults.length > 0 && (
          <div className="note late" role="status">
            <ul>
              {faults.slice(0, 8).map((f, i) => (
                <li key={i}>{f[language]}</li>
              ))}
              {faults.length > 8 && <li>{t('andMore', { n: faults.length - 8 })}</li>}
            </ul>
          </div>
        )}
        <fieldset disabled={!design.mayKeep} className="plain">
          <FormGeneral form={form} isNew={base === null} onChange={change} />
          <FormSections form={form} design={design} onChange={change} />
          <FormRules form={form} onChange={change} />
        </fieldset>
        {props.versions.length > 0 && (
          <Card title={t('versions')}>
            <ul className="form-library">
              {props.versions.map(v => (
                <li key={v.version}>
                  <b>{v.version}</b> · {v.shipped ? t('shipped') : `${v.by}, ${formatDateTime(Date.parse(v.at))}`} ·{' '}
                  {t('nReports', { n: v.reports })}
                  {v.note && ` · ${v.note}`}
                </li>
              ))}
            </ul>
          </Card>
        )}
      </div>
      {publishing && (
        <Dialog
          title={t('publishTitle', { title: form.titleVi })}
          onClose={() => setPublishing(false)}
          actions={
            <>
              <Button onClick={() => setPublishing(false)}>{t('cancel')}</Button>
              <Button look="main" busy={publish.isPending} onClick={() => publish.mutate(undefined)}>
                {t('publish')}
              </Button>
            </>
          }
        >
          <p>
            {t(form.asked === 'calendar' ? 'publishCalendar' : form.asked === 'call' ? 'publishCall' : 'publishClosed')}
          </p>
          <p>{t('publishKeeps')}</p>
          <Field label={t('publishNote')}>
            {c => (
              <input {...c} className="input" maxLength={500} value={note} onChange={e => setNote(e.target.value)} />
            )}
          </Field>
          {publish.error && (
            <p className="note late" role="alert">
              {messageOf(publish.error)}
            </p>
          )}
        </Dialog>
      )}
    </>
  )
}
