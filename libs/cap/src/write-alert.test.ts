import { describe, expect, it } from 'vitest'
import { buildAlert, buildInfo } from '../test/build-alert.ts'
import { checkAlert } from './check-alert.ts'
import { CapError } from './finding.ts'
import { writeAlert } from './write-alert.ts'

const codesOf = (run: () => unknown): string[] => {
  try {
    run()
  } catch (error) {
    if (error instanceof CapError) return error.findings.map(f => f.code)
    throw error
  }
  return []
}

describe('writeAlert', () => {
  it('lets nothing out that breaks a rule', () => {
    expect(codesOf(() => writeAlert(buildAlert({ sent: '2025-10-07T20:45:00Z' })))).toEqual(['time.zone-z'])
    expect(codesOf(() => writeAlert(buildAlert({ scope: 'Restricted' })))).toEqual(['restriction.missing'])
  })

  it('is stricter than intake: drafts, empty alerts, HTML, and characters XML cannot carry stay inside', () => {
    const refused = (alert: ReturnType<typeof buildAlert>) => codesOf(() => writeAlert(alert))
    expect(refused(buildAlert({ status: 'Draft' }))).toEqual(['status.draft'])
    expect(refused(buildAlert({ info: [] }))).toEqual(['info.missing'])
    expect(refused(buildAlert({ info: [buildInfo({ event: ' ' })] }))).toEqual(['event.empty'])
    expect(refused(buildAlert({ info: [buildInfo({ description: '<b>Lũ</b>' })] }))).toEqual(['text.html'])
    expect(refused(buildAlert({ note: 'a\u0007b' }))).toEqual(['text.control'])
    expect(refused(buildAlert({ note: 'a\ud800b' }))).toEqual(['text.control'])
    expect(checkAlert(buildAlert({ status: 'Draft' }), { intake: true })).toMatchObject([{ severity: 'warning' }])
  })

  it('lets warnings pass', () => {
    const long = buildAlert({ info: [buildInfo({ headline: 'Lũ '.repeat(60) })] })
    expect(checkAlert(long).map(f => f.code)).toEqual(['headline.long'])
    expect(writeAlert(long)).toContain('<headline>')
  })

  it('leaves out empty optional texts and escapes the rest', () => {
    const xml = writeAlert(
      buildAlert({ note: '', source: '  ', info: [buildInfo({ description: 'a < b & "c" ]]> \r\n', contact: '' })] }),
    )
    expect(xml).not.toMatch(/<note|<source|<contact/)
    expect(xml).toContain('<description>a &lt; b &amp; "c" ]]&gt; &#13;\n</description>')
    expect(
      xml.startsWith('<?xml version="1.0" encoding="UTF-8"?>\n<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">'),
    ).toBe(true)
  })

  it('writes no exponent, which xs:decimal does not know', () => {
    const area = { areaDesc: 'x', altitude: 1e-7, ceiling: 1e21 }
    const xml = writeAlert(buildAlert({ info: [buildInfo({ area: [area] })] }))
    expect(xml).toMatch(/<altitude>0\.0000001\d*<\/altitude>/)
    expect(xml).toContain('<ceiling>1000000000000000000000</ceiling>')
  })

  it('judges what comes without types, from JSON, without falling over', () => {
    const junk = { identifier: 5, sent: null, info: [{ category: 'Met', area: [{}], parameter: [{}] }, {}] }
    expect(checkAlert(junk as never).map(f => f.code)).toContain('sent.missing')
    expect(checkAlert({} as never).map(f => f.code)).toContain('identifier.missing')
  })
})
