import type { ReportOut } from '@tusom/contract'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { useSend } from '../../api/use-send.ts'
import { messageOf } from '../../api/api-error.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Button, Dialog, Field } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import vi from './vi.json' with { type: 'json' }

/** Accept, return with a remark, or reopen what was accepted. Shown to those who judge the report of another unit. */
export function JudgeBar({ report }: { report: ReportOut }) {
  const t = useTexts(vi, en)
  const [asking, setAsking] = useState<'return' | 'reopen' | null>(null)
  const [remark, setRemark] = useState('')
  const act = useSend(
    (x: { act: string; remark?: string }) =>
      api.post(`/api/reports/${report.id}/${x.act}`, x.remark === undefined ? {} : { remark: x.remark }),
    {
      topics: ['reports'],
      done: t('done'),
      quiet: true,
      onDone: () => {
        setAsking(null)
        setRemark('')
      },
    },
  )
  if (!report.may.judge || report.id === null) return null
  return (
    <>
      {report.state === 'submitted' && (
        <>
          <Button onClick={() => setAsking('return')}>{t('return')}</Button>
          <Button look="main" busy={act.isPending} onClick={() => act.mutate({ act: 'accept' })}>
            {t('accept')}
          </Button>
        </>
      )}
      {report.state === 'accepted' && <Button onClick={() => setAsking('reopen')}>{t('reopen')}</Button>}
      {act.error && !asking && <span className="late s">{messageOf(act.error)}</span>}
      {asking && (
        <Dialog
          title={asking === 'return' ? t('returnTitle') : t('reopenTitle')}
          onClose={() => setAsking(null)}
          actions={
            <>
              <Button onClick={() => setAsking(null)}>{t('cancel')}</Button>
              <Button
                look="main"
                busy={act.isPending}
                disabled={remark.trim() === ''}
                onClick={() => act.mutate({ act: asking, remark })}
              >
                {asking === 'return' ? t('return') : t('reopen')}
              </Button>
            </>
          }
        >
          <Field label={t('remark')} hint={t('remarkHint')} required error={act.error ? messageOf(act.error) : null}>
            {control => (
              <textarea
                {...control}
                className="input"
                maxLength={2000}
                value={remark}
                onChange={e => setRemark(e.target.value)}
              />
            )}
          </Field>
        </Dialog>
      )}
    </>
  )
}
