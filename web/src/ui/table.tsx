import { type KeyboardEvent, type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import { useSearchParam } from '../app/navigation.tsx'
import { Button } from './basics.tsx'
import { filterRows, type Sortable, sortRows, toCsv } from './table-rows.ts'
import { useUiTexts } from './use-ui-texts.ts'

export type Column<T> = {
  key: string
  title: string
  cell: (row: T) => ReactNode
  /** what is sorted by, searched in and written to the CSV; without it the column does none of these */
  value?: (row: T) => Sortable
  /** numbers stand at the end of their cell */
  number?: boolean
  /** not shown until a person chooses it */
  optional?: boolean
  width?: string
}

type Props<T> = {
  /** what the table lists, in words: its name to screen readers and its file name */
  name: string
  /** stands before the table's parameters in the address when a page has two tables */
  id?: string
  rows: readonly T[]
  columns: readonly Column<T>[]
  rowKey: (row: T) => string | number
  /** "due" or "-due" */
  initialSort?: string
  /** Enter or a click on a row */
  onOpen?: (row: T) => void
  rowClass?: (row: T) => string
  empty: ReactNode
  /** more tools beside the filter */
  tools?: ReactNode
  /** leaves out filter, columns, CSV: for a handful of rows */
  plain?: boolean
}

/** Rows above this many are drawn only where they are seen. */
const VIRTUAL_FROM = 120
const ROW_PX = 44

/**
 * The one table: sort and filter in the address, columns chosen, arrows and Enter, CSV for Excel, print in full, long lists
 * drawn only where seen, rows as small cards on a phone.
 */
export function Table<T>(props: Props<T>) {
  const t = useUiTexts()
  const prefix = props.id ? `${props.id}.` : ''
  const [filter, setFilter] = useSearchParam(`${prefix}loc`)
  const [sort, setSort] = useSearchParam(`${prefix}xep`)
  const [chosen, setChosen] = useSearchParam(`${prefix}cot`)
  const shown = useMemo(() => {
    const also = new Set(chosen?.split(',') ?? [])
    return props.columns.filter(c => (c.optional ? also.has(c.key) : !also.has(`-${c.key}`)))
  }, [props.columns, chosen])
  const sortBy = sort ?? props.initialSort ?? ''
  const rows = useMemo(() => {
    const searched = props.columns.filter(c => c.value)
    const found = filterRows(props.rows, filter ?? '', row => searched.map(c => c.value?.(row) ?? '').join(' '))
    const column = props.columns.find(c => c.key === sortBy.replace(/^-/, ''))
    return column?.value ? sortRows(found, column.value, sortBy.startsWith('-')) : found
  }, [props.rows, props.columns, filter, sortBy])

  const body = useRef<HTMLTableSectionElement>(null)
  const virtual = rows.length > VIRTUAL_FROM
  const range = useVisibleRange(body, rows.length, virtual)
  const drawn = virtual ? rows.slice(range.from, range.to) : rows

  if (!props.rows.length) return <>{props.empty}</>
  const onKey = (event: KeyboardEvent<HTMLTableRowElement>, row: T) => {
    const here = event.currentTarget
    if (event.key === 'Enter' && event.target === here) props.onOpen?.(row)
    const next =
      event.key === 'ArrowDown' ? here.nextElementSibling : event.key === 'ArrowUp' ? here.previousElementSibling : null
    if (next instanceof HTMLElement && event.target === here) {
      event.preventDefault()
      next.focus()
    }
  }
  return (
    <div className="table-block">
      {!props.plain && (
        <div className="table-tools">
          <input
            className="input"
            type="search"
            placeholder={t('filter')}
            aria-label={t('filterIn', { name: props.name })}
            value={filter ?? ''}
            onChange={e => setFilter(e.target.value)}
          />
          {props.tools}
          <span className="sp" />
          <span className="s" role="status">
            {rows.length === props.rows.length
              ? t('rows', { n: rows.length })
              : t('rowsOf', { n: rows.length, of: props.rows.length })}
          </span>
          <ColumnMenu columns={props.columns} shown={shown} chosen={chosen} choose={setChosen} />
          <Button look="quiet" icon="download" onClick={() => download(props.name, shown, rows)}>
            {t('exportCsv')}
          </Button>
          <Button look="quiet" icon="print" className="wide-only" onClick={() => window.print()}>
            {t('print')}
          </Button>
        </div>
      )}
      {rows.length === 0 ? (
        <div className="state">
          <p>{t('noMatch', { text: filter ?? '' })}</p>
          <Button onClick={() => setFilter(null)}>{t('clearFilter')}</Button>
        </div>
      ) : (
        <div className="table-scroll">
          <table
            className={`table stacks ${virtual ? 'virtual' : ''}`}
            aria-label={props.name}
            aria-rowcount={rows.length}
          >
            <thead>
              <tr>
                {shown.map(c => (
                  <th
                    key={c.key}
                    className={c.number ? 'num' : ''}
                    style={{ width: c.width }}
                    aria-sort={sortBy === c.key ? 'ascending' : sortBy === `-${c.key}` ? 'descending' : undefined}
                  >
                    {c.value ? (
                      <button
                        type="button"
                        title={t('sortBy', { column: c.title })}
                        onClick={() => setSort(sortBy === c.key ? `-${c.key}` : c.key)}
                      >
                        {c.title}
                        {sortBy === c.key ? ' ↑' : sortBy === `-${c.key}` ? ' ↓' : ''}
                      </button>
                    ) : (
                      c.title
                    )}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody ref={body}>
              {virtual && range.from > 0 && <Spacer rows={range.from} />}
              {drawn.map((row, i) => (
                <tr
                  key={props.rowKey(row)}
                  className={`${props.onOpen ? 'opens' : ''} ${props.rowClass?.(row) ?? ''}`}
                  tabIndex={props.onOpen ? 0 : undefined}
                  aria-rowindex={virtual ? range.from + i + 1 : undefined}
                  onClick={
                    props.onOpen
                      ? e => {
                          if (!(e.target as Element).closest('a,button,input,select,label')) props.onOpen?.(row)
                        }
                      : undefined
                  }
                  onKeyDown={props.onOpen ? e => onKey(e, row) : undefined}
                >
                  {shown.map(c => (
                    <td key={c.key} className={c.number ? 'num' : ''} data-name={c.title}>
                      <span className="cell">{c.cell(row)}</span>
                    </td>
                  ))}
                </tr>
              ))}
              {virtual && range.to < rows.length && <Spacer rows={rows.length - range.to} />}
            </tbody>
          </table>
        </div>
      )}
    </div>
  )
}

const Spacer = ({ rows }: { rows: number }) => (
  <tr aria-hidden="true" className="spacer">
    <td style={{ height: rows * ROW_PX, padding: 0, border: 0 }} />
  </tr>
)

/** Which rows of a long table lie in the window, with a screen to spare; all of them while printing. */
function useVisibleRange(body: { current: HTMLElement | null }, count: number, virtual: boolean) {
  const [range, setRange] = useState({ from: 0, to: 60 })
  useEffect(() => {
    if (!virtual) return
    let frame = 0
    let printing = false
    const look = () => {
      frame = 0
      const top = body.current?.getBoundingClientRect().top ?? 0
      const perRow = matchMedia('(max-width: 719px)').matches ? averageHeight(body.current) : ROW_PX
      const first = printing ? 0 : Math.max(0, Math.floor((-top - innerHeight) / perRow))
      const last = printing ? count : Math.min(count, Math.ceil((-top + 2 * innerHeight) / perRow))
      setRange(old => (old.from === first && old.to === last ? old : { from: first, to: Math.max(last, first + 20) }))
    }
    const soon = () => {
      frame ||= requestAnimationFrame(look)
    }
    const print = () => {
      printing = true
      look()
    }
    const printed = () => {
      printing = false
      look()
    }
    look()
    addEventListener('scroll', soon, { capture: true, passive: true })
    addEventListener('resize', soon)
    addEventListener('beforeprint', print)
    addEventListener('afterprint', printed)
    return () => {
      cancelAnimationFrame(frame)
      removeEventListener('scroll', soon, { capture: true })
      removeEventListener('resize', soon)
      removeEventListener('beforeprint', print)
      removeEventListener('afterprint', printed)
    }
  }, [count, virtual, body])
  return range
}

/** On a phone a row is a card of some height: what is drawn now tells how high one is. */
function averageHeight(body: HTMLElement | null): number {
  const rows = body ? [...body.children].filter(r => !r.classList.contains('spacer')) : []
  const first = rows[0]?.getBoundingClientRect().top ?? 0
  const last = rows.at(-1)?.getBoundingClientRect().bottom ?? 0
  return rows.length ? Math.max(ROW_PX, (last - first) / rows.length) : 120
}

function ColumnMenu<T>(props: {
  columns: readonly Column<T>[]
  shown: readonly Column<T>[]
  chosen: string | null
  choose: (value: string | null) => void
}) {
  const t = useUiTexts()
  const [open, setOpen] = useState(false)
  const toggle = (column: Column<T>) => {
    const set = new Set(props.chosen?.split(',').filter(Boolean) ?? [])
    const word = column.optional ? column.key : `-${column.key}`
    if (!set.delete(word)) set.add(word)
    props.choose([...set].join(',') || null)
  }
  if (props.columns.length < 3) return null
  return (
    <span className="menu wide-only" onBlur={e => !e.currentTarget.contains(e.relatedTarget) && setOpen(false)}>
      <Button look="quiet" icon="list" aria-expanded={open} onClick={() => setOpen(!open)}>
        {t('columns')}
      </Button>
      {open && (
        <div className="pop card" role="group" aria-label={t('columns')}>
          {props.columns.slice(1).map(c => (
            <label key={c.key} className="menu-item">
              <input type="checkbox" checked={props.shown.includes(c)} onChange={() => toggle(c)} />
              {c.title}
            </label>
          ))}
        </div>
      )}
    </span>
  )
}

function download<T>(name: string, columns: readonly Column<T>[], rows: readonly T[]): void {
  const written = columns.filter(c => c.value)
  const text = toCsv(
    written.map(c => c.title),
    rows.map(row => written.map(c => c.value?.(row))),
  )
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }))
  const mark = location.pathname.startsWith('/dien-tap/') ? 'DIEN TAP - ' : ''
  link.download = `${mark}${name}.csv`
  link.click()
  URL.revokeObjectURL(link.href)
}
