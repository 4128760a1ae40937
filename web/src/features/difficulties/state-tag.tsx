import type { DifficultyOut } from '@tusom/contract'
import { useTexts } from '../../i18n/texts.ts'
import { Tag } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import vi from './vi.json' with { type: 'json' }

/** Where an item stands; what was answered says how. */
export function DifficultyTag({ of: d }: { of: Pick<DifficultyOut, 'state' | 'outcome' | 'due'> }) {
  const t = useTexts(vi, en)
  const tone =
    d.due.kind === 'late'
      ? 'late'
      : d.state === 'settled'
        ? 'ok'
        : d.state === 'asked-back' || d.state === 'answered'
          ? 'doubt'
          : 'plain'
  const outcome =
    d.outcome && (d.state === 'answered' || d.state === 'settled') ? ` · ${t(`outcome.${d.outcome}`)}` : ''
  return (
    <Tag tone={tone}>
      {t(`state.${d.state}`)}
      {outcome}
    </Tag>
  )
}
