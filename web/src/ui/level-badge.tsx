import type { ReactNode } from 'react'
import { useUiTexts } from './use-ui-texts.ts'

export type LevelStatus = 'suggested' | 'official'
type Props = {
  /** 0–5; null: undetermined, for an officer to decide */
  level: number | null
  status: LevelStatus
  size?: 'small' | 'medium' | 'large'
  /** show the word beside the number; where space forbids it the word is still read and shown on hover */
  words?: boolean
}

/** The words of the law for a level (QĐ 18/2021, Đ.4), or "chưa xác định". */
export function useLevelWord(): (level: number | null) => string {
  const t = useUiTexts()
  const words = [t('level0'), t('level1'), t('level2'), t('level3'), t('level4'), t('level5')]
  return level => (level === null ? t('undetermined') : (words[level] ?? t('undetermined')))
}

/**
 * A level, always number + word + colour. Suggested has a dashed edge, official a solid one; undetermined is a hatched "?",
 * never a calm grey. Level colours are used here and on the map, nowhere else.
 */
export function LevelBadge({ level, status, size = 'medium', words = false }: Props): ReactNode {
  const t = useUiTexts()
  const word = useLevelWord()(level)
  const said = `${level === null ? t('undetermined') : `${t('level', { n: level })}, ${word}`}, ${t(status)}`
  const mark = (
    <span
      className={`lv lv-${level ?? 'open'} lv-${status} lv-${size}`}
      title={words ? undefined : said}
      {...(words ? { 'aria-hidden': true } : { role: 'img', 'aria-label': said })}
    >
      {level === null ? '?' : level === 0 ? '–' : level}
    </span>
  )
  if (!words) return mark
  return (
    <span className="lv-words">
      {mark}
      <span className="vh">{said}</span>
      <span className="b" aria-hidden="true">
        {word}
      </span>
    </span>
  )
}
