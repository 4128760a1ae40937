import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { floodBulletin, readingsFile, slideBulletin } from './early-warning-papers.ts'
import { fitsWindow, gone, keepsPage, says, see, stepByStep, words } from './journey.ts'
import { type Program, startProgram } from './program.ts'

let program: Program
let duty: Page
let leader: Page
let unit = ''
let run = 0
/** An address inside the exercise: its clock is ours, so that every hour of the papers is one of its past. */
const at = (path: string) => `${program.url}/dien-tap/${run}${path}`
beforeAll(async () => {
  program = await startProgram()
  duty = await program.person('truc-ban.tinh')
  leader = await program.person('lanh-dao.huulung', true)
})
afterAll(() => program.stop())
stepByStep(() => program)

const inFlood = (page: Page) => page.getByRole('button', { name: /Hữu Lũng Lũ, ngập lụt/ })
const glance = (page: Page, hazard: string) =>
  page.getByRole('listitem').filter({ has: page.getByText(hazard, { exact: true }) })

async function chooseFile(page: string) {
  await duty.goto(page)
  const [chooser] = await Promise.all([
    duty.waitForEvent('filechooser'),
    duty.getByRole('button', { name: 'Chọn tệp' }).click(),
  ])
  await chooser.setFiles({ name: 'so-do-cau-met.csv', mimeType: 'text/csv', buffer: readingsFile })
  await see(duty.getByText('Cách đọc tệp'))
}

async function mapColumns() {
  for (const [column, role] of ['thời gian', 'trạm', 'giá trị', 'bỏ qua'].entries())
    await duty.getByLabel(`Cột ${'ABCD'[column]} là`).selectOption({ label: role })
  await duty.getByLabel('chỉ số của cột C').selectOption({ label: 'mực nước' })
  await duty.getByLabel('đơn vị của cột C').selectOption('cm')
  await duty.getByRole('button', { name: /^Kiểm tra( lại)?$/ }).click()
}

async function paste(text: string) {
  await duty.goto(at('/ban-tin/doc'))
  await duty.getByLabel('Nguyên văn bản tin').fill(text)
  await duty.getByRole('button', { name: 'Đọc', exact: true }).click()
  await see(duty.getByRole('button', { name: 'Xác nhận và ghi bản tin' }))
}

it('in ordinary times the next 24 hours of a commune are told with their doubt', async () => {
  await duty.goto(`${program.url}/truc-ban`)
  const { communes } = await duty.request
    .get(`${program.url}/api/units`)
    .then(r => r.json())
    .then(all => ({ communes: all as { id: number; code: string }[] }))
  unit = String(communes.find(u => u.code === '06385')?.id)
  await duty.goto(`${program.url}/truc-ban/${unit}`)
  await see(duty.getByRole('heading', { level: 1, name: 'Xã Hữu Lũng' }))
  await says(duty.getByRole('main'), /24 giờ tới có thể có gì.*khoảng \d+,\d+–\d+,\d+ m \(8\/10\)/)
})

it('a name that nobody knows is said once, before anything is stored', async () => {
  await chooseFile(`${program.url}/so-do/nhap-tep`)
  await mapColumns()
  const unknown = duty.getByRole('region', { name: 'Tên chưa biết' })
  await unknown.getByLabel('“Cầu Mẹt (thử)” là').selectOption('LS-W-HULUNG')
  await unknown.getByRole('button', { name: 'Lưu' }).click()
  await gone(unknown)
  await see(duty.getByText('2 sẽ nhận'))
})

it('an exercise begins: nothing has come, and that is not called calm', async () => {
  await duty.goto(`${program.url}/dien-tap`)
  await duty.getByLabel('Tên cuộc diễn tập').fill('Đối chiếu bản tin')
  await duty.getByLabel('Đồng hồ bắt đầu lúc').fill('08/10/2025 12:00')
  await duty.getByRole('button', { name: 'Mở cuộc diễn tập' }).click()
  await duty.getByRole('row').filter({ hasText: 'Đối chiếu bản tin' }).getByRole('link', { name: 'Vào' }).click()
  await see(duty.getByText('Chưa có số đo nào tới'))
  run = Number(/\/dien-tap\/(\d+)\//.exec(duty.url())?.[1])
})

it('the officer pastes an official bulletin: what was read stands beside the words it was read from', async () => {
  await paste(floodBulletin)
  expect(await duty.getByLabel('Cơ quan phát bản tin').inputValue()).toMatch(/đài khí tượng thủy văn tỉnh lạng sơn/i)
  // the level, the measured stage, the forecast and the rain are marked in the text
  const marks = duty.locator('.bulletin-words mark')
  await expect.poll(() => marks.count()).toBe(4)
  const seen = duty.getByRole('listitem').filter({ has: duty.getByRole('checkbox') })
  await seen.hover()
  await says(duty.locator('.bulletin-words mark.on'), /17,62m/)
  await says(duty.getByRole('button', { name: 'Xác nhận và ghi bản tin' }).locator('xpath=..'), /Lũ, ngập lụt, 2 xã/)
  await says(duty.locator('.bulletin-level'), /2 xã Hữu Lũng, Vân Nham/)
  // nothing is stored unless a person ticks it
  expect(await seen.getByRole('checkbox').isChecked()).toBe(false)
  await seen.getByRole('checkbox').check()
  await see(duty.getByText('lưu 1 số đo'))
  await fitsWindow(duty)
})

it('confirmed, the official level stands beside ours in the duty room and on the commune’s page', async () => {
  await duty.getByRole('button', { name: 'Xác nhận và ghi bản tin' }).click()
  await see(duty.getByText('Đã ghi bản tin và 1 số đo.'))
  await duty.goto(at('/truc-ban'))
  const item = inFlood(duty)
  await see(item.getByRole('img', { name: /^cấp 2, .*chính thức$/ }))
  await says(item, /gợi ý: cấp \d/)
  await item.click()
  const why = duty.getByRole('complementary')
  await says(why, /Chính thức · đài khí tượng thủy văn tỉnh lạng sơn/i)
  await why.getByRole('link', { name: 'Mọi mối đe dọa của xã' }).click()
  await see(duty.getByRole('heading', { level: 1, name: 'Xã Hữu Lũng' }))
  await says(glance(duty, 'Lũ, ngập lụt'), /Chính thức 2 .*Gợi ý \d/)
  // the next 24 hours, by the bulletin
  await says(duty.getByRole('main'), /24 giờ tới có thể có gì.*18,7/)
  await says(duty.getByRole('main'), /40.80 mm/)
})

it('the commune sees the same on a phone', async () => {
  await leader.goto(at(`/truc-ban/${unit}`))
  await says(glance(leader, 'Lũ, ngập lụt'), /Chính thức 2/)
  await fitsWindow(leader)
})

it('a file of another agency with its own names: columns are mapped, what would be refused is shown before anything is stored', async () => {
  await chooseFile(at('/so-do/nhap-tep'))
  await mapColumns()
  await see(duty.getByText('2 sẽ nhận'))
  await see(duty.getByText('1 sẽ từ chối'))
  await see(duty.getByText('1 ô không đo, không phải số 0'))
  await says(duty.getByRole('table', { name: 'Những số đầu tiên sẽ được ghi' }), /Hữu Lũng.*17,91 m.*18,24 m/)
  await says(duty.getByRole('table', { name: 'Số đo bị từ chối' }), /4 .*186,3/)
  await fitsWindow(duty)
  await duty.getByRole('button', { name: 'Nhập 2 số đo' }).click()
  await see(duty.getByText('2 số đo được nhận'))
})

it('the level and the why panel follow what was imported', async () => {
  await duty.getByRole('link', { name: 'Xem phòng trực' }).click()
  await inFlood(duty).click()
  const why = duty.getByRole('complementary')
  await says(inFlood(duty), /18,24/)
  await says(why, /18,24/)
  await says(why, /QĐ 18\/2021|Quyết định 18\/2021/)
})

it('the refused reading waits in its list, is mended, sent again, and counts', async () => {
  const open = await program.person('truc-ban2.tinh')
  await open.goto(at('/truc-ban'))
  await says(inFlood(open), /18,24/)
  const same = await keepsPage(open)
  await duty.goto(at('/so-do/tu-choi'))
  const row = duty.getByRole('table', { name: 'Số đo bị từ chối' }).getByRole('row').filter({ hasText: '186,3 m' })
  await row.getByRole('button', { name: 'Sửa' }).click()
  const dialog = duty.getByRole('dialog', { name: 'Sửa số đo' })
  // what the system had made of it stands in the form
  expect(await dialog.getByLabel('Lúc').inputValue()).toBe('08/10/2025 11:40')
  await dialog.getByRole('textbox', { name: /^Giá trị/ }).fill('1863')
  await dialog.getByLabel('Đơn vị của giá trị').selectOption('cm')
  await dialog.getByRole('button', { name: 'Sửa và gửi lại' }).click()
  await see(duty.getByText('Đã gửi lại 1, nay được nhận.'))
  await see(duty.getByText('Không có số đo nào bị từ chối đang chờ'))
  await says(inFlood(open), /18,63/)
  expect(await same()).toBe(true)
  await duty.getByRole('button', { name: 'Đã gửi lại' }).click()
  await says(duty.getByRole('row').filter({ hasText: '186,3 m' }), /Vi Đức Toàn/)
})

it('two hazards at once: the raise is suggested, and decided by a person who says why', async () => {
  await paste(slideBulletin)
  await duty.getByRole('button', { name: 'Xác nhận và ghi bản tin' }).click()
  await see(duty.getByText('Đã ghi bản tin.', { exact: true }))
  await duty.goto(at(`/truc-ban/${unit}`))
  const both = duty.getByRole('region', { name: 'Nhiều loại hình cùng lúc' })
  const said = await words(both)
  expect(said).toMatch(/Lũ, ngập lụt/)
  expect(said).toMatch(/Lũ quét, sạt lở/)
  const [, base, raised] = /từ (\d) lên (\d)/.exec(said) ?? []
  expect(Number(raised)).toBe(Number(base) + 1)
  await both.getByRole('button', { name: 'Quyết định nâng cấp' }).click()
  const dialog = duty.getByRole('dialog', { name: 'Nâng cấp độ rủi ro ở Xã Hữu Lũng' })
  const raise = dialog.getByRole('button', { name: `Nâng lên cấp ${raised}` })
  expect(await raise.isDisabled()).toBe(true)
  await dialog.getByLabel('Lý do').fill('Hai thôn ven suối đã bị chia cắt, nước còn lên')
  await raise.click()
  await says(both, new RegExp(`Vi Đức Toàn đã nâng 1 cấp, lên cấp ${raised}: Hai thôn ven suối đã bị chia cắt`))
  // the commune's open page says so by itself
  await says(leader.getByRole('region', { name: 'Nhiều loại hình cùng lúc' }), /Vi Đức Toàn đã nâng 1 cấp/)
  await fitsWindow(leader)
})

it('a gauge that is silent is shown as silent, not as calm', async () => {
  const api = await program.api('truc-ban.tinh')
  const readings = [
    ['LS-W-THATKHE', '07:00', 181],
    ['LS-W-THATKHE', '07:30', 181],
    ['LS-W-LANGSON', '11:50', 252],
  ].map(([station, time, value]) => ({ station, indicator: 'water_level', at: `2025-10-08T${time}:00+07:00`, value }))
  expect(await api('POST', '/api/observations', { source: 'trạm', readings }, run)).toMatchObject({ accepted: 3 })
  await duty.goto(at('/so-do'))
  const gauge = (name: string) => duty.getByRole('row').filter({ has: duty.getByText(name, { exact: true }) })
  await says(gauge('Thất Khê'), /im lặng/)
  await says(gauge('Thất Khê'), /số cũ/)
  await says(gauge('Lạng Sơn'), /đang báo/)
  await fitsWindow(duty)
  expect(program.faults).toEqual([])
})
