import type { MessageReading } from './read-message.ts'

type Fault = { vi: string; en: string }
const isObject = (v: unknown): v is Record<string, unknown> => typeof v === 'object' && v !== null && !Array.isArray(v)
const fault = (vi: string, en: string): Fault => ({ vi, en })
const known = new Set(['bn', 'bt', 'bu', 'bv', 'bs', 'bver', 'n', 'u', 'v', 'vs', 'vb', 'vd', 's', 't', 'ut'])

/** Where a SenML name ends and its last part begins: "LS01:rain", "tram/LS01/rain". */
function parted(name: string): [string | null, string] {
  const cut = Math.max(name.lastIndexOf(':'), name.lastIndexOf('/'))
  return cut < 0 ? [null, name] : [name.slice(0, cut) || null, name.slice(cut + 1)]
}

/**
 * Reads a SenML pack (RFC 8428): base name, time, unit and value carry over from record to record, times below 2^28 are seconds
 * from now (section 4.5.3), a field ending in "_" that is not known refuses the pack (section 4.4). The last part of a name is
 * the indicator, what stands before it the station.
 */
export function readSenml(pack: unknown, arrivedAt: number): MessageReading[] | Fault {
  if (!Array.isArray(pack) || !pack.length)
    return fault('Gói SenML phải là một danh sách JSON.', 'A SenML pack is a JSON list.')
  let [name, time, unit, base] = ['', 0, null as string | null, 0]
  const list: MessageReading[] = []
  for (const [i, r] of pack.entries()) {
    if (!isObject(r)) return fault(`Bản ghi SenML thứ ${i} sai dạng.`, `SenML record ${i} is malformed.`)
    const must = Object.keys(r).find(k => k.endsWith('_') && !known.has(k))
    if (must)
      return fault(
        `SenML bắt buộc hiểu trường "${must.slice(0, 40)}" mà hệ thống không biết.`,
        `SenML demands "${must.slice(0, 40)}", which is not known here.`,
      )
    if (typeof r.bver === 'number' && r.bver > 10)
      return fault('SenML phiên bản mới hơn 10.', 'SenML of a version above 10.')
    if (typeof r.bn === 'string') name = r.bn
    if (typeof r.bt === 'number') time = r.bt
    if (typeof r.bu === 'string') unit = r.bu
    if (typeof r.bv === 'number') base = r.bv
    const whole = `${name}${typeof r.n === 'string' ? r.n : ''}`
    // a record that only sets what carries over holds no value
    if (!('v' in r || 'vs' in r || 'vb' in r || 'vd' in r || 's' in r)) continue
    const [station, indicator] = parted(whole)
    const seconds = time + (typeof r.t === 'number' ? r.t : 0)
    const arrived = seconds < 2 ** 28
    const at = arrived ? arrivedAt + seconds * 1000 : seconds * 1000
    list.push({
      station,
      indicator,
      at: Math.round(at),
      arrived,
      value: typeof r.v === 'number' ? base + r.v : Number.NaN,
      unit: typeof r.u === 'string' ? r.u : unit,
      quality: 'measured',
      item: r,
    })
  }
  return list
}
