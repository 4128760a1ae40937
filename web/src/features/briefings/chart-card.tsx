import { type Chart, type ElementKind, tableFigure } from '@tusom/domain'
import type { ChartOut } from '@tusom/contract'
import { useId, useSyncExternalStore } from 'react'
import { inExercise } from '../../app/run.ts'
import { useLanguage } from '../../i18n/language.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Button, toast } from '../../ui/index.ts'
import { ChartSvg } from './chart-svg.tsx'
import './charts.css'
import en from './en.json' with { type: 'json' }
import { savePng, saveSvg } from './save-chart.ts'
import vi from './vi.json' with { type: 'json' }

const small = '(max-width: 599px)'
const follow = (changed: () => void) => {
  const media = matchMedia(small)
  media.addEventListener('change', changed)
  return () => media.removeEventListener('change', changed)
}
const usePhone = (): boolean => useSyncExternalStore(follow, () => matchMedia(small).matches)

/** A chart with its figures in a table beside it: what cannot be seen can be read. */
export function ChartCard({ chart: out, plain }: { chart: ChartOut; plain?: boolean }) {
  const t = useTexts(vi, en)
  const language = useLanguage()
  const chart = out as Chart
  const phone = usePhone()
  const id = `chart-${useId().replaceAll(/[^a-zA-Z0-9]/g, '')}`
  const name = `${inExercise ? 'DIEN TAP - ' : ''}${chart.title[language]}`.replace(/[\\/:*?"<>|]/g, ' ').slice(0, 120)
  return (
    <figure className={`chart-card ${plain ? 'plain' : 'card'}`}>
      <div>
        <ChartSvg chart={chart} language={language} id={id} phone={phone} />
        <div className="row no-print">
          <Button onClick={() => saveSvg(id, name)}>{t('svg')}</Button>
          <Button onClick={() => void savePng(id, name).catch(() => toast(t('cannotSave'), { tone: 'late' }))}>
            {t('png')}
          </Button>
        </div>
      </div>
      {!plain && <ChartTable chart={chart} language={language} />}
    </figure>
  )
}

function ChartTable({ chart, language }: { chart: Chart; language: 'vi' | 'en' }) {
  const t = useTexts(vi, en)
  const covered = chart.series.some(s => s.covers)
  return (
    <table className="table chart-table" aria-label={chart.title[language]}>
      <thead>
        <tr>
          <th scope="col">{t('of', { unit: chart.unit[language] })}</th>
          {chart.series.map(s => (
            <th key={s.name.vi} scope="col" className="num">
              {s.name[language]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {chart.categories.map((c, k) => (
          <tr key={`${k} ${c.vi}`}>
            <th scope="row">{c[language]}</th>
            {chart.series.map(s => {
              const v = s.values[k] ?? null
              return (
                <td key={s.name.vi} className="num">
                  {v === null ? '—' : tableFigure(v, chart.kind as ElementKind)}
                  {covered && s.covers?.[k] && <small className="mut"> · {s.covers[k]}</small>}
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
      {covered && (
        <tfoot>
          <tr>
            <td colSpan={chart.series.length + 1} className="mut">
              {t('coversNote')}
            </td>
          </tr>
        </tfoot>
      )}
    </table>
  )
}
