import type { FormPart, ReportFinding } from '@tusom/domain'
import { formatDateTime } from '@tusom/vi-text'
import { useEffect, useRef } from 'react'
import { useLanguage } from '../../i18n/language.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Button, Field } from '../../ui/index.ts'
import { RaiseFromPart, takesDifficulties } from '../difficulties/raise-from-part.tsx'
import en from './en.json' with { type: 'json' }
import type { ShownPart } from './use-report.ts'
import vi from './vi.json' with { type: 'json' }

/** A narrative part: grows with what is written; each line becomes a paragraph of the document, a leading "-" a point. */
export function PartField(props: {
  part: FormPart
  shown: ShownPart | undefined
  findings: readonly ReportFinding[]
  editable: boolean
  onType: (text: string) => void
  onKeepMine: () => void
  onTakeTheirs: () => void
  /** the own report, saved: its difficulties may be raised */
  raise?: { reportId: number; unitId: number } | null
}) {
  const t = useTexts(vi, en)
  const language = useLanguage()
  const { part, shown, editable } = props
  const box = useRef<HTMLTextAreaElement>(null)
  const text = shown?.text ?? ''
  useEffect(() => {
    const area = box.current
    if (!area) return
    area.style.height = 'auto'
    area.style.height = `${area.scrollHeight + 2}px`
  }, [text])
  const title = language === 'en' ? part.titleEn : part.titleVi
  const theirs = shown?.pending?.theirs
  if (!editable)
    return (
      <section className="report-part" id={`part-${part.code}`}>
        <h3>{title}</h3>
        <p className={text ? 'report-prose' : 'mut'}>{text || t('notWritten')}</p>
        {shown?.at && text && (
          <small>{t('typedBy', { name: shown.by ?? '', time: formatDateTime(Date.parse(shown.at)) })}</small>
        )}
      </section>
    )
  return (
    <div className="report-part" id={`part-${part.code}`}>
      <Field
        label={title}
        required={part.required}
        hint={language === 'en' ? part.hintEn : part.hintVi}
        error={shown?.pending?.refused ?? null}
      >
        {control => (
          <textarea
            {...control}
            ref={box}
            data-part={part.code}
            className="input"
            rows={part.short || part.evidenceOf ? 1 : 3}
            maxLength={part.short || part.evidenceOf ? 300 : 20_000}
            value={text}
            onChange={e => props.onType(e.target.value)}
          />
        )}
      </Field>
      {props.raise && text.trim() !== '' && !shown?.pending && takesDifficulties(part) && (
        <RaiseFromPart {...props.raise} part={part.code} text={text} box={box} />
      )}
      {theirs && (
        <div className="note doubt figure-conflict">
          <span>
            {t('conflictPart', { name: theirs.by, time: formatDateTime(Date.parse(theirs.at)) })}
            <q className="report-prose">{theirs.text}</q>
          </span>
          <Button onClick={props.onKeepMine}>{t('keepMine')}</Button>
          <Button onClick={props.onTakeTheirs}>{t('takeTheirs')}</Button>
        </div>
      )}
    </div>
  )
}
