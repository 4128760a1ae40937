import { useTexts } from '../i18n/texts.ts'
import { Empty } from '../ui/states.tsx'
import en from './en.json' with { type: 'json' }
import { Link } from './navigation.tsx'
import { usePageTitle } from './page-title.ts'
import vi from './vi.json' with { type: 'json' }

export function NotFound() {
  const t = useTexts(vi, en)
  usePageTitle(t('notFound'))
  return (
    <main className="lonely">
      <Empty
        title={t('notFound')}
        action={
          <Link to="/" className="btn main">
            {t('goHome')}
          </Link>
        }
      >
        {t('notFoundHint')}
      </Empty>
    </main>
  )
}
