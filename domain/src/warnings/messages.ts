import { countSms, plainSms, type SmsCount } from './sms.ts'
import { forVoice, readingSeconds, WORDS_PER_MINUTE } from './voice.ts'
import { clockVi } from './figures.ts'
import { EXERCISE_MARK, instructionLines, type WarningMsgType } from './warning.ts'

/** What the channels are made from. */
export type MessageInput = {
  msgType: WarningMsgType
  runId: number
  headline: string
  description: string
  instruction: string
  expiresAt: Date
  /** when it was or would be issued */
  at: Date
  /** who speaks: "Ban Chỉ huy Phòng thủ dân sự tỉnh Lạng Sơn" */
  senderName: string
  /** short, for SMS: "UBND tinh Lang Son" */
  senderShort: string
  places: string
  hotline: string | null
  /** address of the public page; null where none is set */
  page: string | null
  wordsPerMinute?: number
  /** invented, for show */
  sample: boolean
}

export type WarningMessages = {
  /** with marks, and without */
  sms: { text: string; count: SmsCount }
  smsPlain: { text: string; count: SmsCount }
  loudspeaker: { text: string; seconds: number; wordsPerMinute: number }
  zalo: { text: string; characters: number }
}

/** With marks two parts, without two parts: what a warning should cost at most. */
const PARTS = 2

const isExercise = (m: MessageInput) => m.runId !== 0
/** In an exercise every text begins with the mark. */
const marked = (m: MessageInput, text: string) =>
  `${isExercise(m) ? `${EXERCISE_MARK}. ` : ''}${m.sample ? 'MẪU, không phải thật. ' : ''}${text}`

const sentence = (text: string) => (/[.!?…]$/.test(text.trim()) ? text.trim() : `${text.trim()}.`)

/** Headline, then as many acts as fit, then whom to call; the sender first, because a text without a source is not believed. */
function smsText(m: MessageInput, form: (text: string) => string): string {
  const mark = isExercise(m) ? `${EXERCISE_MARK}. ` : m.sample ? 'MẪU. ' : ''
  const lead = `${mark}${m.senderShort}: ${sentence(m.headline)}`
  const fits = (text: string) => countSms(form(text)).parts <= PARTS
  const long = m.hotline ? `Cần giúp gọi 112 hoặc ${m.hotline}.` : 'Cần giúp gọi 112.'
  const end = fits(`${lead} ${long}`) ? long : 'Gọi 112.'
  const acts = instructionLines(m.instruction).filter(line => !/\b112\b/.test(line))
  let text = `${lead} ${end}`
  for (let n = 1; n <= acts.length; n++) {
    const longer = `${lead} ${acts.slice(0, n).map(sentence).join(' ')} ${end}`
    if (!fits(longer)) break
    text = longer
  }
  return form(text)
}

/** What a listener needs of the description: articles, heights of alarms and the list of places are for readers. */
function spokenDescription(text: string): string {
  return text
    .replace(/\s*\([^)]*(?:Điều|QĐ|NĐ)[^)]*\)/gu, '')
    .replace(/\s*\(\d+(?:,\d+)? m\)/g, '')
    .split(/(?<=[.!?])\s+/)
    .filter(s => !s.startsWith('Nơi nhận:'))
    .join(' ')
}

function loudspeakerText(m: MessageInput): string {
  const what = m.msgType === 'Cancel' ? 'thông báo huỷ cảnh báo' : 'thông báo'
  const lines = instructionLines(m.instruction)
  const body = [
    `${m.senderName} ${what}, lúc ${clockVi(m.at.getTime())}.`,
    sentence(m.headline),
    `Nơi nghe: ${m.places}.`,
    spokenDescription(m.description),
    lines.length ? 'Đề nghị bà con:' : '',
    ...lines.map(sentence),
    m.msgType === 'Cancel'
      ? ''
      : `Thông báo này có hiệu lực đến ${clockVi(m.expiresAt.getTime())}, hoặc đến khi có tin mới.`,
    m.hotline ? `Số trực: ${m.hotline}. Khẩn cấp gọi 112.` : 'Khẩn cấp gọi 112.',
  ]
    .filter(line => line !== '')
    .map(forVoice)
    .join('\n')
  const exercise = 'Đây là diễn tập, không phải thật.'
  return isExercise(m) ? `${EXERCISE_MARK}. ${exercise}\n${body}\n${exercise}` : marked(m, body)
}

function zaloText(m: MessageInput): string {
  const lines = instructionLines(m.instruction)
  return [
    marked(m, m.headline.toUpperCase()),
    '',
    m.description,
    '',
    ...(lines.length ? ['VIỆC CẦN LÀM:', ...lines.map((l, i) => `${i + 1}. ${l}`), ''] : []),
    ...(m.msgType === 'Cancel' ? [] : [`Hiệu lực: đến ${clockVi(m.expiresAt.getTime())}.`]),
    m.hotline ? `Số trực: ${m.hotline}. Khẩn cấp: 112.` : 'Khẩn cấp: 112.',
    ...(m.page ? [`Xem tại: ${m.page}`] : []),
    `Nguồn: ${m.senderName}, ${clockVi(m.at.getTime())}.`,
  ].join('\n')
}

/** The texts of a warning for the channels people have: SMS in two forms, loudspeaker with its reading time, Zalo. */
export function warningMessages(m: MessageInput): WarningMessages {
  const sms = smsText(m, text => text.normalize('NFC'))
  const plain = smsText(m, plainSms)
  const voice = loudspeakerText(m)
  const zalo = zaloText(m).normalize('NFC')
  const perMinute = m.wordsPerMinute ?? WORDS_PER_MINUTE
  return {
    sms: { text: sms, count: countSms(sms) },
    smsPlain: { text: plain, count: countSms(plain) },
    loudspeaker: { text: voice, seconds: readingSeconds(voice, perMinute), wordsPerMinute: perMinute },
    zalo: { text: zalo, characters: [...zalo].length },
  }
}
