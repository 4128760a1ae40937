import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { downloadWord } from './docx.ts'
import { fitsWindow, says, see, stepByStep } from './journey.ts'
import { dayFromNow } from './plan-text.ts'
import { type Program, startProgram } from './program.ts'

let program: Program
let commune: Page
let farming: Page
let health: Page
let agency: Page
beforeAll(async () => {
  program = await startProgram()
  commune = await program.person('can-bo.huulung')
  farming = await program.person('so-nnmt')
  health = await program.person('so-yte')
  agency = await program.person('thuong-truc')
})
afterAll(() => program.stop())
stepByStep(() => program)

const sentence = 'Đề nghị Sở Y tế tập huấn sơ cứu cho 14 tổ xung kích của xã.'
/** Writes into a window that is open and presses what stands for its one step. */
const step = async (page: Page, name: string, text: string) => {
  await page.getByRole('button', { name, exact: true }).click()
  const dialog = page.getByRole('dialog', { name })
  await dialog.getByRole('textbox').first().fill(text)
  await dialog.getByRole('button', { name, exact: true }).click()
  await dialog.waitFor({ state: 'hidden' })
}

it('a commune raises a sentence of the report it is filling, by one press', async () => {
  await commune.goto(`${program.url}/bao-cao`)
  const due = await commune.evaluate(
    async () => (await (await fetch('/api/reports/due')).json()) as { href: string; formCode: string }[],
  )
  const href = due.find(d => d.formCode === 'anptt-six-month')?.href
  expect(href).toBeDefined()
  await commune.goto(program.url + href)
  const part = commune.getByLabel('Đề xuất, kiến nghị', { exact: true })
  await part.fill(`- Kinh phí phòng, chống thiên tai còn thiếu.\n- ${sentence}`)
  const press = commune.getByRole('button', { name: 'Đưa lên thành kiến nghị phải trả lời' })
  // the cursor stands at the end of the last sentence; the press comes up once the report is saved
  await press.last().click()
  const dialog = commune.getByRole('dialog', { name: 'Đưa lên thành kiến nghị phải trả lời' })
  await see(dialog.getByText(sentence, { exact: true }).first())
  await dialog.getByRole('button', { name: 'Gửi kiến nghị' }).click()
  await see(dialog.getByText('Chọn đơn vị.'))
  await dialog.getByLabel('Gửi tới').selectOption({ label: 'Sở Nông nghiệp và Môi trường' })
  await dialog.getByRole('button', { name: 'Gửi kiến nghị' }).click()
  await dialog.waitFor({ state: 'hidden' })
  // the same sentence is not raised twice
  await press.last().click()
  await dialog.getByLabel('Gửi tới').selectOption({ label: 'Sở Y tế' })
  await dialog.getByRole('button', { name: 'Gửi kiến nghị' }).click()
  await see(dialog.getByText('Câu này của báo cáo đã được đưa thành kiến nghị'))
})

it('the department passes it on with its reason; the other one asks back and answers with a task', async () => {
  await farming.goto(`${program.url}/kien-nghi`)
  await farming.getByRole('row').filter({ hasText: sentence }).click()
  await see(farming.getByText('Từ phần "Đề xuất, kiến nghị" của Báo cáo 6 tháng'))
  await farming.getByRole('button', { name: 'Chuyển tiếp' }).click()
  const dialog = farming.getByRole('dialog', { name: 'Chuyển tiếp' })
  await dialog.getByLabel('Chuyển đến').selectOption({ label: 'Sở Y tế' })
  await dialog.getByLabel('Lý do chuyển').fill('Thuộc lĩnh vực y tế')
  await dialog.getByRole('button', { name: 'Chuyển tiếp' }).click()
  await see(farming.getByText('Sở Y tế phải trả lời.'))

  await health.goto(`${program.url}/kien-nghi?side=answer`)
  await health.getByRole('row').filter({ hasText: sentence }).click()
  await step(health, 'Hỏi lại', 'Xã cần tập huấn vào tháng nào?')
  await commune.goto(`${program.url}/kien-nghi?side=raised`)
  await commune.getByRole('row').filter({ hasText: sentence }).click()
  await step(commune, 'Trả lời câu hỏi', 'Trước mùa mưa, trong tháng 4')
  await health.getByRole('button', { name: 'Trả lời', exact: true }).click()
  const answer = health.getByRole('dialog', { name: 'Trả lời', exact: true })
  await answer.getByLabel('Kết quả').selectOption({ label: 'chấp nhận một phần' })
  await answer.getByLabel('Nội dung trả lời').fill('Tổ chức 02 lớp trong tháng 4, mỗi lớp 07 tổ')
  await answer.getByText('Giao luôn một nhiệm vụ để thực hiện').click()
  await answer.getByLabel('Giao cho').fill('so y te')
  await answer.getByRole('option', { name: 'Sở Y tế' }).click()
  await answer.getByLabel('Giao cho').press('Escape')
  await answer.getByRole('button', { name: 'Trả lời', exact: true }).click()
  await see(health.getByText('Nhiệm vụ đã giao:'))
})

it('the commune says that it is settled; everybody who did something stands in the history', async () => {
  await see(commune.getByText('Tổ chức 02 lớp trong tháng 4, mỗi lớp 07 tổ').first())
  await see(commune.getByText('Sở Y tế đã giao một nhiệm vụ để thực hiện.'))
  await commune.getByRole('button', { name: 'Đã giải quyết' }).click()
  await commune.getByRole('dialog').getByRole('button', { name: 'Đã giải quyết' }).click()
  await see(commune.getByText('Xã Hữu Lũng xác nhận đã giải quyết.'))
  const history = commune.getByRole('listitem')
  for (const words of [
    'Nêu kiến nghị',
    'Chuyển tiếp → Sở Y tế',
    'Hỏi lại',
    'Trả lời câu hỏi',
    'Trả lời · chấp nhận một phần',
  ])
    await see(history.filter({ hasText: words }))
})

it('an item that a department has not answered in time is red for it and for the standing agency; it answers late', async () => {
  const late = 'Đề nghị cấp 03 xuồng máy và 60 áo phao cho 02 thôn thường bị chia cắt'
  await agency.goto(`${program.url}/thuong-truc`)
  await agency.getByRole('link', { name: /Kiến nghị quá hạn trả lời/ }).click()
  await says(agency.getByRole('row').filter({ hasText: late }), /quá \d+ ngày/)
  await farming.goto(`${program.url}/kien-nghi?side=late`)
  await farming.getByRole('row').filter({ hasText: late }).click()
  await farming.getByRole('button', { name: 'Trả lời', exact: true }).click()
  const answer = farming.getByRole('dialog', { name: 'Trả lời', exact: true })
  await answer.getByLabel('Nội dung trả lời').fill('Cấp 03 xuồng và 60 áo phao trong tháng này')
  await answer.getByRole('button', { name: 'Trả lời', exact: true }).click()
  await see(farming.getByText('đã trả lời, chờ xác nhận · chấp nhận'))
  await agency.reload()
  await see(agency.getByText('Không có mục nào', { exact: true }))
})

it('an inspection: planned, a finding written, concluded with its notice in Word', async () => {
  await health.goto(`${program.url}/kien-nghi/kiem-tra`)
  await health.getByRole('button', { name: 'Lập cuộc kiểm tra' }).first().click()
  const dialog = health.getByRole('dialog', { name: 'Lập cuộc kiểm tra' })
  await dialog.getByRole('textbox', { name: 'Nội dung kiểm tra' }).fill('Công tác sơ cứu, cấp cứu trong mùa mưa lũ')
  await dialog.getByLabel('Đơn vị được kiểm tra').fill('huu lung')
  await dialog.getByRole('option', { name: 'Xã Hữu Lũng' }).click()
  await dialog.getByLabel('Đơn vị được kiểm tra').press('Escape')
  await dialog.getByLabel('Số, ký hiệu').fill('21/KH-SYT')
  await dialog.getByRole('button', { name: 'Lập', exact: true }).click()
  await see(health.getByText('Đang soạn: đơn vị được kiểm tra chỉ thấy kế hoạch'))
  await health.getByLabel('Kết quả, ưu điểm, đánh giá').fill('Xã có túi sơ cứu ở mọi thôn.')
  await health.getByRole('button', { name: 'Thêm nội dung' }).click()
  await health.getByLabel('Hạn chế, vi phạm').fill('Ba túi sơ cứu đã hết hạn dùng')
  await health.getByLabel('Kiến nghị khắc phục').fill('Thay mới và ghi ngày hết hạn')
  await health.getByRole('button', { name: 'Lưu', exact: true }).click()
  await health.getByRole('button', { name: 'Kết luận kiểm tra' }).click()
  await health.getByRole('dialog').getByRole('button', { name: 'Kết luận kiểm tra' }).click()
  await see(health.getByText('xong 0 / 1 nội dung'))
  const file = await downloadWord(health, health.getByRole('link', { name: 'Thông báo kết luận (.docx)' }))
  for (const words of ['THÔNG BÁO', '21/KH-SYT', 'Ba túi sơ cứu đã hết hạn dùng', 'Thay mới và ghi ngày hết hạn'])
    expect(file.text).toContain(words)
})

it('the commune mends it with evidence from a phone, the department sends it back once, then it is closed', async () => {
  const phone = await program.person('can-bo.huulung', true)
  await phone.goto(`${program.url}/kien-nghi/kiem-tra`)
  await phone.getByRole('row').filter({ hasText: 'Công tác sơ cứu' }).click()
  await fitsWindow(phone)
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
    'base64',
  )
  await phone
    .getByLabel('Thêm ảnh, tệp chứng minh')
    .last()
    .setInputFiles({ name: 'tui-so-cuu.png', mimeType: 'image/png', buffer: png })
  await see(phone.getByRole('link', { name: 'tui-so-cuu.png' }))
  await step(phone, 'Báo đã khắc phục', 'Đã thay ba túi')
  await step(health, 'Chưa đạt, làm tiếp', 'Thiếu ngày hết hạn trên túi')
  await step(phone, 'Báo đã khắc phục', 'Đã dán ngày hết hạn trên mọi túi')
  await health.getByRole('button', { name: 'Xác nhận xong' }).click()
  await health.getByRole('dialog').getByRole('button', { name: 'Xác nhận xong' }).click()
  await see(health.getByText('đã khắc phục xong 1 nội dung'))
  await see(phone.getByText('đã khắc phục', { exact: true }))
})

it('a commendation: proposed with a name, reviewed, decided by number, listed in Word', async () => {
  await commune.goto(`${program.url}/kien-nghi/khen-thuong`)
  await commune.getByRole('button', { name: 'Đề nghị khen thưởng' }).click()
  const dialog = commune.getByRole('dialog', { name: 'Đề nghị khen thưởng' })
  await dialog.getByLabel('Đề nghị cho').selectOption({ label: 'Cá nhân' })
  await dialog.getByLabel('Của đơn vị').fill('na hoa')
  await dialog.getByRole('option', { name: 'Thôn Na Hoa' }).click()
  await dialog.getByRole('button', { name: 'Gửi đề nghị' }).click()
  await see(dialog.getByText('Ghi họ tên.'))
  await dialog.getByLabel('Họ và tên').fill('Nông Thị Thử')
  await dialog.getByLabel('Chức vụ').fill('Trưởng thôn')
  await dialog.getByLabel('Thành tích').fill('Vận động 12 hộ di dời trước khi lũ về')
  await dialog.getByRole('button', { name: 'Gửi đề nghị' }).click()
  await see(commune.getByText('Nông Thị Thử, Trưởng thôn'))
  const file = await downloadWord(commune, commune.getByRole('link', { name: 'Danh sách đề nghị (.docx)' }))
  for (const words of ['DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG', 'Nông Thị Thử', 'Trưởng thôn', '01 tập thể và 01 cá nhân'])
    expect(file.text).toContain(words)

  await agency.goto(`${program.url}/kien-nghi/khen-thuong`)
  const card = agency.getByRole('region', { name: 'Nông Thị Thử, Trưởng thôn' })
  await card.getByRole('button', { name: 'Đồng ý trình' }).click()
  await agency.getByRole('dialog').getByRole('button', { name: 'Đồng ý trình' }).click()
  await card.getByRole('button', { name: 'Ghi quyết định' }).click()
  const decide = agency.getByRole('dialog', { name: 'Ghi quyết định' })
  await decide.getByLabel('Số quyết định').fill('1520/QĐ-UBND')
  await decide.getByRole('button', { name: 'Ghi quyết định' }).click()
  await see(commune.getByText(new RegExp(`Quyết định số 1520/QĐ-UBND ngày ${dayFromNow(0)}`)))
  expect(program.faults).toEqual([])
})
