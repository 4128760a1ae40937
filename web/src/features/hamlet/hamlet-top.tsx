import type { HamletPage } from '@tusom/contract'
import { householdHazardNames } from '@tusom/domain'
import { localParts } from '@tusom/vi-text'
import { useEffect, useState } from 'react'
import { useNow } from '../../api/clock.ts'
import { useLanguage } from '../../i18n/language.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Icon, LevelBadge, shortTime, useHazardName, useLevelWord } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import type { Hamlet } from './use-hamlet.ts'
import vi from './vi.json' with { type: 'json' }

const span = (ms: number, t: (key: 'minutes' | 'hours' | 'lessMinute', p?: Record<string, number>) => string) => {
  const minutes = Math.floor(Math.abs(ms) / 60_000)
  if (minutes < 1) return t('lessMinute')
  return minutes < 100 ? t('minutes', { n: minutes }) : t('hours', { n: Math.round(minutes / 60) })
}

/** What threatens and until when to be gone: the level with its number, word and colour, as the law has it. */
export function HamletTop({
  page,
  waiting,
}: {
  page: HamletPage /** somebody still has to go or arrive */
  waiting: boolean
}) {
  const t = useTexts(vi, en)
  const language = useLanguage()
  const now = useNow(10)
  const hazardName = useHazardName()
  const word = useLevelWord()
  const { threat } = page
  const order = [...page.orders].sort((a, b) => (a.dueAt ?? '9').localeCompare(b.dueAt ?? '9'))[0]
  const due = order?.dueAt ? Date.parse(order.dueAt) : null
  const level = threat?.level ?? null
  return (
    <header className={`hamlet-top ${threat ? `lv-${level ?? 'open'}` : 'calm'}`}>
      {threat && <LevelBadge level={level} status={threat.status} size="large" />}
      <div>
        <h1>
          {order
            ? due !== null
              ? `${threat ? `${hazardName(threat.hazard)}: ${word(level).toLowerCase()}` : t('orderOf', { hazard: householdHazardNames[order.hazard][language] })} · ${t('goBy', { time: shortTime(due, now) })}`
              : t('orderOf', { hazard: householdHazardNames[order.hazard][language] })
            : threat
              ? `${hazardName(threat.hazard)}: ${word(level).toLowerCase()}`
              : t('noOrder')}
        </h1>
        <p>
          {page.hamlet.fullName}
          {due !== null &&
            (due > now || waiting) &&
            ` · ${due > now ? t('left', { text: span(due - now, t) }) : t('late', { text: span(due - now, t) })}`}
          {threat && ` · ${threat.status === 'official' ? t('official') : t('suggested')}`}
          {!order && ` · ${threat ? t('noOrder').toLowerCase() : t('noOrderHint')}`}
        </p>
        {page.warning && <p className="b">{t('warningNow', { headline: page.warning.headline })}</p>}
      </div>
    </header>
  )
}

/** This phone's own clock, every ten seconds: how long the signal has been gone does not depend on a server. */
function usePhoneClock(): number {
  const [ms, set] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => set(Date.now()), 10_000)
    return () => clearInterval(timer)
  }, [])
  return ms
}

/** What is saved here and what has arrived there: always in sight. */
export function KeptBar({ hamlet, savedAt }: { hamlet: Hamlet; savedAt: number | null }) {
  const t = useTexts(vi, en)
  const clock = usePhoneClock()
  const { waiting, arrived, lostSince, sending } = hamlet
  const lostFor = lostSince === null ? null : Math.max(0, clock - lostSince)
  return (
    <div className={`hamlet-kept ${lostFor !== null ? 'lost' : ''}`} role="status">
      <Icon name="phone" size={16} />
      <span>
        {waiting > 0 ? (
          <>
            {t('kept')} <b>{t('things', { n: waiting })}</b> · {t('arrivedCommune', { n: arrived })}
          </>
        ) : (
          <>{arrived === 0 ? t('keptNothing') : `${t('keptNone')} (${arrived})`}</>
        )}
        {lostFor !== null ? (
          <>
            {' · '}
            <b>{t('lost', { text: span(lostFor, t) })}</b>
            {waiting > 0 && `, ${t('willSend')}`}
            {savedAt !== null && ` · ${t('listFrom', { time: localParts(savedAt).time })}`}
          </>
        ) : (
          sending && waiting > 0 && ` · ${t('sending')}`
        )}
      </span>
    </div>
  )
}
