import { useTexts } from '../../i18n/texts.ts'
import { useLevelWord } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import vi from './vi.json' with { type: 'json' }

/** The level that a person noted when opening: words only, for the coloured badge is for official and suggested levels. */
export function useLevelSaid(): (level: number | null) => string {
  const t = useTexts(vi, en)
  const word = useLevelWord()
  return level => (level === null ? t('levelUnknown') : t('levelSaid', { n: level, word: word(level) }))
}
