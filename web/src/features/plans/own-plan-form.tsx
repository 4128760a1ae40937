import type { OwnPlanDetail, OwnPlanDraftIn } from '@tusom/contract'
import { formatDate } from '@tusom/vi-text'
import { useId, useRef, useState } from 'react'
import { api, apiHref } from '../../api/client.ts'
import { useSend } from '../../api/use-send.ts'
import { useMe } from '../../app/session.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Button, Card, Dialog, Field, FileChooser, Icon, toast } from '../../ui/index.ts'
import { TakeNumber } from '../documents/take-number.tsx'
import en from './en.json' with { type: 'json' }
import { emptyLine, lineOf, OwnPlanLine, type TypedLine, typedOf } from './own-plan-line.tsx'
import { OwnLines } from './own-lines.tsx'
import vi from './vi.json' with { type: 'json' }

/**
 * A unit makes its plan from the one above: marks the work, says who does it by when, names the focal person, takes the
 * Word document, and files it. What is typed is saved before the document is made or filed, so that both are what the page shows.
 */
export function OwnPlanForm({ detail }: { detail: OwnPlanDetail }) {
  const t = useTexts(vi, en)
  const me = useMe()
  const { ownPlan, draft } = detail
  const [title, setTitle] = useState(draft.title)
  const [purpose, setPurpose] = useState(draft.purpose)
  const [focal, setFocal] = useState(detail.focal)
  const [signer, setSigner] = useState(draft.signer)
  const [lines, setLines] = useState(
    () => new Map(draft.lines.flatMap(l => (l.itemId === null ? [] : [[l.itemId, typedOf(l)] as const]))),
  )
  const [own, setOwn] = useState(
    () => new Map(draft.lines.flatMap(l => (l.itemId === null && l.key ? [[l.key, typedOf(l)] as const] : []))),
  )
  const [tried, setTried] = useState(false)
  const [dirty, setDirty] = useState(false)
  const [filing, setFiling] = useState(false)
  const leads = useId()
  const change =
    <V,>(set: (v: V) => void) =>
    (v: V) => {
      set(v)
      setDirty(true)
    }
  const read = [
    ...detail.items.flatMap(i => {
      const typed = lines.get(i.id)
      return typed ? lineOf({ itemId: i.id }, typed) : []
    }),
    ...[...own].map(([key, typed]) => lineOf({ key }, typed)),
  ]
  const wrong = read.some(l => l === null)
  const setLine = (id: number, typed: TypedLine | null) => {
    setDirty(true)
    setLines(old => {
      const next = new Map(old)
      if (typed) next.set(id, typed)
      else next.delete(id)
      return next
    })
  }
  const body = (): OwnPlanDraftIn => ({
    focal: { name: focal.name.trim(), post: focal.post.trim() },
    draft: {
      title: title.trim() || ownPlan.planTitle,
      purpose: purpose.trim(),
      lines: read.flatMap(l => l ?? []),
      signer: { position: signer.position.trim(), name: signer.name.trim() },
    },
  })
  const save = useSend(() => api.put(`/api/own-plans/${ownPlan.id}/draft`, body()), {
    onDone: () => setDirty(false),
  })
  const word = async () => {
    if (wrong) return setTried(true)
    await save.mutateAsync(undefined)
    const link = document.createElement('a')
    link.href = apiHref(`/api/own-plans/${ownPlan.id}/draft.docx`)
    link.click()
  }
  const ready = (): boolean => {
    setTried(true)
    if (wrong || read.some(l => l !== null && !l.lead.trim())) return false
    if (!focal.name.trim()) {
      toast(t('own.needFocal'), { tone: 'late' })
      return false
    }
    if (!read.length) {
      toast(t('own.needLines'), { tone: 'late' })
      return false
    }
    return true
  }
  const takeAll = () => {
    setDirty(true)
    setLines(old => new Map(detail.items.map(i => [i.id, old.get(i.id) ?? firstLine(i)])))
  }
  const waiting = ownPlan.state === 'filed'
  return (
    <>
      {waiting && <p className="note">{t('own.waiting')}</p>}
      <Card
        title={t('own.lines')}
        aside={
          <span className="row">
            <span className="s">{t('own.chosen', { n: lines.size, of: detail.items.length })}</span>
            <Button look="quiet" onClick={takeAll}>
              {t('own.takeAll')}
            </Button>
          </span>
        }
      >
        <p className="pad s">{t('own.linesHint')}</p>
        <datalist id={leads}>
          {[...new Set([...lines.values(), ...own.values()].map(l => l.lead.trim()).filter(Boolean))].map(name => (
            <option key={name} value={name} />
          ))}
        </datalist>
        <ul className="own-lines">
          {detail.items.map(i => (
            <OwnPlanLine
              key={i.id}
              title={i.title}
              hint={
                <>
                  {t(`own.part.${i.part}`)}
                  {(i.due || i.dueText) &&
                    ` · ${t('own.dueAbove', { date: i.due ? formatDate(i.due) : (i.dueText ?? '') })}`}
                </>
              }
              typed={lines.get(i.id) ?? null}
              tried={tried}
              leads={leads}
              onTake={on => setLine(i.id, on ? firstLine(i) : null)}
              onType={typed => setLine(i.id, typed)}
            />
          ))}
        </ul>
      </Card>
      <OwnLines
        general={detail.general}
        lines={own}
        tried={tried}
        leads={leads}
        onChange={next => {
          setDirty(true)
          setOwn(next)
        }}
      />
      <Card title={t('own.focal')}>
        <div className="form pad">
          <div className="form-row">
            <Field label={t('own.focalName')} required>
              {c => (
                <input
                  {...c}
                  className="input"
                  maxLength={100}
                  value={focal.name}
                  onChange={e => change(setFocal)({ ...focal, name: e.target.value })}
                />
              )}
            </Field>
            <Field label={t('own.focalPost')}>
              {c => (
                <input
                  {...c}
                  className="input"
                  maxLength={150}
                  value={focal.post}
                  onChange={e => change(setFocal)({ ...focal, post: e.target.value })}
                />
              )}
            </Field>
          </div>
          <Field label={t('own.docTitle')}>
            {c => (
              <textarea
                {...c}
                className="input"
                rows={2}
                maxLength={600}
                value={title}
                onChange={e => change(setTitle)(e.target.value)}
              />
            )}
          </Field>
          <Field label={t('own.purpose')} hint={t('own.purposeHint')}>
            {c => (
              <textarea
                {...c}
                className="input"
                rows={3}
                maxLength={10_000}
                value={purpose}
                onChange={e => change(setPurpose)(e.target.value)}
              />
            )}
          </Field>
          <div className="form-row">
            <Field label={t('own.position')}>
              {c => (
                <input
                  {...c}
                  className="input"
                  maxLength={100}
                  placeholder={me.homeUnit.kind === 'commune' ? 'CHỦ TỊCH' : 'GIÁM ĐỐC'}
                  value={signer.position}
                  onChange={e => change(setSigner)({ ...signer, position: e.target.value })}
                />
              )}
            </Field>
            <Field label={t('own.signerName')}>
              {c => (
                <input
                  {...c}
                  className="input"
                  maxLength={100}
                  value={signer.name}
                  onChange={e => change(setSigner)({ ...signer, name: e.target.value })}
                />
              )}
            </Field>
          </div>
        </div>
      </Card>
      <div className="own-bar no-print">
        {dirty && <span className="s">{t('own.unsaved')}</span>}
        <span className="sp" />
        <TakeNumber
          source={{ kind: 'own-plan', id: ownPlan.id }}
          kind="KH"
          code="KH-UBND"
          title={title.trim() || ownPlan.planTitle}
        />
        <Button
          busy={save.isPending}
          onClick={() => {
            setTried(true)
            if (!wrong) save.mutate(undefined, { onSuccess: () => toast(t('own.saved')) })
          }}
        >
          {t('own.save')}
        </Button>
        <Button icon="download" disabled={save.isPending} onClick={() => void word()}>
          {t('own.word')}
        </Button>
        <Button look="main" disabled={waiting} onClick={() => ready() && setFiling(true)}>
          {ownPlan.version > 0 ? t('own.fileAgain') : t('own.file')}
        </Button>
      </div>
      {filing && (
        <FileDialog
          detail={detail}
          count={read.length}
          name={focal.name}
          body={body}
          onClose={() => setFiling(false)}
        />
      )}
    </>
  )
}

const firstLine = (i: OwnPlanDetail['items'][number]): TypedLine => ({
  ...emptyLine(i.title),
  due: i.due ? formatDate(i.due) : '',
  product: i.product ?? '',
})

function FileDialog(props: {
  detail: OwnPlanDetail
  count: number
  name: string
  body: () => OwnPlanDraftIn
  onClose: () => void
}) {
  const t = useTexts(vi, en)
  const { ownPlan } = props.detail
  const chooser = useRef<HTMLInputElement>(null)
  const [note, setNote] = useState('')
  const send = useSend(
    async (file: File | null) => {
      await api.put(`/api/own-plans/${ownPlan.id}/draft`, props.body())
      let documentId: number | undefined
      if (file) {
        const form = new FormData()
        form.append('file', file)
        documentId = (await api.upload<{ id: number }>('/api/plans', form)).id
      }
      return api.post<{ version: number }>(`/api/own-plans/${ownPlan.id}/file`, {
        ...(documentId === undefined ? {} : { documentId }),
        note: note.trim(),
      })
    },
    {
      topics: ['plans'],
      quiet: true,
      onDone: made => {
        toast(t('own.filed', { version: made.version }))
        props.onClose()
      },
    },
  )
  return (
    <Dialog
      title={t('own.fileTitle')}
      onClose={props.onClose}
      actions={
        <>
          <Button disabled={send.isPending} onClick={() => chooser.current?.click()}>
            <Icon name="upload" /> {t('own.upload')}
          </Button>
          <Button look="main" busy={send.isPending} onClick={() => send.mutate(null)}>
            {t('own.file')}
          </Button>
        </>
      }
    >
      <div className="form">
        <p>{t('own.fileText', { n: props.count, name: props.name })}</p>
        <Field label={t('own.fileNote')}>
          {c => <textarea {...c} className="input" rows={2} value={note} onChange={e => setNote(e.target.value)} />}
        </Field>
        <FileChooser ref={chooser} accept=".docx,.pdf" label={t('own.upload')} onFile={file => send.mutate(file)} />
        {send.error && (
          <p className="note late" role="alert">
            {send.error.message}
          </p>
        )}
      </div>
    </Dialog>
  )
}
