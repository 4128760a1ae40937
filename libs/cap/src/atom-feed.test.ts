import { describe, expect, it } from 'vitest'
import { type AtomFeed, writeAtomFeed } from './atom-feed.ts'
import { buildAlert } from '../test/build-alert.ts'
import { CapError } from './finding.ts'
import { readCap } from './xml.ts'

const entry = {
  id: 'urn:example:17',
  title: 'Lũ & sạt lở',
  updated: '2025-10-08T03:45:00+07:00',
  published: '2025-10-08T03:45:00+07:00',
  summary: 'Rời chỗ trũng trước 9 giờ.',
  alertUrl: 'https://tusom.example.vn/alerts/17.cap?a=1&b=2',
}
const feed = (parts: Partial<AtomFeed> = {}): AtomFeed => ({
  id: 'urn:example:feed',
  title: 'Cảnh báo tỉnh (mẫu)',
  updated: '2025-10-08T03:45:00+07:00',
  self: 'https://tusom.example.vn/alerts.atom',
  entries: [entry],
  ...parts,
})
const codesOf = (parts: Partial<AtomFeed>) => {
  try {
    writeAtomFeed(feed(parts))
  } catch (error) {
    if (error instanceof CapError) return error.findings.map(f => `${f.code} ${f.path}`)
    throw error
  }
  return []
}

describe('writeAtomFeed', () => {
  it('links to each alert as application/cap+xml', () => {
    const xml = writeAtomFeed(feed())
    expect(xml).toContain(
      '<link rel="alternate" type="application/cap+xml" href="https://tusom.example.vn/alerts/17.cap?a=1&amp;b=2"/>',
    )
    expect(readCap(xml)).toMatchObject({ container: 'atom', alerts: [], findings: [{ code: 'feed.links' }] })
  })

  it('encloses alerts, which come back as they went in', () => {
    const alert = buildAlert()
    const reading = readCap(writeAtomFeed(feed({ entries: [{ ...entry, alert }] })))
    expect(reading).toMatchObject({ container: 'atom', version: '1.2', alerts: [alert], links: [], findings: [] })
  })

  it('keeps exercises and what is not public out of the actual feed', () => {
    const of = (parts: Parameters<typeof buildAlert>[0]) => ({ entries: [{ ...entry, alert: buildAlert(parts) }] })
    const drill = of({ status: 'Exercise', note: 'Diễn tập' })
    expect(codesOf(drill)).toEqual(['feed.status /feed/entry[1]/content/alert/status'])
    expect(codesOf({ ...drill, status: 'Exercise' })).toEqual([])
    expect(codesOf({ ...of({}), status: 'Exercise' })).toEqual(['feed.status /feed/entry[1]/content/alert/status'])
    expect(codesOf(of({ scope: 'Private', addresses: 'a@b.vn' }))).toEqual([
      'feed.scope /feed/entry[1]/content/alert/scope',
    ])
    expect(codesOf(of({ sent: '2025-10-07T20:45:00Z' }))).toEqual(['time.zone-z /alert/sent'])
  })

  it('names every text, time and address that will not do', () => {
    expect(
      codesOf({
        id: '',
        updated: 'hôm nay',
        self: '/alerts.atom',
        entries: [{ ...entry, title: ' ', alertUrl: 'javascript:x' }],
      }),
    ).toEqual([
      'feed.text /feed/id',
      'feed.time /feed/updated',
      'feed.link /feed/link',
      'feed.text /feed/entry[1]/title',
      'feed.link /feed/entry[1]/link',
    ])
    expect(codesOf({ title: 'a\u0000' })).toEqual(['text.control /feed/title'])
  })
})
