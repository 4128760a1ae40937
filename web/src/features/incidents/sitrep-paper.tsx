import type { SitrepDraft, SitrepPart } from '@tusom/contract'
import { formatDateTime } from '@tusom/vi-text'
import { useEffect, useRef, useState } from 'react'
import { messageOf } from '../../api/api-error.ts'
import { api } from '../../api/client.ts'
import { now } from '../../api/clock.ts'
import { useTexts } from '../../i18n/texts.ts'
import { SampleMark, shortTime, Tag } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import '../scenarios/scenarios.css'
import './incidents.css'
import vi from './vi.json' with { type: 'json' }

type Block = SitrepDraft['content']['sections'][number]['blocks'][number]
const roman = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII']

type Props = { draft: SitrepDraft; incidentId: number; unitId: number; mayWrite: boolean }

/** The report as it reads now; what a person adds is typed where it will stand. */
export function SitrepPaper({ draft, incidentId, unitId, mayWrite }: Props) {
  const t = useTexts(vi, en)
  const { content: c } = draft
  const body = c.sections.filter(s => !s.key.startsWith('annex'))
  const annexes = c.sections.filter(s => s.key.startsWith('annex'))
  const show = (b: Block, i: number) =>
    b.type === 'typed' ? (
      <TypedPart
        key={b.part}
        incidentId={incidentId}
        unitId={unitId}
        part={b.part}
        text={b.text}
        by={b.by}
        at={b.at}
        mayWrite={mayWrite}
      />
    ) : (
      <Fixed key={i} block={b} />
    )
  return (
    <article className="paper">
      <header className="paper-head">
        {c.exercise && <p className="paper-exercise">DIỄN TẬP</p>}
        <p className="row wrap end no-print">
          <Tag tone="suggested">{t('draft')}</Tag>
          {c.sample && <SampleMark />}
        </p>
        <h2>BÁO CÁO</h2>
        <p className="b">{c.title}</p>
      </header>
      {body.map((s, i) => (
        <section key={s.key}>
          <h3>
            {roman[i]}. {s.title}
          </h3>
          {s.blocks.map(show)}
        </section>
      ))}
      {annexes.map(s => (
        <section key={s.key}>
          <h3>{s.title}</h3>
          {s.blocks.map(show)}
        </section>
      ))}
      {c.figures.length > 0 && (
        <details className="paper-sources">
          <summary>{t('sources', { n: c.figures.length })}</summary>
          <div className="table-scroll">
            <table>
              <thead>
                <tr>
                  <th>{t('figure')}</th>
                  <th>{t('value')}</th>
                  <th>{t('asOf')}</th>
                  <th>{t('origin')}</th>
                </tr>
              </thead>
              <tbody>
                {c.figures.map(f => (
                  <tr key={f.label}>
                    <td>{f.label}</td>
                    <td className="num">{f.value}</td>
                    <td>{f.asOf && formatDateTime(Date.parse(f.asOf))}</td>
                    <td>{f.source}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </details>
      )}
    </article>
  )
}

function Fixed({ block: b }: { block: Exclude<Block, { type: 'typed' }> }) {
  switch (b.type) {
    case 'heading':
      return <h4>{b.text}</h4>
    case 'bullet':
      return <p className="paper-bullet">- {b.text}</p>
    case 'missing':
      return <p className="paper-missing">{b.text}</p>
    case 'text':
      return <p>{b.text}</p>
    case 'table':
      return (
        <div className="table-scroll">
          <table>
            {b.caption && <caption>{b.caption}</caption>}
            <thead>
              <tr>
                {b.columns.map(c => (
                  <th key={c.title}>{c.title}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {b.rows.map(row => (
                <tr key={row.join('\u0000')}>
                  {row.map((cell, i) => (
                    <td key={b.columns[i]?.title ?? i} style={{ textAlign: b.columns[i]?.align }}>
                      {cell}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )
  }
}

type Saving = { state: 'idle' | 'saving' | 'saved'; at: number } | { state: 'failed'; why: string }

/** Saved as it is typed, a moment after the last key; what another person wrote meanwhile comes in while nobody types here. */
function TypedPart(props: {
  incidentId: number
  unitId: number
  part: SitrepPart
  text: string
  by: string | null
  at: string | null
  mayWrite: boolean
}) {
  const t = useTexts(vi, en)
  const [text, setText] = useState(props.text)
  const [saving, setSaving] = useState<Saving>({ state: 'idle', at: 0 })
  const sent = useRef(props.text)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const focused = useRef(false)
  useEffect(() => {
    if (focused.current || props.text === sent.current) return
    sent.current = props.text
    setText(props.text)
  }, [props.text])
  const save = async (words: string) => {
    clearTimeout(timer.current)
    if (words === sent.current) return
    setSaving({ state: 'saving', at: now() })
    try {
      await api.put(`/api/incidents/${props.incidentId}/sitrep/texts`, {
        unitId: props.unitId,
        part: props.part,
        text: words,
      })
      sent.current = words
      setSaving({ state: 'saved', at: now() })
    } catch (fault) {
      setSaving({ state: 'failed', why: messageOf(fault) })
    }
  }
  useEffect(() => () => clearTimeout(timer.current), [])
  if (!props.mayWrite) return text ? <p className="paper-typed">{text}</p> : null
  return (
    <div className="paper-edit">
      <label>
        <span className="row s">
          {t('typedHint')}
          <span className="sp" />
          <span className={saving.state === 'failed' ? 'late' : ''} role="status">
            {saving.state === 'saving'
              ? t('saving')
              : saving.state === 'saved'
                ? t('saved', { at: shortTime(saving.at, now()) })
                : saving.state === 'failed'
                  ? t('notSaved', { why: saving.why })
                  : props.by && props.at
                    ? `${props.by}, ${shortTime(Date.parse(props.at), now())}`
                    : ''}
          </span>
        </span>
        <textarea
          className="input"
          aria-label={t(`typed.${props.part}`)}
          rows={Math.max(2, text.split('\n').length + 1)}
          value={text}
          onFocus={() => {
            focused.current = true
          }}
          onBlur={() => {
            focused.current = false
            void save(text)
          }}
          onChange={e => {
            const words = e.target.value
            setText(words)
            clearTimeout(timer.current)
            timer.current = setTimeout(() => void save(words), 800)
          }}
        />
      </label>
    </div>
  )
}
