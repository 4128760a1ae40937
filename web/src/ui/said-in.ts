import { useLanguage } from '../i18n/language.ts'

/** What a figure says, in the language of the moment; Vietnamese where nobody wrote it in English. */
export function useSaidIn(): (of: { says: string; saysEn?: string | undefined }) => string {
  const language = useLanguage()
  return of => (language === 'en' ? (of.saysEn ?? of.says) : of.says)
}
