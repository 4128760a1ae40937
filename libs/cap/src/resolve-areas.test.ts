import { describe, expect, it, vi } from 'vitest'
import { buildAlert, buildInfo } from '../test/build-alert.ts'
import type { AlertArea } from './alert.ts'
import { geocodesOf, resolveAreas } from './resolve-areas.ts'

const UNITS: Record<string, string[]> = {
  'EMMA_ID VN001': ['xa-1', 'xa-2'],
  'MaXa 06001': ['xa-1'],
  'MaXa 06002': ['xa-2'],
  'MaXa 06001 (cũ)': ['xa-9'],
}
const resolver = (valueName: string, value: string) => UNITS[`${valueName} ${value}`]
const alertWith = (...area: AlertArea[]) => buildAlert({ info: [buildInfo({ area })] })
const codes = (valueName: string, ...values: string[]) => values.map(value => ({ valueName, value }))

describe('resolveAreas', () => {
  it('takes codes, rings and circles as one area, each unit once', () => {
    const { areas, units, nowhere } = resolveAreas(
      alertWith({
        areaDesc: 'Ven sông',
        polygon: ['21.8,106.7 21.9,106.7 21.9,106.8 21.8,106.7'],
        circle: ['21.8,106.7 5'],
        geocode: [...codes('EMMA_ID', 'VN001'), ...codes('MaXa', '06001')],
      }),
      resolver,
    )
    expect(areas).toMatchObject([
      { info: 0, area: 0, location: 'both', units: ['xa-1', 'xa-2'], unresolved: [], circles: [{ radiusKm: 5 }] },
    ])
    expect(areas[0]?.polygons[0]).toHaveLength(4)
    expect(units).toEqual(['xa-1', 'xa-2'])
    expect(nowhere).toEqual([])
  })

  it('never drops an area: by code, by ring, by words, or with nothing at all', () => {
    const alert = buildAlert({
      info: [
        buildInfo({
          area: [
            { areaDesc: 'chỉ có mã', geocode: codes('EMMA_ID', 'VN001') },
            { areaDesc: 'chỉ có hình', circle: ['21.8,106.7 5'] },
            { areaDesc: 'chỉ có lời' },
            { areaDesc: 'mã lạ', geocode: codes('UGC', 'TXZ001') },
            { areaDesc: 'hình hỏng', polygon: ['21.8;106.7'] },
          ],
        }),
        buildInfo({ language: 'en-US', area: [] }),
      ],
    })
    const { areas, nowhere, unresolved } = resolveAreas(alert, resolver)
    expect(areas.map(a => a.location)).toEqual(['units', 'geometry', 'nowhere', 'nowhere', 'nowhere', 'nowhere'])
    expect(nowhere.map(a => a.areaDesc)).toEqual(['chỉ có lời', 'mã lạ', 'hình hỏng', ''])
    expect(nowhere.at(-1)).toMatchObject({ info: 1, area: null })
    expect(nowhere[2]?.unreadable).toEqual(['21.8;106.7'])
    expect(unresolved).toEqual(codes('UGC', 'TXZ001'))
  })

  it('takes a list in one code apart only where its parts are known, and names the part that is not', () => {
    const of = (value: string) => resolveAreas(alertWith({ areaDesc: 'x', geocode: codes('MaXa', value) }), resolver)
    expect(of(' 06001, 06002 ').units).toEqual(['xa-1', 'xa-2'])
    expect(of('06001;99999')).toMatchObject({ units: ['xa-1'], unresolved: codes('MaXa', '99999') })
    expect(of('06001 (cũ)').units).toEqual(['xa-9'])
    expect(of('không biết')).toMatchObject({ units: [], unresolved: codes('MaXa', 'không biết') })
  })

  it('names a code that nobody knew once, however often it stands', () => {
    const area = { areaDesc: 'x', geocode: codes('UGC', 'TXZ001', 'TXZ001') }
    expect(resolveAreas(alertWith(area, area), () => null).unresolved).toEqual(codes('UGC', 'TXZ001'))
  })

  it('does without fields that a stranger left out', () => {
    const alert = JSON.parse(
      '{"info":[{"area":[{"geocode":[{},{"valueName":"a"},{"valueName":"a","value":" "}]}]},{}]}',
    )
    const ask = vi.fn(() => null)
    expect(resolveAreas(alert, ask).areas.map(a => a.location)).toEqual(['nowhere', 'nowhere'])
    expect(ask).not.toHaveBeenCalled()
    expect(geocodesOf(JSON.parse('{}'))).toEqual([])
  })
})

it('geocodesOf names every code and part once, to be looked up together', () => {
  const alert = alertWith(
    { areaDesc: 'x', geocode: [...codes('MaXa', '06001 06002'), ...codes('EMMA_ID', ' VN001')] },
    { areaDesc: 'y', geocode: codes('MaXa', '06001') },
  )
  const known = geocodesOf(alert)
  expect(known).toEqual([...codes('MaXa', '06001 06002', '06001', '06002'), ...codes('EMMA_ID', 'VN001')])
  const table = new Map(known.map(({ valueName, value }) => [`${valueName} ${value}`, resolver(valueName, value)]))
  expect(resolveAreas(alert, (name, value) => table.get(`${name} ${value}`)).units).toEqual(['xa-1', 'xa-2'])
})
