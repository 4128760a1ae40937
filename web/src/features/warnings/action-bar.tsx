import type { WarningDone, WarningFull } from '@tusom/contract'
import { type ReactNode, useState } from 'react'
import { api } from '../../api/client.ts'
import { refresh } from '../../api/live.ts'
import { useSend } from '../../api/use-send.ts'
import { useGo } from '../../app/navigation.tsx'
import { Button, Dialog, Field, toast } from '../../ui/index.ts'
import { useTemplates } from './use-warning.ts'
import { useTimeText, useWarningTexts } from './words.ts'

type Props = {
  w: WarningFull
  /** something keeps it from being sent */
  blocked?: boolean
  /** saves what was typed, first */
  before?: () => Promise<void>
  version?: () => number
  saved?: ReactNode
  /** opens the form of a text that is already submitted or approved */
  onEdit?: () => void
}

/** The one next step of the page, with what else can be done beside it. On a phone it stays under the thumb. */
export function ActionBar({ w, blocked = false, before, version = () => w.version, saved, onEdit }: Props) {
  const t = useWarningTexts()
  const go = useGo()
  const can = (act: string) => w.can.includes(act)
  const [dialog, setDialog] = useState<'return' | 'cancel' | 'object' | null>(null)
  const act = async (path: string, body: unknown = {}): Promise<WarningDone> => {
    if (before) await before()
    return api.post<WarningDone>(`/api/warnings/${w.id}/${path}`, body)
  }
  const topics = ['warnings']
  const submit = useSend(
    async () => {
      if (before) await before()
      return api.post<WarningDone>(`/api/warnings/${w.id}/submit`, { version: version() })
    },
    { topics, done: t('submitted') },
  )
  const approveAndIssue = useSend(
    () => api.post<WarningDone>(`/api/warnings/${w.id}/approve`, { version: w.version, issue: true }),
    { topics, done: t('issuedNow') },
  )
  const approve = useSend(() => api.post<WarningDone>(`/api/warnings/${w.id}/approve`, { version: w.version }), {
    topics,
    done: t('approved'),
  })
  const issue = useSend(() => act('issue'), { topics, done: t('issuedNow') })
  const update = useSend(() => act('update'), {
    topics,
    done: t('updateMade'),
    onDone: made => go(`/canh-bao/${made.id}`),
  })
  const review = useSend(() => api.post(`/api/warnings/${w.id}/review`, { outcome: 'stands', remark: '' }), {
    topics,
    done: t('reviewed'),
  })
  const restore = useSend(() => act('restore'), { topics, done: t('restored') })
  const discard = useSend(() => act('discard'), {
    topics,
    onDone: () => {
      toast(t('discarded'), {
        action: {
          text: t('undo'),
          run: () => void api.post(`/api/warnings/${w.id}/restore`, {}).then(() => refresh('warnings')),
        },
      })
      go('/canh-bao?xem=drafts')
    },
  })
  const people = w.publicPath ?? null
  return (
    <footer className="action-bar no-print">
      {/* whoever may approve gives it back instead */}
      {can('discard') && !can('approve') && (
        <Button look="danger" busy={discard.isPending} onClick={() => discard.mutate(undefined)}>
          {t('discard')}
        </Button>
      )}
      {can('cancel') && (
        <Button look="danger" onClick={() => setDialog('cancel')}>
          {t('cancel')}
        </Button>
      )}
      {saved}
      <span className="sp" />
      <Second w={w} />
      {people && (
        <a className="btn" href={people} target="_blank" rel="noreferrer">
          {t('asPeople')}
        </a>
      )}
      {onEdit && can('edit') && (
        <Button onClick={onEdit} title={t('editReopens')}>
          {t('edit')}
        </Button>
      )}
      {can('return') && <Button onClick={() => setDialog('return')}>{t('return')}</Button>}
      {can('submit') && (
        <Button look="main" disabled={blocked} busy={submit.isPending} onClick={() => submit.mutate(undefined)}>
          {t('submit')}
        </Button>
      )}
      {can('approve') && (
        <>
          <Button className="wide-only" busy={approve.isPending} onClick={() => approve.mutate(undefined)}>
            {t('approve')}
          </Button>
          <Button
            look="main"
            className="thumb"
            busy={approveAndIssue.isPending}
            onClick={() => approveAndIssue.mutate(undefined)}
          >
            {t('approveAndIssue')}
          </Button>
        </>
      )}
      {can('issue') && (
        <Button look="main" className="thumb" busy={issue.isPending} onClick={() => issue.mutate(undefined)}>
          {t('issue')}
        </Button>
      )}
      {can('update') && !can('review') && (
        <Button look="main" busy={update.isPending} onClick={() => update.mutate(undefined)}>
          {t('update')}
        </Button>
      )}
      {can('review') && (
        <>
          <Button onClick={() => setDialog('object')}>{t('reviewObject')}</Button>
          <Button look="main" className="thumb" busy={review.isPending} onClick={() => review.mutate(undefined)}>
            {t('reviewStands')}
          </Button>
        </>
      )}
      {can('restore') && (
        <Button look="main" busy={restore.isPending} onClick={() => restore.mutate(undefined)}>
          {t('undo')}
        </Button>
      )}
      {dialog === 'return' && (
        <RemarkDialog
          title={t('returnTitle')}
          label={t('returnWhy')}
          action={t('return')}
          done={t('returned')}
          onClose={() => setDialog(null)}
          send={remark => api.post(`/api/warnings/${w.id}/return`, { remark })}
        />
      )}
      {dialog === 'object' && (
        <RemarkDialog
          title={t('reviewObject')}
          label={t('reviewWhy')}
          action={t('reviewObject')}
          done={t('reviewed')}
          onClose={() => setDialog(null)}
          send={remark => api.post(`/api/warnings/${w.id}/review`, { outcome: 'objected', remark })}
        />
      )}
      {dialog === 'cancel' && <CancelDialog w={w} onClose={() => setDialog(null)} />}
    </footer>
  )
}

/** Who the second person may be, or who it was. */
function Second({ w }: { w: WarningFull }) {
  const t = useWarningTexts()
  const time = useTimeText()
  if (w.state === 'approved' && w.approver && w.approvedAt)
    return <span className="s">{t('approvedBy', { name: w.approver, time: time(w.approvedAt) })}</span>
  if (w.state !== 'draft' && w.state !== 'submitted') return null
  if (w.can.includes('approve')) return null
  if (!w.approvers.length) return w.can.length ? <span className="s late">{t('noSecond')}</span> : null
  return (
    <span className="s second">
      {w.state === 'submitted' && w.submittedAt ? t('waitsFor', { time: time(w.submittedAt) }) : t('secondPerson')}{' '}
      <b>{w.approvers.map(a => a.name).join(', ')}</b>
    </span>
  )
}

function RemarkDialog(props: {
  title: string
  label: string
  action: string
  done: string
  onClose: () => void
  send: (remark: string) => Promise<unknown>
}) {
  const [remark, setRemark] = useState('')
  const send = useSend(props.send, { topics: ['warnings'], done: props.done, onDone: props.onClose })
  return (
    <Dialog
      title={props.title}
      onClose={props.onClose}
      actions={
        <Button look="main" disabled={!remark.trim()} busy={send.isPending} onClick={() => send.mutate(remark)}>
          {props.action}
        </Button>
      }
    >
      <Field label={props.label} required>
        {c => (
          <textarea
            {...c}
            className="input"
            maxLength={2000}
            value={remark}
            onChange={e => setRemark(e.target.value)}
          />
        )}
      </Field>
    </Dialog>
  )
}

/** One press: the text is written, the references are right. A prepared cancellation leaves at once. */
function CancelDialog({ w, onClose }: { w: WarningFull; onClose: () => void }) {
  const t = useWarningTexts()
  const go = useGo()
  const templates = useTemplates()
  const [reason, setReason] = useState(t('cancelDefault'))
  const ready = (templates.data ?? []).filter(
    x => x.kind === 'cancel' && x.hazard === w.hazard && x.can.includes('issue'),
  )
  const send = useSend(
    (templateId: number | null) =>
      api.post<WarningDone>(`/api/warnings/${w.id}/cancel`, { reason, ...(templateId === null ? {} : { templateId }) }),
    {
      topics: ['warnings'],
      onDone: (made, templateId) => {
        toast(t(templateId === null ? 'cancelSent' : 'cancelDone'))
        go(`/canh-bao/${made.id}`)
      },
    },
  )
  return (
    <Dialog
      title={t('cancelTitle', { n: w.number ?? '' })}
      onClose={onClose}
      actions={
        <span className="cancel-actions">
          <Button look="main" busy={send.isPending} onClick={() => send.mutate(null)}>
            {t('cancelSend')}
          </Button>
          {ready.map(x => (
            <Button key={x.id} look="danger" busy={send.isPending} onClick={() => send.mutate(x.id)}>
              {t('cancelNow', { name: x.name })}
            </Button>
          ))}
        </span>
      }
    >
      <p className="mut">{t('cancelSays')}</p>
      <Field label={t('cancelWhy')}>
        {c => (
          <textarea
            {...c}
            className="input"
            maxLength={1000}
            value={reason}
            onChange={e => setReason(e.target.value)}
          />
        )}
      </Field>
    </Dialog>
  )
}
