import type { BackupsOut } from '@tusom/contract'
import { useQuery } from '@tanstack/react-query'
import { api } from '../api/client.ts'
import { useTexts } from '../i18n/texts.ts'
import en from './en.json' with { type: 'json' }
import { Link, usePath } from './navigation.tsx'
import { hasRole, useMe } from './session.ts'
import vi from './vi.json' with { type: 'json' }

const HOUR = 3_600_000

/** On every page of an administrator: the installation is not being saved. Nobody looks for what has silently stopped. */
export function BackupBand() {
  const t = useTexts(vi, en)
  const mine = hasRole(useMe(), 'administrator')
  const path = usePath()
  const backups = useQuery({
    queryKey: ['backups'],
    queryFn: () => api.get<BackupsOut>('/api/backups'),
    enabled: mine,
    refetchInterval: HOUR,
  })
  const standing = backups.data?.standing
  // the first night of a new installation is not yet a fault
  if (!mine || !standing || standing === 'fine' || standing === 'none' || path === '/quan-tri/sao-luu') return null
  return (
    <div className="backup-band" role="alert">
      {t(`backup.${standing}`)} <Link to="/quan-tri/sao-luu">{t('backup.look')}</Link>
    </div>
  )
}
