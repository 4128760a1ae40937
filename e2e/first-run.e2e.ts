import { afterAll, beforeAll, expect, it } from 'vitest'
import { fitsWindow, see } from './journey.ts'
import { type Program, samplePassword, startProgram } from './program.ts'

let program: Program
beforeAll(async () => {
  program = await startProgram()
})
afterAll(() => program.stop())

it('the sign-in page lists the sample accounts by role, and says which password they have', async () => {
  const page = await program.citizen()
  await page.goto(program.url)
  await expect.poll(() => page.url()).toBe(`${program.url}/dang-nhap`)
  await see(page.getByRole('heading', { name: 'Từ Sớm' }))
  const samples = page.getByRole('region', { name: 'Tài khoản mẫu' })
  await see(samples)
  expect(await samples.getByRole('button').count()).toBe(20)
  expect(await samples.textContent()).toContain(samplePassword)
  // somebody who was never here is not told that a session has ended
  expect(await page.getByText('Phiên làm việc đã hết').count()).toBe(0)
  await see(samples.getByRole('button', { name: /thuong-truc/ }))
  await see(samples.getByRole('button', { name: /truong-thon\.langben/ }))
  await fitsWindow(page)
})

it('a wrong password gets one sentence beside the field and the page stays', async () => {
  const page = await program.citizen()
  await page.goto(`${program.url}/dang-nhap`)
  await page.getByLabel('Tên đăng nhập').fill('thuong-truc')
  await page.getByLabel('Mật khẩu', { exact: true }).fill('khong-phai-mat-khau')
  await page.getByRole('button', { name: 'Đăng nhập' }).click()
  const said = page.getByRole('alert')
  await see(said)
  expect(await said.count()).toBe(1)
  const sentence = (await said.innerText()).trim()
  expect(sentence.length).toBeGreaterThan(20)
  expect(sentence.match(/[.]/g)).toHaveLength(1)
  expect(page.url()).toContain('/dang-nhap')
  // the way out: the right password, in the same form
  await page.getByLabel('Mật khẩu', { exact: true }).fill(samplePassword)
  await page.getByRole('button', { name: 'Đăng nhập' }).click()
  await page.waitForURL('**/thuong-truc')
})

it.each([
  ['leader', 'pho-chu-tich.tinh', '/truc-ban'],
  ['duty-officer', 'truc-ban.tinh', '/truc-ban'],
  ['standing-agency', 'thuong-truc', '/thuong-truc'],
  ['department-officer', 'so-nnmt', '/nhiem-vu'],
  ['commune-officer', 'can-bo.huulung', '/viec-cua-xa'],
  ['hamlet-head', 'truong-thon.langben', '/thon'],
  ['administrator', 'quan-tri', '/dien-tap'],
])('%s: begins at home, on a desk and on a phone, with nothing wider than the window', async (_role, login, home) => {
  const before = program.faults.length
  for (const phone of [false, true]) {
    const page = phone ? await program.citizen() : await program.visitor()
    await page.goto(`${program.url}/dang-nhap`)
    await page
      .getByRole('region', { name: 'Tài khoản mẫu' })
      .getByRole('button', { name: new RegExp(`\\b${login.replaceAll('.', '\\.')}$`) })
      .click()
    await page.waitForURL(`**${home}**`)
    await see(page.getByRole('main').getByRole('heading', { level: 1 }))
    // what the page asks for has come, and none of it was refused
    await expect.poll(() => page.getByRole('main').getByText('Đang tải', { exact: true }).count()).toBe(0)
    expect(await page.getByRole('main').getByRole('alert').allInnerTexts()).toEqual([])
    expect((await page.getByRole('main').innerText()).length).toBeGreaterThan(80)
    await fitsWindow(page)
    await see(page.getByRole('navigation', { name: 'Các trang' }).getByRole('link'))
    await page.context().close()
  }
  expect(program.faults.slice(before)).toEqual([])
})
