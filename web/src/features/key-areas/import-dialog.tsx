import type { KeyAreaFiled } from '@tusom/contract'
import { useState } from 'react'
import { messageOf } from '../../api/api-error.ts'
import { api } from '../../api/client.ts'
import { useSend } from '../../api/use-send.ts'
import { useLanguage } from '../../i18n/language.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Button, Dialog, Field } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import vi from './vi.json' with { type: 'json' }

/** Key areas from a CSV file; each line that was left out is named with its reason. */
export function ImportDialog(props: { onClose: () => void }) {
  const t = useTexts(vi, en)
  const language = useLanguage()
  const [file, setFile] = useState<File | null>(null)
  const [out, setOut] = useState<KeyAreaFiled | null>(null)
  const send = useSend(async (f: File) => api.post<KeyAreaFiled>('/api/key-areas/import', { text: await f.text() }), {
    topics: ['observations'],
    quiet: true,
    onDone: setOut,
  })
  return (
    <Dialog
      title={t('import')}
      onClose={props.onClose}
      actions={
        out ? (
          <Button look="main" onClick={props.onClose}>
            {t('close')}
          </Button>
        ) : (
          <Button look="main" disabled={!file} busy={send.isPending} onClick={() => file && send.mutate(file)}>
            {t('import')}
          </Button>
        )
      }
    >
      {out ? (
        <>
          <p>{t('imported', { n: out.added })}</p>
          {out.faults.length > 0 && (
            <>
              <h3>{t('faults')}</h3>
              <ul className="ka-lines">
                {out.faults.map((f, i) => (
                  <li key={i}>{t('faultLine', { line: f.line, why: language === 'vi' ? f.vi : f.en })}</li>
                ))}
              </ul>
            </>
          )}
        </>
      ) : (
        <Field label={t('import')} hint={t('noAreasHint')} error={send.error ? messageOf(send.error) : null}>
          {c => (
            <input
              {...c}
              type="file"
              className="input"
              accept=".csv,text/csv"
              onChange={e => setFile(e.target.files?.[0] ?? null)}
            />
          )}
        </Field>
      )}
    </Dialog>
  )
}
