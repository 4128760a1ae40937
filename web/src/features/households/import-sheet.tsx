import type { SheetResult } from '@tusom/contract'
import { useState } from 'react'
import { messageOf } from '../../api/api-error.ts'
import { api, apiHref } from '../../api/client.ts'
import { useSend } from '../../api/use-send.ts'
import { inExercise, runId } from '../../app/run.ts'
import { useSearchParam } from '../../app/navigation.tsx'
import { useLanguage } from '../../i18n/language.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Button, Card, Field, Icon, Tag, toast } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import vi from './vi.json' with { type: 'json' }

type What = 'households' | 'shelters'

/** Template → upload → faults by row and column → the good rows taken in, the bad ones given back as a sheet. */
export function ImportSheet({ unitId }: { unitId: number }) {
  const t = useTexts(vi, en)
  const language = useLanguage()
  const [, choose] = useSearchParam('muc')
  const [what, setWhat] = useState<What>('households')
  const [file, setFile] = useState<File | null>(null)
  const form = (f: File) => {
    const data = new FormData()
    data.append('file', f)
    return data
  }
  const check = useSend((f: File) => api.upload<SheetResult>(`/api/${what}/import?unitId=${unitId}`, form(f)), {
    quiet: true,
  })
  const save = useSend(
    (f: File) => api.upload<SheetResult>(`/api/${what}/import?unitId=${unitId}&save=true`, form(f)),
    {
      topics: ['households'],
      onDone: r => toast(t('saved', { added: r.added, changed: r.changed })),
    },
  )
  const pick = (f: File | null) => {
    setFile(f)
    save.reset()
    check.reset()
    if (f) check.mutate(f)
  }
  const result = save.data ?? check.data
  const bad = async () => {
    if (!file) return
    const answer = await fetch(`/api/${what}/import/bad-rows?unitId=${unitId}`, {
      method: 'POST',
      body: form(file),
      headers: runId > 0 ? { 'x-run': String(runId) } : {},
    })
    if (!answer.ok) return
    const link = document.createElement('a')
    link.href = URL.createObjectURL(await answer.blob())
    link.download = `${inExercise ? 'DIEN TAP - ' : ''}dong-loi.xlsx`
    link.click()
    URL.revokeObjectURL(link.href)
  }
  return (
    <Card title={t('importTitle')}>
      <div className="pad form">
        <div className="form-row">
          <Field label={t('importWhat')}>
            {c => (
              <select
                {...c}
                className="input"
                value={what}
                onChange={e => {
                  setWhat(e.target.value as What)
                  pick(null)
                }}
              >
                <option value="households">{t('importHouseholds')}</option>
                <option value="shelters">{t('importShelters')}</option>
              </select>
            )}
          </Field>
          <div className="hh-files">
            <a className="btn" href={apiHref(`/api/${what}/template?unitId=${unitId}`)}>
              <Icon name="download" size={16} />
              {t('template')}
            </a>
            <label className="btn main">
              <Icon name="upload" size={16} />
              {file ? t('again') : t('chooseFile')}
              <input
                key={`${what}${file?.name ?? ''}`}
                className="vh"
                type="file"
                accept=".xlsx"
                onChange={e => pick(e.target.files?.[0] ?? null)}
              />
            </label>
          </div>
        </div>
        {file && <p className="s">{file.name}</p>}
        {check.isPending && <p role="status">{t('checking')}…</p>}
        {check.error && (
          <p className="field-error" role="alert">
            {messageOf(check.error)}
          </p>
        )}
        {result && (
          <>
            <p className={`note ${result.bad ? 'doubt' : ''}`} role="status">
              <span>
                {t('checked', { rows: result.rows, good: result.good, bad: result.bad })}
                {result.saved && ` · ${t('saved', { added: result.added, changed: result.changed })}`}
              </span>
            </p>
            <div className="row wrap">
              {result.good > 0 && !result.saved && file && (
                <Button look="main" busy={save.isPending} onClick={() => save.mutate(file)}>
                  {t('save', { n: result.good })}
                </Button>
              )}
              {result.saved && (
                <Button look="main" onClick={() => choose(what === 'shelters' ? 'shelters' : null)}>
                  {t('openRegister')}
                </Button>
              )}
              {result.bad > 0 && (
                <>
                  <Button icon="download" onClick={() => void bad()}>
                    {t('badRows')}
                  </Button>
                  <small>{t('badRowsHint')}</small>
                </>
              )}
            </div>
            {result.faults.length + result.warnings.length > 0 ? (
              <div className="table-scroll">
                <table className="table" aria-label={t('fault')}>
                  <thead>
                    <tr>
                      <th className="num">{t('row')}</th>
                      <th>{t('column')}</th>
                      <th>{t('fault')}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {[
                      ...result.faults.map(f => ({ ...f, bad: true })),
                      ...result.warnings.map(f => ({ ...f, bad: false })),
                    ].map((f, i) => (
                      <tr key={i}>
                        <td className="num">{f.row || t('sumRow')}</td>
                        <td className="b">{f.column}</td>
                        <td>
                          {f[language]} {!f.bad && <Tag tone="doubt">{t('warning')}</Tag>}
                        </td>
                      </tr>
                    ))}
                  </tbody>
                </table>
                {result.more > 0 && <p className="pad s">{t('more', { n: result.more })}</p>}
              </div>
            ) : (
              <p className="ok">{t('noFaults')}</p>
            )}
          </>
        )}
      </div>
    </Card>
  )
}
