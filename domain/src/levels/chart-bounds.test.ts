import { expect, test } from 'vitest'
import { chartBounds } from './chart-bounds.ts'
import type { BandHazard } from './pack.ts'
import { hazardOf } from './packs.ts'

const of = (hazard: string) => hazardOf(hazard)?.hazard ?? null

test('rain by Điều 44 and 46, temperature by Điều 47, visibility from above', () => {
  expect(chartBounds(of('heavy-rain'), 'rain')).toEqual([100, 200, 400])
  expect(chartBounds(of('flash-flood-landslide'), 'rain_24h')).toEqual([100, 200, 400])
  expect(chartBounds(of('heat-wave'), 'temperature')).toEqual([35, 37, 39, 41])
  expect(chartBounds(of('fog'), 'visibility')).toEqual(expect.arrayContaining([50]))
})
test('an index, a share of a median and a gauge with marks of its own have no bound on the axis of the readings', () => {
  expect(chartBounds(of('air-quality'), 'pm25')).toEqual([])
  expect(chartBounds(of('essential-prices'), 'price-rice')).toEqual([])
  expect(chartBounds(of('flood'), 'water_level')).toEqual([])
  expect(chartBounds(null, 'rain')).toEqual([])
})
test('a province’s own version has its own bounds', () => {
  const own = structuredClone(of('heavy-rain')) as BandHazard
  ;(own.bands[0] as BandHazard['bands'][number]).mm24 = { from: 80, to: 200 }
  expect(chartBounds(own, 'rain')).toEqual([80, 200, 400])
})
