import type { Map as GlMap } from 'maplibre-gl'
import type { Communes, Shown } from './level-map.ts'

type Label = {
  unitId: number
  name: string
  at: [number, number]
  weight: number
  element: HTMLElement
  width: number
  /** with a level: the number alone still finds room where the name does not */
  numbered: boolean
}

type Box = [left: number, top: number, right: number, bottom: number]

/** Where a label may stand around its point, tried in this order: on it, below, above. */
const places = [0, 19, -19]

/**
 * Names on the map as HTML, so that no glyph server is needed and Vietnamese letters are those of the page. Communes with a
 * level carry their number too: colour alone says nothing to one man in twelve. Labels that would overlap give way to worse.
 */
export class MapLabels {
  private readonly map: GlMap
  private readonly layer: HTMLElement
  /** communes that are named even when calm: the few within sight of a commune's own people */
  private readonly own: ReadonlySet<number> | null
  private labels: Label[] = []
  private pointed: number | null = null
  private frame = 0
  private readonly move = () => {
    this.frame ||= requestAnimationFrame(() => {
      this.frame = 0
      this.place()
    })
  }

  constructor(map: GlMap, container: HTMLElement, own: ReadonlySet<number> | null) {
    this.own = own
    this.map = map
    this.layer = document.createElement('div')
    this.layer.className = 'map-labels'
    this.layer.setAttribute('aria-hidden', 'true')
    container.append(this.layer)
    map.on('move', this.move)
    map.on('resize', this.move)
  }

  show(communes: Communes, shown: readonly Shown[], chosen: number | null): void {
    const byId = new Map(shown.map(s => [s.unitId, s]))
    this.layer.replaceChildren()
    this.labels = communes.features.flatMap(({ id, properties }): Label[] => {
      const { lon, lat, name } = properties
      if (lon === null || lat === null) return []
      const state = byId.get(id)
      const element = document.createElement('span')
      element.className = `map-label ${state ? '' : 'calm'} ${id === chosen ? 'chosen' : ''}`
      if (state) {
        const number = document.createElement('span')
        number.className = `lv lv-small lv-${state.level ?? 'open'} lv-${state.status}`
        number.textContent = state.level === null ? '?' : String(state.level)
        element.append(number)
      }
      const words = document.createElement('span')
      words.textContent = name
      element.append(words)
      this.layer.append(element)
      const weight = (id === chosen ? 100 : 0) + (state ? 10 + (state.level ?? 2.5) : this.own?.has(id) ? 1 : 0)
      return [
        {
          unitId: id,
          name,
          at: [lon, lat],
          weight,
          element,
          width: element.offsetWidth,
          numbered: state !== undefined,
        },
      ]
    })
    this.labels.sort((a, b) => b.weight - a.weight)
    this.place()
  }

  /** The commune under the pointer shows its name whatever stands there. */
  point(unitId: number | null): void {
    if (unitId === this.pointed) return
    this.pointed = unitId
    this.place()
  }

  private place(): void {
    const taken: Box[] = []
    const near = this.map.getZoom() > 10.2
    const ordered =
      this.pointed === null
        ? this.labels
        : this.labels.toSorted((a, b) => Number(b.unitId === this.pointed) - Number(a.unitId === this.pointed))
    for (const label of ordered) {
      const { element } = label
      const wanted = label.weight > 0 || near || label.unitId === this.pointed
      const spot = wanted ? this.spotFor(label, taken) : null
      element.style.visibility = spot ? 'visible' : 'hidden'
      if (!spot) continue
      taken.push(spot.box)
      element.classList.toggle('short', spot.short)
      element.style.transform = `translate(${Math.round(spot.box[0])}px, ${Math.round(spot.box[1])}px)`
    }
  }

  private spotFor(label: Label, taken: readonly Box[]): { box: Box; short: boolean } | null {
    const { x, y } = this.map.project(label.at)
    for (const short of label.numbered ? [false, true] : [false]) {
      const half = (short ? 24 : label.width) / 2
      for (const shift of short ? [0] : places) {
        const box: Box = [x - half, y + shift - 10, x + half, y + shift + 10]
        if (taken.every(o => box[2] < o[0] || box[0] > o[2] || box[3] < o[1] || box[1] > o[3])) return { box, short }
      }
    }
    return null
  }

  remove(): void {
    cancelAnimationFrame(this.frame)
    this.map.off('move', this.move)
    this.map.off('resize', this.move)
    this.layer.remove()
  }
}
