import { useEffect } from 'react'
import { useLanguage } from '../i18n/language.ts'
import { inExercise } from './run.ts'

/** The title of the window and of a printed page. In an exercise it begins with the word DIỄN TẬP. */
export function usePageTitle(title: string): void {
  const language = useLanguage()
  useEffect(() => {
    const mark = inExercise ? (language === 'en' ? 'EXERCISE · ' : 'DIỄN TẬP · ') : ''
    document.title = `${mark}${title} · Từ Sớm`
  }, [title, language])
}
