import { taskFields } from '@tusom/domain'
import { useLanguage } from '../../i18n/language.ts'

/** The name of a field in the language of the page; null for none. */
export function useFieldName(): (code: string | null) => string | null {
  const language = useLanguage()
  return code => taskFields.find(f => f.code === code)?.[language] ?? null
}
