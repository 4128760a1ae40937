import type { ReactNode } from 'react'
import { type ApiError, messageOf } from '../api/api-error.ts'
import { Button } from './basics.tsx'
import { useUiTexts } from './use-ui-texts.ts'

/** Nothing here yet: says why, and teaches the first step. */
export function Empty(props: { title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <div className="state">
      <h2>{props.title}</h2>
      {props.children && <p className="mut">{props.children}</p>}
      {props.action}
    </div>
  )
}

/**
 * The page's shape while it loads. `shape`: list (rows with a mark), table, cards, panel or text; `rows`: how many.
 * Shown a moment late, so that a quick answer does not flicker.
 */
export function Loading({
  shape = 'list',
  rows = 6,
}: {
  shape?: 'list' | 'table' | 'cards' | 'panel' | 'text'
  rows?: number
}) {
  const t = useUiTexts()
  return (
    <div className={`skeleton ${shape}`} role="status">
      <span className="vh">{t('loading')}</span>
      {Array.from({ length: rows }, (_, i) => (
        <div
          key={i}
          className="bone"
          style={{ inlineSize: shape === 'text' ? `${90 - ((i * 17) % 40)}%` : undefined }}
        />
      ))}
    </div>
  )
}

/** Offline, refused and failed are told apart: the first two are not the reader's fault to report. */
export function ErrorState({ error, retry }: { error: unknown; retry?: () => void }) {
  const t = useUiTexts()
  const { kind = 'failed', status } = error as Partial<ApiError>
  const title =
    status === 404
      ? t('errorNotFound')
      : { offline: t('errorOffline'), refused: t('errorRefused'), failed: t('errorFailed') }[kind]
  return (
    <div className={`state error ${kind}`} role="alert">
      <h2>{title}</h2>
      <p className="mut">{messageOf(error)}</p>
      {retry && kind !== 'refused' && (
        <Button onClick={retry} look="main">
          {t('retry')}
        </Button>
      )}
    </div>
  )
}

/** What `useQuery` gives that a page needs to choose its state. */
type Asked<T> = { data: T | undefined; error: unknown; refetch: () => unknown }

/**
 * Loading, error or the data: `<Answer of={query} loading={<Loading shape="table" />}>{data => …}</Answer>`.
 * When data is there and asking again fails, the data stays in sight with a line above that says it may be old.
 */
export function Answer<T>(props: { of: Asked<T>; loading?: ReactNode; children: (data: T) => ReactNode }) {
  const { data, error, refetch } = props.of
  if (data !== undefined)
    return (
      <>
        {error ? <StaleNote error={error} retry={() => void refetch()} /> : null}
        {props.children(data)}
      </>
    )
  if (error) return <ErrorState error={error} retry={() => void refetch()} />
  return props.loading ?? <Loading />
}

function StaleNote({ error, retry }: { error: unknown; retry: () => void }) {
  const t = useUiTexts()
  return (
    <div className="note late" role="status">
      <span>{messageOf(error)}</span>
      <Button look="quiet" onClick={retry}>
        {t('retry')}
      </Button>
    </div>
  )
}
