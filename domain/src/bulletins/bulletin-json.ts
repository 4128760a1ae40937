import type { ParsedBulletin, TextSpan } from './parsed-bulletin.ts'

type Said<T> = T extends { span: TextSpan } ? Omit<T, 'span'> & { says: string } : T

/** What `tusom bulletin parse --json` prints: the reading, each value with the words it was read from instead of their place. */
export type BulletinJson = {
  [K in Exclude<keyof ParsedBulletin, 'text'>]: ParsedBulletin[K] extends (infer T)[] ? Said<T>[] : ParsedBulletin[K]
}

export function bulletinJson(p: ParsedBulletin): BulletinJson {
  const said = <T extends { span: TextSpan }>(list: readonly T[]) =>
    list.map(({ span, ...rest }) => ({
      ...rest,
      says: p.text.slice(...span).replace(/\s+/g, ' '),
    })) as unknown as Said<T>[]
  const { text: _, ...rest } = p
  return {
    ...rest,
    observations: said(p.observations),
    forecasts: said(p.forecasts),
    rain: said(p.rain),
    levels: said(p.levels),
    areas: said(p.areas),
    storm: said(p.storm),
    quakes: said(p.quakes),
    temperatures: said(p.temperatures),
    salt: said(p.salt),
  } as BulletinJson
}
