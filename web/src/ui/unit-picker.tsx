import type { UnitOut } from '@tusom/contract'
import { useQuery } from '@tanstack/react-query'
import { compareVi, fold } from '@tusom/vi-text'
import { useId, useMemo, useState } from 'react'
import { api } from '../api/client.ts'
import { Icon } from './icon.tsx'
import { useUiTexts } from './use-ui-texts.ts'

export type UnitKind = 'province' | 'department' | 'commune' | 'hamlet' | 'force'

/** Units of the province, of one kind and below one parent if asked; in Vietnamese order. */
export function useUnits(options: { kind?: UnitKind; parent?: number } = {}) {
  const params = new URLSearchParams()
  if (options.kind) params.set('kind', options.kind)
  if (options.parent !== undefined) params.set('parent', String(options.parent))
  return useQuery({
    queryKey: ['units', options.kind ?? null, options.parent ?? null],
    queryFn: () => api.get<UnitOut[]>(`/api/units?${params}`),
    staleTime: 600_000,
    select: sortUnits,
  })
}
const sortUnits = (units: UnitOut[]) => units.toSorted((a, b) => compareVi(a.name, b.name))

type Props = {
  units: readonly UnitOut[]
  value: readonly number[]
  onChange: (ids: number[]) => void
  /** several units; else choosing one replaces the one before */
  multiple?: boolean
  /** from `Field` */
  id?: string
  'aria-describedby'?: string
  'aria-invalid'?: true
  placeholder?: string
}

/**
 * Choosing units by name, without marks: "huu lung" finds Hữu Lũng. People choose, they do not type codes.
 * `useUnits({ kind: 'commune' })` gives the list.
 */
export function UnitPicker({ units, value, onChange, multiple = false, placeholder, ...control }: Props) {
  const t = useUiTexts()
  const list = useId()
  const [text, setText] = useState('')
  const [open, setOpen] = useState(false)
  const [active, setActive] = useState(0)
  const byId = useMemo(() => new Map(units.map(u => [u.id, u])), [units])
  const found = useMemo(() => {
    const words = fold(text).split(' ').filter(Boolean)
    const hits = units.filter(u => {
      const name = fold(`${u.fullName} ${u.code}`)
      return words.every(w => name.includes(w))
    })
    // names that begin with what was typed come first
    const start = (u: UnitOut) => (words.length && fold(u.name).startsWith(words.join(' ')) ? 0 : 1)
    return hits.toSorted((a, b) => start(a) - start(b)).slice(0, 60)
  }, [units, text])

  const pick = (unit: UnitOut) => {
    if (!multiple) onChange([unit.id])
    else onChange(value.includes(unit.id) ? value.filter(id => id !== unit.id) : [...value, unit.id])
    setText('')
    if (!multiple) setOpen(false)
  }
  return (
    <div
      className="picker"
      onBlur={e => {
        if (!e.currentTarget.contains(e.relatedTarget)) setOpen(false)
      }}
    >
      <div className="picker-box">
        {value.map(id => {
          const name = byId.get(id)?.name ?? `#${id}`
          return (
            <span key={id} className="chip">
              {name}
              <button
                type="button"
                aria-label={t('remove', { name })}
                onClick={() => onChange(value.filter(v => v !== id))}
              >
                <Icon name="close" size={12} />
              </button>
            </span>
          )
        })}
        <input
          {...control}
          role="combobox"
          aria-expanded={open}
          aria-controls={list}
          aria-autocomplete="list"
          aria-activedescendant={open && found[active] ? `${list}-${found[active].id}` : undefined}
          autoComplete="off"
          placeholder={value.length ? '' : (placeholder ?? t('pickUnit'))}
          value={text}
          onFocus={() => setOpen(true)}
          onClick={() => setOpen(true)}
          onChange={e => {
            setText(e.target.value)
            setActive(0)
            setOpen(true)
          }}
          onKeyDown={e => {
            if (e.key === 'ArrowDown' || e.key === 'ArrowUp') {
              e.preventDefault()
              setOpen(true)
              setActive(a => Math.min(Math.max(a + (e.key === 'ArrowDown' ? 1 : -1), 0), found.length - 1))
            } else if (e.key === 'Enter' && open && found[active]) {
              e.preventDefault()
              pick(found[active])
            } else if (e.key === 'Escape' && open) {
              // closes the list only, not the window around it
              e.preventDefault()
              setOpen(false)
            } else if (e.key === 'Backspace' && !text && value.length) onChange(value.slice(0, -1))
          }}
        />
        {multiple && value.length > 1 && (
          <button type="button" className="btn quiet" onClick={() => onChange([])}>
            {t('pickClear')}
          </button>
        )}
      </div>
      {open && (
        <div className="pop card" id={list} role="listbox" aria-multiselectable={multiple} tabIndex={-1}>
          {multiple && !text && value.length < units.length && (
            <button type="button" className="menu-item b" onClick={() => onChange(units.map(u => u.id))}>
              {t('pickAll', { n: units.length })}
            </button>
          )}
          {found.length === 0 && <p className="pad mut">{t('pickNone')}</p>}
          {found.map((u, i) => (
            <div
              key={u.id}
              id={`${list}-${u.id}`}
              role="option"
              tabIndex={-1}
              aria-selected={value.includes(u.id)}
              className={i === active ? 'active' : ''}
              onMouseEnter={() => setActive(i)}
              onMouseDown={e => {
                e.preventDefault()
                pick(u)
              }}
            >
              {value.includes(u.id) && <Icon name="check" size={16} />}
              {u.fullName}
            </div>
          ))}
        </div>
      )}
    </div>
  )
}
