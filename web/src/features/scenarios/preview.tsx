import type { ActivationPreview, ScenarioOut } from '@tusom/contract'
import { formatNumber } from '@tusom/vi-text'
import { useTexts } from '../../i18n/texts.ts'
import { DateTime, Tag } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import './scenarios.css'
import { useSaid } from './use-said.ts'
import vi from './vi.json' with { type: 'json' }

/** The first names of a list, the rest counted. */
function useNames(): (list: readonly { name: string }[], most?: number) => string {
  const t = useTexts(vi, en)
  return (list, most = 3) => {
    const names = list
      .slice(0, most)
      .map(x => x.name)
      .join(', ')
    return list.length > most ? `${names} ${t('more', { n: formatNumber(list.length - most) })}` : names
  }
}

/** What activating would give to whom, and what it could not give to anybody. */
export function Preview({ preview: p, phases }: { preview: ActivationPreview; phases: ScenarioOut['phases'] }) {
  const t = useTexts(vi, en)
  const said = useSaid()
  const names = useNames()
  const tomorrow = p.byStep.some(s => s.flag === 'next-day')
  return (
    <div className="preview">
      {p.tasks === 0 && p.already > 0 && <p className="note">{t('previewNothing')}</p>}
      {tomorrow && <p className="note doubt">{t('nextDay')}</p>}
      {p.gaps.length > 0 && (
        <section className="note doubt preview-gaps">
          <b>{t('previewGaps')}</b>
          <ul className="gap-list">
            {p.gaps.map(g => (
              <li key={`${g.step}/${g.function}/${g.part}`}>
                {t(g.part === 'lead' ? 'gapLead' : 'gapCooperating', {
                  step: g.step,
                  title: g.title,
                  fn: g.functionName,
                  places: names(g.communes),
                })}
              </li>
            ))}
          </ul>
        </section>
      )}
      {p.above.length > 0 && (
        <section className="note preview-gaps">
          <b>{t('previewAbove')}</b>
          <ul className="gap-list">
            {p.above.map(a => (
              <li key={a.step}>{t('aboveLine', { step: a.step, title: a.title, fn: a.functionName })}</li>
            ))}
          </ul>
        </section>
      )}
      {phases.map(phase => {
        const steps = p.byStep.filter(s => s.phase === phase.code)
        if (!steps.length) return null
        return (
          <section key={phase.code}>
            <h3 className="preview-phase">{said(phase)}</h3>
            <ol className="plain-list">
              {steps.map(s => (
                <li key={s.step} className="step">
                  <span className="step-code">{s.step}</span>
                  <div className="step-body">
                    <b>{s.title}</b>
                    <span className="s">
                      {s.functionName} · {t('toUnits', { n: formatNumber(s.leads.length) })}: {names(s.leads)}
                    </span>
                  </div>
                  <div className="step-when">
                    <b>
                      <DateTime at={s.dueAt} short />
                    </b>
                    <span className="s">{s.dueText}</span>
                    {s.flag && (
                      <Tag tone="doubt" title={t(s.flag === 'next-day' ? 'nextDay' : 'nextYear')}>
                        {t(s.flag === 'next-day' ? 'flagDay' : 'flagYear')}
                      </Tag>
                    )}
                  </div>
                </li>
              ))}
            </ol>
          </section>
        )
      })}
      {p.already > 0 && p.tasks > 0 && <p className="pad s">{t('previewAlready', { n: formatNumber(p.already) })}</p>}
      {p.widened > 0 && <p className="pad s">{t('previewWidened', { n: p.widened })}</p>}
    </div>
  )
}
