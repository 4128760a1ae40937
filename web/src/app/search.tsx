import { lazy, Suspense, useEffect, useState } from 'react'
import { useTexts } from '../i18n/texts.ts'
import { Icon } from '../ui/icon.tsx'
import en from './en.json' with { type: 'json' }
import vi from './vi.json' with { type: 'json' }

const SearchDialog = lazy(() => import('./search-dialog.tsx'))

/** The button in the side bar, and Ctrl K (⌘K) on every page. */
export function Search() {
  const t = useTexts(vi, en)
  const [open, setOpen] = useState(false)
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return
      event.preventDefault()
      setOpen(true)
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [])
  return (
    <>
      <button
        type="button"
        className="side-btn"
        title={`${t('searchHint')} (${t('searchKey')})`}
        onClick={() => setOpen(true)}
      >
        <Icon name="search" size={20} />
        <span>{t('search')}</span>
      </button>
      {open && (
        <Suspense fallback={null}>
          <SearchDialog onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
