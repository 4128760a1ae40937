import {
  type Cell,
  cellFault,
  cellState,
  compareCells,
  comparisonWords,
  type FormElement,
  type ReportFinding,
  tableFigure,
} from '@tusom/domain'
import { formatDateTime, formatNumber, parseNumber } from '@tusom/vi-text'
import { type KeyboardEvent, useState } from 'react'
import { flushSync } from 'react-dom'
import { Link } from '../../app/navigation.tsx'
import { useLanguage } from '../../i18n/language.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Button } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import type { ShownCell } from './use-report.ts'
import vi from './vi.json' with { type: 'json' }

type Props = {
  element: FormElement
  cell: ShownCell | undefined
  previous: Cell | undefined
  /** null: there is no such period */
  lastYear: Cell | undefined | null
  findings: readonly ReportFinding[]
  editable: boolean
  onType: (cell: Cell) => void
  /** text that is no figure: nothing is kept or sent until it is mended */
  onFault: (fault: boolean) => void
  onKeepMine: () => void
  onTakeTheirs: () => void
}

const empty: Cell = { value: null, notApplicable: false, reason: null }
const shownEarlier = (cell: Cell | undefined | null, e: FormElement, na: string, hidden: string) =>
  cellState(cell ?? undefined) === 'hidden'
    ? hidden
    : cellState(cell ?? undefined) === 'not-applicable'
      ? na
      : cell && cell.value !== null
        ? tableFigure(cell.value, e.kind)
        : '—'

/** The figure without points between thousands, as one types it: 12530, 82,5. */
const bare = (cell: Cell | undefined): string =>
  cell?.value === null || cell?.value === undefined ? '' : String(cell.value).replace('.', ',')

/** What was typed into a cell of yes and no. */
const yesNo = (given: string): number | null => {
  const word = given.trim().toLocaleLowerCase('vi').normalize('NFC')
  return ['1', 'c', 'co', 'có', 'y', 'yes', 'đạt'].includes(word)
    ? 1
    : ['0', 'n', 'no', 'chưa'].includes(word)
      ? 0
      : null
}

/** Goes to the cell above or below, wherever on the page it stands. */
function goToCell(from: HTMLElement, step: 1 | -1): void {
  const all = [...document.querySelectorAll<HTMLInputElement>('input[data-cell]')]
  const here = all.findIndex(i => i.dataset.cell === from.dataset.cell || i.dataset.cell === from.dataset.of)
  const next = all[here + step]
  if (next) {
    next.focus()
  } else if (step === 1) document.querySelector<HTMLTextAreaElement>('textarea[data-part]')?.focus()
}

/** One line of the form: the figure, last period and the same period beside it, and what a check asks, in the cell's own row. */
export function FigureRow(props: Props) {
  const t = useTexts(vi, en)
  const language = useLanguage()
  const { element: e, cell, editable } = props
  const written =
    cell?.value === null || cell?.value === undefined
      ? ''
      : e.kind === 'yes-no'
        ? tableFigure(cell.value, e.kind)
        : formatNumber(cell.value)
  // what is under the fingers; null: the cell shows what stands in it, also when another person changes it
  const [typed, setTyped] = useState<string | null>(null)
  const [fault, setFault] = useState<string | null>(null)
  const [focused, setFocused] = useState(false)
  const [explaining, setExplaining] = useState(false)

  // somebody else's figure has come into the cell while the cursor stood in it: that is what stands there now
  const overtaken =
    typed !== null &&
    !fault &&
    !cell?.pending &&
    (typed.trim() === '' ? null : e.kind === 'yes-no' ? yesNo(typed) : parseNumber(typed)) !== (cell?.value ?? null)
  const shown = typed === null || overtaken ? written : typed

  const state = cellState(cell)
  const reason = cell?.reason ?? ''
  const asks = props.findings.filter(f => f.effect === 'ask' && f.elements[0] === e.code)
  const blocks = props.findings.filter(f => f.effect === 'block' && f.code !== 'required' && f.elements[0] === e.code)
  const needsReason = asks.length > 0 || reason !== '' || explaining || state === 'not-applicable'
  const comparison = comparisonWords(compareCells(cell, props.lastYear), e.kind)[language]
  const name = language === 'en' ? e.nameEn : e.nameVi
  const unit = language === 'en' ? e.unitEn : e.unitVi
  const now: Cell = cell ? { value: cell.value, notApplicable: cell.notApplicable, reason: cell.reason } : empty

  const say = (message: string | null) => {
    setFault(message)
    props.onFault(message !== null)
  }
  const type = (given: string) => {
    setTyped(given)
    if (given.trim() === '') {
      say(null)
      props.onType({ ...now, value: null, notApplicable: false })
      return
    }
    const value = e.kind === 'yes-no' ? yesNo(given) : parseNumber(given)
    if (value === null) {
      say(t(e.kind === 'yes-no' ? 'notYesNo' : 'notNumber'))
      return
    }
    const next: Cell = { ...now, value, notApplicable: false }
    const wrong = cellFault(e, next)
    say(wrong ? wrong[language] : null)
    if (!wrong) props.onType(next)
  }
  // K by mistake: pressing it again brings the figure back
  const [before, setBefore] = useState<number | null>(null)
  const toggleApplicable = () => {
    say(null)
    const value = now.notApplicable ? before : null
    if (!now.notApplicable) setBefore(now.value)
    setTyped(bare({ ...now, value }))
    props.onType({ ...now, value, notApplicable: !now.notApplicable })
  }
  const onKey = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === 'Enter' || event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      goToCell(event.currentTarget, event.key === 'ArrowUp' ? -1 : 1)
    } else if (event.key.toLowerCase() === 'k') {
      event.preventDefault()
      toggleApplicable()
    } else if (event.key.toLowerCase() === 'l') {
      event.preventDefault()
      setExplaining(true)
      setTimeout(() => document.querySelector<HTMLInputElement>(`input[data-of="${e.code}"]`)?.focus(), 0)
    }
  }
  const doubt = asks.some(f => !f.answered)
  const theirs = cell?.pending?.theirs
  const refused = cell?.pending?.refused
  const id = `cell-${e.code}`
  const noteId = `${id}-note`
  const offered = editable && cell?.known && cell.known.value !== cell.value ? cell.known : null
  const hasNote = Boolean(
    fault || refused || theirs || blocks.length || asks.length || cell?.accepted || needsReason || offered,
  )
  const part = e.label.includes('.')
  return (
    <tbody className={`figure ${part ? 'part' : ''}`} id={`row-${e.code}`}>
      <tr>
        <th scope="row" className="figure-label">
          {e.label}
        </th>
        <td className="figure-name">
          <label htmlFor={id}>
            {name} <span className="figure-unit">{unit}</span>
          </label>
        </td>
        <td
          className={`figure-cell ${doubt ? 'doubt' : ''} ${fault || refused || blocks.length ? 'wrong' : ''} ${theirs ? 'doubt' : ''}`}
        >
          {editable ? (
            <input
              id={id}
              data-cell={e.code}
              className="figure-input"
              inputMode="decimal"
              autoComplete="off"
              enterKeyHint="next"
              placeholder={state === 'not-applicable' ? 'K' : e.kind === 'yes-no' ? t('yesNoHint') : ''}
              aria-label={`${name} (${unit})${state === 'not-applicable' ? `, ${t('notApplicable')}` : ''}`}
              aria-invalid={fault || blocks.length ? true : undefined}
              aria-describedby={hasNote ? noteId : undefined}
              value={shown}
              onChange={x => type(x.target.value)}
              onKeyDown={onKey}
              onFocus={x => {
                setFocused(true)
                const box = x.currentTarget
                // Bare digits under the fingers: with points between thousands, taking a digit away would make another number.
                // Shown and selected at once: a key pressed a moment later must replace the old figure, never lengthen it.
                if (typed === null) flushSync(() => setTyped(bare(cell)))
                box.select()
                const shownNow = box.value
                // letting go of the mouse puts the cursor somewhere in the figure: it is selected again, unless a key came first
                setTimeout(() => box.value === shownNow && box.select(), 0)
              }}
              onBlur={() => {
                setFocused(false)
                // a text that is no figure stays in sight until it is mended
                if (!fault) setTyped(null)
              }}
            />
          ) : (
            <b
              id={id}
              title={
                cell?.at ? t('typedBy', { name: cell.by ?? '', time: formatDateTime(Date.parse(cell.at)) }) : undefined
              }
            >
              {state === 'not-applicable'
                ? 'K'
                : state === 'missing'
                  ? t('missing')
                  : tableFigure(cell?.value as number, e.kind)}
            </b>
          )}
        </td>
        <td className="num figure-old" data-name={t('previous')}>
          {shownEarlier(props.previous, e, 'K', t('hidden'))}
        </td>
        <td className="num figure-old" data-name={t('lastYear')}>
          {props.lastYear === null ? '–' : shownEarlier(props.lastYear, e, 'K', t('hidden'))}
        </td>
        <td className="figure-compare">{comparison}</td>
      </tr>
      {(hasNote || (editable && focused)) && (
        <tr className="figure-note">
          <td />
          <td colSpan={5} id={noteId}>
            {fault && <p className="late b">{fault}</p>}
            {refused && <p className="late b">{refused}</p>}
            {theirs && (
              <p className="figure-conflict">
                <span>
                  {t('conflict', {
                    name: theirs.by,
                    value: theirs.notApplicable
                      ? 'K'
                      : theirs.value === null
                        ? t('missing')
                        : tableFigure(theirs.value, e.kind),
                    time: formatDateTime(Date.parse(theirs.at)),
                  })}
                </span>
                <Button onClick={props.onKeepMine}>{t('keepMine')}</Button>
                <Button onClick={props.onTakeTheirs}>{t('takeTheirs')}</Button>
              </p>
            )}
            {blocks.map(f => (
              <p key={f.code} className="late">
                {f[language]}
              </p>
            ))}
            {asks.map(f => (
              <p key={f.code} className={f.answered ? 'mut' : 'figure-ask'}>
                {f[language]}
              </p>
            ))}
            {cell?.accepted && (
              <p className="figure-ask">
                {t('acceptedWas', {
                  value: cell.accepted.notApplicable
                    ? 'K'
                    : cell.accepted.value === null
                      ? t('missing')
                      : tableFigure(cell.accepted.value, e.kind),
                })}
              </p>
            )}
            {offered && (
              <p className="figure-known">
                <span>{t('known', { value: formatNumber(offered.value), source: offered[language] })}</span>
                <Button
                  onClick={() => {
                    setTyped(null)
                    say(null)
                    props.onType({ ...now, value: offered.value, notApplicable: false })
                  }}
                >
                  {t('takeKnown')}
                </Button>
                {offered.href && <Link to={offered.href}>{t('seeSource')}</Link>}
              </p>
            )}
            {needsReason &&
              (editable ? (
                <input
                  className="input figure-reason"
                  data-of={e.code}
                  maxLength={300}
                  aria-label={t('reasonOf', { name })}
                  placeholder={
                    state === 'not-applicable'
                      ? t('reasonNotApplicable')
                      : state === 'missing'
                        ? t('reasonMissing')
                        : t('reason')
                  }
                  value={reason}
                  onChange={x => props.onType({ ...now, reason: x.target.value || null })}
                  onKeyDown={x => {
                    if (x.key === 'Enter' || x.key === 'ArrowDown') {
                      x.preventDefault()
                      goToCell(x.currentTarget, 1)
                    } else if (x.key === 'ArrowUp') {
                      x.preventDefault()
                      document.querySelector<HTMLInputElement>(`input[data-cell="${e.code}"]`)?.focus()
                    }
                  }}
                  onBlur={() => setExplaining(false)}
                />
              ) : (
                reason && <p className="mut">{t('reasonSaid', { reason })}</p>
              ))}
            {editable && focused && !needsReason && !fault && (
              <p className="xs figure-keys">
                <button
                  type="button"
                  tabIndex={-1}
                  className="tag"
                  onMouseDown={x => x.preventDefault()}
                  onClick={toggleApplicable}
                >
                  K · {t('notApplicable')}
                </button>
                <button
                  type="button"
                  tabIndex={-1}
                  className="tag"
                  onMouseDown={x => x.preventDefault()}
                  onClick={() => setExplaining(true)}
                >
                  L · {t('sayWhy')}
                </button>
              </p>
            )}
          </td>
        </tr>
      )}
    </tbody>
  )
}
