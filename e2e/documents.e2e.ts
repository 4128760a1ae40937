import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
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

async function upload(name: string, text: string) {
  await agency.goto(`${program.url}/ke-hoach`)
  const [chooser] = await Promise.all([
    agency.waitForEvent('filechooser'),
    agency.getByRole('button', { name: 'Chọn tệp' }).click(),
  ])
  await chooser.setFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) })
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

it('a province’s plan with headings and a table in its annex: every task with its unit, its deadline and its product', async () => {
  await upload('ke-hoach-512.txt', provincePlan)
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

it('a letter that asks for a report becomes a request with its day; a report that gives nobody work gives none', async () => {
  await upload('cong-van-1846.txt', letter)
  await see(agency.getByText('Đọc được 1 việc, 0 chỗ cần xem lại'))
  await says(found(), new RegExp(`Báo cáo số giếng bị ngập và số hộ thiếu nước.*Hạn ${dayFromNow(6)}`))
  await found().getByRole('button', { name: 'Xác nhận', exact: true }).click()
  await agency.getByRole('button', { name: 'Giao 1 việc đã xác nhận' }).click()
  await agency.getByRole('dialog').getByRole('button', { name: 'Giao ngay' }).click()
  await see(agency.getByText('Đã giao 1 việc thành 65 nhiệm vụ'))
  await upload('bao-cao-88.txt', communeReport)
  await see(agency.getByRole('heading', { level: 1, name: /^Kết quả kiểm tra giếng dùng chung/ }))
  await see(agency.getByText('Không tìm thấy việc nào giao cho đơn vị trong văn bản này'))
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

it('the commune does a task and tells how far it is', async () => {
  await officer.goto(`${program.url}/nhiem-vu`)
  await officer.getByRole('link', { name: /^Báo cáo số giếng bị ngập/ }).click()
  await officer.getByRole('button', { name: 'Nhận việc' }).click()
  await officer.getByRole('button', { name: 'Bắt đầu làm' }).click()
  await officer.getByLabel('Ghi tiến độ, khó khăn').fill('Đã đếm 31 giếng, 02 giếng bị ngập, 17 hộ thiếu nước')
  await officer.getByRole('button', { name: 'Ghi vào nhật ký' }).click()
  await says(officer.getByRole('main'), /02 giếng bị ngập, 17 hộ thiếu nước/)
  await officer.getByRole('button', { name: 'Đã xong', exact: true }).click()
  await see(officer.getByRole('button', { name: 'Mở lại' }))
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
})
