import { useState } from 'react'
import { api } from '../../api/client.ts'
import { useSend } from '../../api/use-send.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Button, Dialog, Field } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import { useNamingUnit } from './unknown-names.tsx'
import { useResend } from './use-refusals.ts'
import { useStationChoices } from './use-readings.ts'
import vi from './vi.json' with { type: 'json' }

/** "Station X is station Y": kept for what comes, and applied at once to all that wait under that name. */
export function NameDialog({ name, onClose }: { name: string; onClose: () => void }) {
  const t = useTexts(vi, en)
  const unitId = useNamingUnit()
  const stations = useStationChoices()
  const [means, setMeans] = useState('')
  const resend = useResend(onClose)
  const save = useSend(() => api.post('/api/observations/names', { unitId, kind: 'station', name, means }), {
    topics: ['observations'],
    onDone: () => resend.mutate({ alike: { station: name } }),
  })
  return (
    <Dialog
      title={t('means', { name })}
      onClose={onClose}
      actions={
        <Button
          look="main"
          disabled={!means}
          busy={save.isPending || resend.isPending}
          onClick={() => save.mutate(undefined)}
        >
          {t('save')}
        </Button>
      }
    >
      <p className="mut">{t('unknownHint')}</p>
      <Field label={t('station')} required>
        {c => (
          <select {...c} className="input" value={means} onChange={e => setMeans(e.target.value)}>
            <option value="">{t('chooseOne')}</option>
            {stations.map(s => (
              <option key={s.code} value={s.code}>
                {s.name} ({s.code})
              </option>
            ))}
          </select>
        )}
      </Field>
    </Dialog>
  )
}
