import { diffPacks, type RulePack } from '@tusom/domain'
import { useMemo } from 'react'
import { useTexts } from '../../i18n/texts.ts'
import { Tag } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import { useNamed, useSaid } from './use-packs.ts'
import vi from './vi.json' with { type: 'json' }

/** What one version says otherwise than another, row by row. */
export function DifferenceList({ from, to }: { from: RulePack; to: RulePack }) {
  const t = useTexts(vi, en)
  const said = useSaid()
  const named = useNamed()
  const list = useMemo(() => diffPacks(from, to), [from, to])
  if (!list.length) return <p className="pad mut">{t('noDifferences')}</p>
  return (
    <ul className="pad stack">
      {list.map((d, i) => {
        const h = [...to.hazards, ...from.hazards].find(x => x.hazard === d.hazard)
        return (
          // two notes may read the same
          // biome-ignore lint/suspicious/noArrayIndexKey: the list is made anew as a whole
          <li key={`${d.hazard}/${d.kind}/${d.id}/${i}`}>
            {d.judges ? <Tag tone="doubt">{t('judges')}</Tag> : <Tag>{t('textOnly')}</Tag>} {h && <b>{named(h)}: </b>}
            {said(d)}
          </li>
        )
      })}
    </ul>
  )
}
