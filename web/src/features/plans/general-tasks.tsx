import type { PlanDetail } from '@tusom/contract'
import { useTexts } from '../../i18n/texts.ts'
import { Button } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import vi from './vi.json' with { type: 'json' }

/** Work that the document gives to nobody by name: a person may make a task of it and say whose it is. */
export function GeneralTasks(props: { detail: PlanDetail; busy: boolean; onAdd: (at: number[]) => void }) {
  const t = useTexts(vi, en)
  const { detail } = props
  const taken = new Set(detail.items.map(i => i.sentence))
  const left = detail.generalTasks.map((g, at) => ({ ...g, at })).filter(g => !taken.has(g.text))
  if (!left.length) return null
  if (!detail.plan.mayEdit) return <p className="s pad">{t('general', { n: left.length })}</p>
  return (
    <details className="own-general">
      <summary>{t('general', { n: left.length })}</summary>
      <ul className="own-lines">
        {left.map(g => (
          <li key={g.at} className="own-line">
            <span>{g.text}</span>
            <span className="row wrap">
              <span className="s">{g.path.join(' › ')}</span>
              <span className="sp" />
              <Button
                look="quiet"
                icon="plus"
                disabled={props.busy}
                aria-label={`${t('generalAdd')}: ${g.text.slice(0, 80)}`}
                onClick={() => props.onAdd([g.at])}
              >
                {t('generalAdd')}
              </Button>
            </span>
          </li>
        ))}
      </ul>
    </details>
  )
}
