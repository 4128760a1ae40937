import type { ErrorBody } from '@tusom/contract'
import { runId } from '../app/run.ts'
import { currentLanguage } from '../i18n/language.ts'
import { textsNow } from '../i18n/texts.ts'
import en from '../ui/en.json' with { type: 'json' }
import vi from '../ui/vi.json' with { type: 'json' }
import { ApiError } from './api-error.ts'

type Content = { content: BodyInit; type: string }
type Options = { headers?: Record<string, string>; signal?: AbortSignal }

async function send(method: string, path: string, body?: BodyInit, options: Options = {}): Promise<Response> {
  const headers: Record<string, string> = { accept: 'application/json', ...options.headers }
  if (runId > 0) headers['x-run'] = String(runId)
  let answer: Response
  try {
    answer = await fetch(path, { method, headers, body, signal: options.signal, credentials: 'same-origin' })
  } catch (fault) {
    if (fault instanceof DOMException && fault.name === 'AbortError') throw fault
    throw new ApiError(0, 'offline', textsNow(vi, en)('offline'))
  }
  if (answer.ok) return answer
  throw await errorOf(answer)
}

async function errorOf(answer: Response): Promise<ApiError> {
  try {
    const { error } = (await answer.json()) as ErrorBody
    const message = currentLanguage() === 'en' ? error.messageEn : error.message
    return new ApiError(answer.status, error.code, message, error.where ?? null)
  } catch {
    // 502–504 come from something in front of the server that cannot reach it
    if (answer.status >= 502 && answer.status <= 504) return new ApiError(0, 'offline', textsNow(vi, en)('offline'))
    return new ApiError(answer.status, 'unreadable', textsNow(vi, en)('unreadable', { status: answer.status }))
  }
}

async function json<T>(answer: Promise<Response>): Promise<T> {
  const got = await answer
  try {
    return (await got.json()) as T
  } catch {
    throw new ApiError(500, 'unreadable', textsNow(vi, en)('unreadable', { status: got.status }))
  }
}

const asJson = (body: unknown, options: Options = {}): [BodyInit | undefined, Options] =>
  body === undefined
    ? [undefined, options]
    : [JSON.stringify(body), { ...options, headers: { 'content-type': 'application/json', ...options.headers } }]

/** An answer that may come from what this machine kept: `keptAt` is null when it is fresh from the server. */
export type Kept<T> = { data: T; keptAt: string | null }

/**
 * The server's API in the run of this page. Types come from @tusom/contract: `api.get<LevelList>('/api/levels')`.
 * All throw `ApiError`.
 */
export const api = {
  get: <T>(path: string, options?: Options): Promise<T> => json<T>(send('GET', path, undefined, options)),
  post: <T>(path: string, body?: unknown, options?: Options): Promise<T> =>
    json<T>(send('POST', path, ...asJson(body, options))),
  put: <T>(path: string, body?: unknown, options?: Options): Promise<T> =>
    json<T>(send('PUT', path, ...asJson(body, options))),
  patch: <T>(path: string, body?: unknown, options?: Options): Promise<T> =>
    json<T>(send('PATCH', path, ...asJson(body, options))),
  delete: <T>(path: string, options?: Options): Promise<T> => json<T>(send('DELETE', path, undefined, options)),
  /** A file as a form (`FormData`), or as it is with its type: `{ content: file, type: 'text/csv' }`. */
  upload: <T>(path: string, what: FormData | Content, options: Options = {}): Promise<T> =>
    what instanceof FormData
      ? json<T>(send('POST', path, what, options))
      : json<T>(
          send('POST', path, what.content, { ...options, headers: { 'content-type': what.type, ...options.headers } }),
        ),
  /** A GET whose answer the service worker keeps for when there is no signal. */
  async getKept<T>(path: string, options: Options = {}): Promise<Kept<T>> {
    const asked = Date.now()
    const answer = await send('GET', path, undefined, { ...options, headers: { 'x-keep': '1', ...options.headers } })
    const kept = answer.headers.get('x-kept-at')
    const data = await json<T>(Promise.resolve(answer))
    return { data, keptAt: kept && Date.parse(kept) < asked ? kept : null }
  },
}

/** The address of something to open or download (a .docx): it carries the run, which a plain link has no header for. */
export function apiHref(path: string): string {
  return runId > 0 ? `${path}${path.includes('?') ? '&' : '?'}run=${runId}` : path
}
