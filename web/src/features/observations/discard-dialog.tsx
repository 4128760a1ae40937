import { formatNumber } from '@tusom/vi-text'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { useSend } from '../../api/use-send.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Button, Dialog, Field } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import vi from './vi.json' with { type: 'json' }

type What = { ids: number[] } | { alike: { code?: string; source?: string; station?: string } }

/** Refused readings are discarded with a reason and the name of who did it; they stay to be seen. */
export function DiscardDialog(props: { what: What; n: number; onClose: () => void; onDone: () => void }) {
  const t = useTexts(vi, en)
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const short = reason.trim().length < 3
  const discard = useSend(
    () => api.post('/api/observations/refusals/discard', { ...props.what, reason: reason.trim() }),
    { topics: ['observations'], done: t('refDiscardDone'), onDone: props.onDone },
  )
  return (
    <Dialog
      title={t('refDiscardTitle', { n: formatNumber(props.n) })}
      onClose={props.onClose}
      actions={
        <>
          <Button onClick={props.onClose}>{t('cancel')}</Button>
          <Button
            look="danger"
            busy={discard.isPending}
            onClick={() => {
              setTried(true)
              if (!short) discard.mutate(undefined)
            }}
          >
            {t('refDiscard')}
          </Button>
        </>
      }
    >
      <Field
        label={t('refReason')}
        hint={t('refReasonHint')}
        error={tried && short ? t('refReasonShort') : null}
        required
      >
        {c => (
          <input {...c} className="input" maxLength={300} value={reason} onChange={e => setReason(e.target.value)} />
        )}
      </Field>
    </Dialog>
  )
}
