import { type Alert, type AlertArea, type AlertInfo, capTime, type ValuePair } from '@tusom/cap'
import type { Advice } from './advice.ts'
import { levelNames } from './level-words.ts'
import {
  EXERCISE_MARK,
  EXERCISE_MARK_EN,
  instructionLines,
  numberedLines,
  statusOfRun,
  type WarningLevel,
  type WarningMsgType,
  type WarningText,
} from './warning.ts'

/** Everything a CAP message is built from; nothing is looked up. */
export type AlertInput = {
  runId: number
  runName: string
  msgType: WarningMsgType
  hazard: string
  advice: Advice | null
  level: WarningLevel
  text: WarningText
  identifier: string
  sender: string
  senderName: string
  senderNameEn: string
  sent: Date
  number: number | null
  /** `<references>`: all that this one supersedes */
  references: string
  areas: readonly { code: string; fullName: string; fullNameEn: string; polygons: readonly string[] }[]
  contact: string | null
  web: string | null
  sample: boolean
}

/** A CAP time knows whole seconds. */
const time = (at: Date) => capTime(at.getTime())

function parameters(a: AlertInput): ValuePair[] {
  const { level } = a
  const list: ValuePair[] = []
  const put = (name: string, value: string | number | null | undefined) => {
    if (value !== null && value !== undefined && value !== '')
      list.push({ valueName: `tusom.${name}`, value: String(value) })
  }
  put('level', level.level ?? 'undetermined')
  put('levelStatus', level.status)
  put('levelWord', level.level === null ? null : levelNames[level.level]?.vi)
  put('levelColour', level.level === null ? null : levelNames[level.level]?.colour.vi)
  put('article', level.article)
  put('rulePack', level.pack)
  put('rule', level.rule)
  if (level.bulletin)
    put('bulletin', [level.bulletin.issuer, level.bulletin.number, level.bulletin.issuedAt].filter(Boolean).join(', '))
  put('warningNumber', a.number)
  put('advice', a.advice ? `${a.advice.hazard} ${a.advice.version}` : null)
  if (a.sample) put('sample', 'true')
  return list
}

function areasOf(a: AlertInput, english: boolean): AlertArea[] {
  return a.areas.map(area => ({
    areaDesc: english ? area.fullNameEn : area.fullName,
    ...(area.polygons.length ? { polygon: [...area.polygons] } : {}),
    geocode: [{ valueName: 'vn.commune', value: area.code }],
  }))
}

/**
 * A warning as a CAP 1.2 alert: Vietnamese first, English where there is one. Status follows from the run; in an exercise
 * every headline begins with the mark and the note names the exercise. Official and suggested are told apart by
 * parameters, with article and rule pack.
 * @see CAP 1.2, section 3.2
 */
export function toAlert(a: AlertInput): Alert {
  const { text } = a
  const exercise = a.runId !== 0
  const over = a.msgType === 'Cancel'
  const event = a.advice?.event ?? { vi: a.hazard, en: a.hazard }
  const common = {
    category: a.advice?.category ?? ['Other' as const],
    responseType: over ? ['AllClear' as const] : [...text.responses],
    urgency: over ? ('Past' as const) : text.urgency,
    severity: text.severity,
    certainty: text.certainty,
    eventCode: [{ valueName: 'tusom.hazard', value: a.hazard }],
    effective: time(text.effectiveAt && text.effectiveAt > a.sent ? text.effectiveAt : a.sent),
    expires: time(text.expiresAt),
    ...(a.web ? { web: a.web } : {}),
    ...(a.contact ? { contact: a.contact } : {}),
    parameter: parameters(a),
  }
  const block = (
    language: string,
    words: { event: string; senderName: string; headline: string; description: string; instruction: string },
    english: boolean,
  ): AlertInfo => {
    const lines = instructionLines(words.instruction)
    return {
      language,
      ...common,
      event: words.event,
      senderName: words.senderName,
      headline: words.headline,
      description: words.description,
      ...(lines.length ? { instruction: numberedLines(lines) } : {}),
      area: areasOf(a, english),
    }
  }
  const info = [
    block(
      'vi-VN',
      {
        event: event.vi,
        senderName: a.senderName,
        headline: `${exercise ? `${EXERCISE_MARK}: ` : ''}${text.headline}`,
        description: `${exercise ? `${EXERCISE_MARK}. ` : ''}${text.description}`,
        instruction: text.instruction,
      },
      false,
    ),
  ]
  if (text.headlineEn.trim())
    info.push(
      block(
        'en-US',
        {
          event: event.en,
          senderName: a.senderNameEn,
          headline: `${exercise ? `${EXERCISE_MARK_EN}: ` : ''}${text.headlineEn}`,
          description: `${exercise ? `${EXERCISE_MARK_EN}. ` : ''}${text.descriptionEn}`,
          instruction: text.instructionEn,
        },
        true,
      ),
    )
  const notes = [
    // the name of an exercise is typed freely; markup in it must not keep a warning from leaving
    ...(exercise ? [`${EXERCISE_MARK}: ${a.runName.replace(/[<>]/g, '')}`] : []),
    ...(a.sample ? ['Dữ liệu mẫu, không phải thật'] : []),
    ...(over ? [text.headline] : []),
  ]
  return {
    identifier: a.identifier,
    sender: a.sender,
    sent: time(a.sent),
    status: statusOfRun(a.runId),
    msgType: a.msgType,
    scope: 'Public',
    ...(notes.length ? { note: notes.join('. ') } : {}),
    ...(a.references ? { references: a.references } : {}),
    info,
  }
}
