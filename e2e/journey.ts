import { mkdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { afterEach, beforeEach, expect } from 'vitest'
import type { Program } from './program.ts'

/** The steps of a journey follow from each other: after one that failed the rest is skipped, and what stood on the screens is kept. */
export function stepByStep(program: () => Program): void {
  let broken = false
  beforeEach(context => {
    if (broken) context.skip('a step before this one failed')
  })
  afterEach(async context => {
    if (context.task.result?.state !== 'fail') return
    broken = true
    const folder = join(tmpdir(), 'tusom-e2e-failed')
    mkdirSync(folder, { recursive: true })
    for (const [i, page] of program().pages.entries()) {
      if (page.isClosed()) continue
      const name = join(folder, `${context.task.name.replace(/\W+/g, '-').slice(0, 60)}-${i}.png`)
      const picture = await page.screenshot({ timeout: 5_000 }).catch(() => null)
      if (!picture) continue
      writeFileSync(name, picture)
      console.log(`${page.url()} → ${name}`)
    }
  })
}

/** Waits until it is in sight; says what was waited for when it does not come. */
export async function see(what: Locator): Promise<void> {
  await what.filter({ visible: true }).first().waitFor({ state: 'visible', timeout: 20_000 })
}

/** Waits until it is gone or hidden. */
export async function gone(what: Locator): Promise<void> {
  await what.filter({ visible: true }).first().waitFor({ state: 'hidden', timeout: 20_000 })
}

/** The words of an element, spaces as one. */
export async function words(what: Locator): Promise<string> {
  return ((await what.filter({ visible: true }).first().innerText({ timeout: 10_000 })) ?? '')
    .replace(/\s+/g, ' ')
    .trim()
}

/** Waits until the words of an element match. */
export async function says(what: Locator, want: string | RegExp): Promise<void> {
  await expect.poll(() => words(what), { timeout: 20_000 }).toMatch(want)
}

/** Nothing of the page is wider than the window. */
export async function fitsWindow(page: Page): Promise<void> {
  await expect
    .poll(() => page.evaluate(() => document.documentElement.scrollWidth - innerWidth), {
      message: `${page.url()} scrolls sideways`,
    })
    .toBeLessThanOrEqual(0)
}

/** Marks the page as it stands; the answer says whether it is still that page: changed by itself, not loaded anew. */
export async function keepsPage(page: Page): Promise<() => Promise<boolean>> {
  await page.evaluate(() => {
    document.documentElement.dataset.sameAsBefore = 'yes'
  })
  return () => page.evaluate(() => document.documentElement.dataset.sameAsBefore === 'yes')
}
