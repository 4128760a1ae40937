import { checkAlert, type Alert } from '@tusom/cap'
import { bareLevel } from './level-words.ts'
import type { WarningFault } from './life-cycle.ts'
import {
  instructionLines,
  type WarningFigure,
  type WarningLevel,
  type WarningMsgType,
  type WarningText,
} from './warning.ts'

export type CheckInput = {
  msgType: WarningMsgType
  runId: number
  text: WarningText
  level: WarningLevel
  areas: number
  areasWithoutPolygon: readonly string[]
  figures: readonly WarningFigure[]
  now: Date
}

/** CAP composers and phones cut headlines here; "DIỄN TẬP: " takes its share in an exercise. */
export const HEADLINE_ROOM = 160
const mark = (runId: number) => (runId === 0 ? 0 : 'DIỄN TẬP: '.length)

const hour = 3_600_000

/**
 * Whether a warning may leave, as far as its own words say: errors block, warnings want a look. The rules of CAP come on
 * top, see `alertFaults`.
 */
export function checkWarning(input: CheckInput): WarningFault[] {
  const { text, now } = input
  const faults: WarningFault[] = []
  const say = (severity: WarningFault['severity'], code: string, field: string, vi: string, en: string) =>
    faults.push({ code, severity, field, vi, en })
  const room = HEADLINE_ROOM - mark(input.runId)
  const size = [...text.headline.trim()].length
  if (size === 0) say('error', 'headline.empty', 'headline', 'Chưa có tiêu đề.', 'There is no headline.')
  if (size > room)
    say(
      'error',
      'headline.long',
      'headline',
      `Tiêu đề dài ${size} ký tự: rút còn ${room}.`,
      `The headline has ${size} characters: ${room} fit.`,
    )
  if (!text.description.trim())
    say(
      'error',
      'description.empty',
      'description',
      'Chưa nói chuyện gì đang xảy ra.',
      'It does not say what is happening.',
    )
  if (!instructionLines(text.instruction).length)
    say('error', 'instruction.empty', 'instruction', 'Chưa có việc cần làm.', 'It does not say what to do.')
  for (const [field, value] of [
    ['headline', text.headline],
    ['description', text.description],
    ['instruction', text.instruction],
  ] as const) {
    const bare = bareLevel(value)
    if (bare)
      say(
        'error',
        'level.bare',
        field,
        `“${bare}” dễ hiểu nhầm là báo động: viết “rủi ro do ${bare.toLowerCase()} (…), nước trên báo động …”.`,
        `“${bare}” reads as an alarm level: write “rủi ro do ${bare.toLowerCase()} (…)”.`,
      )
    const left = /\{[^}]*\}|\[[^\]]*\]|…{2,}|_{3,}|\.{4,}/.exec(value)
    if (left)
      say(
        'error',
        'text.unfilled',
        field,
        `Còn chỗ chưa điền: “${left[0]}”.`,
        `Something is left to fill in: “${left[0]}”.`,
      )
  }
  const ahead = text.expiresAt.getTime() - now.getTime()
  if (ahead <= 0) say('error', 'expires.past', 'expiresAt', 'Giờ hết hạn đã qua.', 'The end has passed already.')
  else if (ahead < hour / 2)
    say(
      'warning',
      'expires.soon',
      'expiresAt',
      'Hết hạn trong chưa đầy 30 phút.',
      'It expires in less than 30 minutes.',
    )
  else if (ahead > 72 * hour)
    say(
      'warning',
      'expires.far',
      'expiresAt',
      'Có hiệu lực quá 72 giờ: người dân dễ quên.',
      'It holds for more than 72 hours.',
    )
  if (text.effectiveAt && text.effectiveAt >= text.expiresAt)
    say(
      'error',
      'expires.before-effective',
      'expiresAt',
      'Giờ hết hạn không sau giờ có hiệu lực.',
      'It ends before it begins.',
    )
  if (input.areas === 0) say('error', 'areas.none', 'areas', 'Chưa chọn nơi nhận.', 'No area is chosen.')
  if (input.areasWithoutPolygon.length)
    say(
      'warning',
      'areas.no-polygon',
      'areas',
      `Chưa có ranh giới của ${input.areasWithoutPolygon.slice(0, 5).join(', ')}: CAP chỉ ghi mã xã.`,
      `No boundary of ${input.areasWithoutPolygon.slice(0, 5).join(', ')}: CAP carries the code only.`,
    )
  if (input.msgType !== 'Cancel') {
    if (input.level.status === 'suggested')
      say(
        'warning',
        'level.suggested',
        'level',
        'Mức này là gợi ý từ số đo, chưa có bản tin chính thức.',
        'The level is suggested from readings; there is no official bulletin yet.',
      )
    if (input.level.status === 'none' || input.level.level === null)
      say(
        'warning',
        'level.none',
        'level',
        'Chưa xác định cấp độ rủi ro: cán bộ quyết định.',
        'The level is undetermined: an officer decides.',
      )
    const oldest = Math.min(...input.figures.map(f => new Date(f.at).getTime()))
    if (Number.isFinite(oldest) && now.getTime() - oldest > 2 * hour)
      say(
        'warning',
        'figures.old',
        'description',
        `Số đo trong bài đã cũ ${Math.floor((now.getTime() - oldest) / hour)} giờ.`,
        `A figure in the text is ${Math.floor((now.getTime() - oldest) / hour)} hours old.`,
      )
  }
  if (!text.headlineEn.trim())
    say('warning', 'english.none', 'headlineEn', 'Chưa có bản tiếng Anh.', 'There is no English text.')
  return faults
}

/** What the rules of CAP say of the message that would leave. */
export const alertFaults = (alert: Alert): WarningFault[] =>
  checkAlert(alert).map(f => ({
    code: `cap.${f.code}`,
    severity: f.severity,
    field: 'cap',
    vi: `CAP ${f.path}: ${f.messageVi}`,
    en: `CAP ${f.path}: ${f.message}`,
  }))
