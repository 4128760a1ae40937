import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { downloadWord } from './docx.ts'
import { says, see, stepByStep } from './journey.ts'
import { dayFromNow } from './plan-text.ts'
import { type Program, startProgram } from './program.ts'

let program: Program
let agency: Page
let officer: Page
let documentText = ''
beforeAll(async () => {
  program = await startProgram()
  agency = await program.person('thuong-truc')
  officer = await program.person('can-bo.huulung')
})
afterAll(() => program.stop())
stepByStep(() => program)

it('the standing agency asks every commune for a plan of its own by a day', async () => {
  await agency.goto(`${program.url}/ke-hoach`)
  await agency.getByRole('link', { name: /941\/KH-UBND/ }).click()
  await agency.getByRole('link', { name: 'Kế hoạch của đơn vị' }).click()
  await see(agency.getByText('Chưa yêu cầu đơn vị nào gửi kế hoạch'))
  await agency.getByRole('button', { name: 'Yêu cầu gửi kế hoạch' }).first().click()
  const dialog = agency.getByRole('dialog', { name: 'Yêu cầu gửi kế hoạch' })
  await dialog.getByRole('button', { name: 'Mọi xã, phường' }).click()
  await dialog.getByLabel('Gửi trước ngày').fill(dayFromNow(30))
  await dialog.getByRole('button', { name: 'Yêu cầu 65 đơn vị' }).click()
  await see(agency.getByText('0 / 65 đơn vị đã gửi · 0 đã duyệt'))
})

it('a commune makes its plan from the province’s: chosen work, its own people and days', async () => {
  await officer.goto(`${program.url}/ke-hoach`)
  await officer.getByRole('link', { name: /^Kế hoạch đơn vị: 1/ }).click()
  await officer.getByRole('link', { name: /941\/KH-UBND/ }).click()
  await see(officer.getByRole('heading', { level: 1, name: 'Kế hoạch của đơn vị: Xã Hữu Lũng' }))
  // the place in the title is the commune's
  await expect.poll(() => officer.getByLabel('Trích yếu').inputValue()).toMatch(/trên địa bàn xã Hữu Lũng/)
  await officer.getByRole('checkbox', { name: /Rà soát, lập danh sách hộ ở nơi có nguy cơ/ }).check()
  await officer.getByLabel('Ai làm').fill('Công an xã')
  await officer.getByLabel('Hạn của mình').fill(dayFromNow(20))
  await officer.getByLabel('Chỉ tiêu của mình').fill('14 thôn')
  await officer.getByLabel('Dự toán (đồng)').fill('12.500.000')
  await officer.getByRole('button', { name: 'Gửi kế hoạch' }).click()
  await see(officer.getByText('Ghi họ tên đầu mối trước khi gửi.'))
  await officer.getByLabel('Họ tên đầu mối').fill('Nông Thị Thử')
  await officer.getByRole('button', { name: 'Lấy số' }).click()
  await see(officer.getByRole('link', { name: 'Số 01/KH-UBND' }))
})

it('takes it as a Word document in the legal form, and files it', async () => {
  const file = await downloadWord(officer, officer.getByRole('button', { name: 'Tải bản Word' }))
  documentText = file.text
  for (const words of [
    'XÃ HỮU LŨNG',
    'Số: 01/KH-UBND',
    'Kế hoạch số 941/KH-UBND',
    'chỉ tiêu: 14 thôn',
    `hoàn thành trước ngày ${dayFromNow(20)}`,
    'Nông Thị Thử',
    '12.500.000',
  ])
    expect(documentText).toContain(words)
  await officer.getByRole('button', { name: 'Gửi kế hoạch' }).click()
  const dialog = officer.getByRole('dialog', { name: 'Gửi kế hoạch lên cấp trên' })
  await dialog.getByRole('button', { name: 'Gửi kế hoạch' }).click()
  await see(officer.getByText('Đã gửi, lần 1'))
  await see(officer.getByText('Đang chờ cơ quan thường trực xem'))
})

it('the standing agency returns it with what to mend; it comes again and is accepted', async () => {
  await says(agency.getByText(/đơn vị đã gửi · /), /^1 \/ 65/)
  await agency.getByRole('link', { name: 'Xã Hữu Lũng', exact: true }).click()
  await agency.getByLabel('Cần sửa gì').fill('Bổ sung việc tuyên truyền ở các thôn')
  await agency.getByRole('button', { name: 'Trả lại' }).click()
  await see(officer.getByText('Bổ sung việc tuyên truyền ở các thôn'))
  await officer.getByRole('checkbox', { name: /Tổ chức mỗi thôn ít nhất 01 buổi tuyên truyền/ }).check()
  await officer.getByLabel('Ai làm').last().fill('Văn phòng UBND xã')
  await officer.getByRole('button', { name: 'Gửi bản sửa đổi' }).click()
  await officer.getByRole('dialog').getByRole('button', { name: 'Gửi kế hoạch' }).click()
  await see(officer.getByText('Đã gửi, lần 2'))
  await agency.getByRole('button', { name: 'Duyệt', exact: true }).click()
  await see(officer.getByRole('banner').or(officer.locator('header')).getByText('Đã duyệt').first())
})

it('the coverage of the province’s plan names what is covered and who is still missing; the book holds the plan', async () => {
  await agency.goBack()
  await says(agency.getByText(/đơn vị đã gửi · /), /^1 \/ 65 đơn vị đã gửi · 1 đã duyệt/)
  const row = agency.getByRole('row').filter({ hasText: 'Rà soát, lập danh sách hộ ở nơi có nguy cơ' }).first()
  await says(row, /1 \/ 65/)
  await officer.goto(`${program.url}/so-van-ban`)
  await officer.getByRole('link', { name: /^01\/KH-UBND Văn bản đi/ }).click()
  await says(officer.getByRole('listitem').filter({ hasText: '941/KH-UBND' }), /Thực hiện/)
  expect(program.faults).toEqual([])
})
