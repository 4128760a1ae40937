import type { FactStatus } from '@tusom/domain'
import { Link, usePath } from '../../app/navigation.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { Tag } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import './packs.css'
import vi from './vi.json' with { type: 'json' }

export function PackNav() {
  const t = useTexts(vi, en)
  const here = usePath()
  const parts = [
    { to: '/goi-luat', text: t('navPacks') },
    { to: '/goi-luat/so-sanh', text: t('navCompare') },
    { to: '/goi-luat/cham-diem', text: t('navScore') },
    { to: '/goi-luat/su-kien', text: t('navEvents') },
  ]
  return (
    <nav className="pack-parts no-print" aria-label={t('sections')}>
      {parts.map(p => (
        <Link key={p.to} to={p.to} aria-current={here === p.to ? 'page' : undefined}>
          {p.text}
        </Link>
      ))}
    </nav>
  )
}

const tones = { sourced: 'ok', recalled: 'doubt', proposal: 'doubt', unknown: 'late', local: 'suggested' } as const
export const statuses = Object.keys(tones) as FactStatus[]

export function StatusTag({ status, count }: { status: string; count?: number }) {
  const t = useTexts(vi, en)
  const known = statuses.find(s => s === status)
  const text = known ? t(`status.${known}`) : status
  return (
    <Tag tone={known ? tones[known] : 'plain'}>
      {count !== undefined && `${count} `}
      {text}
    </Tag>
  )
}
