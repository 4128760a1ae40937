import type { DocumentCheck, DocumentFinding } from '@tusom/contract'
import { type DragEvent, useRef, useState } from 'react'
import { messageOf } from '../../api/api-error.ts'
import { api } from '../../api/client.ts'
import { useSend } from '../../api/use-send.ts'
import { inExercise } from '../../app/run.ts'
import { useLanguage } from '../../i18n/language.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Button, Card, Empty, FileChooser, Icon, Loading, PageHeader, Tag } from '../../ui/index.ts'
import '../plans/plans.css'
import './document-check.css'
import en from './en.json' with { type: 'json' }
import { splitFindings } from './split-findings.ts'
import vi from './vi.json' with { type: 'json' }

/** The form of a Word document against Decree 30: what is wrong, where, and a copy with what can be mended. Nothing is kept. */
export default function DocumentCheckPage() {
  const t = useTexts(vi, en)
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const check = useSend(
    (file: File) => {
      const form = new FormData()
      form.append('file', file)
      return api.upload<DocumentCheck>('/api/document-check', form)
    },
    { quiet: true },
  )
  const take = (file: File) => check.mutate(file)
  const onDrop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    const dropped = event.dataTransfer.files[0]
    if (dropped) take(dropped)
  }
  const name = check.variables?.name ?? ''
  return (
    <>
      <PageHeader title={t('title')} />
      <div className="page">
        <Card>
          <div
            className={`upload ${over ? 'over' : ''}`}
            onDragOver={e => {
              e.preventDefault()
              setOver(true)
            }}
            onDragLeave={() => setOver(false)}
            onDrop={onDrop}
          >
            <Icon name="upload" size={26} />
            <div className="upload-words">
              <b>{over ? t('drop') : t('add')}</b>
              <span className="s">{t('addHint')}</span>
            </div>
            <Button look="main" busy={check.isPending} onClick={() => input.current?.click()}>
              {check.isPending ? t('checking') : check.data || check.error ? t('another') : t('choose')}
            </Button>
            <FileChooser ref={input} accept=".docx" label={t('choose')} onFile={take} />
          </div>
          {check.error && (
            <p className="note late upload-fault" role="alert">
              <span>
                {!messageOf(check.error).includes(name) && (
                  <>
                    <b>{name}</b>:{' '}
                  </>
                )}
                {messageOf(check.error)}
              </span>
            </p>
          )}
        </Card>
        {check.isPending && <Loading shape="list" rows={4} />}
        {!check.isPending && check.data && <Result name={name} result={check.data} />}
        {check.isIdle && <Empty title={t('nothing')}>{t('nothingHint')}</Empty>}
      </div>
    </>
  )
}

function Result({ name, result }: { name: string; result: DocumentCheck }) {
  const t = useTexts(vi, en)
  const { mended, left } = splitFindings(result)
  const errors = result.findings.filter(f => f.severity === 'error').length
  if (!result.findings.length)
    return (
      <Card>
        <div className="pad check-sum" role="status">
          <span className="row wrap">
            <Tag tone="ok">{t('good')}</Tag>
            <b className="check-name">{name}</b>
          </span>
          <span className="s">{t('goodHint')}</span>
        </div>
      </Card>
    )
  return (
    <>
      <Card>
        <div className="pad row wrap" role="status">
          <span className="check-sum">
            <b className="check-name">{name}</b>
            <span>{t('sum', { errors, warnings: result.findings.length - errors })}</span>
          </span>
          <span className="sp" />
          {result.fixed && (
            <Button
              look="main"
              icon="download"
              onClick={() =>
                download(result.fixed?.content ?? '', t('fixedName', { name: name.replace(/\.docx$/i, '') }))
              }
            >
              {t('download')}
            </Button>
          )}
        </div>
      </Card>
      <Findings title={t('left', { n: left.length })} hint={t('leftHint')} list={left} />
      <Findings title={t('mended', { n: mended.length })} hint={t('mendedHint')} list={mended} />
    </>
  )
}

function Findings(props: { title: string; hint: string; list: readonly DocumentFinding[] }) {
  const t = useTexts(vi, en)
  const language = useLanguage()
  // the library names a Word section in English only; the rest are words of the document
  const place = (where: string) => where.replace(/^section (\d{1,4})$/, (_, n: string) => t('section', { n }))
  if (!props.list.length) return null
  return (
    <Card title={props.title}>
      <p className="pad s">{props.hint}</p>
      <ul className="check-list">
        {props.list.map((f, i) => (
          <li key={`${f.rule} ${i}`}>
            <span className="row wrap">
              <Tag tone={f.severity === 'error' ? 'late' : undefined}>{t(f.severity)}</Tag>
              <b>{language === 'en' ? f.messageEn : f.message}</b>
            </span>
            <dl className="check-facts">
              {f.where && f.where !== `«${f.found}»` && (
                <>
                  <dt>{t('where')}</dt>
                  <dd>{place(f.where)}</dd>
                </>
              )}
              {f.found && (
                <>
                  <dt>{t('found')}</dt>
                  <dd>{f.found}</dd>
                </>
              )}
              {f.expected && (
                <>
                  <dt>{t('expected')}</dt>
                  <dd>{f.expected}</dd>
                </>
              )}
            </dl>
            <span className="xs">
              {f.clause} · <code>{f.rule}</code>
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}

/** The copy came with the answer: the server kept nothing that could be asked for again. */
function download(base64: string, name: string): void {
  const bytes = Uint8Array.from(atob(base64), c => c.charCodeAt(0))
  const type = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
  const href = URL.createObjectURL(new Blob([bytes], { type }))
  const link = document.createElement('a')
  link.href = href
  link.download = `${inExercise ? 'DIEN TAP - ' : ''}${name}.docx`
  link.click()
  // the browser takes it after the click; freed at once it would be empty in some
  setTimeout(() => URL.revokeObjectURL(href), 60_000)
}
