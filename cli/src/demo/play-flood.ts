import { floodReadings } from '@tusom/sample'
import { formatDateTime } from '@tusom/vi-text'
import { setTimeout as sleep } from 'node:timers/promises'
import { Person } from './person.ts'
import { Story } from './story.ts'

/** Length of the sample flood. */
const HOURS = 72

export type DemoOptions = {
  url: string
  minutes: number
  say: (text: string) => void
  stopped?: () => boolean
  opened?: (run: number) => void
}

/**
 * Opens an exercise and sends the flood's readings as the stations would, on the exercise's clock, while people of the sample do
 * what their roles do: warn, approve, acknowledge, activate, move households, report. Everything goes through the API.
 */
export async function playFlood({
  url,
  minutes,
  say,
  stopped = () => false,
  opened = () => {},
}: DemoOptions): Promise<number> {
  const duty = new Person(url)
  await duty.signIn('truc-ban.tinh')
  const startMs = Date.parse('2025-10-06T19:00:00+07:00')
  const speed = Math.round((HOURS * 60) / minutes)
  const run = await duty.call<{ id: number }>('POST', '/api/runs', {
    name: 'Lũ ba ngày (mẫu)',
    clockAt: new Date(startMs).toISOString(),
    speed,
  })
  opened(run.id)
  say(`Cuộc diễn tập ${run.id}: mở ${url}/dien-tap/${run.id}/truc-ban (đăng nhập truc-ban.tinh)`)
  const story = new Story(url, run.id, text => say(`  ${text}`))
  const readings = [...floodReadings({ startMs })].sort((a, b) => a.at - b.at)
  const began = Date.now()
  const hourNow = () => ((Date.now() - began) * speed) / 3_600_000
  let sent = 0
  while ((sent < readings.length || !story.over) && !stopped()) {
    const clock = startMs + hourNow() * 3_600_000
    let end = sent
    while (end < readings.length && (readings[end] as (typeof readings)[number]).at <= clock) end++
    if (end > sent) {
      const batch = readings.slice(sent, end).map(r => ({
        station: r.station,
        indicator: r.indicator,
        at: new Date(r.at).toISOString(),
        value: r.value,
      }))
      const result = await duty.call<Taken>(
        'POST',
        '/api/observations',
        { readings: batch, source: 'diễn tập' },
        run.id,
      )
      sent = end
      for (const r of result.refused) say(`  từ chối: ${r.message}`)
      if (result.levelChanges) say(`  ${hourLabel(startMs, hourNow())}: ${result.levelChanges} lần đổi cấp`)
    }
    await story.until(hourNow())
    await sleep(Math.min(1000, Math.max(100, 3_600_000 / speed)))
  }
  // the exercise goes on at the pace of real time, so that what is on the screen can be read
  await duty.call('POST', `/api/runs/${run.id}/clock`, {
    clockAt: new Date(startMs + hourNow() * 3_600_000).toISOString(),
    speed: 1,
  })
  say('Hết trận lũ mẫu; đồng hồ diễn tập chạy theo thời gian thật.')
  return run.id
}

type Taken = { refused: { message: string }[]; levelChanges: number }
const hourLabel = (startMs: number, hour: number) => formatDateTime(startMs + Math.min(hour, HOURS) * 3_600_000)
