import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeDocument } from '@tusom/admin-docs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bulletinParse } from './bulletin-parse.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tusom-bulletin-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function run(...args: string[]) {
  let out = ''
  let err = ''
  const code = await bulletinParse.run(args, { out: t => (out += t), err: t => (err += t), env: {} })
  return { code, out, err }
}
function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}
const flood = `TIN LŨ KHẨN CẤP TRÊN SÔNG CẦU
Lúc 13h ngày 08/10, mực nước sông Cầu tại Đáp Cầu 6,63m (trên BĐ3 0,33m).
Cấp độ rủi ro thiên tai do lũ: Cấp 3.
Tin phát lúc: 15h30 ngày 08/10/2025
Bản tin tiếp theo lúc 21h00
Đài Khí tượng Thủy văn tỉnh Bắc Ninh
`

test('a file that cannot be opened, none, two, or a wrong option ends with 2 and one sentence', async () => {
  expect(await run()).toMatchObject({ code: 2, out: '' })
  expect((await run(join(folder, 'khong-co.txt'), '--json')).err).toContain('không có tệp này')
  expect((await run(folder)).code).toBe(2)
  expect((await run('a.txt', 'b.txt')).code).toBe(2)
  expect((await run('a.txt', '--xml')).err).toContain('--xml')
  expect((await run('a.txt', '--received', '31/02')).err).toContain('--received')
})

test('what is no bulletin ends with 1; what cannot be read as text prints nothing', async () => {
  const bill = await run(file('hoa-don.txt', 'Thông báo nộp tiền điện tháng 10.'), '--json')
  expect(bill.code).toBe(1)
  expect(JSON.parse(bill.out)).toMatchObject({ kind: null, levels: [], observations: [] })
  expect(bill.err).toContain('không giống bản tin')
  expect(await run(file('hong.docx', 'PK not a zip'), '--json')).toMatchObject({ code: 1, out: '' })
  expect(await run(file('hong.xml', '<alert><broken'), '--json')).toMatchObject({ code: 1, out: '' })
  const bomb = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><alert>&x;</alert>'
  expect(await run(file('xxe.xml', bomb), '--json')).toMatchObject({ code: 1, out: '' })
})

test('--json prints the bulletin in the shape of the contract and nothing else', async () => {
  const { code, out, err } = await run(file('lu.txt', flood), '--json')
  expect([code, err]).toEqual([0, ''])
  expect(JSON.parse(out)).toMatchObject({
    kind: 'flood',
    issuedAt: '2025-10-08T15:30:00+07:00',
    nextAt: '2025-10-08T21:00:00+07:00',
    issuer: 'Đài Khí tượng Thủy văn tỉnh Bắc Ninh',
    observations: [
      {
        river: 'Cầu',
        station: 'Đáp Cầu',
        at: '2025-10-08T13:00:00+07:00',
        value: 6.63,
        unit: 'm',
        alarm: 3,
        delta: 0.33,
      },
    ],
    forecasts: [],
    rain: [],
    levels: [{ hazard: 'flood', level: 3, areas: [] }],
    warnings: [],
  })
  expect((await run(file('lu2.txt', flood))).out).toContain('Đáp Cầu (sông Cầu) 6.63 m, BĐ3 0.33')
})

test('a bulletin without a year is read with the day it came in', async () => {
  const path = file('khong-nam.txt', flood.replace('/2025', ''))
  expect(JSON.parse((await run(path, '--json')).out).issuedAt).toBeNull()
  expect(JSON.parse((await run(path, '--json', '--received', '2025-10-09')).out).issuedAt).toBe(
    '2025-10-08T15:30:00+07:00',
  )
})

test('a Word file is read', async () => {
  const docx = await writeDocument({
    kind: 'TB',
    issuer: { superior: 'ĐÀI KTTV KHU VỰC ĐÔNG BẮC', name: ['ĐÀI KTTV TỈNH BẮC NINH'] },
    number: { sequence: 5, code: 'TB-ĐBNI' },
    place: 'Bắc Ninh',
    date: '2025-10-08',
    title: 'TIN LŨ KHẨN CẤP TRÊN SÔNG CẦU',
    body: [
      ...flood
        .split('\n')
        .filter(Boolean)
        .map(text => ({ type: 'paragraph' as const, text })),
      { type: 'table', columns: [{ title: 'Trạm' }, { title: 'Lượng mưa (mm)' }], rows: [['Đáp Cầu', '112,5']] },
    ],
    recipients: ['Lưu'],
    archive: 'VT',
    signer: { position: 'GIÁM ĐỐC', name: null },
  })
  const { code, out } = await run(file('lu.docx', docx), '--json')
  expect(code).toBe(0)
  expect(JSON.parse(out)).toMatchObject({
    issuer: 'ĐÀI KTTV TỈNH BẮC NINH',
    observations: [{ station: 'Đáp Cầu', value: 6.63 }],
    rain: [{ place: 'Đáp Cầu', min: 112.5, max: 112.5 }],
  })
})

test('a CAP alert is read, whatever the file is called', async () => {
  const cap = `<?xml version="1.0" encoding="UTF-8"?>
<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>kttv.1</identifier><sender>kttv@example.vn</sender>
<sent>2025-10-08T15:30:00+07:00</sent><status>Actual</status><msgType>Alert</msgType><scope>Public</scope>
<info><language>vi-VN</language><category>Met</category><event>Lũ</event><urgency>Immediate</urgency><severity>Severe</severity>
<certainty>Observed</certainty><senderName>Đài KTTV tỉnh Bắc Ninh</senderName><headline>TIN LŨ KHẨN CẤP TRÊN SÔNG CẦU</headline>
<description>Lúc 13h ngày 08/10, mực nước sông Cầu tại Đáp Cầu 6,63m (trên BĐ3 0,33m). Cấp độ rủi ro thiên tai do lũ: Cấp 3.</description>
<area><areaDesc>Tỉnh Bắc Ninh</areaDesc></area></info></alert>`
  for (const name of ['tin.xml', 'tin.txt']) {
    const { code, out } = await run(file(name, cap), '--json')
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({
      kind: 'flood',
      issuedAt: '2025-10-08T15:30:00+07:00',
      observations: [{ value: 6.63 }],
      levels: [{ level: 3 }],
    })
  }
})

test('--help shows one example', async () => {
  expect(await run('--help')).toMatchObject({ code: 0, err: '' })
  expect((await run('--help')).out).toContain('Ví dụ')
})
