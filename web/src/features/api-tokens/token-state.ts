import type { ApiTokenOut } from '@tusom/contract'

export type TokenState = 'active' | 'expired' | 'revoked'

/** `now` in ms, of the installation: a key lives by the real clock also while an exercise runs. */
export function tokenState(token: Pick<ApiTokenOut, 'revokedAt' | 'expiresAt'>, now: number): TokenState {
  if (token.revokedAt) return 'revoked'
  return Date.parse(token.expiresAt) <= now ? 'expired' : 'active'
}
