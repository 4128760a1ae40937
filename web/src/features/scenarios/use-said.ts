import { useLanguage } from '../../i18n/language.ts'

/** Data that comes in both languages, in the language of the moment. */
export function useSaid(): (both: { vi: string; en: string }) => string {
  const language = useLanguage()
  return both => (language === 'en' ? both.en || both.vi : both.vi)
}
