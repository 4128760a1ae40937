import { useTexts } from '../../i18n/texts.ts'
import { DateTime } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import vi from './vi.json' with { type: 'json' }

/** "tới 03:20": as of when a count is true. */
export function AsOf({ at }: { at: string }) {
  const t = useTexts(vi, en)
  const [before, after] = t('asOf', { time: '\u0000' }).split('\u0000')
  return (
    <>
      {before}
      <DateTime at={at} short />
      {after}
    </>
  )
}
