import { Outlet } from '@tanstack/react-router'
import { useEffect } from 'react'
import { ApiError } from '../api/api-error.ts'
import { useLive } from '../api/live.ts'
import { useTexts } from '../i18n/texts.ts'
import { ErrorState, Loading } from '../ui/states.tsx'
import { ToastRegion } from '../ui/toast.tsx'
import en from './en.json' with { type: 'json' }
import { BackupBand } from './backup-band.tsx'
import { ExerciseBand } from './exercise-band.tsx'
import { LiveBand } from './live-band.tsx'
import { BottomBar, SideBar } from './nav.tsx'
import { useGo, usePath } from './navigation.tsx'
import { inExercise } from './run.ts'
import { forgetSession, useSession } from './session.ts'
import vi from './vi.json' with { type: 'json' }

/** The frame around every working page: who is signed in, where one can go, whether this is an exercise, whether news arrives. */
export function Shell() {
  const session = useSession()
  const path = usePath()
  const go = useGo()
  const ended = session.error instanceof ApiError && session.error.status === 401
  useEffect(() => {
    if (!ended) return
    forgetSession()
    // a first visit begins at "/": nothing was being done there that could go on
    go(path === '/' ? '/dang-nhap' : `/dang-nhap?toi=${encodeURIComponent(path)}`, { replace: true })
  }, [ended])
  if (ended) return null
  if (session.data) return <Frame />
  return (
    <main className="lonely">
      {session.error ? (
        <ErrorState error={session.error} retry={() => void session.refetch()} />
      ) : (
        <Loading shape="text" />
      )}
    </main>
  )
}

function Frame() {
  const t = useTexts(vi, en)
  useLive()
  return (
    <div className={`shell ${inExercise ? 'exercise' : ''}`}>
      <a className="skip" href="#main">
        {t('skip')}
      </a>
      {inExercise && <ExerciseBand />}
      <LiveBand />
      <BackupBand />
      <SideBar />
      <main id="main" tabIndex={-1}>
        <Outlet />
      </main>
      <BottomBar />
      <ToastRegion />
    </div>
  )
}
