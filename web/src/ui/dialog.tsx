import { type ReactNode, useEffect, useRef, useState } from 'react'
import { messageOf } from '../api/api-error.ts'
import { Button } from './basics.tsx'
import { Field } from './field.tsx'
import { Icon } from './icon.tsx'
import { useUiTexts } from './use-ui-texts.ts'

/** A modal window on the browser's own <dialog>: focus stays inside, Escape closes, the page behind is inert. */
export function Dialog(props: { title: string; onClose: () => void; children: ReactNode; actions?: ReactNode }) {
  const t = useUiTexts()
  const ref = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    // not closed on the way out: it leaves with its element, and a close event would be taken for the person's own
    const dialog = ref.current
    if (!dialog || dialog.open) return
    dialog.showModal()
    // the browser would put the focus on "close", and a space typed there would close
    dialog.querySelector<HTMLElement>('input, select, textarea')?.focus()
  }, [])
  return (
    <dialog ref={ref} className="dialog" aria-label={props.title} onCancel={props.onClose} onClose={props.onClose}>
      <header className="row">
        <h2>{props.title}</h2>
        <span className="sp" />
        <button type="button" className="icon-btn" aria-label={t('close')} onClick={props.onClose}>
          <Icon name="close" />
        </button>
      </header>
      {props.children}
      {props.actions && <footer className="row end">{props.actions}</footer>}
    </dialog>
  )
}

/** A dialog that is filled in and sent: Enter and the button do the same, and what was refused stands at its end. */
export function FormDialog(props: {
  title: string
  /** what the button says */
  action: string
  danger?: boolean
  /** a send under way, and its refusal */
  send: { isPending: boolean; error: unknown }
  onSubmit: () => void
  onClose: () => void
  children: ReactNode
}) {
  const t = useUiTexts()
  return (
    <Dialog
      title={props.title}
      onClose={props.onClose}
      actions={
        <>
          <Button onClick={props.onClose}>{t('cancel')}</Button>
          <Button look={props.danger ? 'danger' : 'main'} busy={props.send.isPending} onClick={props.onSubmit}>
            {props.action}
          </Button>
        </>
      }
    >
      <form
        className="form"
        onSubmit={e => {
          e.preventDefault()
          props.onSubmit()
        }}
      >
        {props.children}
        {props.send.error !== null && (
          <p className="note late" role="alert">
            {messageOf(props.send.error)}
          </p>
        )}
      </form>
    </Dialog>
  )
}

/** For what cannot be undone: the person types the name of the thing first. */
export function ConfirmByName(props: {
  title: string
  /** what is typed, e.g. the name of the exercise */
  name: string
  action: string
  children: ReactNode
  busy?: boolean
  onConfirm: () => void
  onClose: () => void
}) {
  const t = useUiTexts()
  const [typed, setTyped] = useState('')
  const same =
    typed.normalize('NFC').trim().toLocaleLowerCase('vi') === props.name.normalize('NFC').trim().toLocaleLowerCase('vi')
  return (
    <Dialog
      title={props.title}
      onClose={props.onClose}
      actions={
        <>
          <Button onClick={props.onClose}>{t('cancel')}</Button>
          <Button look="danger" disabled={!same} busy={props.busy} onClick={props.onConfirm}>
            {props.action}
          </Button>
        </>
      }
    >
      <div className="mut">{props.children}</div>
      <Field label={t('confirmType', { name: props.name })}>
        {c => (
          <input {...c} className="input" autoComplete="off" value={typed} onChange={e => setTyped(e.target.value)} />
        )}
      </Field>
    </Dialog>
  )
}
