import { useState } from 'react'
import { messageOf } from '../../api/api-error.ts'
import { api } from '../../api/client.ts'
import { useSend } from '../../api/use-send.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Button, Dialog, Field } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import vi from './vi.json' with { type: 'json' }

/** A remark is at most so long. */
const mostRemark = 2000

/** Returns a report with a remark, which stands there already where the program knows what to ask. */
export function ReturnDialog(props: { reportId: number; remark: string; onClose: () => void }) {
  const t = useTexts(vi, en)
  const [remark, setRemark] = useState(props.remark.slice(0, mostRemark))
  const send = useSend(() => api.post(`/api/reports/${props.reportId}/return`, { remark }), {
    topics: ['reports'],
    done: t('done'),
    quiet: true,
    onDone: props.onClose,
  })
  return (
    <Dialog
      title={t('returnTitle')}
      onClose={props.onClose}
      actions={
        <>
          <Button onClick={props.onClose}>{t('cancel')}</Button>
          <Button
            look="main"
            busy={send.isPending}
            disabled={remark.trim() === ''}
            onClick={() => send.mutate(undefined)}
          >
            {t('return')}
          </Button>
        </>
      }
    >
      <Field label={t('remark')} hint={t('remarkHint')} required error={send.error ? messageOf(send.error) : null}>
        {control => (
          <textarea
            {...control}
            className="input"
            rows={5}
            maxLength={mostRemark}
            value={remark}
            onChange={e => setRemark(e.target.value)}
          />
        )}
      </Field>
    </Dialog>
  )
}
