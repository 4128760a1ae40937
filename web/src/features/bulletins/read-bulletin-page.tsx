import type { BulletinReading } from '@tusom/contract'
import { useQuery } from '@tanstack/react-query'
import { type DragEvent, useRef, useState } from 'react'
import { messageOf } from '../../api/api-error.ts'
import { api } from '../../api/client.ts'
import { useSend } from '../../api/use-send.ts'
import { Link, useSearchParam } from '../../app/navigation.tsx'
import { entersBulletins, useMe } from '../../app/session.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Answer, Button, Card, Field, Icon, Loading, PageHeader } from '../../ui/index.ts'
import './bulletins.css'
import en from './en.json' with { type: 'json' }
import { ReviewBulletin } from './review-bulletin.tsx'
import vi from './vi.json' with { type: 'json' }

/** A bulletin pasted, dropped, chosen or fetched; then what was read stands beside its text. */
export default function ReadBulletinPage() {
  const t = useTexts(vi, en)
  const me = useMe()
  const [arrival] = useSearchParam('den')
  const [reading, setReading] = useState<BulletinReading | null>(null)
  const fetched = useQuery({
    queryKey: ['levels', 'arrival', arrival],
    queryFn: () => api.get<BulletinReading>(`/api/bulletin-arrivals/${arrival}`),
    enabled: arrival !== null,
    // what a person is correcting must not be read anew under their hands
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
  })
  return (
    <>
      <PageHeader
        title={t('readTitle')}
        back={
          <Link to="/ban-tin" className="icon-btn" aria-label={t('back')}>
            <Icon name="back" />
          </Link>
        }
        actions={
          reading && (
            <Button icon="upload" onClick={() => setReading(null)}>
              {t('readAnother')}
            </Button>
          )
        }
      />
      <div className={reading || arrival ? 'page' : 'page narrow'}>
        {!entersBulletins(me) && <p className="note doubt">{t('readOnly')}</p>}
        {arrival !== null ? (
          <Answer of={fetched} loading={<Loading shape="panel" rows={6} />}>
            {r => <ReviewBulletin key={r.arrivalId} reading={r} />}
          </Answer>
        ) : reading ? (
          <ReviewBulletin reading={reading} />
        ) : (
          <>
            <p className="mut">{t('readIntro')}</p>
            <TakeBulletin onRead={setReading} />
            <p className="s mut">
              {t('typeInstead')} <Link to="/ban-tin/moi">{t('new')}</Link>
            </p>
          </>
        )}
      </div>
    </>
  )
}

function TakeBulletin({ onRead }: { onRead: (reading: BulletinReading) => void }) {
  const t = useTexts(vi, en)
  const file = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const [text, setText] = useState('')
  const read = useSend(
    (input: { file: File } | { text: string }) => {
      if ('text' in input) return api.post<BulletinReading>('/api/bulletins/read', { text: input.text })
      const form = new FormData()
      form.append('file', input.file)
      return api.upload<BulletinReading>('/api/bulletins/read', form)
    },
    { quiet: true, onDone: onRead },
  )
  const onDrop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    const dropped = event.dataTransfer.files[0]
    const words = event.dataTransfer.getData('text/plain')
    if (dropped) read.mutate({ file: dropped })
    else if (words) setText(words)
  }
  return (
    <Card>
      <form
        className={`form pad bulletin-drop ${over ? 'over' : ''}`}
        onDragOver={e => {
          e.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={onDrop}
        onSubmit={e => {
          e.preventDefault()
          if (text.trim()) read.mutate({ text })
        }}
      >
        <Field label={t('pasteLabel')} hint={t('pasteHint')}>
          {c => (
            <textarea
              {...c}
              className="input"
              rows={12}
              maxLength={100_000}
              value={text}
              onChange={e => setText(e.target.value)}
              autoFocus
            />
          )}
        </Field>
        {read.error && (
          <p className="field-error" role="alert">
            {messageOf(read.error)}
          </p>
        )}
        <div className="row wrap">
          <Button look="main" type="submit" busy={read.isPending} disabled={!text.trim()}>
            {t('read')}
          </Button>
          <Button icon="upload" busy={read.isPending} onClick={() => file.current?.click()}>
            {t('chooseFile')}
          </Button>
          <span className="s mut">{t('fileHint')}</span>
        </div>
        <input
          ref={file}
          type="file"
          hidden
          accept=".docx,.pdf,.txt,.md,.xml"
          aria-label={t('chooseFile')}
          onChange={e => {
            const first = e.target.files?.[0]
            if (first) read.mutate({ file: first })
            e.target.value = ''
          }}
        />
      </form>
    </Card>
  )
}
