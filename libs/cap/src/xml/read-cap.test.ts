import fc from 'fast-check'
import { diag, XmlDocument, XsdValidator } from 'libxml2-wasm'
import { describe, expect, it } from 'vitest'
import {
  type Alert,
  type AlertInfo,
  CATEGORY,
  CERTAINTY,
  MSG_TYPE,
  RESPONSE_TYPE,
  SCOPE,
  SEVERITY,
  STATUS,
  URGENCY,
  type ValuePair,
} from '../alert.ts'
import { buildAlert, buildInfo } from '../../test/build-alert.ts'
import { checkAlert } from '../check-alert.ts'
import { polygonText } from '../polygon.ts'
import { capTime } from '../time.ts'
import { writeAlert } from '../write-alert.ts'
import { checkCapFile } from './check-cap-file.ts'
import { MAX_BYTES } from './open-source.ts'
import { readCap } from './read-cap.ts'
import { schemaOf } from './schema.ts'

const bytesOf = (text: string) => new TextEncoder().encode(text)
const codesOf = (input: string | Uint8Array) => readCap(input).findings.map(f => f.code)
const sample = writeAlert(buildAlert())

// --- arbitrary alerts that pass the check ---
const optional = <T extends object>(fields: { [K in keyof T]?: fc.Arbitrary<T[K]> }) =>
  fc.record(fields as { [K in keyof T]: fc.Arbitrary<T[K]> }, { requiredKeys: [] }) as unknown as fc.Arbitrary<
    Partial<T>
  >
const text = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
  .map(s => `x${s.replace(/(?![\t\n\r])\p{Cc}|[\ufffe\uffff]/gu, '')}`)
  .filter(s => !/[<&]/.test(s) || /[<&] /.test(s))
const name = fc.stringMatching(/^[A-Za-z0-9.:@_-]{1,20}$/)
const pairs = fc.array(fc.record<ValuePair>({ valueName: text, value: text }), { minLength: 1, maxLength: 3 })
const instant = fc.integer({ min: Date.UTC(2000, 0, 1) / 1000, max: Date.UTC(2100, 0, 1) / 1000 }).map(s => s * 1000)
const offset = fc.integer({ min: -720, max: 720 }).filter(o => o !== 0)
const square = fc.tuple(fc.integer({ min: -80, max: 80 }), fc.integer({ min: -170, max: 170 })).map(([lat, lon]) =>
  polygonText([
    [lat, lon],
    [lat + 1, lon],
    [lat + 1, lon + 1],
    [lat, lon + 1],
  ]),
)
const info = (sent: number, zone: number, language: string): fc.Arbitrary<AlertInfo> =>
  fc
    .tuple(
      fc.record({
        category: fc.array(fc.constantFrom(...CATEGORY), { minLength: 1, maxLength: 3 }),
        event: text.map(t => `${language} ${t}`),
        urgency: fc.constantFrom(...URGENCY),
        severity: fc.constantFrom(...SEVERITY),
        certainty: fc.constantFrom(...CERTAINTY),
      }),
      optional<AlertInfo>({
        responseType: fc.array(fc.constantFrom(...RESPONSE_TYPE), { minLength: 1, maxLength: 2 }),
        audience: text,
        eventCode: pairs,
        onset: fc.constant(capTime(sent + 60_000, zone)),
        expires: fc.integer({ min: 2, max: 1000 }).map(m => capTime(sent + m * 60_000, zone)),
        senderName: text,
        headline: text,
        description: text,
        instruction: text,
        web: fc.webUrl().filter(url => !url.includes('|')),
        contact: text,
        parameter: pairs,
        resource: fc.array(
          fc.record({
            resourceDesc: text,
            mimeType: fc.constantFrom('image/png', 'application/pdf', 'text/plain'),
            uri: fc.constant('https://example.vn/a.png'),
            size: fc.nat(),
          }),
          { minLength: 1, maxLength: 2 },
        ),
        area: fc.array(
          fc
            .tuple(
              fc.record({ areaDesc: text }),
              optional<{ polygon: string[]; circle: string[]; geocode: ValuePair[]; altitude: number }>({
                polygon: fc.array(square, { minLength: 1, maxLength: 2 }),
                circle: fc.constant(['21.85,106.76 12.5']),
                geocode: pairs,
                altitude: fc.integer({ min: -100, max: 9000 }).map(n => n / 10),
              }),
            )
            .map(([a, b]) => ({ ...a, ...b })),
          { minLength: 1, maxLength: 2 },
        ),
      }),
    )
    .map(([required, extra]) => ({ language, ...required, ...extra }))

const alerts: fc.Arbitrary<Alert> = fc.tuple(instant, offset).chain(([sent, zone]) =>
  fc
    .tuple(
      fc.record({
        identifier: name,
        sender: name,
        sent: fc.constant(capTime(sent, zone)),
        status: fc.constantFrom(...STATUS.filter(s => s !== 'Draft')),
        msgType: fc.constantFrom(...MSG_TYPE),
        scope: fc.constantFrom(...SCOPE),
      }),
      optional<Alert>({ source: text, code: fc.array(text, { minLength: 1, maxLength: 3 }), note: text }),
      fc.tuple(info(sent, zone, 'vi-VN'), info(sent, zone, 'en-US')),
      fc.integer({ min: 1, max: 2 }),
    )
    .map(([head, extra, blocks, count]) => ({
      ...head,
      ...extra,
      ...(head.scope === 'Restricted' ? { restriction: 'nội bộ' } : {}),
      ...(head.scope === 'Private' ? { addresses: 'a@b.vn "thôn Nà Chuông"' } : {}),
      ...(head.msgType === 'Alert'
        ? {}
        : { references: `other@example.vn,${'x'}-1,${capTime(sent - 3_600_000, zone)}` }),
      info: blocks.slice(0, count),
    })),
)

describe('write, then read', () => {
  it('gives back every alert as it was, without an error', () => {
    fc.assert(
      fc.property(alerts, alert => {
        fc.pre(checkAlert(alert).every(f => f.severity === 'warning'))
        const reading = readCap(bytesOf(writeAlert(alert)))
        expect(reading.findings.filter(f => f.severity === 'error')).toEqual([])
        expect(reading.alerts).toEqual([alert])
        expect(reading).toMatchObject({ container: 'cap', version: '1.2' })
      }),
      { numRuns: 300 },
    )
  })

  it('what the writer lets out, the schema accepts', () => {
    using schema = XmlDocument.fromString(schemaOf('1.2'))
    using validator = XsdValidator.fromDoc(schema)
    fc.assert(
      fc.property(alerts, alert => {
        fc.pre(checkAlert(alert).every(f => f.severity === 'warning'))
        using document = XmlDocument.fromString(writeAlert(alert))
        validator.validate(document)
      }),
      { numRuns: 200 },
    )
  })
})

describe('whatever comes in', () => {
  const survives = (input: Uint8Array | string) => {
    const result = checkCapFile(input, 'x')
    expect([...result.errors, ...result.warnings].map(f => f.code)).not.toContain('xml.unreadable')
    return result
  }

  it('random bytes and random text never throw and are never valid', () => {
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 500 }), fc.string({ unit: 'binary', maxLength: 500 })), input => {
        expect(survives(input).valid).toBe(false)
      }),
      { numRuns: 1000 },
    )
  })

  it('cut, doubled, swapped and overwritten alerts never throw, and what the schema refuses is an error', () => {
    using schema = XmlDocument.fromString(schemaOf('1.2'))
    using validator = XsdValidator.fromDoc(schema)
    const pieces = sample.split(/(?=<)|(?<=>)/)
    const junk = fc.constantFrom(
      '<',
      '>',
      '&',
      '&#0;',
      ']]>',
      '<!--',
      '<![CDATA[',
      '<a:b/>',
      '\u0000',
      '<x>',
      'xmlns="u"',
      '"',
      '<?x',
      '\ud800',
    )
    const step = fc.record({
      kind: fc.constantFrom('drop', 'double', 'swap', 'insert', 'cut'),
      at: fc.nat(pieces.length - 1),
      to: fc.nat(pieces.length - 1),
      junk,
    })
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 4 }), steps => {
        const list = [...pieces]
        for (const { kind, at, to, junk: extra } of steps) {
          if (kind === 'drop') list.splice(at, 1)
          else if (kind === 'double') list.splice(at, 0, list[at] ?? '')
          else if (kind === 'swap') [list[at], list[to]] = [list[to] ?? '', list[at] ?? '']
          else if (kind === 'insert') list.splice(at, 0, extra)
          else list.length = Math.min(list.length, at)
        }
        const mutated = list.join('')
        const result = survives(mutated)
        let accepted = true
        try {
          using document = XmlDocument.fromString(mutated)
          validator.validate(document)
        } catch {
          accepted = false
        }
        if (!accepted) expect(result.valid).toBe(false)
      }),
      { numRuns: 1500 },
    )
  })
})

describe('bounds', () => {
  it('refuses files over 8 MB unread', () => {
    expect(codesOf(new Uint8Array(MAX_BYTES + 1))).toEqual(['xml.too-large'])
  })

  it('refuses a million elements, deep nesting, many namespaces and many attributes', () => {
    expect(codesOf(`<alert>${'<a/>'.repeat(300_001)}</alert>`)).toEqual(['xml.limit'])
    expect(codesOf('<a>'.repeat(200))).toEqual(['xml.limit'])
    const spaces = Array.from({ length: 65 }, (_, i) => `xmlns:n${i}="u${i}"`).join(' ')
    expect(codesOf(`<alert ${spaces}/>`)).toEqual(['xml.limit'])
    const attributes = Array.from({ length: 65 }, (_, i) => `a${i}="1"`).join(' ')
    expect(codesOf(`<alert ${attributes}/>`)).toEqual(['xml.limit'])
  })

  it('a hostile alert with a hundred thousand faults is answered with a bounded report', () => {
    const many = sample.replace('<category>Met</category>', '<category>X</category>'.repeat(100_000))
    const { findings } = readCap(many)
    expect(findings.filter(f => f.code === 'category.value')).toHaveLength(500)
    expect(findings.find(f => f.code === 'findings.more')?.message).toContain('99500')
    const unknown = sample.replace('<info>', `${'<x/>'.repeat(100_000)}<info>`)
    expect(readCap(unknown).findings.filter(f => f.code === 'element.unknown')).toHaveLength(500)
  })

  it('values of a million characters are judged like short ones', () => {
    const long = (mark: string, value: string) => sample.replace(mark, () => value.repeat(1_000_000 / value.length))
    expect(codesOf(long('vi-VN', 'a-'))).toEqual(['language.format'])
    expect(codesOf(long('LS-2025-17', 'a'))).toEqual([])
    expect(codesOf(long('Lũ trên báo động 3 tại Lạng Sơn', '&amp;lt'))).toEqual(['headline.long'])
    expect(codesOf(sample.replace('<area>', `<web>${'%'.repeat(1_000_000)}</web><area>`))).toEqual(['web.format'])
  })

  it('a feed of a hundred thousand empty alerts is answered too', () => {
    const alert = '<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"/>'
    const reading = readCap(`<feed>${alert.repeat(100_000)}</feed>`)
    expect(reading.alerts).toHaveLength(100_000)
    expect(reading.findings.filter(f => f.severity === 'error')).toHaveLength(500)
  })

  it('a hundred thousand spaces about a comma, and as many elements of a signature, are read once', () => {
    const spaces = ' '.repeat(99_000)
    const ring = sample.replace(/<polygon>[^<]*/, `<polygon>${spaces}1, 2${spaces.slice(9900)} x`)
    expect(codesOf(ring)).toEqual(['polygon.format'])
    const ds = '<a xmlns="http://www.w3.org/2000/09/xmldsig#"/>'
    expect(codesOf(sample.replace('</alert>', `${ds.repeat(100_000)}</alert>`))).toEqual(['signature.form'])
  })

  it('reads 2,000 alerts that stand as text in a feed, and says that there are more', () => {
    const item = '<item><description>&lt;alert/></description></item>'
    const { messages, findings } = readCap(`<rss><channel>${item.repeat(2001)}</channel></rss>`)
    expect(messages).toHaveLength(2000)
    expect(findings.find(f => f.code === 'xml.limit')?.message).toContain('2000')
  })

  it('a polygon too intricate to check is a warning on intake and an error on the way out', () => {
    const teeth: [number, number][] = []
    for (let i = 0; i < 40_000; i += 1) teeth.push([i / 1e3, i / 1e3], [i / 1e3 + 50, i / 1e3 + 50.0005])
    const polygon = polygonText([...teeth, [89, -90]], 4)
    const alert = buildAlert({ info: [buildInfo({ area: [{ areaDesc: 'răng lược', polygon: [polygon] }] })] })
    expect(checkAlert(alert)).toMatchObject([{ code: 'polygon.too-complex', severity: 'error' }])
    const xml = sample.replace(/<polygon>[^<]*/, `<polygon>${polygon}`)
    expect(readCap(xml).findings).toMatchObject([{ code: 'polygon.too-complex', severity: 'warning' }])
  })
})

describe('details', () => {
  it('frees every document, read or refused', () => {
    diag.configure({ enabled: true })
    try {
      for (let i = 0; i < 20; i += 1) {
        readCap(sample)
        readCap(sample.replace('Actual', 'Real'))
        readCap(sample.replace('</info>', ''))
        readCap(sample.replace('<event>', '<event>\u0001'))
      }
      const report = diag.report() as Record<string, { totalInstances: number }> | undefined
      expect(report?.['XmlDocument']?.totalInstances ?? 0).toBe(0)
    } finally {
      diag.configure({ enabled: false })
    }
  })

  it('counts lines alike for all line ends, and beyond 65,535', () => {
    const wrong = sample.replace('Severe', 'Big')
    const line = readCap(wrong).findings[0]?.line
    expect(readCap(wrong.replaceAll('\n', '\r\n')).findings[0]?.line).toBe(line)
    expect(readCap(bytesOf(wrong.replaceAll('\n', '\r'))).findings[0]?.line).toBe(line)
    const far = wrong.replace('<info>', `${'\n'.repeat(70_000)}<info>`)
    expect(readCap(far).findings[0]?.line).toBe((line ?? 0) + 70_000)
  })

  it('takes bytes with a byte order mark, and text that says it is in another encoding', () => {
    expect(readCap(bytesOf(`\ufeff${sample}`)).findings).toEqual([])
    expect(readCap(`\ufeff${sample}`).findings).toEqual([])
    expect(readCap(sample.replace('UTF-8', 'ISO-8859-1')).alerts[0]?.info[0]?.event).toBe('Lũ trên sông Kỳ Cùng')
  })

  it('reads windows-1252 and names it; refuses an encoding nobody knows', () => {
    const latin = sample.replace('UTF-8', 'windows-1252').replace(/<info>[\s\S]*<\/info>/, '<note>caf\u00e9</note>')
    const bytes = Uint8Array.from(latin, c => c.charCodeAt(0))
    const reading = readCap(bytes)
    expect(reading.findings.map(f => f.code)).toContain('xml.encoding-other')
    expect(reading.alerts[0]?.note).toBe('caf\u00e9')
    expect(codesOf(bytesOf(sample.replace('UTF-8', 'klingon')))).toEqual(['xml.encoding'])
  })

  it('hands back what could be read of an alert that is wrong', () => {
    const {
      alerts: [alert],
    } = readCap(sample.replace('<urgency>Expected</urgency>', '<colour>đỏ</colour>'))
    expect(alert?.info[0]).toMatchObject({ event: 'Lũ trên sông Kỳ Cùng', severity: 'Severe' })
    expect(alert?.info[0]?.urgency).toBeUndefined()
  })

  it('names a feed and a version even of a file that is broken', () => {
    expect(readCap(`<feed xmlns="http://www.w3.org/2005/Atom"><entry>${sample.slice(40)}`)).toMatchObject({
      container: 'atom',
      version: '1.2',
      alerts: [],
    })
  })
})
