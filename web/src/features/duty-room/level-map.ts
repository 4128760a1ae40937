import {
  type ExpressionSpecification,
  type GeoJSONSource,
  type MapGeoJSONFeature,
  type MapMouseEvent,
  Map as GlMap,
  setWorkerUrl,
} from 'maplibre-gl'
import 'maplibre-gl/dist/maplibre-gl.css'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url'
import { MapLabels } from './map-labels.ts'

// Vite does not see the worker inside the library: without this it is not emitted and the map stays empty
setWorkerUrl(workerUrl)

export type Commune = {
  type: 'Feature'
  id: number
  properties: { id: number; code: string; name: string; lat: number | null; lon: number | null; approximate: boolean }
  geometry:
    | { type: 'Polygon'; coordinates: [number, number][][] }
    | { type: 'MultiPolygon'; coordinates: [number, number][][][] }
}
export type Communes = { type: 'FeatureCollection'; features: Commune[] }
export type Shown = { unitId: number; level: number | null; status: 'official' | 'suggested' }

/** The map itself, outside React: MapLibre keeps its own state. Throws where there is no WebGL. */
export class LevelMap {
  private readonly map: GlMap
  private readonly labels: MapLabels
  private readonly communes: Communes
  /** settles once the communes are drawn */
  readonly ready: Promise<void>
  private readonly watch: ResizeObserver

  constructor(
    place: HTMLElement,
    communes: Communes,
    own: ReadonlySet<number> | null,
    onChoose: (unitId: number) => void,
    name: string,
  ) {
    this.communes = communes
    const style = getComputedStyle(document.documentElement)
    const colour = (variable: string) => style.getPropertyValue(variable).trim()
    this.map = new GlMap({
      container: place,
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      bounds: boundsOf(own ? communes.features.filter(f => own.has(f.id)) : communes.features, own ? 0.08 : 0),
      fitBoundsOptions: { padding: paddingFor(place) },
      maxZoom: 13,
      minZoom: 4,
      locale: { 'Map.Title': name },
      style: {
        version: 8,
        sources: { communes: { type: 'geojson', data: communes } },
        layers: [
          { id: 'ground', type: 'background', paint: { 'background-color': colour('--paper') } },
          {
            id: 'fill',
            type: 'fill',
            source: 'communes',
            ...(own ? { filter: ['in', ['id'], ['literal', [...own]]] as ExpressionSpecification } : {}),
            paint: { 'fill-color': colour('--l0') },
          },
          {
            id: 'open',
            type: 'fill',
            source: 'communes',
            filter: ['in', ['id'], ['literal', []]],
            paint: { 'fill-pattern': 'hatch' },
          },
          {
            id: 'border',
            type: 'line',
            source: 'communes',
            paint: { 'line-color': colour(own ? '--line' : '--card'), 'line-width': 1 },
          },
          edge('suggested', [2, 2]),
          edge('official', null),
          {
            id: 'chosen',
            type: 'line',
            source: 'communes',
            filter: ['==', ['id'], -1],
            paint: { 'line-color': colour('--act'), 'line-width': 3.5 },
          },
        ],
      },
    })
    this.map.touchZoomRotate.disableRotation()
    this.map.addImage('hatch', hatch(colour('--ink'), colour('--l0')))
    this.labels = new MapLabels(this.map, place, own)
    this.ready = new Promise(resolve => this.map.once('load', () => resolve()))
    const under = (event: MapMouseEvent): MapGeoJSONFeature | undefined =>
      this.map.queryRenderedFeatures(event.point, { layers: ['fill'] })[0]
    this.map.on('click', event => {
      const id = under(event)?.id
      if (typeof id === 'number') onChoose(id)
    })
    this.map.on('mousemove', event => {
      const feature = under(event)
      this.map.getCanvas().style.cursor = feature ? 'pointer' : ''
      this.labels.point(typeof feature?.id === 'number' ? feature.id : null)
    })
    this.map.on('mouseout', () => this.labels.point(null))
    this.watch = new ResizeObserver(() => this.map.resize())
    this.watch.observe(place)
  }

  /** Colours the communes by level and marks the chosen one. A commune that is not named is below level 1. */
  show(shown: readonly Shown[], chosen: number | null): void {
    void this.ready.then(() => {
      if (!this.map.getSource<GeoJSONSource>('communes')) return
      const style = getComputedStyle(document.documentElement)
      const ids = (keep: (s: Shown) => boolean) => shown.filter(keep).map(s => s.unitId)
      const colour = (level: number) => style.getPropertyValue(`--l${level}`).trim()
      const at = (level: number): ExpressionSpecification => ['in', ['id'], ['literal', ids(s => s.level === level)]]
      this.map.setPaintProperty('fill', 'fill-color', [
        'case',
        at(5),
        colour(5),
        at(4),
        colour(4),
        at(3),
        colour(3),
        at(2),
        colour(2),
        at(1),
        colour(1),
        colour(0),
      ])
      this.map.setFilter('open', ['in', ['id'], ['literal', ids(s => s.level === null)]])
      this.map.setFilter('suggested', ['in', ['id'], ['literal', ids(s => s.status === 'suggested')]])
      this.map.setFilter('official', ['in', ['id'], ['literal', ids(s => s.status === 'official')]])
      this.map.setFilter('chosen', ['==', ['id'], chosen ?? -1])
      this.labels.show(this.communes, shown, chosen)
    })
  }

  remove(): void {
    this.watch.disconnect()
    this.labels.remove()
    this.map.remove()
  }
}

/** Dark in both themes, because level colours are the same in both. */
function edge(status: 'suggested' | 'official', dash: [number, number] | null) {
  return {
    id: status,
    type: 'line' as const,
    source: 'communes',
    filter: ['in', ['id'], ['literal', [] as number[]]] as ['in', ['id'], ['literal', number[]]],
    paint: {
      'line-color': '#16202a',
      'line-width': status === 'official' ? 2 : 1.2,
      ...(dash ? { 'line-dasharray': dash } : {}),
    },
  }
}

/** Diagonal stripes: what is undetermined must not look calm. */
function hatch(ink: string, ground: string) {
  const size = 12
  const canvas = document.createElement('canvas')
  canvas.width = size
  canvas.height = size
  const ctx = canvas.getContext('2d')
  if (!ctx) throw new Error('no canvas')
  ctx.fillStyle = ground
  ctx.fillRect(0, 0, size, size)
  ctx.strokeStyle = ink
  ctx.globalAlpha = 0.55
  ctx.lineWidth = 2
  for (const shift of [-size, 0, size]) {
    ctx.beginPath()
    ctx.moveTo(shift, size)
    ctx.lineTo(shift + size, 0)
    ctx.stroke()
  }
  return ctx.getImageData(0, 0, size, size)
}

/** `room` in degrees around. */
function boundsOf(communes: readonly Commune[], room: number): [number, number, number, number] {
  let [west, south, east, north] = [180, 90, -180, -90]
  const take = (point: readonly number[]) => {
    const [x = 0, y = 0] = point
    west = Math.min(west, x)
    east = Math.max(east, x)
    south = Math.min(south, y)
    north = Math.max(north, y)
  }
  for (const { geometry } of communes)
    for (const polygon of geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates)
      for (const point of polygon[0] ?? []) take(point)
  return [west - room, south - room, east + room, north + room]
}

/** Room for the summary on top and the legend below. */
function paddingFor(place: HTMLElement) {
  const wide = place.clientWidth > 480
  return { top: wide ? 110 : 24, bottom: wide ? 80 : 24, left: 24, right: 24 }
}
