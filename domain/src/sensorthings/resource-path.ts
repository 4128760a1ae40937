import { Refusal } from '../refusals/refusal.ts'
import { type EntitySet, entityTypes, isEntitySet, own } from './model.ts'

/** One step to an entity: the set or the link by which it is reached, and its key where one stands. */
export type Step = { name: string; set: EntitySet; many: boolean; key: string | null }
/** What an address asks for. `property`: one property of the last entity; `raw`: its bare value. `ref`: links only. */
export type ResourcePath = {
  steps: readonly Step[]
  property: string | null
  sub: readonly string[]
  raw: boolean
  ref: boolean
}

const fault = (why: string, whyEn: string) => new Refusal('sensorthings.path', { why, whyEn })

/** Reads what stands after the version, decoded: `Things(1)/Datastreams(2)/Observations/$ref`. */
export function parseResourcePath(path: string): ResourcePath {
  if (path.length > 500) throw fault('dài hơn 500 ký tự', 'longer than 500 characters')
  const parts = path.split('/', 20).filter((p, i) => p !== '' || i > 0)
  if (parts.at(-1) === '') parts.pop()
  const steps: Step[] = []
  const rest: string[] = []
  for (const part of parts) {
    const last = steps.at(-1)
    if (rest.length) rest.push(part)
    else if (!last) steps.push(step(part, null))
    else if (last.many && last.key === null) {
      if (part !== '$ref')
        throw fault(
          `sau ${last.name} phải có khoá như ${last.name}(1)`,
          `${last.name} needs a key, like ${last.name}(1)`,
        )
      rest.push(part)
    } else if (own(entityTypes[last.set].links, /^\w*/.exec(part)?.[0] ?? '')) steps.push(step(part, last))
    else rest.push(part)
  }
  const last = steps.at(-1)
  if (!last) throw fault('thiếu tên tập như Things', 'a set like Things is missing')
  if (steps.length > 8) throw fault('đi qua hơn 8 bước', 'more than 8 steps')
  if (rest.length === 0) return { steps, property: null, sub: [], raw: false, ref: false }
  const [first = '', ...more] = rest
  if (first === '$ref' && !more.length) return { steps, property: null, sub: [], raw: false, ref: true }
  const raw = more.at(-1) === '$value'
  const sub = raw ? more.slice(0, -1) : more
  const name = first === '@iot.id' ? 'id' : first
  const type = own(entityTypes[last.set].properties, name)
  if (!type)
    throw fault(
      `${entityTypes[last.set].one} không có “${first.slice(0, 60)}”`,
      `${entityTypes[last.set].one} has no “${first.slice(0, 60)}”`,
    )
  if (sub.length && type !== 'json') throw fault(`“${first}” không có gì bên dưới`, `there is nothing below “${first}”`)
  return { steps, property: name, sub, raw, ref: false }
}

function step(part: string, from: Step | null): Step {
  const m = /^(\w+)(?:\((?:(\d{1,9})|'([^']{1,60})')\))?$/.exec(part)
  if (!m) throw fault(`không hiểu “${part.slice(0, 60)}”`, `“${part.slice(0, 60)}” is not understood`)
  const name = m[1] as string
  const key = m[2] ?? m[3] ?? null
  if (!from) {
    if (!isEntitySet(name)) throw fault(`không có tập “${name.slice(0, 60)}”`, `there is no set “${name.slice(0, 60)}”`)
    return { name, set: name, many: true, key }
  }
  const link = own(entityTypes[from.set].links, name)
  if (!link) throw fault(`không có liên kết “${name}”`, `there is no link “${name}”`)
  if (key !== null && !link.many) throw fault(`${name} chỉ có một, không cần khoá`, `${name} is one and takes no key`)
  return { name, set: link.to, many: link.many, key }
}

/** The options after `?`, decoded: `+` is a space, as forms write it. */
export function readQueryString(text: string): [string, string][] {
  const list: [string, string][] = []
  for (const part of text.split('&')) {
    if (part === '') continue
    const equals = part.indexOf('=')
    const decode = (s: string) => {
      try {
        return decodeURIComponent(s.replaceAll('+', ' '))
      } catch {
        throw fault('có dấu % không phải mã', 'it holds a % that encodes nothing')
      }
    }
    list.push([decode(equals < 0 ? part : part.slice(0, equals)), equals < 0 ? '' : decode(part.slice(equals + 1))])
  }
  return list
}
