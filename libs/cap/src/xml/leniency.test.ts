import { describe, expect, it } from 'vitest'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseCapTime, readInstant } from '../time.ts'
import { readCap } from './read-cap.ts'

const folder = join(import.meta.dirname, '../../test/cases')
const read = (name: string) => readCap(readFileSync(join(folder, name, 'input.xml')))
const alertOf = (name: string) => read(name).alerts[0]

describe('what others meant', () => {
  it('words in another case or between line breaks are the words', () => {
    expect(alertOf('word-lower-case')).toMatchObject({
      status: 'Actual',
      info: [{ category: ['Met'], severity: 'Severe' }],
    })
    expect(alertOf('word-between-line-breaks')?.info[0]?.urgency).toBe('Expected')
    expect(alertOf('word-very-likely-in-1.2')?.info[0]?.certainty).toBe('Likely')
    expect(alertOf('word-all-clear-with-space')?.info[0]?.responseType).toEqual(['AllClear'])
    expect(alertOf('word-in-another-language')?.info[0]?.severity).toBe('Nghiêm trọng')
    expect(alertOf('identifier-padded')?.identifier).toBe('LS-2025-17')
  })

  it('times written nearly right name their instant', () => {
    expect(alertOf('time-without-seconds')?.sent).toBe('2025-10-08T03:45:00+07:00')
    expect(alertOf('time-with-space-and-short-zone')?.info[0]?.onset).toBe('2025-10-08T09:00:00+07:00')
    expect(alertOf('time-lower-case')?.info[0]?.effective).toBe('2025-10-07T20:45:00-00:00')
    expect(alertOf('time-in-words')?.info[0]?.onset).toBe('9 giờ ngày 8/10')
    expect(alertOf('time-z')?.sent).toMatch(/Z$/)
  })

  it('rings and circles with one possible meaning are closed and tidied', () => {
    const ring = '21.8,106.7 21.9,106.7 21.9,106.8 21.8,106.7'
    expect(alertOf('polygon-open-with-spaces')?.info[0]?.area?.[0]?.polygon?.[0]?.split(/\s+/).join(' ')).toBe(ring)
    expect(alertOf('polygon-semicolons')?.info[0]?.area?.[0]?.polygon).toEqual([ring])
    expect(alertOf('circle-space-after-comma')?.info[0]?.area?.[0]?.circle).toEqual(['21.8,106.7 5'])
    expect(alertOf('circle-three-commas')?.info[0]?.area?.[0]?.circle).toEqual(['21.8,106.7 5'])
  })

  it('what has no meaning is left out, not handed on as NaN', () => {
    expect(alertOf('size-with-unit')?.info[0]?.resource?.[0]).not.toHaveProperty('size')
    expect(alertOf('altitude-with-unit')?.info[0]?.area?.[0]).not.toHaveProperty('altitude')
    expect(alertOf('language-empty')?.info[0]).not.toHaveProperty('language')
  })

  it('elements in no namespace are still the message', () => {
    const message = read('element-namespace-missing-inside').messages[0]
    expect(message?.alert).toMatchObject({ identifier: 'LS-2025-17', info: [{ event: 'Lũ trên sông Kỳ Cùng' }] })
    expect(message?.valid).toBe(false)
  })
})

describe('what comes with each message', () => {
  it('its own findings, leniencies and references', () => {
    const { messages } = read('edxl-two-objects')
    expect(messages.map(m => [m.valid, m.line, m.findings.length])).toEqual([
      [true, 12, 0],
      [false, 47, 1],
    ])
    const [first] = read('word-lower-case').messages
    expect(first?.leniencies.map(f => f.code)).toEqual(['read.word', 'read.word', 'read.word'])
    expect(first?.leniencies.every(f => f.severity === 'warning')).toBe(true)
    expect(read('valid-references-between-line-breaks').messages[0]?.references).toEqual([
      { sender: 'a@b.vn', identifier: 'X-1', sent: '2025-10-07T03:45:00+07:00' },
      { sender: 'a@b.vn', identifier: 'X-2', sent: '2025-10-07T04:45:00+07:00' },
    ])
  })

  it('and what comparing it with the others of its file brought up', () => {
    const { messages } = read('feed-one-identifier-two-messages')
    expect(messages.map(m => [m.valid, m.findings.map(f => f.code)])).toEqual([
      [true, []],
      [false, ['feed.identifier']],
    ])
  })

  it('an alert that stands as text counts its lines from where it stands', () => {
    const text = readFileSync(join(folder, 'rss-alert-in-cdata/input.xml'), 'utf8').replace('>Severe<', '>Big<')
    const [finding] = readCap(text).findings.filter(f => f.severity === 'error')
    expect(finding?.line).toBe(text.slice(0, text.indexOf('>Big<')).split('\n').length)
    expect(finding?.path).toBe('/rss/channel/item[1]/description/alert/info[1]/severity')
  })

  it('the addresses of alerts that a feed only names', () => {
    expect(read('rss-enclosure-and-guid').links).toEqual([
      { url: 'https://example.vn/1.cap', path: '/rss/channel/item[1]', title: 'a' },
      { url: 'https://example.vn/2.cap', path: '/rss/channel/item[2]', title: 'b' },
    ])
    expect(read('atom-index-with-cap-elements').links).toMatchObject([
      { url: 'https://example.vn/1.cap', updated: '2025-10-08T03:45:00+07:00' },
    ])
    expect(read('atom-with-two-alerts').links).toEqual([])
  })
})

it('readInstant takes what parseCapTime is too strict for', () => {
  const instant = Date.UTC(2025, 9, 7, 20, 45)
  for (const text of ['2025-10-07T20:45:00Z', '2025-10-08T03:45:00.000+07:00', '2025-10-08T03:45:00+07:00'])
    expect(readInstant(text)).toBe(instant)
  expect(parseCapTime('2025-10-07T20:45:00Z')).toBeNull()
  expect(readInstant('2025-10-07T20:45:00')).toBeNull()
  expect(readInstant('hôm qua')).toBeNull()
})
