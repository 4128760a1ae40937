import { formatDate, formatDateTime, localParts } from '@tusom/vi-text'
import type { DigestContent, DigestFollowUp, DigestLine } from '../digests/compose-digests.ts'

export type Letter = { subject: string; text: string }
export type DigestFor = { unit: string; content: DigestContent; unitName: (id: number) => string }
type About = {
  /** where the pages are; null: no links */
  site: string | null
  /** name of the exercise; null: it is real */
  exercise: string | null
}

/** Why a letter does not go again at once: minutes until each next try. After the last it has failed, and says so. */
export const retryMinutes = [2, 10, 60, 240] as const

const mark = (subject: string, about: About) => `${about.exercise === null ? '[Từ Sớm]' : '[DIỄN TẬP]'} ${subject}`
const head = (about: About): string[] =>
  about.exercise === null ? [] : [`ĐÂY LÀ DIỄN TẬP (${about.exercise}), KHÔNG PHẢI VIỆC THẬT.`, '']
const foot = (about: About): string[] => [
  '',
  '--',
  'Thư gửi tự động, một lần một ngày; việc gấp gửi ngay. Thôi nhận: trang «Nhắc việc», mục «Nhận qua thư điện tử».',
  ...(about.site ? [`${about.site}/nhac-viec`] : []),
]
const link = (about: About, path: string): string => (about.site ? ` ${about.site}${path}` : '')
const dayOf = (iso: string) => formatDate(localParts(Date.parse(iso)).date)

function lines(title: string, part: { count: number; lines: readonly DigestLine[] }, about: About): string[] {
  if (!part.count) return []
  return [
    '',
    `${title}: ${part.count}`,
    ...part.lines.map(
      l => `- ${l.title}${l.dueAt ? ` (hạn ${dayOf(l.dueAt)})` : ''}${link(about, `/nhiem-vu/${l.taskId}`)}`,
    ),
    ...(part.count > part.lines.length ? [`- và ${part.count - part.lines.length} việc khác`] : []),
  ]
}

const ownPlanWords = {
  due: 'sắp đến hạn gửi',
  late: 'đã quá hạn gửi',
  returned: 'bị trả lại, cần sửa',
  review: 'chờ xem xét',
} as const

const followUpWords: Record<DigestFollowUp['what'], (days: number) => string> = {
  'answer-late': n => `phải trả lời, quá ${n} ngày`,
  'answer-soon': n => `phải trả lời, còn ${n} ngày`,
  'answer-new': () => 'mới gửi đến, phải trả lời',
  reply: () => 'nơi nhận hỏi lại',
  settle: () => 'đã có trả lời, chờ xác nhận',
  'others-late': n => `chưa trả lời, quá ${n} ngày`,
  'mend-late': n => `phải khắc phục, quá ${n} ngày`,
  'mend-soon': n => `phải khắc phục, còn ${n} ngày`,
  'mend-new': () => 'mới kết luận, phải khắc phục',
  'mend-check': () => 'báo đã khắc phục, chờ kiểm tra lại',
  'mend-others-late': n => `chưa khắc phục, quá ${n} ngày`,
  review: () => 'chờ xem xét',
  complete: () => 'bị trả lại, cần bổ sung',
  decide: () => 'chờ ghi quyết định',
}
const followUpPath = (f: DigestFollowUp): string =>
  f.kind === 'difficulty'
    ? `/kien-nghi/${f.id}`
    : f.kind === 'inspection'
      ? `/kien-nghi/kiem-tra/${f.id}`
      : '/kien-nghi/khen-thuong'

/** The digest of a day, of all units at which a person sits, as one letter in plain words. */
export function digestLetter(day: string, digests: readonly DigestFor[], about: About): Letter {
  const sum = (pick: (c: DigestContent) => number) => digests.reduce((n, d) => n + pick(d.content), 0)
  const counts = [
    [sum(c => c.late.count), 'việc quá hạn'],
    [sum(c => c.soon.count), 'việc sắp đến hạn'],
    [sum(c => c.given.count), 'việc mới giao'],
  ] as const
  const what = counts.flatMap(([n, words]) => (n ? `${n} ${words}` : [])).join(', ')
  const body = digests.flatMap(({ unit, content: c, unitName }) => [
    unit.toLocaleUpperCase('vi'),
    ...lines('Quá hạn', c.late, about),
    ...lines('Sắp đến hạn', c.soon, about),
    ...lines('Mới giao', c.given, about),
    ...(c.cannot.count
      ? [
          '',
          `Đơn vị báo không làm được: ${c.cannot.count}`,
          ...c.cannot.lines.map(
            l => `- ${unitName(l.unitId)}: ${l.title} (${l.reason})${link(about, `/nhiem-vu/${l.taskId}`)}`,
          ),
        ]
      : []),
    ...(c.escalated.count
      ? [
          '',
          `Đơn vị để việc quá hạn: ${c.escalated.count}`,
          ...c.escalated.lines.map(l => `- ${unitName(l.unitId)}: ${l.count} việc, lâu nhất ${l.days} ngày`),
        ]
      : []),
    ...(c.ownPlans.count
      ? [
          '',
          `Kế hoạch của đơn vị: ${c.ownPlans.count}`,
          ...c.ownPlans.lines.map(
            l =>
              `- ${unitName(l.unitId)}: ${l.planTitle} – ${ownPlanWords[l.what]}${link(about, `/ke-hoach-don-vi/${l.ownPlanId}`)}`,
          ),
        ]
      : []),
    ...(c.followUps?.count
      ? [
          '',
          `Kiến nghị, kiểm tra, khen thưởng: ${c.followUps.count}`,
          ...c.followUps.lines.map(
            l =>
              `- ${unitName(l.unitId)}: ${l.title || 'Đề nghị khen thưởng'} – ${followUpWords[l.what](Math.abs(l.days))}${link(about, followUpPath(l))}`,
          ),
        ]
      : []),
    '',
  ])
  return {
    subject: mark(`Nhắc việc ngày ${formatDate(day)}${what ? `: ${what}` : ''}`, about),
    text: [...head(about), ...body, ...foot(about)].join('\n'),
  }
}

/** What cannot wait for the morning. */
export function urgentLetter(
  notice: {
    unit: string
    kind: 'given' | 'cannot'
    taskIds: readonly number[]
    titles: readonly string[]
    detail: string
    at: Date
  },
  about: About,
): Letter {
  const n = notice.taskIds.length
  const what = notice.kind === 'given' ? `${n} việc gấp vừa giao cho ${notice.unit}` : `${n} việc báo không làm được`
  return {
    subject: mark(what, about),
    text: [
      ...head(about),
      `${what}, lúc ${formatDateTime(notice.at.getTime())}.`,
      ...(notice.detail ? [notice.detail] : []),
      '',
      ...notice.titles.map((title, i) => `- ${title}${link(about, `/nhiem-vu/${notice.taskIds[i]}`)}`),
      ...(n > notice.titles.length ? [`- và ${n - notice.titles.length} việc khác`] : []),
      ...foot(about),
    ].join('\n'),
  }
}

export const codeLetter = (code: string, about: About): Letter => ({
  subject: mark('Mã xác nhận địa chỉ nhận nhắc việc', { ...about, exercise: null }),
  text: [
    `Mã xác nhận: ${code}`,
    '',
    'Gõ mã này ở trang «Nhắc việc», mục «Nhận qua thư điện tử». Mã dùng trong một ngày.',
    'Nếu không phải bạn yêu cầu thì bỏ qua: không có mã, không thư nào khác được gửi tới đây.',
  ].join('\n'),
})

const addressShape =
  /^[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?){1,8}$/
/** An address as offices write it; nothing with spaces, quotes or line breaks, so that it cannot bring a head of its own into a letter. */
export const isMailAddress = (text: string): boolean => text.length <= 200 && addressShape.test(text)
const hostShape =
  /^(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?){0,8}$/
export const isMailHost = (text: string): boolean =>
  text.length <= 200 && (hostShape.test(text) || /^[0-9a-fA-F:]{3,45}$/.test(text))
