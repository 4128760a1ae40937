import type { Map as GlMap } from 'maplibre-gl'
import type { Communes, Shown } from './level-map.ts'

type Label = { unitId: number; name: string; at: [number, number]; weight: number; element: HTMLElement; width: number }

/**
 * Names on the map as HTML, so that no glyph server is needed and Vietnamese letters are those of the page. Communes with a
 * level carry their number too: colour alone says nothing to one man in twelve. Labels that would overlap give way to worse.
 */
export class MapLabels {
  private readonly map: GlMap
  private readonly layer: HTMLElement
  private labels: Label[] = []
  private pointed: number | null = null
  private frame = 0
  private readonly move = () => {
    this.frame ||= requestAnimationFrame(() => {
      this.frame = 0
      this.place()
    })
  }

  constructor(map: GlMap, container: HTMLElement) {
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
      element.append(name)
      this.layer.append(element)
      const weight = (id === chosen ? 100 : 0) + (state ? 10 + (state.level ?? 2.5) : 0)
      return [{ unitId: id, name, at: [lon, lat], weight, element, width: element.offsetWidth }]
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
    const taken: [number, number, number, number][] = []
    const near = this.map.getZoom() > 10.2
    const ordered =
      this.pointed === null
        ? this.labels
        : this.labels.toSorted((a, b) => Number(b.unitId === this.pointed) - Number(a.unitId === this.pointed))
    for (const label of ordered) {
      const { x, y } = this.map.project(label.at)
      const box: [number, number, number, number] = [x - label.width / 2, y - 11, x + label.width / 2, y + 11]
      const free = taken.every(o => box[2] < o[0] || box[0] > o[2] || box[3] < o[1] || box[1] > o[3])
      const wanted = label.weight > 0 || near || label.unitId === this.pointed
      if (wanted && free) {
        taken.push(box)
        label.element.style.transform = `translate(${Math.round(box[0])}px, ${Math.round(box[1])}px)`
        label.element.style.visibility = 'visible'
      } else label.element.style.visibility = 'hidden'
    }
  }

  remove(): void {
    cancelAnimationFrame(this.frame)
    this.map.off('move', this.move)
    this.map.off('resize', this.move)
    this.layer.remove()
  }
}
