import { fold } from '@tusom/vi-text'
import { useState } from 'react'
import { useTexts } from '../i18n/texts.ts'
import { Dialog } from '../ui/dialog.tsx'
import { Icon, type IconName } from '../ui/icon.tsx'
import { useUnits } from '../ui/unit-picker.tsx'
import en from './en.json' with { type: 'json' }
import { useNavItems } from './nav-items.ts'
import { useGo } from './navigation.tsx'
import vi from './vi.json' with { type: 'json' }

type Hit = { key: string; text: string; icon: IconName; to: string }

/** Ctrl K: a page or a commune by its name without marks, arrows and Enter. */
export default function SearchDialog({ onClose }: { onClose: () => void }) {
  const t = useTexts(vi, en)
  const go = useGo()
  const items = useNavItems()
  const communes = useUnits({ kind: 'commune' })
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const duty = items.some(i => i.path === '/truc-ban')
  const all: Hit[] = [
    ...items.map(i => ({ key: i.path, text: i.text, icon: i.icon, to: i.path })),
    ...(duty ? (communes.data ?? []) : []).map(u => ({
      key: String(u.id),
      text: u.fullName,
      icon: 'unit' as const,
      to: `/truc-ban?chon=${u.id}/flood`,
    })),
  ]
  const words = fold(text).split(' ').filter(Boolean)
  const hits = all.filter(h => words.every(w => fold(h.text).includes(w))).slice(0, 12)
  const open = (hit: Hit | undefined) => {
    if (!hit) return
    onClose()
    go(hit.to)
  }
  return (
    <Dialog title={t('searchHint')} onClose={onClose}>
      <input
        className="input"
        type="search"
        aria-label={t('searchHint')}
        role="combobox"
        aria-expanded
        aria-controls="search-hits"
        aria-activedescendant={hits[at] ? `hit-${hits[at].key}` : undefined}
        value={text}
        onChange={e => {
          setText(e.target.value)
          setAt(0)
        }}
        onKeyDown={e => {
          if (e.key === 'ArrowDown' || e.key === 'ArrowUp') {
            e.preventDefault()
            setAt(Math.min(Math.max(at + (e.key === 'ArrowDown' ? 1 : -1), 0), hits.length - 1))
          } else if (e.key === 'Enter') {
            e.preventDefault()
            open(hits[at])
          }
        }}
      />
      <div id="search-hits" role="listbox" aria-label={t('searchHint')} tabIndex={-1}>
        {hits.length === 0 && <p className="mut">{t('searchNone')}</p>}
        {hits.map((hit, i) => (
          <div
            key={hit.key}
            id={`hit-${hit.key}`}
            role="option"
            tabIndex={-1}
            aria-selected={i === at}
            className={`menu-item hit ${i === at ? 'on' : ''}`}
            onMouseEnter={() => setAt(i)}
            onMouseDown={e => {
              e.preventDefault()
              open(hit)
            }}
          >
            <Icon name={hit.icon} />
            {hit.text}
          </div>
        ))}
      </div>
    </Dialog>
  )
}
