import type { ReportTemplate, ReportTemplateList, ReportTemplateNames, ReportTemplateTaken } from '@tusom/contract'
import { useQuery } from '@tanstack/react-query'
import { formatDateTime } from '@tusom/vi-text'
import { useRef, useState } from 'react'
import { api, apiHref } from '../../api/client.ts'
import { useSend } from '../../api/use-send.ts'
import { useLanguage } from '../../i18n/language.ts'
import { useTexts } from '../../i18n/texts.ts'
import {
  Answer,
  Button,
  Card,
  Empty,
  Field,
  FileChooser,
  Loading,
  PageHeader,
  Table,
  Tag,
  UnitPicker,
  useUnits,
} from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import { TemplateNames } from './template-names.tsx'
import './templates.css'
import vi from './vi.json' with { type: 'json' }

type Kind = ReportTemplate['kind']
const tones = { draft: 'doubt', approved: 'ok', retired: 'plain' } as const

/** The office downloads a template, edits it in Word, uploads it, tries it and puts it in use. */
export default function TemplatesPage() {
  const t = useTexts(vi, en)
  const list = useQuery({
    queryKey: ['reports', 'templates'],
    queryFn: () => api.get<ReportTemplateList>('/api/report-templates'),
  })
  return (
    <>
      <PageHeader title={t('title')} />
      <div className="page">
        <Answer of={list} loading={<Loading shape="table" rows={8} />}>
          {data => (data.forms.length ? <Templates list={data} /> : <Empty title={t('noForms')} />)}
        </Answer>
      </div>
    </>
  )
}

function Templates({ list }: { list: ReportTemplateList }) {
  const t = useTexts(vi, en)
  const language = useLanguage()
  const [code, setCode] = useState(list.forms[0]?.code ?? '')
  const [kind, setKind] = useState<Kind>('unit')
  const form = list.forms.find(f => f.code === code)
  const [chosenPeriod, setPeriod] = useState('')
  const period = form?.periods.find(p => p.key === chosenPeriod)?.key ?? form?.periods[0]?.key ?? ''
  const units = useUnits({ kind: 'commune' })
  const [unit, setUnit] = useState<number | null>(null)
  const of = `form=${encodeURIComponent(code)}&kind=${kind}`
  const own = list.templates.filter(x => x.form === code && x.kind === kind)
  const inUse = own.find(x => x.state === 'approved')
  const names = useQuery({
    queryKey: ['report-template-names', code, kind],
    queryFn: () => api.get<ReportTemplateNames>(`/api/report-templates/names?${of}`),
  })
  const act = useSend(
    ({ id, what }: { id: number; what: 'approve' | 'retire' }) => api.post(`/api/report-templates/${id}/${what}`, {}),
    { topics: ['reports'] },
  )
  const canTry = period !== '' && (kind === 'consolidated' || unit !== null)
  const previewOf = (id: number) =>
    apiHref(`/api/report-templates/${id}/preview.docx?period=${period}${kind === 'unit' ? `&unit=${unit}` : ''}`)
  return (
    <>
      <Card>
        <div className="template-choice">
          <Field label={t('form')}>
            {c => (
              <select {...c} className="input" value={code} onChange={e => setCode(e.target.value)}>
                {list.forms.map(f => (
                  <option key={f.code} value={f.code}>
                    {language === 'en' ? f.titleEn : f.titleVi}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <Field label={t('kind')}>
            {c => (
              <select {...c} className="input" value={kind} onChange={e => setKind(e.target.value as Kind)}>
                <option value="unit">{t('unit')}</option>
                <option value="consolidated">{t('consolidated')}</option>
              </select>
            )}
          </Field>
          <Field label={t('period')}>
            {c => (
              <select {...c} className="input" value={period} onChange={e => setPeriod(e.target.value)}>
                {form?.periods.map(p => (
                  <option key={p.key} value={p.key}>
                    {language === 'en' ? p.nameEn : p.nameVi}
                  </option>
                ))}
              </select>
            )}
          </Field>
          {kind === 'unit' && (
            <Field label={t('commune')}>
              {c => (
                <UnitPicker
                  {...c}
                  units={units.data ?? []}
                  value={unit === null ? [] : [unit]}
                  onChange={ids => setUnit(ids[0] ?? null)}
                />
              )}
            </Field>
          )}
        </div>
        <ol className="template-steps">
          <li>{t('step1')}</li>
          <li>{t('step2')}</li>
          <li>{t('step3')}</li>
        </ol>
        <div className="row wrap template-act">
          <a className="btn" href={apiHref(`/api/report-templates/standard.docx?${of}`)}>
            {t('standard')}
          </a>
          {list.mayKeep && <UploadTemplate key={of} of={of} />}
        </div>
      </Card>
      <Card
        title={t('versions')}
        aside={
          <Tag tone={inUse ? 'ok' : 'plain'}>{inUse ? t('usedOwn', { n: inUse.version }) : t('usedStandard')}</Tag>
        }
      >
        {own.length > 0 && !canTry && <p className="mut template-note">{t('choosePreview')}</p>}
        <Table
          name={t('versions')}
          id="ban"
          plain
          rows={own}
          rowKey={x => x.id}
          empty={<Empty title={t('none')}>{t('noneHint')}</Empty>}
          columns={[
            { key: 'so', title: t('version'), number: true, cell: x => x.version },
            {
              key: 'tep',
              title: t('file'),
              cell: x => <a href={apiHref(`/api/report-templates/${x.id}/file.docx`)}>{x.filename}</a>,
            },
            {
              key: 'tt',
              title: t('state'),
              cell: x => (
                <>
                  <Tag tone={tones[x.state]}>{t(x.state)}</Tag>{' '}
                  {x.approvedBy && (
                    <small className="mut">
                      {x.approvedBy}, {formatDateTime(Date.parse(x.approvedAt ?? ''))}
                    </small>
                  )}
                </>
              ),
            },
            { key: 'ai', title: t('by'), cell: x => `${x.uploadedBy}, ${formatDateTime(Date.parse(x.uploadedAt))}` },
            {
              key: 'lam',
              title: '',
              cell: x => (
                <span className="row">
                  {canTry && (
                    <a className="btn" href={previewOf(x.id)}>
                      {t('preview')}
                    </a>
                  )}
                  {list.mayApprove && x.state === 'draft' && x.own && <small className="mut">{t('ownVersion')}</small>}
                  {list.mayApprove && x.state === 'draft' && !x.own && (
                    <Button
                      busy={act.isPending && act.variables?.id === x.id}
                      onClick={() => act.mutate({ id: x.id, what: 'approve' })}
                    >
                      {t('approve')}
                    </Button>
                  )}
                  {list.mayApprove && x.state === 'approved' && (
                    <Button
                      busy={act.isPending && act.variables?.id === x.id}
                      onClick={() => act.mutate({ id: x.id, what: 'retire' })}
                    >
                      {t('retire')}
                    </Button>
                  )}
                </span>
              ),
            },
          ]}
        />
      </Card>
      <Answer of={names} loading={<Loading shape="list" />}>
        {all => <TemplateNames names={all} />}
      </Answer>
    </>
  )
}

function UploadTemplate({ of }: { of: string }) {
  const t = useTexts(vi, en)
  const language = useLanguage()
  const input = useRef<HTMLInputElement>(null)
  const [answer, setAnswer] = useState<ReportTemplateTaken | null>(null)
  const send = useSend(
    async (file: File) => {
      const body = new FormData()
      body.append('file', file)
      return api.upload<ReportTemplateTaken>(`/api/report-templates?${of}`, body)
    },
    { topics: ['reports'], onDone: setAnswer },
  )
  const faults = answer?.faults ?? []
  const says = faults.length ? faults : (answer?.warnings ?? [])
  return (
    <>
      <FileChooser ref={input} accept=".docx" label={t('upload')} onFile={file => send.mutate(file)} />
      <Button busy={send.isPending} onClick={() => input.current?.click()}>
        {t('upload')}
      </Button>
      {answer && (
        <div role="status" style={{ flexBasis: '100%' }}>
          <p>
            <b>{faults.length ? t('faults', { n: faults.length }) : t('taken', { n: answer.version ?? 0 })}</b>
          </p>
          {!faults.length && says.length > 0 && <p>{t('warnings')}</p>}
          <ul className="template-faults">
            {says.map((f, i) => (
              // sentences may repeat; their order does not change
              <li key={`${i} ${f.vi}`}>{language === 'en' ? f.en : f.vi}</li>
            ))}
          </ul>
        </div>
      )}
    </>
  )
}
