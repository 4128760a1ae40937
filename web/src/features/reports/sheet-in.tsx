import type { ReportOut } from '@tusom/contract'
import { type Cell, tableFigure } from '@tusom/domain'
import { useRef, useState } from 'react'
import { api } from '../../api/client.ts'
import { useSend } from '../../api/use-send.ts'
import { useLanguage } from '../../i18n/language.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Button, Dialog, FileChooser } from '../../ui/index.ts'
import type { ReportDraft } from './draft.ts'
import en from './en.json' with { type: 'json' }
import type { LiveReport } from './use-report.ts'
import vi from './vi.json' with { type: 'json' }

type Read = {
  cells: ({ element: string } & Cell)[]
  faults: { row: number; column: string; vi: string; en: string }[]
}

/** Takes an Excel file in: what it changes is shown first, then goes into the draft like anything typed. */
export function SheetIn({ report, live, draft }: { report: ReportOut; live: LiveReport; draft: ReportDraft }) {
  const t = useTexts(vi, en)
  const language = useLanguage()
  const input = useRef<HTMLInputElement>(null)
  const [read, setRead] = useState<Read | null>(null)
  const send = useSend(
    async (file: File) => {
      const form = new FormData()
      form.append('file', file)
      return api.upload<Read>(`/api/reports/${report.form.code}/${report.period.key}/${report.unit.id}/sheet`, form)
    },
    { onDone: setRead },
  )
  const same = (c: Read['cells'][number]) => {
    const now = live.cells.get(c.element)
    return now?.value === c.value && now.notApplicable === c.notApplicable && (now.reason ?? '') === (c.reason ?? '')
  }
  // an empty cell of the file takes nothing away: what was typed here stays
  const changes = (read?.cells ?? []).filter(c => (c.value !== null || c.notApplicable || c.reason) && !same(c))
  const nameOf = (code: string) => {
    const e = live.form.elements.find(x => x.code === code)
    return e ? `${e.label}. ${language === 'en' ? e.nameEn : e.nameVi}` : code
  }
  const shown = (c: Cell | undefined, code: string) => {
    const e = live.form.elements.find(x => x.code === code)
    if (!c || !e) return '—'
    return c.notApplicable ? 'K' : c.value === null ? t('missing') : tableFigure(c.value, e.kind)
  }
  const take = () => {
    for (const { element, value, notApplicable, reason } of changes)
      draft.typeCell(element, { value, notApplicable, reason }, live.cells.get(element)?.version ?? 0)
    setRead(null)
  }
  return (
    <>
      <FileChooser ref={input} accept=".xlsx" label={t('excelIn')} onFile={file => send.mutate(file)} />
      <Button busy={send.isPending} onClick={() => input.current?.click()}>
        {t('excelIn')}
      </Button>
      {read && (
        <Dialog
          title={t('excelChanges', { n: changes.length })}
          onClose={() => setRead(null)}
          actions={
            <>
              <Button onClick={() => setRead(null)}>{t('cancel')}</Button>
              <Button look="main" disabled={!changes.length} onClick={take}>
                {t('excelTake', { n: changes.length })}
              </Button>
            </>
          }
        >
          {changes.length === 0 ? (
            <p>{t('excelNothing')}</p>
          ) : (
            <table className="table">
              <thead>
                <tr>
                  <th scope="col">{t('figure')}</th>
                  <th scope="col" className="num">
                    {t('excelHere')}
                  </th>
                  <th scope="col" className="num">
                    {t('excelFile')}
                  </th>
                </tr>
              </thead>
              <tbody>
                {changes.map(c => (
                  <tr key={c.element}>
                    <td>{nameOf(c.element)}</td>
                    <td className="num">{shown(live.cells.get(c.element), c.element)}</td>
                    <td className="num b">{shown(c, c.element)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
          {read.faults.length > 0 && (
            <>
              <h3>{t('excelFaults', { n: read.faults.length })}</h3>
              <ul>
                {read.faults.map(f => (
                  <li key={`${f.row}${f.column}`} className="late">
                    {t('excelRow', { row: f.row, column: f.column })} {f[language]}
                  </li>
                ))}
              </ul>
            </>
          )}
        </Dialog>
      )}
    </>
  )
}
