import type { TallyOut } from '@tusom/contract'
import { moveStateNames, moveStates } from '@tusom/domain'
import { formatNumber } from '@tusom/vi-text'
import { useLanguage } from '../../i18n/language.ts'
import { useTexts } from '../../i18n/texts.ts'
import en from './en.json' with { type: 'json' }
import vi from './vi.json' with { type: 'json' }

/** The order and the colours of the five states, on every page that shows them. */
export const shownOrder = [
  'arrived',
  'moving',
  'left',
  'returned',
  'planned',
] as const satisfies readonly (typeof moveStates)[number][]

/**
 * The five states side by side, never added together; each with its number and word, colour only beside them. `silent`: nobody has
 * told yet, so who must go is known and nothing else is: a dash, not a zero.
 */
export function ProgressBar(props: { tally: TallyOut; legend?: boolean; silent?: boolean }) {
  const { tally, legend = true, silent = false } = props
  const t = useTexts(vi, en)
  const language = useLanguage()
  const total = tally.total.people
  return (
    <div className="evac-progress">
      <div className="evac-bar" aria-hidden="true">
        {total > 0 &&
          shownOrder.map(s => (
            <span key={s} className={`st-${s}`} style={{ inlineSize: `${(tally[s].people / total) * 100}%` }} />
          ))}
      </div>
      {legend && (
        <ul className="evac-legend">
          {shownOrder.map(s => (
            <li key={s}>
              <i className={`st-${s}`} aria-hidden="true" />
              <span>{moveStateNames[s][language]}</span>
              {silent && s !== 'planned' ? (
                <b className="mut">—</b>
              ) : (
                <>
                  <b>{formatNumber(tally[s].people)}</b>
                  <small>{t('households', { n: formatNumber(tally[s].households) })}</small>
                </>
              )}
            </li>
          ))}
          {tally.help.households > 0 && (
            <li className="late">
              <span>{t('help')}</span>
              <b>{formatNumber(tally.help.people)}</b>
              <small>{t('households', { n: formatNumber(tally.help.households) })}</small>
            </li>
          )}
          {tally.refused.households > 0 && (
            <li className="late">
              <span>{t('refused')}</span>
              <b>{formatNumber(tally.refused.people)}</b>
              <small>{t('households', { n: formatNumber(tally.refused.households) })}</small>
            </li>
          )}
        </ul>
      )}
    </div>
  )
}
