import { useMemo } from 'react'
import { currentLanguage, useLanguage } from './language.ts'

export type Params = Record<string, string | number>
export type Translate<K extends string> = (key: K, params?: Params) => string

/** "{n} xã" with { n: 3 } → "3 xã". A parameter that is not given stays in sight as {n}: a fault to be seen, not hidden. */
export function fillText(text: string, params?: Params): string {
  return params ? text.replace(/\{(\w+)\}/g, (all, name: string) => String(params[name] ?? all)) : text
}

type Texts = Readonly<Record<string, string>>

/**
 * The texts of a feature in the language of the moment:
 * `import vi from './vi.json' with { type: 'json' }` (and en), then `const t = useTexts(vi, en)`, `t('title', { n: 3 })`.
 * Both files hold the same keys (a test says so); a key that is not there does not compile.
 */
export function useTexts<T extends Texts>(vi: T, en: Texts): Translate<keyof T & string> {
  const language = useLanguage()
  return useMemo(() => {
    const texts: Texts = language === 'en' ? en : vi
    return (key, params) => fillText(texts[key] ?? vi[key] ?? key, params)
  }, [language, vi, en])
}

/** The same outside a component. */
export function textsNow<T extends Texts>(vi: T, en: Texts): Translate<keyof T & string> {
  const texts: Texts = currentLanguage() === 'en' ? en : vi
  return (key, params) => fillText(texts[key] ?? vi[key] ?? key, params)
}
