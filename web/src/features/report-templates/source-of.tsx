import type { ReportDocument, ReportOut } from '@tusom/contract'
import { formOf, tableFigure } from '@tusom/domain'
import { useQuery } from '@tanstack/react-query'
import { formatDateTime } from '@tusom/vi-text'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { Link } from '../../app/navigation.tsx'
import { useLanguage } from '../../i18n/language.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Answer, Dialog, Loading } from '../../ui/index.ts'
import { SourceDialog } from '../reports/source-dialog.tsx'
import en from './en.json' with { type: 'json' }
import vi from './vi.json' with { type: 'json' }

type Source = ReportDocument['sources'][number]

/** From words of a document to the figure, from the figure to the form, from the form to who filled it and when. */
export function SourceOf({
  document: d,
  source,
  onClose,
}: {
  document: ReportDocument
  source: Source
  onClose: () => void
}) {
  const t = useTexts(vi, en)
  const unitId = source.unitId ?? d.unit?.id
  const [figure, setFigure] = useState(source.figures?.length === 1 && !unitId ? (source.figures[0] ?? null) : null)
  const query = `form=${d.form}&period=${d.period.key}&unit=${d.over.id}`
  if (figure) return <SourceDialog element={figure} query={query} onClose={onClose} />
  if (unitId && !source.unitIds?.length)
    return <UnitSource document={d} unitId={unitId} figures={source.figures} part={source.part} onClose={onClose} />
  if (source.figures)
    return (
      <Dialog title={t('sourceFigures')} onClose={onClose}>
        <FigureNames
          form={d.form}
          period={d.period.key}
          figures={source.figures}
          onChoose={setFigure}
          over={d.over.id}
        />
      </Dialog>
    )
  const ids = new Set(source.unitIds)
  const units = d.units.filter(u => ids.has(u.id))
  return (
    <Dialog title={t('whoWrote', { n: units.length })} onClose={onClose}>
      <ul className="source-units">
        {units.map(u => (
          <li key={u.id}>
            <Link to={`/bao-cao/${d.form}/${d.period.key}/${u.id}#part-${source.part}`}>{u.name}</Link>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}

/** A sentence of several figures: which one is meant. */
function FigureNames(props: {
  form: string
  period: string
  over: number
  figures: readonly string[]
  onChoose: (figure: string) => void
}) {
  const language = useLanguage()
  const query = `form=${props.form}&period=${props.period}&unit=${props.over}`
  const trace = useQuery({
    queryKey: ['reports', 'trace', query],
    queryFn: () =>
      api.get<{ sentences: { figures: { element: string; nameVi: string; nameEn: string }[] }[] }>(
        `/api/reports/consolidated/trace?${query}`,
      ),
  })
  return (
    <Answer of={trace} loading={<Loading shape="list" rows={3} />}>
      {data => {
        const all = data.sentences.flatMap(s => s.figures)
        return (
          <ul className="source-units">
            {props.figures.map(code => {
              const named = all.find(f => f.element === code)
              return (
                <li key={code}>
                  <button type="button" className="btn" onClick={() => props.onChoose(code)}>
                    {(language === 'en' ? named?.nameEn : named?.nameVi) ?? code}
                  </button>
                </li>
              )
            })}
          </ul>
        )
      }}
    </Answer>
  )
}

/** One unit's own figures or words: what stands in its form, who typed it and when. */
function UnitSource({
  document: d,
  unitId,
  figures,
  part,
  onClose,
}: {
  document: ReportDocument
  unitId: number
  figures?: string[] | undefined
  part?: string | undefined
  onClose: () => void
}) {
  const t = useTexts(vi, en)
  const language = useLanguage()
  const report = useQuery({
    queryKey: ['reports', 'one', d.form, d.period.key, String(unitId), 'source'],
    queryFn: () => api.get<ReportOut>(`/api/reports/${d.form}/${d.period.key}/${unitId}`),
  })
  const path = `/bao-cao/${d.form}/${d.period.key}/${unitId}`
  return (
    <Dialog title={t('sourceOf')} onClose={onClose}>
      <Answer of={report} loading={<Loading shape="list" rows={3} />}>
        {r => {
          const form = formOf(r.form)
          const said = part ? r.narratives.find(n => n.part === part) : undefined
          const title = form.parts.find(p => p.code === part)
          return (
            <div className="report-source">
              <p>
                <b>{r.unit.fullName}</b>
                <br />
                {t('reportState', { state: language === 'en' ? r.stateEn : r.stateVi })}
              </p>
              {(figures ?? []).map(code => {
                const element = form.elements.find(e => e.code === code)
                const cell = r.cells.find(c => c.element === code)
                if (!element) return null
                return (
                  <p key={code}>
                    <Link to={`${path}#row-${code}`}>{language === 'en' ? element.nameEn : element.nameVi}</Link>:{' '}
                    <b>
                      {cell?.hidden
                        ? t('hiddenFigure')
                        : cell?.notApplicable
                          ? t('notApplicable')
                          : cell && cell.value !== null
                            ? `${tableFigure(cell.value, element.kind)} ${language === 'en' ? element.unitEn : element.unitVi}`
                            : t('notFilled')}
                    </b>
                    {cell?.at && (
                      <>
                        <br />
                        <span className="s">
                          {t('filledBy', { name: cell.by ?? '', time: formatDateTime(Date.parse(cell.at)) })}
                        </span>
                      </>
                    )}
                    {cell?.reason && (
                      <>
                        <br />
                        <span className="s">{t('reason', { reason: cell.reason })}</span>
                      </>
                    )}
                  </p>
                )
              })}
              {part && (
                <p>
                  <Link to={`${path}#part-${part}`}>
                    {(language === 'en' ? title?.titleEn : title?.titleVi) ?? part}
                  </Link>
                  {said && (
                    <>
                      <br />
                      <span className="s">
                        {t('writtenBy', { name: said.by ?? '', time: formatDateTime(Date.parse(said.at)) })}
                      </span>
                    </>
                  )}
                </p>
              )}
              <p>
                <Link className="btn" to={path}>
                  {t('openForm')}
                </Link>
              </p>
            </div>
          )
        }}
      </Answer>
    </Dialog>
  )
}
