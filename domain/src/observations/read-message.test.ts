import { describe, expect, it } from 'vitest'
import { type MessageMapping, messageLimits, readMessage } from './read-message.ts'
import { matchTopic, topicFilterFault } from './topic-template.ts'

const now = Date.parse('2025-10-08T03:00:00Z')
const say = (mapping: MessageMapping, payload: string, topic = 't') => {
  const read = readMessage(mapping, topic, payload, now)
  return Array.isArray(read)
    ? read.map(
        r =>
          `${r.station} ${r.indicator} ${Number.isNaN(r.at) ? '?' : new Date(r.at).toISOString().slice(5, 16)}${r.arrived ? '*' : ''} ${r.value} ${r.unit}`,
      )
    : read.en
}
const fields: MessageMapping = {
  kind: 'fields',
  items: 'data',
  topic: null,
  station: { path: 'dev', fixed: null },
  indicator: { path: null, fixed: null },
  time: { path: 'ts', order: 'epoch-s', zone: '+07:00' },
  decimal: 'point',
  values: [
    { path: 'h', indicator: 'water_level', unit: 'cm' },
    { path: 'r', indicator: 'rain', unit: null },
  ],
}
const value: MessageMapping = {
  kind: 'value',
  topic: 'tram/{station}/{indicator}',
  indicator: null,
  unit: null,
  decimal: 'point',
}

describe('readMessage refuses in one sentence', () => {
  it.each([
    [{ kind: 'tusom' } as MessageMapping, 'xin chào', 'not JSON'],
    [{ kind: 'tusom' } as MessageMapping, '[]', 'no reading'],
    [{ kind: 'tusom' } as MessageMapping, ' '.repeat(messageLimits.bytes + 1), '256 kB'],
    [{ kind: 'tusom' } as MessageMapping, JSON.stringify(Array(5001).fill(1)), '5000'],
    [{ kind: 'senml' } as MessageMapping, '{}', 'JSON list'],
    [{ kind: 'senml' } as MessageMapping, '[{"n":"a","v":1,"new_":1}]', '"new_"'],
    [{ kind: 'senml' } as MessageMapping, '[{"bver":11,"n":"a","v":1}]', 'version'],
    [{ kind: 'senml' } as MessageMapping, '[5]', 'record 0'],
    [fields, '{"dev":"A"}', '"data"'],
    [value, '17.86', 'not of the form'],
  ])('%j %j', (mapping, payload, said) => expect(say(mapping, payload)).toContain(said))
})

describe('readMessage', () => {
  it('our own shape: one, a list, an envelope; without a time that of arrival', () => {
    const one = { station: 'LS01', indicator: 'rain', at: '2025-10-08T09:00', value: 4.5 }
    const said = ['LS01 rain 10-08T02:00 4.5 null']
    expect(say({ kind: 'tusom' }, JSON.stringify(one))).toEqual(said)
    expect(say({ kind: 'tusom' }, JSON.stringify([one]))).toEqual(said)
    expect(say({ kind: 'tusom' }, JSON.stringify({ readings: [one] }))).toEqual(said)
    expect(say({ kind: 'tusom' }, '{"station":"LS01","indicator":"rain","value":0}')).toEqual([
      'LS01 rain 10-08T03:00* 0 null',
    ])
    expect(say({ kind: 'tusom' }, '[7,{"value":"1"}]')).toEqual([
      'null null 10-08T03:00* NaN null',
      'null null 10-08T03:00* NaN null',
    ])
  })
  it('fields of another shape; what an item does not say stands beside the list; null was not measured', () => {
    expect(say(fields, '{"dev":"A","data":[{"ts":1759888800,"h":1786,"r":null},{"ts":"x","h":1}]}')).toEqual([
      'A water_level 10-08T02:00 1786 cm',
      'A water_level ? 1 cm',
    ])
    expect(say({ ...fields, items: null }, '{"__proto__":{"h":1},"dev":"A","h":2,"ts":1759888800}')).toEqual([
      'A water_level 10-08T02:00 2 cm',
    ])
  })
  it('a plain value named by its topic', () => {
    expect(say(value, ' 17.86\n', 'tram/LS01/water_level')).toEqual(['LS01 water_level 10-08T03:00* 17.86 null'])
    expect(say(value, '17,86', 'tram/LS01/water_level')).toEqual(['LS01 water_level 10-08T03:00* NaN null'])
  })
  it('SenML: base fields carry over, small times are relative (RFC 8428, 4.5.3 and 5.1.3)', () => {
    const pack = [
      { bn: 'LS01:', bt: 1759888800, bu: 'm', n: 'water_level', v: 17.86 },
      { n: 'rain', u: 'mm', t: -600, v: 2 },
      { bn: 'LS02/', bt: 0, n: 'rain', t: -60, v: 1, u: 'mm' },
      { n: 'door', vb: true },
    ]
    expect(say({ kind: 'senml' }, JSON.stringify(pack))).toEqual([
      'LS01 water_level 10-08T02:00 17.86 m',
      'LS01 rain 10-08T01:50 2 mm',
      'LS02 rain 10-08T02:59* 1 mm',
      'LS02 door 10-08T03:00* NaN m',
    ])
  })
})

describe('topics', () => {
  it('match level by level', () => {
    expect(matchTopic('tram/{station}/{indicator}', 'tram/A')).toBeNull()
    expect(matchTopic('tram/{station}', 'tram/A/rain')).toBeNull()
    expect(matchTopic('tram/{station}/#', 'tram/A/x/y')).toEqual({ station: 'A', indicator: null })
    expect(matchTopic('+/{station}/{indicator}', 'x/A/rain')).toEqual({ station: 'A', indicator: 'rain' })
  })
  it('filters that a broker would refuse', () => {
    expect(['', 'a/#/b', 'a#', 'a+/b', '$share/g/a', 'x'.repeat(501)].map(f => topicFilterFault(f) !== null)).toEqual(
      Array(6).fill(true),
    )
    expect(['a/+/b', '#', 'tram/#'].map(topicFilterFault)).toEqual([null, null, null])
  })
})
