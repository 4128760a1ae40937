import { inputStats, type RulePack } from './pack.ts'

/** A pack is small: the law's own has 15 hazards and some 200 rows. */
const limits = { hazards: 60, rows: 400, inputs: 20, text: 2000 }
const statuses = ['sourced', 'recalled', 'proposal', 'unknown', 'local']
const marks = ['alarm1', 'alarm2', 'alarm3', 'record']

type Json = Record<string, unknown>
const isObject = (v: unknown): v is Json => typeof v === 'object' && v !== null && !Array.isArray(v)

/** Collects faults with the place they stand at, so that all are told at once. */
class Reader {
  readonly faults: string[] = []
  say(place: string, what: string): void {
    if (this.faults.length < 50) this.faults.push(`${place}: ${what}`)
  }
  object(v: unknown, place: string): Json | null {
    if (isObject(v)) return v
    this.say(place, 'phải là một đối tượng')
    return null
  }
  list(v: unknown, place: string, most: number): unknown[] {
    if (!Array.isArray(v)) {
      this.say(place, 'phải là một danh sách')
      return []
    }
    if (v.length > most) this.say(place, `quá ${most} mục`)
    return v.slice(0, most)
  }
  text(o: Json, key: string, place: string): void {
    const v = o[key]
    if (typeof v !== 'string' || !v.trim() || v.length > limits.text)
      this.say(`${place}.${key}`, 'phải là chữ, không để trống')
  }
  number(v: unknown, place: string, from = -1e9, to = 1e9): void {
    if (typeof v !== 'number' || !Number.isFinite(v) || v < from || v > to) this.say(place, 'phải là một số')
  }
  oneOf(v: unknown, list: readonly string[], place: string): void {
    if (typeof v !== 'string' || !list.includes(v)) this.say(place, `phải là một trong: ${list.join(', ')}`)
  }
  level(v: unknown, place: string): void {
    if (v !== null && !(Number.isInteger(v) && (v as number) >= 0 && (v as number) <= 5))
      this.say(place, 'cấp phải từ 0 đến 5')
  }
  date(v: unknown, place: string): void {
    if (typeof v !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(v)) this.say(place, 'phải là ngày dạng 2026-01-31')
  }
  range(v: unknown, place: string): void {
    const o = this.object(v, place)
    if (!o) return
    for (const key of ['from', 'above', 'to', 'below']) if (key in o) this.number(o[key], `${place}.${key}`)
    if (!['from', 'above', 'to', 'below'].some(k => k in o))
      this.say(place, 'thiếu ngưỡng (from, above, to hoặc below)')
  }
}

/**
 * Reads a rule pack from outside: all faults at once, each with its place, in words an officer can act on. What comes back as `pack` is safe
 * for the engine. Never throws.
 */
export function readPack(body: unknown): { pack: RulePack } | { faults: string[] } {
  const r = new Reader()
  const p = r.object(body, 'gói')
  if (!p) return { faults: r.faults }
  for (const key of ['id', 'version', 'title', 'titleEn', 'basis']) r.text(p, key, 'gói')
  if (typeof p.id === 'string' && !/^[a-z0-9][a-z0-9.-]{0,59}$/.test(p.id))
    r.say('gói.id', 'chỉ gồm chữ thường, số, dấu chấm và gạch nối')
  if ('effectiveFrom' in p) r.date(p.effectiveFrom, 'gói.effectiveFrom')
  if (p.effectiveTo !== null && p.effectiveTo !== undefined) r.date(p.effectiveTo, 'gói.effectiveTo')
  const hazards = r.list(p.hazards, 'gói.hazards', limits.hazards)
  const seen = new Set<unknown>()
  hazards.forEach((h, i) => {
    const o = r.object(h, `hazards[${i}]`)
    if (!o) return
    const place = typeof o.hazard === 'string' ? `hazards[${i}] (${o.hazard.slice(0, 40)})` : `hazards[${i}]`
    if (seen.has(o.hazard)) r.say(place, 'nêu hai lần')
    seen.add(o.hazard)
    readHazard(r, o, place)
  })
  return r.faults.length ? { faults: r.faults } : { pack: body as RulePack }
}

function readHazard(r: Reader, o: Json, place: string): void {
  for (const key of ['hazard', 'nameVi', 'nameEn', 'article', 'source']) r.text(o, key, place)
  r.oneOf(o.status, statuses, `${place}.status`)
  if ('notes' in o)
    for (const n of r.list(o.notes, `${place}.notes`, 40))
      if (typeof n !== 'string') r.say(`${place}.notes`, 'phải là chữ')
  if ('dwell' in o) {
    const d = r.object(o.dwell, `${place}.dwell`)
    for (const key of ['up', 'down']) if (d && key in d) r.number(d[key], `${place}.dwell.${key}`, 0, 60 * 24 * 30)
  }
  if ('scale' in o) readScale(r, o.scale, `${place}.scale`)
  if (o.method === 'river-stage') readStage(r, o, place)
  else if (o.method === 'rain-band') readBands(r, o, place)
  else if (o.method === 'rain-slope') readSlope(r, o, place)
  else if (o.method === 'table') readTable(r, o, place)
  else r.say(`${place}.method`, 'phải là một trong: river-stage, rain-band, rain-slope, table')
}

function readScale(r: Reader, v: unknown, place: string): void {
  const s = r.object(v, place)
  if (!s) return
  r.text(s, 'id', place)
  r.list(s.levels, `${place}.levels`, 6).forEach((l, i) => {
    const o = r.object(l, `${place}.levels[${i}]`)
    if (!o) return
    r.level(o.level, `${place}.levels[${i}].level`)
    r.text(o, 'vi', `${place}.levels[${i}]`)
    r.text(o, 'en', `${place}.levels[${i}]`)
  })
}

function readStage(r: Reader, o: Json, place: string): void {
  if ('hysteresis' in o) r.number(o.hysteresis, `${place}.hysteresis`, 0, 10)
  r.list(o.rows, `${place}.rows`, limits.rows).forEach((row, i) => {
    const at = `${place}.rows[${i}]`
    const w = r.object(row, at)
    if (!w) return
    r.text(w, 'id', at)
    r.level(w.level, `${at}.level`)
    for (const z of r.list(w.zones, `${at}.zones`, 10)) r.number(z, `${at}.zones`)
    for (const key of ['from', 'to']) {
      if (key === 'to' && !('to' in w)) continue
      const m = r.object(w[key], `${at}.${key}`)
      if (!m) continue
      r.oneOf(m.mark, marks, `${at}.${key}.mark`)
      if ('plus' in m) r.number(m.plus, `${at}.${key}.plus`, -50, 50)
    }
    if ('basins' in w) r.oneOf(w.basins, ['several'], `${at}.basins`)
  })
}

function readBands(r: Reader, o: Json, place: string): void {
  const ids: string[] = []
  r.list(o.bands, `${place}.bands`, 10).forEach((b, i) => {
    const at = `${place}.bands[${i}]`
    const w = r.object(b, at)
    if (!w) return
    r.text(w, 'id', at)
    if (typeof w.id === 'string') ids.push(w.id)
    r.range(w.mm24, `${at}.mm24`)
    if ('mm12' in w) r.range(w.mm12, `${at}.mm12`)
  })
  r.list(o.rows, `${place}.rows`, limits.rows).forEach((row, i) => {
    const at = `${place}.rows[${i}]`
    const w = r.object(row, at)
    if (!w) return
    r.text(w, 'id', at)
    r.level(w.level, `${at}.level`)
    r.oneOf(w.band, ids, `${at}.band`)
    r.oneOf(w.extent, ['under-half', 'over-half', 'many-provinces'], `${at}.extent`)
    const days = r.object(w.days, `${at}.days`)
    for (const t of ['mountain', 'plain'])
      if (days && t in days) {
        const pair = r.list(days[t], `${at}.days.${t}`, 2)
        r.number(pair[0], `${at}.days.${t}[0]`, 0, 400)
        if (pair[1] !== null) r.number(pair[1], `${at}.days.${t}[1]`, 0, 400)
      }
  })
}

function readSlope(r: Reader, o: Json, place: string): void {
  r.number(o.wetMm24, `${place}.wetMm24`, 0, 1000)
  r.list(o.classes, `${place}.classes`, 10).forEach((c, i) => {
    const at = `${place}.classes[${i}]`
    const w = r.object(c, at)
    if (!w) return
    r.text(w, 'id', at)
    r.range(w.mm24, `${at}.mm24`)
    const pair = r.list(w.wetDays, `${at}.wetDays`, 2)
    r.number(pair[0], `${at}.wetDays[0]`, 0, 400)
    if (pair[1] !== null) r.number(pair[1], `${at}.wetDays[1]`, 0, 400)
  })
  const cells = r.object(o.cells, `${place}.cells`)
  for (const [id, zones] of Object.entries(cells ?? {}).slice(0, 10))
    for (const [zone, row] of Object.entries(r.object(zones, `${place}.cells.${id}`) ?? {}).slice(0, 20))
      for (const [name, level] of Object.entries(r.object(row, `${place}.cells.${id}.${zone}`) ?? {}).slice(0, 10)) {
        r.oneOf(name, ['low', 'medium', 'high', 'very-high'], `${place}.cells.${id}.${zone}`)
        r.level(level, `${place}.cells.${id}.${zone}.${name}`)
      }
}

function readTable(r: Reader, o: Json, place: string): void {
  const ids: string[] = []
  r.list(o.inputs, `${place}.inputs`, limits.inputs).forEach((d, i) => {
    const at = `${place}.inputs[${i}]`
    const w = r.object(d, at)
    if (!w) return
    for (const key of ['id', 'nameVi', 'nameEn']) r.text(w, key, at)
    if (typeof w.unit !== 'string') r.say(`${at}.unit`, 'phải là chữ')
    if (typeof w.id === 'string') ids.push(w.id)
    r.oneOf(w.stat, inputStats, `${at}.stat`)
    for (const x of r.list(w.indicators, `${at}.indicators`, 20))
      if (typeof x !== 'string' || x.length > 60) r.say(`${at}.indicators`, 'phải là chữ')
    if ('hours' in w) r.number(w.hours, `${at}.hours`, 0.1, 24 * 40)
    if ('days' in w) r.number(w.days, `${at}.days`, 7, 365)
    if ('hysteresis' in w) r.number(w.hysteresis, `${at}.hysteresis`, 0)
    for (const key of ['weekly', 'closedAtMidnight'])
      if (key in w && typeof w[key] !== 'boolean') r.say(`${at}.${key}`, 'phải là true hoặc false')
    if ('above' in w) r.oneOf(w.above, marks, `${at}.above`)
    if ('worse' in w) r.oneOf(w.worse, ['high', 'low'], `${at}.worse`)
    if ('breakpoints' in w)
      for (const pair of r.list(w.breakpoints, `${at}.breakpoints`, 20)) {
        const two = r.list(pair, `${at}.breakpoints`, 2)
        r.number(two[0], `${at}.breakpoints`)
        r.number(two[1], `${at}.breakpoints`)
      }
  })
  r.list(o.rows, `${place}.rows`, limits.rows).forEach((row, i) => {
    const at = `${place}.rows[${i}]`
    const w = r.object(row, at)
    if (!w) return
    r.text(w, 'id', at)
    r.level(w.level, `${at}.level`)
    if ('says' in w) r.text(w, 'says', at)
    for (const key of ['where', 'station'])
      if (key in w)
        for (const [name, values] of Object.entries(r.object(w[key], `${at}.${key}`) ?? {}).slice(0, 5))
          for (const v of r.list(values, `${at}.${key}.${name}`, 40))
            if (typeof v !== 'string' && typeof v !== 'number') r.say(`${at}.${key}.${name}`, 'phải là chữ hoặc số')
    const when = r.list(w.when, `${at}.when`, 10)
    if (!when.length) r.say(`${at}.when`, 'cần ít nhất một điều kiện')
    when.forEach((c, k) => {
      const x = r.object(c, `${at}.when[${k}]`)
      if (!x) return
      r.oneOf(x.input, ids, `${at}.when[${k}].input`)
      r.range(x, `${at}.when[${k}]`)
      if ('streak' in x) r.range(x.streak, `${at}.when[${k}].streak`)
    })
    for (const key of ['share', 'basins']) if (key in w) r.range(w[key], `${at}.${key}`)
  })
}
