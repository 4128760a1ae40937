import type { WarningFull } from '@tusom/contract'
import { warningMessages } from '@tusom/domain'
import { Button, toast } from '../../ui/index.ts'
import { runId } from '../../app/run.ts'
import { useWarningTexts } from './words.ts'

type Words = { headline: string; description: string; instruction: string; expiresAt: string }

/** What people will get, built from the words as they are typed: by the same rules as on the server. */
export function PeopleView({ w, words, now }: { w: WarningFull; words: Words; now: number }) {
  const t = useWarningTexts()
  const m = warningMessages({
    ...w.speaker,
    ...words,
    msgType: w.msgType,
    runId,
    expiresAt: new Date(words.expiresAt),
    at: new Date(w.issuedAt ?? now),
    sample: w.sample,
  })
  return (
    <div className="stack">
      <Message
        head={t('smsPlain', { parts: m.smsPlain.count.parts, units: m.smsPlain.count.units })}
        text={m.smsPlain.text}
      />
      <Message head={t('sms', { parts: m.sms.count.parts, units: m.sms.count.units })} text={m.sms.text} />
      <Message
        head={t('loudspeaker', { seconds: m.loudspeaker.seconds, words: m.loudspeaker.wordsPerMinute })}
        text={m.loudspeaker.text}
      />
      <Message head={t('zalo', { n: m.zalo.characters })} text={m.zalo.text} folded />
    </div>
  )
}

function Message({ head, text, folded = false }: { head: string; text: string; folded?: boolean }) {
  const t = useWarningTexts()
  const copy = async () => {
    await navigator.clipboard?.writeText(text)
    toast(t('copied'))
  }
  const body = (
    <>
      <p className="message-text" lang="vi">
        {text}
      </p>
      <Button look="quiet" className="no-print" onClick={() => void copy()}>
        {t('copy')}
      </Button>
    </>
  )
  return folded ? (
    <details className="message">
      <summary className="xs">{head}</summary>
      {body}
    </details>
  ) : (
    <div className="message">
      <div className="xs">{head}</div>
      {body}
    </div>
  )
}

/** Where it goes: only what there is. */
export function Channels({ w }: { w: WarningFull }) {
  const t = useWarningTexts()
  const approved = !['draft', 'submitted', 'discarded'].includes(w.state)
  const rows = [
    [t('ch.public'), t('ch.publicNow')],
    [t('ch.receipts'), t('ch.receiptsN', { n: w.recipients.communes + w.recipients.hamlets })],
    [t('ch.docx'), t(approved ? 'ch.docxReady' : 'ch.docxLater')],
    [t('ch.texts'), t('ch.textsHow')],
  ] as const
  return (
    <>
      <h2>{t('channels')}</h2>
      <dl className="channels">
        {rows.map(([name, how]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{how}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}

export function CapText({ w }: { w: WarningFull }) {
  const t = useWarningTexts()
  return (
    <details className="cap-text">
      <summary className="s b">{t('cap')}</summary>
      {w.cap ? <pre>{w.cap}</pre> : <p className="s">{t('capNone')}</p>}
    </details>
  )
}
