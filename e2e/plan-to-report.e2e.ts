import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { downloadWord, pagesOf } from './docx.ts'
import { gone, says, see, stepByStep, words } from './journey.ts'
import { dayFromNow, planText } from './plan-text.ts'
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

const listTask = 'Lập danh sách hộ ở nhà tạm ven suối'
const guardTask = 'Phân công người canh tại từng ngầm, tràn thường ngập'
const found = () => agency.getByRole('complementary', { name: 'Việc tìm thấy' })
const communes = () => found().getByRole('region', { name: 'Ủy ban nhân dân các xã, phường' })

it('the standing agency puts a plan in and gets its tasks, each tied to its sentence', async () => {
  await agency.goto(`${program.url}/thuong-truc`)
  await agency.getByRole('navigation').getByRole('link', { name: 'Kế hoạch' }).click()
  const [chooser] = await Promise.all([
    agency.waitForEvent('filechooser'),
    agency.getByRole('button', { name: 'Chọn tệp' }).click(),
  ])
  await chooser.setFiles({ name: 'ke-hoach-377.txt', mimeType: 'text/plain', buffer: Buffer.from(planText) })
  await see(agency.getByRole('heading', { level: 1, name: /^Kiểm tra các điểm ngầm, tràn/ }))
  await see(agency.getByText('377/KH-UBND · UBND tỉnh Lạng Sơn'))
  await see(agency.getByText('Đọc được 6 việc, 2 chỗ cần xem lại'))
  await see(communes().getByText('tách cho 65 xã, phường'))
  await see(
    found()
      .getByRole('region', { name: 'Sở Y tế' })
      .getByText(`Hạn ${dayFromNow(40)}`),
  )

  // a task leads to its sentence in the document, and a sentence to its task
  await communes().getByRole('button', { name: listTask }).click()
  const document = agency.getByRole('region', { name: 'Văn bản' })
  const chosen = document.locator('mark.on')
  await says(chosen, `${listTask} và gửi Công an tỉnh trước ngày ${dayFromNow(1)}`)
  await document.getByText('Kiểm tra biển báo, rào chắn').click()
  await says(found().locator('[aria-current=true]'), /^Kiểm tra biển báo, rào chắn.*Hạn /)
})

it('confirms what was found, chooses who leads where the name is unknown, and assigns', async () => {
  for (const unit of ['Sở Y tế', 'Sở Xây dựng']) {
    const group = found().getByRole('region', { name: unit, exact: true })
    await group.getByRole('button').first().click()
    await group.getByRole('button', { name: 'Xác nhận', exact: true }).click()
    await see(group.getByText('1 / 1 đã xác nhận'))
  }
  // a body that is not in the tree of units: a person says who leads instead
  const unknown = found().getByRole('region', { name: 'Hội Những người yêu sông suối tỉnh' })
  await see(unknown.getByText('chưa khớp đơn vị'))
  await unknown.getByRole('button').first().click()
  await unknown.getByRole('button', { name: 'Chọn ai chủ trì' }).click()
  const dialog = agency.getByRole('dialog', { name: 'Sửa việc' })
  await dialog.getByLabel('Ai chủ trì').fill('so nong nghiep')
  await dialog.getByRole('option', { name: 'Sở Nông nghiệp và Môi trường' }).click()
  // the list of units closes with Escape, and only the list
  await dialog.getByLabel('Ai chủ trì').press('Escape')
  await dialog.getByRole('button', { name: 'Ghi và xác nhận' }).click()
  await gone(dialog)
  await communes().getByRole('button', { name: 'Xác nhận cả nhóm' }).click()
  await see(communes().getByText('2 / 2 đã xác nhận'))

  await agency.getByRole('button', { name: 'Giao 5 việc đã xác nhận' }).click()
  const assign = agency.getByRole('dialog', { name: 'Giao 5 việc' })
  await see(assign.getByText('5 việc thành 133 nhiệm vụ cho 68 đơn vị'))
  await see(assign.getByText('Còn 1 việc chưa xác nhận'))
  await assign.getByRole('button', { name: 'Giao ngay' }).click()
  await see(agency.getByText('Đã giao 5 việc thành 133 nhiệm vụ'))
  await agency.getByRole('button', { name: 'Xem nhiệm vụ đã giao' }).click()
  await see(agency.getByRole('button', { name: /^Mới giao 133$/ }))
  await agency.getByRole('button', { name: 'Chúng tôi giao' }).click()
  await see(agency.getByRole('link', { name: new RegExp(`^${listTask}.*0 / 65 đơn vị xong`) }))
})

it('the commune officer sees both tasks with their deadline, reads the sentence, and accepts', async () => {
  await officer.goto(`${program.url}/viec-cua-xa`)
  await see(officer.getByRole('heading', { level: 1, name: 'Xã Hữu Lũng' }))
  await see(officer.getByRole('link', { name: /377\/KH-UBND · Kiểm tra các điểm ngầm, tràn/ }))
  const task = officer.getByRole('link', { name: new RegExp(`^${listTask}`) })
  await see(officer.getByRole('link', { name: 'Xem tất cả việc' }))
  // the home page holds the most pressing six: the day on which this runs decides whether others are late before this one
  if (!(await task.isVisible())) await officer.getByRole('link', { name: 'Xem tất cả việc' }).click()
  await says(task, /UBND tỉnh Lạng Sơn giao, Công an tỉnh đôn đốc.*Mới giao.*còn 1 ngày/)
  await says(task, `hạn ${dayFromNow(1).slice(0, 5)}`)
  await task.click()
  await see(officer.getByRole('heading', { level: 1, name: listTask }))
  await says(officer.locator('blockquote mark'), `${listTask} và gửi Công an tỉnh trước ngày ${dayFromNow(1)}`)
  await officer.getByRole('button', { name: 'Nhận việc' }).click()
  await see(officer.getByRole('button', { name: 'Bắt đầu làm' }))
  await see(officer.getByRole('list').getByText('Chu Thị Lan'))

  await officer.getByRole('navigation').getByRole('link', { name: 'Nhiệm vụ' }).click()
  await see(officer.getByRole('link', { name: new RegExp(`^${guardTask}.*Mới giao`) }))
  await see(officer.getByRole('link', { name: new RegExp(`^${listTask}.*Đã nhận`) }))
})

const figures = {
  'Vụ việc liên quan đến an ninh, trật tự (vụ)': 7,
  'Số người liên quan (người)': 11,
  'Cháy, nổ (vụ)': 1,
  'Thiệt hại do cháy, nổ (triệu đồng)': 35,
  'Vụ lừa đảo trên không gian mạng (vụ)': 4,
  'Thiệt hại do lừa đảo (triệu đồng)': 213,
  'Ca bệnh truyền nhiễm ở người (ca)': 6,
  'Gia súc, gia cầm phải tiêu hủy (con)': 4321,
  'Buổi tuyên truyền (buổi)': 23,
  'Lượt người dự (lượt)': 1987,
  'Hộ ký cam kết phòng cháy, chữa cháy (hộ)': 512,
  'Hộ phải sơ tán (hộ)': 0,
} as const
const narratives = {
  'Tình hình chung': 'Địa bàn ổn định; hai đợt mưa lớn làm ngập ngầm Na Hoa nhưng không có thiệt hại về người.',
  'Công tác triển khai, chỉ đạo': 'Ban hành kế hoạch canh ngầm, tràn; giao ban với trưởng thôn mỗi sáng thứ Hai.',
  'Kết quả các mặt công tác': 'Đã cắm thước đo nước tại ba ngầm; 100% hộ ven suối có số điện thoại của người canh.',
  'Hạn chế': 'Hai ngầm chưa có rào chắn.',
  'Dự báo tình hình': 'Mưa cuối năm có thể gây ngập ngầm tràn về đêm.',
  'Phương hướng, nhiệm vụ': 'Lắp rào chắn hai ngầm còn lại trước tháng sau.',
}
let reportPath = ''
let periodName = ''
let traffic = 0
const cell = (name: string) => officer.getByRole('textbox', { name, exact: true })

it('the officer opens the six-month report that is due and fills it, with the same period of last year beside each figure', async () => {
  await officer.getByRole('navigation').getByRole('link', { name: 'Việc của xã' }).click()
  const due = officer.getByRole('listitem').filter({ hasText: 'Báo cáo 6 tháng về an ninh phi truyền thống' }).first()
  await due.getByRole('link', { name: /^Điền/ }).click()
  const title = officer.getByRole('heading', { level: 1, name: /^Báo cáo 6 tháng/ })
  await see(title)
  periodName = (await words(title)).replace('Báo cáo ', '')
  reportPath = new URL(officer.url()).pathname
  expect(reportPath).toMatch(/^\/bao-cao\/anptt-six-month\/\d{4}-H[12]\/\d+$/)
  const yearBefore = Number(/\d{4}/.exec(periodName)?.[0]) - 1
  await see(officer.getByRole('columnheader', { name: `Cùng kỳ ${yearBefore}` }))

  for (const [name, value] of Object.entries(figures)) {
    await cell(name).fill(String(value))
    // typed over the old figure, not beside it
    expect(await cell(name).inputValue()).toBe(String(value))
  }
  // against the same period: what stands beside decides the words, and they change while a figure is typed
  const row = officer.getByRole('row').filter({ has: cell('Tai nạn giao thông (vụ)') })
  const before = Number(await words(row.locator('td[data-name="Cùng kỳ"]')))
  expect(before).toBeGreaterThanOrEqual(0)
  traffic = before + 2
  await cell('Tai nạn giao thông (vụ)').fill(String(before))
  await says(row, /không tăng, không giảm|không đổi|bằng/)
  await cell('Tai nạn giao thông (vụ)').fill(String(traffic))
  await says(row, /tăng 02/)

  for (const [name, text] of Object.entries(narratives)) await officer.getByLabel(name).fill(text)
  // the document grows beside the form
  await says(officer.getByRole('article', { name: 'Văn bản sẽ ra' }), /4\.321 con gia súc, gia cầm/)
  await says(officer.getByRole('article', { name: 'Văn bản sẽ ra' }), narratives['Tình hình chung'])
})

it('a figure far above the usual is asked about: the report goes only after the officer says why', async () => {
  const send = officer.getByRole('button', { name: 'Gửi', exact: true })
  const asked = officer.getByRole('navigation', { name: 'Các phần của báo cáo' }).getByRole('list').getByRole('button')
  await expect.poll(() => asked.count()).toBeGreaterThan(0)
  await see(officer.getByText('đã điền 19/19'))
  expect(await send.isDisabled()).toBe(true)
  expect((await asked.allInnerTexts()).join('\n')).toMatch(/Cao khác thường: .* con.*ghi lý do/)
  for (let left = await asked.count(); left > 0; left = await asked.count()) {
    await asked.first().click()
    const name = await officer.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '')
    await officer
      .getByLabel(`Lý do của mục ${name.replace(/ \([^)]*\)$/, '')}`)
      .fill('Đã kiểm tra với sổ theo dõi của xã')
    await expect.poll(() => asked.count()).toBeLessThan(left)
  }
  await says(officer.getByRole('status').filter({ hasText: /tới tỉnh/ }), /^(mọi số )?đã tới tỉnh/)
  // saved as typed: what stands here stands there
  await officer.reload()
  await expect.poll(() => cell('Gia súc, gia cầm phải tiêu hủy (con)').inputValue()).toBe('4.321')
  await expect.poll(() => officer.getByLabel('Hạn chế').inputValue()).toBe(narratives['Hạn chế'])
})

const tile = (label: string) => agency.getByText(label, { exact: true }).locator('xpath=..').locator('b').first()
let sent = 0
let accepted = 0

it('sent, it reaches the standing agency, whose count of communes grows without reloading', async () => {
  await agency.getByRole('navigation').getByRole('link', { name: 'Báo cáo' }).click()
  await agency.getByRole('combobox', { name: 'Biểu mẫu' }).selectOption('anptt-six-month')
  await agency.getByRole('combobox', { name: 'Kỳ' }).selectOption({ label: periodName })
  await says(tile('xã, phường đã gửi'), /^\d+\/65$/)
  sent = Number.parseInt(await words(tile('xã, phường đã gửi')), 10)
  accepted = Number(await words(tile('đã duyệt')))
  const row = agency.getByRole('row').filter({ has: agency.getByRole('link', { name: 'Xã Hữu Lũng', exact: true }) })
  await says(row, 'đang nhập')

  await officer.getByRole('button', { name: 'Gửi', exact: true }).click()
  await see(officer.getByText('Đã gửi, chờ cơ quan tổng hợp duyệt'))
  await expect.poll(() => cell('Gia súc, gia cầm phải tiêu hủy (con)').count()).toBe(0)

  await says(tile('xã, phường đã gửi'), `${sent + 1}/65`)
  await says(row, 'đã gửi, chờ duyệt')
  sent++
})

it('the standing agency reads it as it was typed and accepts it', async () => {
  await agency.getByRole('table').getByRole('link', { name: 'Xã Hữu Lũng', exact: true }).click()
  await expect.poll(() => new URL(agency.url()).pathname).toBe(reportPath)
  await see(agency.getByRole('row').filter({ hasText: 'Gia súc, gia cầm phải tiêu hủy' }).getByText('4.321'))
  await see(agency.getByText('Lý do: Đã kiểm tra với sổ theo dõi của xã'))
  await see(agency.getByText(narratives['Dự báo tình hình']))
  await agency.getByRole('button', { name: 'Duyệt', exact: true }).click()
  await see(agency.getByText('đã duyệt, khóa'))
  await see(agency.getByRole('button', { name: 'Mở lại' }))
  // the commune's open page says so too, and the figures are no longer to be changed
  await see(officer.getByText('đã duyệt, khóa'))
})

it('the commune’s report opens in Word with what was typed, compared with last year', async () => {
  const file = await downloadWord(officer, officer.getByRole('link', { name: 'Word' }))
  expect(file.name).toMatch(/\.docx$/)
  expect(file.text).toContain('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM')
  expect(file.text).toContain('XÃ HỮU LŨNG')
  expect(file.text).toContain('4.321 con gia súc, gia cầm')
  expect(file.text).toMatch(/1\.987 lượt người dự/)
  expect(file.text).toMatch(/Tai nạn giao thông.*tăng 02/)
  for (const text of Object.values(narratives)) expect(file.text).toContain(text)
  const pages = pagesOf(file)
  if (pages !== null) expect(pages).toBeGreaterThanOrEqual(2)
})

it('the province’s report counts this commune, says from how many, and opens in Word', async () => {
  await agency.goBack()
  await says(tile('đã duyệt'), String(accepted + 1))
  const row = agency.getByRole('row').filter({ hasText: 'Gia súc, gia cầm phải tiêu hủy' })
  const [total, coverage] = [await words(row.getByRole('button')), await words(row.locator('td[data-name="Từ số xã"]'))]
  expect(Number(total.replaceAll('.', ''))).toBeGreaterThanOrEqual(4321)
  expect(coverage).toMatch(/^\d+\/65/)
  // where the total comes from: this commune's figure and who typed it
  await row.getByRole('button').click()
  const source = agency.getByRole('dialog', { name: 'Gia súc, gia cầm phải tiêu hủy' })
  await says(source.getByRole('row').filter({ hasText: 'Hữu Lũng' }), /4\.321 Chu Thị Lan/)
  await source.getByRole('button', { name: 'Đóng' }).click()

  const file = await downloadWord(agency, agency.getByRole('link', { name: 'Báo cáo tổng hợp (Word)' }))
  expect(file.name).toMatch(/\.docx$/)
  expect(file.text).toContain('TỈNH LẠNG SƠN')
  expect(file.text).toContain(`tổng hợp từ báo cáo của ${sent}/65 xã, phường`)
  expect(file.text).toContain(`${total} con gia súc, gia cầm`)
  expect(file.text).toContain(narratives['Dự báo tình hình'])
  const lines = file.text.split('\n')
  // the figures of a commune stand in several tables, as many beside each other as a page on its side holds
  expect(lines.some((l, i) => l === 'Hữu Lũng' && lines.slice(i, i + 10).includes('4.321'))).toBe(true)
  expect(lines).toContain(coverage.split(' ')[0])
  const pages = pagesOf(file)
  if (pages !== null) expect(pages).toBeGreaterThanOrEqual(3)
})

it('the plan says how far the communes are, and no page and no request failed on the way', async () => {
  await agency.goto(`${program.url}/nhiem-vu?side=given`)
  await agency.getByLabel('Tìm, không cần dấu').fill('nha tam ven suoi')
  const whole = agency.getByRole('link', { name: new RegExp(`^${listTask}.*0 / 65 đơn vị xong`) })
  await see(whole)
  await whole.click()
  await see(agency.getByRole('link', { name: /^Xã Hữu Lũng.*Đã nhận/ }))
  expect(program.faults).toEqual([])
})
