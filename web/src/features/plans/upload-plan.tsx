import { type DragEvent, useRef, useState } from 'react'
import { messageOf } from '../../api/api-error.ts'
import { api } from '../../api/client.ts'
import { useSend } from '../../api/use-send.ts'
import { Link, useGo } from '../../app/navigation.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { Button, Card, Field, FileChooser, Icon, toast } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import vi from './vi.json' with { type: 'json' }

type Made = { id: number; already: boolean; items: number; doubtful: number }
type Input = { file: File } | { text: string }

/** Takes a document in by drop, choice or paste. What is refused says why, beside the box, and stays until the next try. */
export function UploadPlan() {
  const t = useTexts(vi, en)
  const go = useGo()
  const file = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const [pasting, setPasting] = useState(false)
  const [text, setText] = useState('')
  const send = useSend(
    (input: Input) => {
      if ('text' in input) return api.post<Made>('/api/plans', { text: input.text })
      const form = new FormData()
      form.append('file', input.file)
      return api.upload<Made>('/api/plans', form)
    },
    {
      topics: ['plans'],
      quiet: true,
      onDone: made => {
        toast(made.already ? t('readAlready') : t('readDone', { items: made.items, doubtful: made.doubtful }))
        go(`/ke-hoach/${made.id}`)
      },
    },
  )
  const take = (chosen: File) => send.mutate({ file: chosen })
  const onDrop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    const dropped = event.dataTransfer.files[0]
    const words = event.dataTransfer.getData('text/plain')
    if (dropped) take(dropped)
    else if (words) send.mutate({ text: words })
  }
  const name = send.variables && 'file' in send.variables ? send.variables.file.name : t('text')
  return (
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
          <b>{over ? t('dropHere') : t('add')}</b>
          <span className="s">
            {t('addHint')} <Link to="/kiem-tra-van-ban">{t('checkForm')}</Link>
          </span>
        </div>
        <span className="row wrap">
          <Button look="main" busy={send.isPending} onClick={() => file.current?.click()}>
            {send.isPending ? t('reading', { name }) : t('choose')}
          </Button>
          <Button aria-expanded={pasting} onClick={() => setPasting(!pasting)}>
            {t('paste')}
          </Button>
        </span>
        <FileChooser ref={file} accept=".docx,.pdf,.txt,.md" label={t('choose')} onFile={take} />
      </div>
      {pasting && (
        <form
          className="form pad"
          onSubmit={e => {
            e.preventDefault()
            if (text.trim()) send.mutate({ text })
          }}
        >
          <Field label={t('paste')} hint={t('pasteHint')}>
            {c => (
              <textarea
                {...c}
                className="input"
                rows={8}
                value={text}
                onChange={e => setText(e.target.value)}
                autoFocus
              />
            )}
          </Field>
          <Button type="submit" look="main" busy={send.isPending} disabled={!text.trim()}>
            {t('read')}
          </Button>
        </form>
      )}
      {send.error && (
        <p className="note late upload-fault" role="alert">
          {messageOf(send.error)}
        </p>
      )}
    </Card>
  )
}
