import { localParts } from '@tusom/vi-text'
import { useEffect, useState } from 'react'
import { useLiveState } from '../api/live.ts'
import { useTexts } from '../i18n/texts.ts'
import en from './en.json' with { type: 'json' }
import vi from './vi.json' with { type: 'json' }

/** A screen that no longer changes looks calm. When news stops for more than 8 s, every page says so, and since when. */
export function LiveBand() {
  const t = useTexts(vi, en)
  const { state, since } = useLiveState()
  const [longSince, setLongSince] = useState(0)
  useEffect(() => {
    if (state !== 'cut') return
    const timer = setTimeout(() => setLongSince(since), 8_000)
    return () => clearTimeout(timer)
  }, [state, since])
  if (state !== 'cut' || longSince !== since) return null
  return (
    <div className="live-band" role="alert">
      {t('cut', { time: localParts(since).time })}
    </div>
  )
}
