import type { EntryIn, EntryKind, EntryOut, IncidentOut } from '@tusom/contract'
import { localParts } from '@tusom/vi-text'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { messageOf } from '../../api/api-error.ts'
import { api } from '../../api/client.ts'
import { useSend } from '../../api/use-send.ts'
import { runId } from '../../app/run.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Button, TimeInput } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import '../scenarios/scenarios.css'
import './incidents.css'
import { makeKey } from './make-key.ts'
import vi from './vi.json' with { type: 'json' }

type Draft = { key: string; kind: EntryKind; text: string; source: string; communeId: number | null; at: string | null }
const kinds = ['report', 'observation', 'decision', 'resource'] as const
const fresh = (): Draft => ({ key: makeKey(), kind: 'report', text: '', source: '', communeId: null, at: null })

/** What was typed for an incident stays on this machine until it has arrived; its key keeps it from arriving twice. */
const placeOf = (id: number) => `tusom.incident.${runId}.${id}`
function readDraft(id: number): Draft {
  try {
    const text = localStorage.getItem(placeOf(id))
    return text ? { ...fresh(), ...(JSON.parse(text) as Partial<Draft>) } : fresh()
  } catch {
    return fresh()
  }
}
function keepDraft(id: number, draft: Draft): void {
  try {
    if (draft.text || draft.source) localStorage.setItem(placeOf(id), JSON.stringify(draft))
    else localStorage.removeItem(placeOf(id))
  } catch {
    // kept for this page only
  }
}

export function EntryForm(props: { incident: IncidentOut; correcting: EntryOut | null; leaveCorrection: () => void }) {
  const t = useTexts(vi, en)
  const { id, communes } = props.incident.incident
  const [draft, setDraft] = useState(() => readDraft(id))
  const [timed, setTimed] = useState(false)
  const [tried, setTried] = useState(false)
  const box = useRef<HTMLTextAreaElement>(null)
  const change = (part: Partial<Draft>) => {
    const next = { ...draft, ...part }
    setDraft(next)
    keepDraft(id, next)
  }
  const { correcting } = props
  const [seen, setSeen] = useState<EntryOut | null>(null)
  if (seen !== correcting) {
    setSeen(correcting)
    if (correcting)
      setDraft({ ...draft, kind: correcting.kind, communeId: correcting.commune?.id ?? null, text: correcting.text })
  }
  useEffect(() => {
    if (!correcting) return
    box.current?.focus()
    box.current?.scrollIntoView({ block: 'center' })
  }, [correcting])
  const send = useSend((body: EntryIn) => api.post(`/api/incidents/${id}/entries`, body), {
    topics: ['incidents'],
    quiet: true,
    onDone: () => {
      const next = { ...fresh(), kind: draft.kind }
      setDraft(next)
      keepDraft(id, next)
      setTried(false)
      setTimed(false)
      props.leaveCorrection()
    },
  })
  const noTime = timed && draft.at === null
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!draft.text.trim() || noTime) return
    send.mutate({
      key: draft.key,
      kind: draft.kind,
      text: draft.text.trim(),
      source: draft.source.trim(),
      communeId: draft.communeId,
      correctsId: correcting?.id ?? null,
      ...(timed && draft.at ? { at: draft.at } : {}),
    })
  }
  return (
    <form className="entry-form no-print" onSubmit={submit} noValidate>
      {correcting && (
        <p className="note doubt s">
          <span>
            {t('correcting', { at: localParts(Date.parse(correcting.at)).time, text: correcting.text.slice(0, 80) })}
          </span>
          <Button look="quiet" onClick={props.leaveCorrection}>
            {t('cancel')}
          </Button>
        </p>
      )}
      <div className="choice" role="radiogroup" aria-label={t('write')}>
        {kinds.map(k => (
          <button
            key={k}
            type="button"
            role="radio"
            className="chip-btn"
            aria-checked={draft.kind === k}
            aria-pressed={draft.kind === k}
            onClick={() => change({ kind: k })}
          >
            {t(`kind.${k}`)}
          </button>
        ))}
      </div>
      <textarea
        ref={box}
        className="input entry-text"
        rows={2}
        maxLength={4000}
        aria-label={t('write')}
        placeholder={t('writeHint')}
        value={draft.text}
        onChange={e => change({ text: e.target.value })}
        onKeyDown={e => {
          if (e.key === 'Enter' && (e.ctrlKey || e.metaKey)) submit(e)
        }}
      />
      <div className="entry-row">
        <input
          className="input"
          maxLength={300}
          aria-label={t('source')}
          placeholder={t('source')}
          value={draft.source}
          onChange={e => change({ source: e.target.value })}
        />
        <select
          className="input"
          aria-label={t('place')}
          value={draft.communeId ?? ''}
          onChange={e => change({ communeId: Number(e.target.value) || null })}
        >
          <option value="">{t('allPlaces')}</option>
          {communes.map(c => (
            <option key={c.id} value={c.id}>
              {c.name}
            </option>
          ))}
        </select>
        {timed ? (
          <TimeInput value={draft.at} onChange={at => change({ at })} />
        ) : (
          <Button look="quiet" icon="clock" onClick={() => setTimed(true)} title={t('otherTime')}>
            {t('nowIsIt')}
          </Button>
        )}
        <Button look="main" type="submit" busy={send.isPending}>
          {send.error ? t('resend') : t('send')}
        </Button>
      </div>
      {tried && !draft.text.trim() && <small className="field-error">{t('needText')}</small>}
      {tried && noTime && <small className="field-error">{t('needTime')}</small>}
      {send.error && (
        <small className="field-error" role="alert">
          {t('notSent', { why: messageOf(send.error) })}
        </small>
      )}
    </form>
  )
}
