import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { asPdf } from './documents/as-pdf.ts'
import { asWord } from './documents/as-word.ts'
import { communeReport, letter, provincePlan, secretLetter } from './documents/documents.ts'
import { downloadWord, type WordFile } from './docx.ts'
import { fitsWindow, gone, says, see, stepByStep } from './journey.ts'
import { dayFromNow } from './plan-text.ts'
import { type Program, startProgram } from './program.ts'

let program: Program
let agency: Page
let officer: Page
beforeAll(async () => {
  program = await startProgram()
  agency = await program.person('thuong-truc')
  officer = await program.person('can-bo.huulung')
})
afterAll(() => program.stop())
stepByStep(() => program)

const found = () => agency.getByRole('complementary', { name: 'Việc tìm thấy' })
const group = (name: string) => found().getByRole('region', { name, exact: true })
const tusom = fileURLToPath(new URL('../bin/tusom', import.meta.url))

async function upload(name: string, file: string | Buffer) {
  await agency.goto(`${program.url}/ke-hoach`)
  const [chooser] = await Promise.all([
    agency.waitForEvent('filechooser'),
    agency.getByRole('button', { name: 'Chọn tệp' }).click(),
  ])
  await chooser.setFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(file) })
}

/** What the program's own checker says of the form of a Word document. */
function check(file: WordFile): string {
  const done = spawnSync(tusom, ['docs', 'check', file.path], { encoding: 'utf8' })
  return done.status === 0 ? 'ok' : `${done.status}: ${done.stdout}${done.stderr}`
}

it('a document marked MẬT is refused at the door, and nothing of it is kept', async () => {
  await upload('cong-van-19.txt', secretLetter)
  await says(agency.getByRole('alert'), /độ mật «MẬT» nên bị từ chối, không một chữ nào được lưu/)
  await agency.getByLabel('Tìm theo chữ, không cần dấu').fill('19/VP-NC')
  await see(agency.getByText('Không có văn bản nào có “19/VP-NC”.'))
})

it('a province’s plan as a Word file, with headings and a table in its annex: every task with its unit, its deadline and its product', async () => {
  await upload('ke-hoach-512.docx', asWord(provincePlan))
  await see(agency.getByText('512/KH-UBND · UBND tỉnh Lạng Sơn'))
  await see(agency.getByText('Đọc được 8 việc, 1 chỗ cần xem lại'))
  await says(group('Sở Y tế'), new RegExp(`Hạn ${dayFromNow(28)}.*Phối hợp: Sở Nông nghiệp.*hằng quý`))
  await says(group('Sở Nông nghiệp và Môi trường'), new RegExp(`Hạn ${dayFromNow(35)}`))
  await says(group('Bộ Chỉ huy quân sự tỉnh'), new RegExp(`Hạn ${dayFromNow(21)}.*Bảng kê.*Phối hợp: Sở Y tế`))
  await says(group('Sở Xây dựng'), new RegExp(`Hạn ${dayFromNow(25)}.*Báo cáo kết quả`))
  const communes = group('Ủy ban nhân dân các xã, phường')
  await says(communes, new RegExp(`tách cho 65 xã, phường.*Hạn ${dayFromNow(14)}.*Hạn ${dayFromNow(45)}`))
  for (const both of ['Sở Y tế', 'Ủy ban nhân dân các xã, phường']) {
    await group(both).getByRole('button', { name: 'Xác nhận cả nhóm' }).click()
    await see(group(both).getByText('2 / 2 đã xác nhận'))
  }
  for (const one of ['Sở Nông nghiệp và Môi trường', 'Bộ Chỉ huy quân sự tỉnh', 'Sở Xây dựng']) {
    await group(one).getByRole('button').first().click()
    await group(one).getByRole('button', { name: 'Xác nhận', exact: true }).click()
    await see(group(one).getByText('1 / 1 đã xác nhận'))
  }
  await agency.getByRole('button', { name: 'Giao 7 việc đã xác nhận' }).click()
  const assign = agency.getByRole('dialog', { name: 'Giao 7 việc' })
  // five for departments, two for each of 65 communes
  await see(assign.getByText('7 việc thành 135 nhiệm vụ cho 69 đơn vị'))
  await assign.getByRole('button', { name: 'Giao ngay' }).click()
  await see(agency.getByText('Đã giao 7 việc thành 135 nhiệm vụ'))
})

it('the same layout printed as PDF, and as plain text, gives the same work', async () => {
  const printed = provincePlan.replaceAll('512/KH-UBND', '513/KH-UBND')
  for (const [name, file] of [
    ['ke-hoach-513.pdf', await asPdf(await program.visitor(), printed)],
    ['ke-hoach-514.txt', printed.replaceAll('513/KH-UBND', '514/KH-UBND')],
  ] as const) {
    await upload(name, file)
    await see(agency.getByText(`${name.slice(9, 12)}/KH-UBND · UBND tỉnh Lạng Sơn`))
    await see(agency.getByText('Đọc được 8 việc, 1 chỗ cần xem lại'))
    await says(group('Sở Y tế'), new RegExp(`Hạn ${dayFromNow(28)}.*Phối hợp: Sở Nông nghiệp.*hằng quý`))
    await says(group('Bộ Chỉ huy quân sự tỉnh'), new RegExp(`Hạn ${dayFromNow(21)}.*Bảng kê.*Phối hợp: Sở Y tế`))
    await says(group('Ủy ban nhân dân các xã, phường'), new RegExp(`Hạn ${dayFromNow(14)}.*Hạn ${dayFromNow(45)}`))
  }
})

it('a letter as PDF that asks for a report becomes a request with its day', async () => {
  await upload('cong-van-1846.pdf', await asPdf(await program.visitor(), letter))
  await see(agency.getByText('Đọc được 1 việc, 0 chỗ cần xem lại'))
  await says(found(), new RegExp(`Báo cáo số giếng bị ngập và số hộ thiếu nước.*Hạn ${dayFromNow(6)}`))
  await found().getByRole('button', { name: 'Xác nhận', exact: true }).click()
  await agency.getByRole('button', { name: 'Giao 1 việc đã xác nhận' }).click()
  await agency.getByRole('dialog').getByRole('button', { name: 'Giao ngay' }).click()
  await see(agency.getByText('Đã giao 1 việc thành 65 nhiệm vụ'))
})

it('what a commune’s report asks of a department is offered as asked of it, and becomes its task once confirmed', async () => {
  await upload('bao-cao-88.docx', asWord(communeReport))
  await see(agency.getByRole('heading', { level: 1, name: /^Kết quả kiểm tra giếng dùng chung/ }))
  await see(agency.getByText('Đọc được 1 việc, 0 chỗ cần xem lại'))
  await says(group('Sở Y tế'), new RegExp(`Cấp thêm 300 viên khử khuẩn.*đề nghị.*Hạn ${dayFromNow(12)}`))
  await found().getByRole('button', { name: 'Xác nhận', exact: true }).click()
  await agency.getByRole('button', { name: 'Giao 1 việc đã xác nhận' }).click()
  await agency.getByRole('dialog').getByRole('button', { name: 'Giao ngay' }).click()
  await see(agency.getByText('Đã giao 1 việc thành 1 nhiệm vụ'))
})

it('the commune has three tasks of two documents with their days, also on a phone', async () => {
  const phone = await program.person('can-bo.huulung', true)
  await phone.goto(`${program.url}/nhiem-vu`)
  for (const [task, day] of [
    ['Thống kê số giếng dùng chung', 14],
    ['Chuẩn bị bồn chứa nước', 45],
    ['Báo cáo số giếng bị ngập', 6],
  ] as const)
    await says(
      phone.getByRole('link', { name: new RegExp(`^${task}`) }),
      new RegExp(`Mới giao.*hạn ${dayFromNow(day).slice(0, 5)}`),
    )
  await fitsWindow(phone)
})

async function doTask(name: RegExp, note: string, done: boolean) {
  await officer.goto(`${program.url}/nhiem-vu`)
  await officer.getByRole('link', { name }).first().click()
  await officer.getByRole('button', { name: 'Nhận việc' }).click()
  await officer.getByRole('button', { name: 'Bắt đầu làm' }).click()
  await officer.getByLabel('Ghi tiến độ, khó khăn').fill(note)
  await officer.getByRole('button', { name: 'Ghi vào nhật ký' }).click()
  await see(officer.getByRole('main').getByText(note))
  if (!done) return
  await officer.getByRole('button', { name: 'Đã xong', exact: true }).click()
  await see(officer.getByRole('button', { name: 'Mở lại' }))
}

it('the commune does its tasks and tells how far it is', async () => {
  await doTask(/^Báo cáo số giếng bị ngập/, 'Đã đếm 31 giếng, 02 giếng bị ngập, 17 hộ thiếu nước', true)
  await doTask(/^Thống kê số giếng dùng chung/, 'Cả 14 thôn đã thống kê xong: 31 giếng dùng chung', true)
  await doTask(/^Chuẩn bị bồn chứa nước/, 'Đã đặt 06 bồn ở 03 điểm sơ tán, còn 02 điểm', false)
})

it('the commune’s own plan comes out as a Word document whose form has no fault', async () => {
  await agency.goto(`${program.url}/ke-hoach`)
  await agency.getByRole('link', { name: /512\/KH-UBND/ }).click()
  await agency.getByRole('link', { name: 'Kế hoạch của đơn vị' }).click()
  await agency.getByRole('button', { name: 'Yêu cầu gửi kế hoạch' }).first().click()
  const ask = agency.getByRole('dialog', { name: 'Yêu cầu gửi kế hoạch' })
  await ask.getByRole('button', { name: 'Mọi xã, phường' }).click()
  await ask.getByLabel('Gửi trước ngày').fill(dayFromNow(10))
  await ask.getByRole('button', { name: 'Yêu cầu 65 đơn vị' }).click()
  await gone(ask)
  await officer.goto(`${program.url}/ke-hoach`)
  await officer.getByRole('link', { name: /^Kế hoạch đơn vị: 1/ }).click()
  await officer.getByRole('link', { name: /512\/KH-UBND/ }).click()
  await officer.getByRole('button', { name: 'Chọn hết' }).click()
  for (const who of await officer.getByLabel('Ai làm').all()) await who.fill('Trạm Y tế xã')
  await officer.getByLabel('Họ tên đầu mối').fill('Nông Thị Thử')
  await officer.getByRole('button', { name: 'Lấy số' }).click()
  await see(officer.getByRole('link', { name: 'Số 01/KH-UBND' }))
  const plan = await downloadWord(officer, officer.getByRole('button', { name: 'Tải bản Word' }))
  for (const words of ['XÃ HỮU LŨNG', 'Kế hoạch số 512/KH-UBND', 'Trạm Y tế xã', dayFromNow(14), dayFromNow(45)])
    expect(plan.text).toContain(words)
  expect(check(plan)).toBe('ok')
  await officer.getByRole('button', { name: 'Thêm việc riêng' }).click()
  await officer.getByLabel('Nội dung').last().fill('Tập huấn khử khuẩn giếng cho trưởng các thôn')
  await officer.getByLabel('Ai làm').last().fill('Trạm Y tế xã')
  await officer.getByRole('button', { name: 'Gửi kế hoạch' }).click()
  await officer.getByRole('dialog').getByRole('button', { name: 'Gửi kế hoạch' }).click()
  await see(officer.getByText('Đã gửi, lần 1'))
})

it('the progress report writes itself from the tasks; each sentence shows what it rests on', async () => {
  await officer.goto(`${program.url}/ke-hoach`)
  await officer
    .getByRole('link', { name: /512\/KH-UBND/ })
    .first()
    .click()
  await officer.getByRole('link', { name: 'Báo cáo tiến độ' }).click()
  await officer.getByRole('button', { name: 'Viết', exact: true }).click()
  const paper = officer.getByRole('article', { name: 'Bản Word sẽ như thế này' })
  await says(paper, /XÃ HỮU LŨNG.*Kính gửi: Ủy ban nhân dân tỉnh Lạng Sơn \(qua Công an tỉnh\)/)
  await says(paper, /được giao chủ trì 3 nhiệm vụ; đã nhận 2\/3/)
  await says(paper, /kế hoạch số 01\/KH-UBND.*đã gửi cấp trên, đang chờ xem xét/)
  await says(paper, /hoàn thành 1\/3 nhiệm vụ \(33,3%\)/)
  await paper.getByRole('button', { name: /cả 14 thôn đã thống kê xong: 31 giếng/ }).click()
  await see(officer.getByText(/^Ghi chú của Xã Hữu Lũng/))
  await see(officer.getByRole('link', { name: /^Thống kê số giếng dùng chung/ }))
  await officer.getByLabel('Đề xuất, kiến nghị (thêm)').fill('- Đề nghị Sở Y tế cấp thêm 300 viên khử khuẩn.')
  await officer.getByLabel('Chức vụ người ký').fill('Phó Chủ tịch')
  await officer.getByLabel('Họ tên người ký').fill('Hoàng Văn Thử')
  await says(paper, /- Đề nghị Sở Y tế cấp thêm 300 viên khử khuẩn/)
})

it('it takes its number in one press and comes out as a Word document whose form has no fault', async () => {
  await officer.getByRole('button', { name: 'Lấy số và chốt số liệu' }).click()
  await see(officer.getByText('Số 02/BC-UBND', { exact: true }))
  const report = await downloadWord(officer, officer.getByRole('button', { name: 'Tải bản Word' }))
  for (const words of [
    'Số: 02/BC-UBND',
    'Kế hoạch số 512/KH-UBND',
    'cả 14 thôn đã thống kê xong: 31 giếng dùng chung',
    'đã đặt 06 bồn ở 03 điểm sơ tán',
    'Tập huấn khử khuẩn giếng cho trưởng các thôn',
    'Đề nghị Sở Y tế cấp thêm 300 viên khử khuẩn.',
    'KT. CHỦ TỊCH',
    'Hoàng Văn Thử',
  ])
    expect(report.text).toContain(words)
  expect(check(report)).toBe('ok')
  const phone = await program.person('can-bo.huulung', true)
  await phone.goto(officer.url())
  await see(phone.getByText('Số 02/BC-UBND', { exact: true }))
  await fitsWindow(phone)
})

it('the office that answers for the plan reads it, and reports on all units', async () => {
  await agency.goto(`${program.url}/ke-hoach`)
  await agency
    .getByRole('link', { name: /512\/KH-UBND/ })
    .first()
    .click()
  await agency.getByRole('link', { name: 'Báo cáo tiến độ' }).click()
  await says(agency.getByRole('row').filter({ hasText: 'Xã Hữu Lũng' }).first(), /02\/BC-UBND/)
  await agency.getByRole('button', { name: 'Viết', exact: true }).click()
  const paper = agency.getByRole('article', { name: 'Bản Word sẽ như thế này' })
  await says(paper, /đã giao 7 việc thành 135 nhiệm vụ cho 69 đơn vị/)
  await says(paper, /Kế hoạch của đơn vị: 1\/65 đơn vị đã gửi/)
  await says(paper, /Thống kê số giếng dùng chung[^:]*: 1\/65 đơn vị hoàn thành \(1,5%\)/)
  const report = await downloadWord(agency, agency.getByRole('button', { name: 'Tải bản Word' }))
  expect(check(report)).toBe('ok')
  expect(program.faults).toEqual([])
})
