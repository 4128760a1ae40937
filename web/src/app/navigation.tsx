import { useLocation, useParams as useRouterParams, useRouter } from '@tanstack/react-router'
import { type AnchorHTMLAttributes, type MouseEvent, useCallback, useMemo } from 'react'
import { base } from './run.ts'

/** Goes to an address of the app in this run: `go('/canh-bao/moi?unit=5')`. `replace`: no step back to here. */
export function useGo(): (to: string, options?: { replace?: boolean }) => void {
  const router = useRouter()
  return useCallback(
    (to, options) => (options?.replace ? router.history.replace(base + to) : router.history.push(base + to)),
    [router],
  )
}

type LinkProps = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'> & { to: string }

/** A link to a page of the app in this run. A real <a>: it opens in a new tab, is copied and printed like any other. */
export function Link({ to, onClick, children, ...rest }: LinkProps) {
  const go = useGo()
  const click = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event)
    if (
      event.defaultPrevented ||
      event.button !== 0 ||
      event.metaKey ||
      event.ctrlKey ||
      event.shiftKey ||
      event.altKey
    )
      return
    if (rest.target && rest.target !== '_self') return
    event.preventDefault()
    go(to)
  }
  return (
    <a href={base + to} onClick={click} {...rest}>
      {children}
    </a>
  )
}

/** The `$name` parts of the address: `const { id } = useParams()`. */
export function useParams(): Record<string, string> {
  return useRouterParams({ strict: false }) as Record<string, string>
}

/** The address's path inside the run: "/truc-ban" also in an exercise. */
export function usePath(): string {
  const path = useLocation({ select: l => l.pathname })
  return base && path.startsWith(base) ? path.slice(base.length) || '/' : path
}

/**
 * One parameter after the `?`, and how to set it (null takes it away). What a list shows belongs here, so that the address can
 * be sent to a colleague. Setting it leaves no step in the history unless `push`.
 */
export function useSearchParam(
  name: string,
): [string | null, (value: string | null, options?: { push?: boolean }) => void] {
  const router = useRouter()
  const search = useLocation({ select: l => l.searchStr })
  const value = useMemo(() => new URLSearchParams(search).get(name), [search, name])
  const set = useCallback(
    (next: string | null, options?: { push?: boolean }) => {
      // the address itself, not the state of the last drawing: two parameters may be set one after the other
      const { pathname, search: now } = router.history.location
      const params = new URLSearchParams(now)
      if (next === null || next === '') params.delete(name)
      else params.set(name, next)
      const text = params.toString()
      const href = pathname + (text ? `?${text}` : '')
      if (options?.push) router.history.push(href)
      else router.history.replace(href)
    },
    [router, name],
  )
  return [value, set]
}
