import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { writeAlert } from '@tusom/cap'
import { afterAll, describe, expect, it } from 'vitest'
import { capCheck } from './cap-check.ts'

const folder = mkdtempSync(join(tmpdir(), 'tusom-cap-'))
afterAll(() => rmSync(folder, { recursive: true }))
const file = (name: string, content: string) => {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}
const good = file(
  'good.xml',
  writeAlert({
    identifier: 'LS-1',
    sender: 'pctt@langson.example.vn',
    sent: '2025-10-08T03:45:00+07:00',
    status: 'Actual',
    msgType: 'Alert',
    scope: 'Public',
    info: [{ category: ['Met'], event: 'Lũ', urgency: 'Expected', severity: 'Severe', certainty: 'Likely' }],
  }),
)
const bad = file('bad.xml', '<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><status>Real</status></alert>')
const bomb = file('bomb.xml', '<!DOCTYPE a [<!ENTITY b "c">]><alert>&b;</alert>')

async function run(...args: string[]) {
  let out = ''
  let err = ''
  const code = await capCheck.run(args, { out: text => (out += text), err: text => (err += text), env: {} })
  return { code, out, err, lines: out.trim().split('\n') }
}

describe('tusom cap check', () => {
  it('answers 2 and one sentence for wrong usage', async () => {
    for (const args of [[], ['--json'], ['--what', good], ['--lang', 'fr', good]]) {
      const { code, out, err } = await run(...args)
      expect({ code, out, lines: err.trim().split('\n').length }).toEqual({ code: 2, out: '', lines: 1 })
    }
  })

  it('prints one JSON object a file, in order', async () => {
    const { code, lines, err } = await run(good, bad, bomb, '--json')
    expect(code).toBe(1)
    expect(err).toBe('')
    const [first, second, third] = lines.map(line => JSON.parse(line))
    expect(first).toEqual({
      file: good,
      container: 'cap',
      alerts: 1,
      version: '1.2',
      valid: true,
      errors: [],
      warnings: [],
      signature: {
        state: 'unsigned',
        reason: null,
        message: '',
        messageVi: '',
        algorithm: null,
        weak: [],
        certificate: null,
      },
    })
    expect(second).toMatchObject({ file: bad, valid: false })
    expect(second.errors).toContainEqual({
      code: 'status.value',
      path: '/alert/status',
      line: 1,
      message: '<status> is "Real"; allowed: Actual, Exercise, System, Test, Draft.',
      messageVi: '<status> ghi "Real"; chỉ được dùng: Actual, Exercise, System, Test, Draft.',
    })
    expect(third).toMatchObject({ valid: false, alerts: 0, errors: [{ code: 'xml.doctype' }] })
  })

  it('answers the other files when one is missing or a folder, and exits 2', async () => {
    const { code, lines, err } = await run(join(folder, 'none.xml'), folder, good, '--json')
    expect(code).toBe(2)
    expect(lines.map(line => JSON.parse(line).file)).toEqual([good])
    expect(err).toMatch(/none\.xml: không có tệp này\.\n/)
    expect(err).toMatch(/thư mục/)
  })

  it('is 0 when all is valid, and readable without --json', async () => {
    expect((await run(good)).code).toBe(0)
    const vi = await run(bad)
    expect(vi.out).toContain(`${bad}:1: LỖI status.value  /alert/status  <status> ghi "Real"`)
    expect(vi.lines.at(-1)).toContain('KHÔNG hợp lệ')
    expect((await run('--lang=en', bad)).lines.at(-1)).toContain('NOT valid')
  })

  it('reads no more than is checked', async () => {
    const { lines } = await run(file('huge.xml', ' '.repeat(9 * 1024 * 1024)), '--json')
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ valid: false, errors: [{ code: 'xml.too-large' }] })
  })

  it('tells a leniency from an error and from a warning', async () => {
    const xml = readFileSync(good, 'utf8').replace('Actual', 'actual').replace('Met', 'Met</category><category>Met')
    const lenient = file('lenient.xml', xml)
    const { lines } = await run(lenient, '--json')
    const result = JSON.parse(lines[0] ?? '')
    expect(result).toMatchObject({ valid: false, errors: [{ code: 'status.value' }] })
    expect(result.warnings).toMatchObject([{ code: 'read.word', leniency: true, path: '/alert/status', line: 6 }])
    expect((await run(lenient)).out).toMatch(
      /châm chước read\.word {2}\/alert\/status {2}<status> được hiểu là "Actual"/,
    )
  })

  it('verifies a signature, and believes it if --trust names the certificate', async () => {
    const signed = fileURLToPath(new URL('../../libs/cap/test/cases/signed-by-us-p-256/input.xml', import.meta.url))
    const [, base64 = ''] = /<X509Certificate>([^<]+)/.exec(readFileSync(signed, 'utf8')) ?? []
    const der = file('cert.der', '')
    writeFileSync(der, Buffer.from(base64, 'base64'))
    const pem = file(
      'cert.pem',
      `-----BEGIN CERTIFICATE-----\n${base64.replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`,
    )
    const state = async (...args: string[]) =>
      JSON.parse((await run(signed, '--json', ...args)).lines[0] ?? '').signature
    expect(await state()).toMatchObject({ state: 'valid-untrusted', reason: 'not-trusted', algorithm: 'ECDSA-SHA256' })
    expect(await state('--trust', der)).toMatchObject({ state: 'valid', reason: null })
    expect(await state(`--trust=${pem}`)).toMatchObject({ state: 'valid' })
    expect((await run('--trust', pem, signed)).out).toContain('chữ ký hợp lệ, tin cậy (CN=Ban Chỉ huy (mẫu))')
    for (const args of [['--trust', bad], ['--trust', join(folder, 'none.pem')], ['--trust=']]) {
      const { code, out, err } = await run(signed, ...args)
      expect({ code, out, lines: err.trim().split('\n').length }).toEqual({ code: 2, out: '', lines: 1 })
    }
  })

  it('has help with an example', async () => {
    const { code, out } = await run('--help')
    expect(code).toBe(0)
    expect(out).toContain('tusom cap check canh-bao-17.xml --json')
  })
})
