import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { downloadWord, pagesOf } from './docx.ts'
import { gone, says, see, stepByStep, words } from './journey.ts'
import { type Program, startProgram } from './program.ts'

/** The province's six-month report: the half-year that ended last, of 65 communes with the faults that the sample plants. */

let program: Program
let agency: Page
beforeAll(async () => {
  program = await startProgram()
  agency = await program.person('thuong-truc')
})
afterAll(() => program.stop())
stepByStep(() => program)

let began = 0
let presses = 0
const press = async (what: Locator) => {
  presses++
  await what.click()
}
const tile = (label: string) => agency.getByText(label, { exact: true }).locator('xpath=..').locator('b').first()
const count = async (label: string) => Number.parseInt(await words(tile(label)), 10)
const review = () => agency.getByRole('region', { name: 'Cần xem trước khi duyệt' })
const unit = (name: string) =>
  review()
    .getByRole('listitem')
    .filter({ has: agency.getByRole('link', { name, exact: true }) })
    .first()
const communeRow = (name: string) =>
  agency
    .getByRole('table', { name: 'Xã, phường' })
    .getByRole('row')
    .filter({ has: agency.getByRole('link', { name, exact: true }) })

/** What the sample planted and what the page says of it (sample/src/reports/planted-faults.ts). */
const planted: readonly [commune: string, says: RegExp][] = [
  ['Xã Vân Nham', /Buổi tuyên truyền: \d+ buổi\. Cao khác thường/],
  ['Xã Cai Kinh', /Thiệt hại do cháy, nổ: 485 triệu đồng\. Cao khác thường/],
  ['Xã Thất Khê', /Hộ ký cam kết.*Thấp khác thường/],
  ['Xã Chi Lăng', /Số người liên quan ít hơn số vụ/],
  ['Xã Lợi Bác', /chưa gửi được.*Lượt người dự ít hơn số buổi/],
  ['Xã Bình Gia', /Số người liên quan ít hơn số vụ/],
  ['Xã Quốc Khánh', /chưa gửi được.*Không có vụ cháy, nổ nào mà có thiệt hại/],
  ['Xã Văn Quan', /Hộ ký cam kết.*Kỳ này ghi 0 mà các kỳ trước/],
  ['Xã Cao Lộc', /đều đúng bằng kỳ trước/],
  ['Xã Khánh Khê', /giống hệt kỳ trước, từng chữ/],
  ['Xã Bắc Sơn', /giống hệt của Xã Hưng Vũ/],
  ['Xã Hữu Liên', /Mọi số đều trùng với Xã Tân Thành/],
  ['Xã Đồng Đăng', /sửa sau khi đã duyệt: 31 thành \d+/],
  ['Xã Mẫu Sơn', /gấp [\d,]+ lần xã cao nhất còn lại/],
  ['Phường Đông Kinh', /ít hơn các tuần đã báo/],
  ['Xã Hữu Lũng', /ít hơn các tháng đã báo/],
]

it('the standing agency opens the half-year that has ended: who sent, who is missing, who came late', async () => {
  await agency.goto(`${program.url}/thuong-truc`)
  began = Date.now()
  await press(agency.getByRole('navigation').getByRole('link', { name: 'Báo cáo', exact: true }))
  await agency.getByRole('combobox', { name: 'Biểu mẫu' }).selectOption('anptt-six-month')
  await agency.getByRole('combobox', { name: 'Kỳ' }).selectOption({ index: 1 })
  presses += 2
  await says(tile('xã, phường đã gửi'), '61/65')
  for (const name of ['Xã Thiện Hoà', 'Xã Châu Sơn']) await says(communeRow(name), /chưa bắt đầu/)
  for (const name of ['Xã Thuỵ Hùng', 'Xã Nhất Hoà']) await says(communeRow(name), /gửi chậm/)
})

it('the page names every planted fault, its line and what the commune said when it was asked', async () => {
  await see(review())
  await press(review().getByRole('button', { name: /^Xem thêm \d+ báo cáo$/ }))
  for (const [name, what] of planted) await says(unit(name), what)
  await says(unit('Xã Vân Nham'), 'Xã ghi: Đã đối chiếu với sổ theo dõi')
})

it('all reports without anything to look at are accepted together', async () => {
  const [waiting, accepted] = [await count('chờ duyệt'), await count('đã duyệt')]
  const button = review().getByRole('button', { name: /^Duyệt \d+ báo cáo$/ })
  const clean = Number(/\d+/.exec(await words(button))?.[0])
  expect(clean).toBeGreaterThan(20)
  await press(button)
  const dialog = agency.getByRole('dialog', { name: `Duyệt ${clean} báo cáo không có điểm cần xem?` })
  await press(dialog.getByRole('button', { name: `Duyệt ${clean} báo cáo` }))
  await says(tile('đã duyệt'), String(accepted + clean))
  await says(tile('chờ duyệt'), String(waiting - clean))
  await gone(button)
})

it('a fault leads to its cell; the report goes back with the remark already written', async () => {
  const link = unit('Xã Vân Nham').getByRole('link', { name: /Buổi tuyên truyền/ })
  await press(link)
  await see(agency.getByRole('heading', { level: 1, name: /^Báo cáo 6 tháng/ }))
  await see(agency.getByText(/^Cao khác thường: .* buổi/))
  await agency.goBack()
  presses++
  await press(unit('Xã Vân Nham').getByRole('button', { name: 'Trả lại' }))
  const dialog = agency.getByRole('dialog')
  expect(await dialog.getByRole('textbox').inputValue()).toMatch(/Đề nghị kiểm tra lại: .*Buổi tuyên truyền/)
  await press(dialog.getByRole('button', { name: 'Trả lại' }))
  await says(communeRow('Xã Vân Nham'), /trả lại/)
})

it('the others are looked at one by one and accepted', async () => {
  const more = review().getByRole('button', { name: /^Xem thêm/ })
  await expect.poll(async () => (await more.isVisible()) || (await count('chờ duyệt')) > 0).toBe(true)
  if (await more.isVisible()) await press(more)
  for (let left = await count('chờ duyệt'); left > 0; left--) {
    await press(review().getByRole('button', { name: 'Duyệt', exact: true }).first())
    await says(tile('chờ duyệt'), String(left - 1))
  }
  await says(tile('đã duyệt'), '60')
})

let total = ''
it('the province’s report is a Word file: from how many communes, and who is missing', async () => {
  const row = agency.getByRole('row').filter({ hasText: 'Hộ ký cam kết phòng cháy, chữa cháy' })
  total = await words(row.getByRole('button'))
  presses++
  const file = await downloadWord(agency, agency.getByRole('link', { name: 'Báo cáo tổng hợp (Word)' }))
  expect(file.name).toMatch(/\.docx$/)
  expect(file.text).toContain('TỈNH LẠNG SƠN')
  expect(file.text).toContain('60/65 xã, phường')
  expect(file.text).toContain(total)
  for (const name of ['Châu Sơn', 'Vân Nham']) expect(file.text).toContain(name)
  const pages = pagesOf(file)
  if (pages !== null) expect(pages).toBeGreaterThanOrEqual(3)
})

it('a figure leads to the commune’s form and the person who typed it', async () => {
  const name = 'Hộ ký cam kết phòng cháy, chữa cháy'
  await press(agency.getByRole('row').filter({ hasText: name }).getByRole('button'))
  const source = agency.getByRole('dialog', { name })
  await says(source, new RegExp(total.replaceAll('.', '\\.')))
  const line = source.getByRole('row').filter({ hasText: 'Hữu Lũng' })
  await says(line, /Chu Thị Lan/)
  const figure = /\d[\d.]*/.exec((await words(line)).replace(/^Hữu Lũng/, ''))?.[0] as string
  await press(line.getByRole('link', { name: 'Hữu Lũng' }))
  const cell = agency.getByRole('row').filter({ hasText: name })
  await says(cell, new RegExp(figure.replaceAll('.', '\\.')))
  console.log(
    `six-month report: ${presses} presses, ${Math.round((Date.now() - began) / 1000)} s in a browser that does not read`,
  )
  expect(program.faults).toEqual([])
})
