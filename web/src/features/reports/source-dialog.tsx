import type { ReportTrace } from '@tusom/contract'
import { useQuery } from '@tanstack/react-query'
import { formatDateTime, formatNumber } from '@tusom/vi-text'
import { api } from '../../api/client.ts'
import { Link } from '../../app/navigation.tsx'
import { useLanguage } from '../../i18n/language.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Answer, Dialog, Loading } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import vi from './vi.json' with { type: 'json' }

/** Where a total comes from: the sentence it stands in, every commune's figure, who typed it and when. */
export function SourceDialog({ element, query, onClose }: { element: string; query: string; onClose: () => void }) {
  const t = useTexts(vi, en)
  const language = useLanguage()
  const trace = useQuery({
    queryKey: ['reports', 'trace', query],
    queryFn: () => api.get<ReportTrace>(`/api/reports/consolidated/trace?${query}`),
  })
  const name = trace.data?.sentences.flatMap(s => s.figures).find(f => f.element === element)
  return (
    <Dialog title={name ? (language === 'en' ? name.nameEn : name.nameVi) : t('whereFrom')} onClose={onClose}>
      <Answer of={trace} loading={<Loading shape="table" rows={6} />}>
        {data => {
          const sentence = data.sentences.find(s => s.figures.some(f => f.element === element))
          const figure = sentence?.figures.find(f => f.element === element)
          if (!sentence || !figure) return <p>{t('inNoSentence')}</p>
          return (
            <div className="report-source">
              <blockquote>{sentence.text}</blockquote>
              <p className="b">
                {t('sumOf', {
                  total: figure.total === null ? '—' : formatNumber(figure.total),
                  n: figure.units.length,
                  of: figure.of,
                })}
              </p>
              <table className="table">
                <tbody>
                  {figure.units
                    .toSorted((a, b) => b.value - a.value)
                    .map(u => (
                      <tr key={u.unitId}>
                        <td>
                          <Link to={u.href}>{u.name}</Link>
                        </td>
                        <td className="num b">{formatNumber(u.value)}</td>
                        <td className="s">
                          {u.by} · {formatDateTime(Date.parse(u.at))}
                          {u.reason && <q>{u.reason}</q>}
                        </td>
                      </tr>
                    ))}
                </tbody>
              </table>
              {figure.missing.length > 0 && (
                <p className="late">
                  {t('missingNames', { n: figure.missing.length, names: figure.missing.map(m => m.name).join(', ') })}
                </p>
              )}
              {figure.notApplicable.length > 0 && (
                <p className="mut">
                  {t('notApplicableNames', { names: figure.notApplicable.map(m => m.name).join(', ') })}
                </p>
              )}
            </div>
          )
        }}
      </Answer>
    </Dialog>
  )
}
