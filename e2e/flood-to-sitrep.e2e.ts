import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { downloadWord, pagesOf } from './docx.ts'
import { fitsWindow, keepsPage, says, see, stepByStep, words } from './journey.ts'
import { type Program, startProgram } from './program.ts'
import { type Signal, startSignal } from './signal.ts'

let program: Program
let duty: Page
let leader: Page
let officer: Page
let head: Page
let citizen: Page
/** The hamlet head's phone reaches the program through this. */
let signal: Signal
beforeAll(async () => {
  program = await startProgram()
  duty = await program.person('truc-ban.tinh')
  leader = await program.person('pho-chu-tich.tinh', true)
  officer = await program.person('can-bo.huulung')
  head = await program.person('truong-thon.langben', true)
  citizen = await program.citizen()
  signal = await startSignal(program.url)
})
afterAll(async () => {
  await signal.close()
  await program.stop()
})
stepByStep(() => program)

const exercise = 'Lũ sông Trung trong đêm'
let run = 0
/** An address inside the exercise. */
const at = (path: string, url = program.url) => `${url}/dien-tap/${run}${path}`
const go = async (page: Page, link: string) => {
  const bar = page.getByRole('navigation', { name: 'Các trang' })
  const there = bar.getByRole('link', { name: link, exact: true })
  await see(bar)
  if (await there.isVisible()) return there.click()
  await bar.getByRole('button', { name: 'Thêm' }).click()
  await page.getByRole('dialog', { name: 'Tất cả các trang' }).getByRole('link', { name: link, exact: true }).click()
}

/** Sends readings of the gauge at Hữu Lũng as a station does: hour of the night, level in m. */
async function send(readings: readonly (readonly [time: string, value: number])[]) {
  const api = await program.api('truc-ban.tinh')
  return api<{ accepted: number; refused: unknown[]; levelChanges: number }>(
    'POST',
    '/api/observations',
    {
      source: 'trạm',
      readings: readings.map(([time, value]) => ({
        station: 'LS-W-HULUNG',
        indicator: 'water_level',
        at: `2025-10-08T${time}:00+07:00`,
        value,
      })),
    },
    run,
  )
}

it('the duty officer opens an exercise with a clock of its own', async () => {
  await duty.goto(`${program.url}/dien-tap`)
  await duty.getByLabel('Tên cuộc diễn tập').fill(exercise)
  await duty.getByLabel('Đồng hồ bắt đầu lúc').fill('08/10/2025 03:20')
  await duty.getByRole('button', { name: 'Mở cuộc diễn tập' }).click()
  const row = duty.getByRole('row').filter({ hasText: exercise })
  await says(row, /Đang chạy 08\/10\/2025 03:2\d/)
  await row.getByRole('link', { name: 'Vào' }).click()
  await see(duty.getByText('Chưa có số đo nào tới'))
  run = Number(/\/dien-tap\/(\d+)\/truc-ban/.exec(duty.url())?.[1])
  expect(run).toBeGreaterThan(0)
  const band = duty.getByRole('note').filter({ hasText: 'DIỄN TẬP' })
  await says(band, new RegExp(`DIỄN TẬP ${exercise}.*08/10/2025 03:2`))
})

const list = () => duty.getByRole('region', { name: 'Cần chú ý' })

it('readings arrive: what is calm is said to be calm, and a rise shows in the open list without reloading', async () => {
  const same = await keepsPage(duty)
  expect(
    await send([
      ['00:20', 15],
      ['01:20', 15.4],
    ]),
  ).toMatchObject({ accepted: 2, refused: [], levelChanges: 0 })
  await see(list().getByText('Không có xã nào từ cấp 1 trở lên'))
  expect(
    (
      await send([
        ['02:00', 16.3],
        ['02:30', 17.4],
        ['03:00', 18.3],
        ['03:10', 18.6],
      ])
    ).levelChanges,
  ).toBeGreaterThan(0)
  const item = list().getByRole('button', { name: /Hữu Lũng Lũ, ngập lụt/ })
  await says(item, /18,6/)
  await says(item, /chưa có bản tin chính thức.*chưa ai nhận/)
  expect(await item.getByRole('img', { name: /^cấp \d, .*, gợi ý$/ }).count()).toBe(1)
  expect(await same()).toBe(true)
})

const addition = 'Tắt cầu dao điện trước khi rời nhà, mang theo giấy tờ và thuốc đang dùng.'
let headline = ''

it('says why, and drafts a warning in one press; the officer edits it and sends it for approval', async () => {
  await list()
    .getByRole('button', { name: /Hữu Lũng Lũ, ngập lụt/ })
    .click()
  const why = duty.getByRole('complementary')
  await see(why.getByText(/^Vì sao cấp \d\?/))
  await see(why.getByText(/Quyết định 18\/2021|QĐ 18\/2021/))
  await why.getByRole('link', { name: 'Soạn cảnh báo' }).click()
  await see(duty.getByRole('heading', { level: 1, name: 'Cảnh báo' }))
  const field = duty.getByRole('textbox', { name: 'Tiêu đề' })
  headline = await field.inputValue()
  expect(headline).toMatch(/Hữu Lũng/)
  expect(await duty.getByRole('textbox', { name: 'Chuyện gì' }).inputValue()).toMatch(/18,6/)
  headline = `${headline} (đêm 8/10)`
  await field.fill(headline)
  const todo = duty.getByRole('textbox', { name: 'Việc cần làm' })
  await todo.fill(`${await todo.inputValue()}\n${addition}`)
  // what people get is written from the words as they are typed
  await see(duty.getByRole('complementary').getByText(addition))
  await see(duty.getByText('CAP hợp lệ, có việc cần làm, có giờ hết hạn'))
  // nobody approves what they wrote
  expect(await duty.getByRole('button', { name: 'Duyệt và phát' }).count()).toBe(0)
  await duty.getByRole('button', { name: 'Gửi duyệt' }).click()
  await see(duty.getByText('Chờ duyệt', { exact: true }))
})

it('before it is issued nobody outside sees it', async () => {
  const page = await fetch(at('/cong-khai/06385')).then(r => r.text())
  expect(page).not.toContain(headline)
  expect(await fetch(at('/canh-bao/atom.xml')).then(r => r.text())).not.toContain(headline)
})

it('a second person approves and issues it on a phone', async () => {
  await leader.goto(at('/truc-ban'))
  await go(leader, 'Cảnh báo')
  await leader.getByRole('button', { name: 'Soạn, chờ duyệt, chờ phát' }).click()
  await leader.getByText(headline).click()
  await see(leader.getByRole('listitem').filter({ hasText: addition }))
  await fitsWindow(leader)
  await leader.getByRole('button', { name: 'Duyệt và phát' }).click()
  await see(leader.getByText('Đang có hiệu lực'))
  await says(leader.getByRole('main'), /Vi Đức Toàn|Nông Thị Thu Hiền/)
  // the author's open page knows
  await see(duty.getByText('Đang có hiệu lực'))
})

it('a citizen reads it on the public page of the exercise, marked DIỄN TẬP; the actual page and feed know nothing of it', async () => {
  await citizen.goto(at('/cong-khai/06385'))
  await see(citizen.getByText('DIỄN TẬP'))
  await see(citizen.getByRole('heading', { name: headline }))
  await see(citizen.getByRole('listitem').filter({ hasText: addition }))
  await see(citizen.getByRole('link', { name: /112/ }))
  await fitsWindow(citizen)
  const feed = await fetch(at('/canh-bao/atom.xml')).then(r => r.text())
  expect(feed).toContain(headline)
  expect(feed).toContain('DIỄN TẬP')

  await citizen.goto(`${program.url}/cong-khai/06385`)
  await see(citizen.getByRole('heading', { level: 1 }))
  const actual = await citizen.content()
  expect(actual).not.toContain(headline)
  expect(actual).not.toContain('DIỄN TẬP')
  const actualFeed = await fetch(`${program.url}/canh-bao/atom.xml`).then(r => r.text())
  expect(actualFeed).toContain('<feed')
  expect(actualFeed).not.toContain(headline)
  expect(actualFeed).not.toContain('DIỄN TẬP')
})

it('the commune and the hamlet say that they received it, and the duty officer sees who has', async () => {
  const same = await keepsPage(duty)
  const of = Number(/0 trên (\d+) nơi đã nhận/.exec(await words(duty.getByText(/trên \d+ nơi đã nhận/)))?.[1])
  expect(of).toBeGreaterThanOrEqual(2)
  await officer.goto(at('/viec-cua-xa'))
  const banner = officer.getByRole('region', { name: 'Cảnh báo đang có hiệu lực' })
  await says(banner, new RegExp(`0 / ${of} nơi đã xác nhận`))
  await banner.getByRole('link', { name: 'Xem và gọi' }).click()
  await officer.getByRole('button', { name: 'Đã nhận', exact: true }).click()
  await see(duty.getByText(`1 trên ${of} nơi đã nhận`))

  await head.goto(at('/thon', signal.url))
  await see(head.getByText(`Cảnh báo: ${headline}`))
  await go(head, 'Cảnh báo')
  await head.getByText(headline).click()
  await head.getByRole('button', { name: 'Đã nhận', exact: true }).click()
  await fitsWindow(head)
  await see(duty.getByText(`2 trên ${of} nơi đã nhận`))
  await says(duty.getByRole('row').filter({ hasText: 'Làng Bến' }), /đã nhận.*Lô Văn Sáng/)
  expect(await same()).toBe(true)
})

let incidentPath = ''
let given = 0

it('an incident is opened and the scenario activated: tasks with clocks reach the commune', async () => {
  await duty.goto(at('/truc-ban'))
  await list()
    .getByRole('button', { name: /Hữu Lũng Lũ, ngập lụt/ })
    .click()
  await duty.getByRole('link', { name: 'Mở sự cố' }).click()
  await see(duty.getByRole('button', { name: 'Bỏ Hữu Lũng' }))
  await duty.getByLabel('Tên sự cố').fill('Lũ sông Trung tại Hữu Lũng')
  await duty.getByLabel('Cấp rủi ro lúc mở').selectOption('2')
  await duty.getByRole('button', { name: 'Mở sự cố' }).click()
  await see(duty.getByRole('heading', { level: 1, name: 'Lũ sông Trung tại Hữu Lũng' }))
  incidentPath = new URL(duty.url()).pathname.replace(`/dien-tap/${run}`, '')

  await duty.getByRole('link', { name: 'Kích hoạt kịch bản' }).click()
  await see(duty.getByText('Sẽ giao'))
  const activate = duty.getByRole('button', { name: /^Kích hoạt, giao \d+ nhiệm vụ$/ })
  given = Number(/\d+/.exec(await words(activate))?.[0])
  expect(given).toBeGreaterThan(5)
  await activate.click()
  await see(duty.getByText(`Đã giao ${given} nhiệm vụ.`))
  await see(duty.getByRole('heading', { level: 1, name: 'Lũ sông Trung tại Hữu Lũng' }))

  await officer.goto(at('/viec-cua-xa'))
  const task = officer
    .getByRole('listitem')
    .filter({ hasText: 'theo kịch bản' })
    .filter({ has: officer.getByRole('button', { name: 'Nhận việc' }) })
    .first()
  await says(task, /còn \d+ phút hạn \d\d:\d\d/)
  const name = (await words(task)).split(' Tỉnh Lạng Sơn giao')[0] as string
  await task.getByRole('button', { name: 'Nhận việc' }).click()
  await see(officer.getByText('Đã nhận việc'))
  await says(officer.getByRole('listitem').filter({ hasText: name }), /Đã nhận theo kịch bản/)
})

let mustGo = 0
let people: Page
const province = () =>
  people.getByRole('row').filter({ has: people.getByRole('link', { name: 'Xã Hữu Lũng', exact: true }) })
/** The cell of the commune's row under a heading. */
async function under(title: string): Promise<string> {
  const titles = await people.getByRole('columnheader').allInnerTexts()
  const i = titles.findIndex(x => x.replace(/[^\p{L} ]/gu, '').trim() === title)
  return words(province().getByRole('cell').nth(i))
}

it('the order to evacuate says beforehand whom it moves; the hamlet head sees it with its time', async () => {
  await go(duty, 'Sơ tán')
  await duty.getByRole('searchbox', { name: /^Lọc/ }).fill('huu lung')
  await duty.getByRole('link', { name: 'Xã Hữu Lũng', exact: true }).click()
  await duty.getByRole('button', { name: 'Ra lệnh sơ tán' }).click()
  const dialog = duty.getByRole('dialog', { name: /^Ra lệnh sơ tán: Xã Hữu Lũng/ })
  await says(dialog.getByRole('status'), /^Theo lệnh này: \d+ hộ, [\d.]+ người phải đi/)
  const [, , planned] = /: (\d+) hộ, ([\d.]+) người/.exec(await words(dialog.getByRole('status'))) ?? []
  mustGo = Number(planned?.replaceAll('.', ''))
  await dialog.getByRole('button', { name: 'Ra lệnh', exact: true }).click()
  await see(duty.getByText(/Đã ra lệnh: \d+ hộ phải đi/))

  // another browser holds the province's page open from here on
  people = await program.person('chu-tich.tinh')
  await people.goto(at('/so-tan'))
  await see(people.getByText('0/1 xã đã báo'))
  expect(Number((await under('Phải đi')).replaceAll('.', ''))).toBe(mustGo)
  // nobody has told yet: that is no zero
  expect(await under('Đã tới nơi')).toBe('—')

  await go(head, 'Hộ dân')
  await says(head.getByRole('heading', { level: 1 }), /đi trước \d\d:\d\d/)
  await fitsWindow(head)
})

const kept = () => head.getByRole('status').filter({ hasText: /máy này|tới xã|phải gửi/ })
let moved = 0

it('with no signal the hamlet head moves a household on; the phone keeps it, even when the page is opened anew', async () => {
  await head.evaluate(() => navigator.serviceWorker.ready.then(() => true))
  await head.context().setOffline(true)
  signal.cut()
  const card = head.getByRole('article').first()
  const label = await words(card.getByRole('heading'))
  moved = Number(/(\d+) người/.exec(await words(card))?.[1])
  await card.getByRole('button', { name: /^→/ }).click()
  await says(kept(), /Đã lưu trên máy này 1 việc · đã tới xã 0/)
  await says(kept(), /mất sóng/)
  const same = head.getByRole('article').filter({ hasText: label })
  await see(same.getByText('chờ gửi'))

  // the phone was switched off and on again: page, list and what was done are still there
  await head.reload()
  await says(kept(), /Đã lưu trên máy này 1 việc/)
  await says(head.getByRole('note'), /08\/10\/2025 03:2\d/)
  await same.getByRole('button', { name: /Đã tới nơi/ }).click()
  await says(kept(), /Đã lưu trên máy này 2 việc/)
  // and the province knows nothing of it yet
  expect(await under('Đã tới nơi')).toBe('—')
})

it('back in the signal it arrives by itself, and the province’s open page counts it without reloading', async () => {
  const same = await keepsPage(people)
  signal.join()
  await head.context().setOffline(false)
  await says(kept(), /Mọi việc đã tới xã \(2\)/)
  await expect.poll(() => under('Đã tới nơi')).toBe(String(moved))
  await see(people.getByText('1/1 xã đã báo'))
  expect(Number((await under('Chưa đi')).replaceAll('.', ''))).toBe(mustGo - moved)
  expect(await same()).toBe(true)
  await fitsWindow(people)
})

it('the situation report holds these counts, opens in Word and says DIỄN TẬP', async () => {
  await duty.goto(at(incidentPath))
  await duty.getByRole('tab', { name: 'Báo cáo nhanh' }).click()
  const paper = duty.getByRole('article')
  await says(paper, new RegExp(`phải sơ tán \\d+ hộ, ${dotted(mustGo)} người`))
  const typed = 'Nước sông Trung lên 0,3 m trong nửa giờ qua; dự kiến đạt đỉnh trước 8 giờ sáng.'
  await duty.getByLabel('Diễn biến, nhận định').fill(typed)
  await see(duty.getByText(/^đã lưu/))

  const draft = await downloadWord(duty, duty.getByRole('link', { name: 'Tải Word (dự thảo)' }))
  await duty.getByRole('button', { name: 'Chốt và gửi lần 1' }).click()
  await duty.getByRole('dialog').getByRole('button', { name: 'Chốt và gửi lần 1' }).click()
  await see(duty.getByText('Đã gửi lần 1.'))
  const sent = await downloadWord(duty, duty.getByRole('link', { name: 'Word', exact: true }))
  for (const file of [draft, sent]) {
    expect(file.name).toMatch(/\.docx$/)
    expect(file.text).toContain('DIỄN TẬP')
    expect(file.text).toContain(typed)
    expect(file.text).toMatch(new RegExp(`phải sơ tán \\d+ hộ, ${dotted(mustGo)} người`))
    expect(file.text).toMatch(new RegExp(`đã ở nơi đến 0?1 hộ, 0?${moved} người`))
    expect(file.text).toContain('1/1 xã, phường đã báo')
  }
  const pages = pagesOf(sent)
  if (pages !== null) expect(pages).toBeGreaterThanOrEqual(1)
})

it('nothing of the exercise went into what is actual, and no page and no request failed on the way', async () => {
  const api = await program.api('truc-ban.tinh')
  const { incidents } = await api<{ incidents: unknown[] }>('GET', '/api/incidents?state=open')
  const { warnings } = await api<{ warnings: { headline: string }[] }>('GET', '/api/warnings')
  const { levels } = await api<{ levels: { unitName: string; hazard: string }[] }>('GET', '/api/levels')
  expect(incidents).toEqual([])
  expect(warnings.filter(w => w.headline.includes(headline))).toEqual([])
  expect(levels.filter(l => l.unitName === 'Hữu Lũng')).toEqual([])
  expect(program.faults).toEqual([])
})

/** "1.530": how figures of a thousand and more are written. */
const dotted = (n: number) => String(n).replace(/\B(?=(\d{3})+$)/g, '.')
