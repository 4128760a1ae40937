import { formatDateTime } from '@tusom/vi-text'
import { useState } from 'react'
import { now } from '../api/clock.ts'
import { parseLocalTime } from './parse-local-time.ts'
import { useUiTexts } from './use-ui-texts.ts'

type Props = {
  /** ISO instant, null when empty or not readable */
  value: string | null
  onChange: (iso: string | null) => void
  id?: string
  'aria-describedby'?: string
  'aria-invalid'?: true
}

/**
 * A date and time in Vietnamese form (dd/mm/yyyy HH:mm, Asia/Ho_Chi_Minh) whatever the machine is set to; the browser's own
 * picker would show 10/08 for 8 October on an English machine.
 */
export function TimeInput({ value, onChange, ...control }: Props) {
  const t = useUiTexts()
  const shown = value ? formatDateTime(Date.parse(value)) : ''
  const [text, setText] = useState(shown)
  const [seen, setSeen] = useState(value)
  if (seen !== value) {
    // set from outside (a "now" button): what was typed gives way; while a person types, both mean the same
    setSeen(value)
    if (value !== null && parseLocalTime(text, now()) !== Date.parse(value)) setText(shown)
  }
  return (
    <input
      {...control}
      className="input"
      inputMode="numeric"
      autoComplete="off"
      placeholder={t('timeShape')}
      value={text}
      onChange={e => {
        setText(e.target.value)
        const ms = parseLocalTime(e.target.value, now())
        onChange(ms === null ? null : new Date(ms).toISOString())
      }}
      onBlur={() => {
        if (value) setText(shown)
      }}
    />
  )
}
