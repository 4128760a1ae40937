import { type DataValue, type DataValueSet, defaultCombo, mostDataValues } from './data-value.ts'

/** Why a file is no ADX, in one sentence each. */
export class AdxFault extends Error {
  readonly vi: string
  readonly en: string
  constructor(vi: string, en: string) {
    super(en)
    this.vi = vi
    this.en = en
  }
}

export const adxNamespace = 'urn:ihe:qrph:adx:2015'
type Tag = { name: string; attributes: Map<string, string>; closing: boolean; empty: boolean; text: string }

const entities: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }
const resolved = (raw: string): string =>
  raw.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]{1,8});/gi, (whole, name: string) => {
    if (name[0] !== '#') return entities[name] ?? whole
    const code = name[1] === 'x' || name[1] === 'X' ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
    return code > 31 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : ''
  })

/**
 * The tags of a document, one after another, in time that grows with its length. ADX needs no more of XML than elements, attributes and
 * text; a DOCTYPE, the door for entities from outside, is refused before anything else is read.
 */
function* tags(source: string): Generator<Tag> {
  const nameAt = /[\w:.-]{1,100}/y
  const attributeAt = /\s+([\w:.-]{1,100})\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/y
  let at = 0
  const broken = () => new AdxFault('XML không đúng cú pháp.', 'it is not well-formed XML.')
  for (;;) {
    const open = source.indexOf('<', at)
    if (open < 0) return
    const text = source.slice(at, open)
    if (source.startsWith('<!--', open)) {
      const end = source.indexOf('-->', open + 4)
      if (end < 0) throw broken()
      at = end + 3
      continue
    }
    if (source.startsWith('<?', open)) {
      const end = source.indexOf('?>', open + 2)
      if (end < 0) throw broken()
      at = end + 2
      continue
    }
    if (source.startsWith('<!', open))
      throw new AdxFault('tệp có DOCTYPE hoặc CDATA, không nhận.', 'it holds a DOCTYPE or CDATA.')
    const closing = source[open + 1] === '/'
    nameAt.lastIndex = open + (closing ? 2 : 1)
    const name = nameAt.exec(source)?.[0]
    if (name === undefined) throw broken()
    at = nameAt.lastIndex
    const attributes = new Map<string, string>()
    for (;;) {
      attributeAt.lastIndex = at
      const m = attributeAt.exec(source)
      if (!m) break
      at = attributeAt.lastIndex
      attributes.set(m[1] as string, resolved(m[2] ?? m[3] ?? ''))
      if (attributes.size > 40) throw broken()
    }
    while (/\s/.test(source[at] ?? '')) at++
    const empty = source[at] === '/'
    if (empty) at++
    if (source[at] !== '>') throw broken()
    at++
    yield { name: name.includes(':') ? (name.split(':')[1] as string) : name, attributes, closing, empty, text }
  }
}

/** Attributes of a value that are not options. */
const own = new Set(['dataElement', 'value'])

/**
 * Reads ADX: one data value set a group. Options stand as attributes of a value (`sex="female"`), a comment as its annotation.
 *
 * @throws AdxFault
 */
export function readAdx(source: string): DataValueSet[] {
  if (/<!DOCTYPE/i.test(source)) throw new AdxFault('tệp có DOCTYPE, không nhận.', 'it holds a DOCTYPE.')
  const groups: DataValueSet[] = []
  const open: string[] = []
  let value: DataValue | null = null
  let count = 0
  let root = false
  for (const tag of tags(source)) {
    if (tag.closing) {
      if (open.pop() !== tag.name) throw new AdxFault('thẻ đóng mở không khớp.', 'its tags do not match.')
      if (tag.name === 'annotation' && value && tag.text.trim()) value.comment = resolved(tag.text).trim().slice(0, 300)
      if (tag.name === 'dataValue') value = null
      continue
    }
    if (!open.length) {
      if (root || tag.name !== 'adx') throw new AdxFault('phần tử gốc không phải <adx>.', 'its root is not <adx>.')
      root = true
    } else if (tag.name === 'group' && open.length === 1) {
      const get = (key: string) => tag.attributes.get(key)
      const group: DataValueSet = { dataValues: [] }
      for (const key of ['dataSet', 'period', 'orgUnit', 'completeDate'] as const) {
        const given = get(key)
        if (given !== undefined) group[key] = given
      }
      groups.push(group)
    } else if (tag.name === 'dataValue' && open.at(-1) === 'group') {
      if (++count > mostDataValues)
        throw new AdxFault(`quá ${mostDataValues} giá trị.`, `more than ${mostDataValues} values.`)
      const options = [...tag.attributes].filter(([k]) => !own.has(k) && !k.includes(':')).map(([k, x]) => `${k}:${x}`)
      value = { dataElement: tag.attributes.get('dataElement') ?? '', value: tag.attributes.get('value') ?? '' }
      if (options.length) value.categoryOptionCombo = options.sort().join(',')
      groups.at(-1)?.dataValues.push(value)
    }
    if (tag.empty) {
      if (tag.name === 'dataValue') value = null
    } else open.push(tag.name)
    if (open.length > 10) throw new AdxFault('thẻ lồng nhau quá sâu.', 'its tags are nested too deeply.')
  }
  if (!root) throw new AdxFault('không có phần tử <adx>.', 'there is no <adx>.')
  if (open.length) throw new AdxFault('tệp bị cắt giữa chừng.', 'it breaks off.')
  return groups
}

const escaped = (text: string): string =>
  text
    // oxlint-disable-next-line no-control-regex -- what XML 1.0 cannot hold at all
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replace(/[&<>"]/g, c => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c] as string)

/** Writes data value sets as ADX, a group each. */
export function writeAdx(sets: readonly DataValueSet[], exported: string): string {
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<adx xmlns="${adxNamespace}" exported="${escaped(exported)}">`,
  ]
  for (const s of sets) {
    const head = (['dataSet', 'orgUnit', 'period', 'completeDate'] as const)
      .flatMap(k => (s[k] ? [` ${k}="${escaped(String(s[k]))}"`] : []))
      .join('')
    lines.push(`  <group${head}>`)
    for (const v of s.dataValues) {
      const combo =
        v.categoryOptionCombo && v.categoryOptionCombo !== defaultCombo ? v.categoryOptionCombo.split(',') : []
      const options = combo.map(o => ` ${escaped(o.split(':')[0] ?? '')}="${escaped(o.split(':')[1] ?? '')}"`).join('')
      const start = `    <dataValue dataElement="${escaped(v.dataElement ?? '')}"${options} value="${escaped(String(v.value ?? ''))}"`
      lines.push(v.comment ? `${start}><annotation>${escaped(v.comment)}</annotation></dataValue>` : `${start}/>`)
    }
    lines.push('  </group>')
  }
  lines.push('</adx>', '')
  return lines.join('\n')
}
