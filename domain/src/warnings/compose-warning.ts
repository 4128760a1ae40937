import { adviceAt, type Advice, type BothLanguages } from './advice.ts'
import { figuresOf, type GaugeFact, gaugeSentence } from './figures.ts'
import { certaintyOf, type EvidenceKind, severityOf, urgencyOf } from './grading.ts'
import { alarmWords, levelNames, riskWords } from './level-words.ts'
import { clockEn, clockVi } from './figures.ts'
import { numberedLines, type WarningFigure, type WarningLevel, type WarningText } from './warning.ts'

/** What a draft is made from. Everything is given; nothing is looked up. */
export type ComposeInput = {
  hazard: string
  advice: Advice | null
  level: WarningLevel
  /** full names of the communes inside a sentence, "xã Hữu Lũng", and their English ones */
  areas: readonly string[]
  areasEn: readonly string[]
  /** latest readings of the stations that the level rests on, worst first */
  gauges: readonly GaugeFact[]
  /** when the next bulletin is due, where an official level is the ground */
  nextBulletinAt: Date | null
  now: Date
}
export type ComposedWarning = WarningText & { figures: WarningFigure[] }

/** Most gauges that a text names; more is a table, not a warning. */
const MOST_GAUGES = 3
/** A warning holds this long unless a bulletin says when the next one comes: high water moves faster. [proposal] */
const HOLDS_HOURS = { high: 6, low: 12 }

const HEADLINE = 160
/** more places than these are a list, and stand below the headline */
export const HEADLINE_PLACES = 3

/** Names joined as a sentence would: "xã A, xã B và xã C"; more than `most` are counted. */
export function placesVi(areas: readonly string[], most = 6): string {
  if (areas.length > most) return `${areas.length} xã, phường`
  return areas.length > 1 ? `${areas.slice(0, -1).join(', ')} và ${areas.at(-1)}` : (areas[0] ?? '')
}
export function placesEn(areas: readonly string[], most = 6): string {
  if (areas.length > most) return `${areas.length} communes`
  return areas.length > 1 ? `${areas.slice(0, -1).join(', ')} and ${areas.at(-1)}` : (areas[0] ?? '')
}

const areaSentence = (language: 'vi' | 'en', places: string) => `${language === 'vi' ? 'Nơi nhận' : 'Area'}: ${places}.`

/**
 * Puts other places where a drafted text names its own: the sentence on the area and the end of the headline. A place that
 * people wrote about elsewhere, or a station of the same name, stays.
 */
export function renamePlaces(text: string, language: 'vi' | 'en', before: string, after: string): string {
  const swapped = text.replaceAll(areaSentence(language, before), areaSentence(language, after))
  return swapped.endsWith(` · ${before}`) ? `${swapped.slice(0, -before.length)}${after}` : swapped
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
const length = (text: string) => [...text].length

/** The first of the candidates that fits a headline, else the last one cut at a word. */
function fit(candidates: readonly string[], room: number): string {
  const whole = candidates.find(c => length(c) <= room)
  if (whole !== undefined) return whole
  const last = [...(candidates.at(-1) ?? '')].slice(0, room - 1).join('')
  return `${last.slice(0, Math.max(last.lastIndexOf(' '), 1))}…`
}

/** What the evidence is worth: a measured flood is observed, a landslide is estimated from rain. */
export function evidenceKind(hazard: string, level: WarningLevel, gauges: readonly GaugeFact[]): EvidenceKind {
  if (gauges.length && hazard !== 'flash-flood-landslide') return 'measured'
  if (level.status === 'official') return 'bulletin'
  return gauges.length ? 'estimate' : 'none'
}

/** The end of the hour after so many hours, or the hour of the next bulletin where that is later than an hour from now. */
function expiry(level: WarningLevel, nextBulletinAt: Date | null, now: Date): Date {
  const hour = 3_600_000
  if (nextBulletinAt && nextBulletinAt.getTime() - now.getTime() > hour) return nextBulletinAt
  const hours = (level.level ?? 1) >= 3 ? HOLDS_HOURS.high : HOLDS_HOURS.low
  return new Date(Math.ceil((now.getTime() + hours * hour) / hour) * hour)
}

function levelSentence(level: WarningLevel, risk: BothLanguages): BothLanguages {
  const article = level.article ? ` (${level.article})` : ''
  if (level.status === 'official' && level.bulletin) {
    const at = new Date(level.bulletin.issuedAt).getTime()
    const number = level.bulletin.number ? ` số ${level.bulletin.number}` : ''
    const numberEn = level.bulletin.number ? ` no. ${level.bulletin.number}` : ''
    return {
      vi: `${capital(risk.vi)}: mức chính thức theo bản tin${number} của ${level.bulletin.issuer} lúc ${clockVi(at)}.`,
      en: `${capital(risk.en)}: official, by bulletin${numberEn} of ${level.bulletin.issuer} at ${clockEn(at)}.`,
    }
  }
  if (level.status === 'none') return { vi: '', en: '' }
  return {
    vi: `${capital(risk.vi)}: mức gợi ý tính từ số đo${article}, chưa có bản tin chính thức.`,
    en: `${capital(risk.en)}: suggested from readings${article}; no official bulletin yet.`,
  }
}

/**
 * Fills a warning from a level: headline, what is happening with the figures of the readings, what to do, how bad, how
 * soon, how sure, until when. An officer edits what comes out; where there is nothing to say the field stays empty and the
 * checks say so.
 */
export function composeWarning(input: ComposeInput): ComposedWarning {
  const { advice, level, now } = input
  const gauges = input.gauges.slice(0, MOST_GAUGES)
  const figures = gauges.flatMap(figuresOf)
  const places = { vi: placesVi(input.areas), en: placesEn(input.areasEn) }
  const words = advice ? adviceAt(advice, level.level) : null
  const short = advice?.short ?? { vi: input.hazard, en: input.hazard }
  const risk = riskWords(short, level.level, level.alarm)
  const sentences = gauges.map(gaugeSentence)
  const said = levelSentence(level, risk)
  const join = (language: 'vi' | 'en', where: string) =>
    // what is measured, what it does to people, then whose level it is: the first sentences are all that many will read
    [...sentences.map(s => s[language]), words?.impact[language] ?? '', said[language], where]
      .filter(s => s !== '')
      .join(' ')
  const kind = evidenceKind(input.hazard, level, gauges)
  return {
    ...headlines(input, short, words?.call ?? { vi: '', en: '' }, places),
    description: join('vi', areaSentence('vi', places.vi)),
    descriptionEn: join('en', areaSentence('en', places.en)),
    instruction: numberedLines(words?.actions.map(a => a.vi) ?? []),
    instructionEn: numberedLines(words?.actions.map(a => a.en) ?? []),
    severity: severityOf(level.level),
    urgency: kind === 'measured' ? urgencyOf(0) : kind === 'none' ? urgencyOf(null) : urgencyOf(6 * 60),
    certainty: certaintyOf(kind),
    responses: words?.responses ?? [],
    effectiveAt: null,
    expiresAt: expiry(level, input.nextBulletinAt, now),
    figures,
  }
}

function headlines(input: ComposeInput, short: BothLanguages, call: BothLanguages, places: BothLanguages) {
  const { level } = input
  const name = level.level === null ? null : levelNames[level.level]
  const stage = input.gauges.find(g => g.kind === 'stage')
  const river = stage?.kind === 'stage' ? stage.river : null
  const water = alarmWords(level.alarm)
  const what = {
    vi: capital(`${short.vi}${river ? ` ${river.charAt(0).toLowerCase()}${river.slice(1)}` : ''}`),
    en: capital(`${short.en}${river ? ` (${river})` : ''}`),
  }
  const state = {
    vi: [what.vi, water?.vi ?? (name ? `mức rủi ro ${level.level} (${name.vi})` : '')].filter(Boolean).join(', '),
    en: [what.en, water?.en ?? (name ? `risk level ${level.level} (${name.en})` : '')].filter(Boolean).join(', '),
  }
  // the mark of an exercise is put in front later and must find room
  const room = HEADLINE - 12
  const both = (l: 'vi' | 'en') =>
    fit(
      [
        ...(input.areas.length <= HEADLINE_PLACES ? [`${state[l]}: ${call[l]} · ${places[l]}`] : []),
        `${state[l]}: ${call[l]}`,
        `${what[l]}: ${call[l]}`,
        what[l],
      ].map(t => t.replace(/: (?= ·|$)/, '')),
      room,
    )
  return { headline: both('vi'), headlineEn: both('en') }
}

/** A taking back, ready to be read and approved: what is over and since when. */
export function composeCancel(
  named: { number: number | null; headline: string; headlineEn: string; issuedAt: Date | null },
  advice: Advice | null,
  reason: string,
  now: Date,
): Pick<WarningText, 'headline' | 'headlineEn' | 'description' | 'descriptionEn' | 'instruction' | 'instructionEn'> {
  const short = advice?.short ?? { vi: 'nguy hiểm', en: 'danger' }
  const number = named.number === null ? '' : ` số ${String(named.number).padStart(2, '0')}`
  const numberEn = named.number === null ? '' : ` no. ${String(named.number).padStart(2, '0')}`
  const issued = named.issuedAt?.getTime() ?? null
  return {
    headline: `Huỷ cảnh báo${number} về ${short.vi}: không còn hiệu lực từ ${clockVi(now.getTime())}`,
    headlineEn: `Warning${numberEn} of ${short.en} cancelled as of ${clockEn(now.getTime())}`,
    description:
      `${reason.trim() || 'Mối nguy nêu trong cảnh báo đã qua.'} Cảnh báo${number}${issued === null ? '' : ` phát lúc ${clockVi(issued)}`} (“${named.headline}”) không còn hiệu lực.`.trim(),
    descriptionEn: `The danger named in the warning is over. Warning${numberEn}${issued === null ? '' : ` issued at ${clockEn(issued)}`} (“${named.headlineEn || named.headline}”) no longer holds.`,
    instruction: numberedLines([
      'Người đã sơ tán chỉ về khi thôn, xã báo an toàn.',
      'Xem điện, tường, mái, vết nứt đất trước khi vào nhà.',
      'Vẫn không lội qua ngầm, suối khi nước còn chảy mạnh.',
      'Chụp ảnh hư hại, báo trưởng thôn.',
    ]),
    instructionEn: numberedLines([
      'If you were evacuated, go home only when the hamlet or commune says it is safe.',
      'Check wiring, walls, roof and cracks in the ground before going in.',
      'Still keep out of fords and streams while the water is strong.',
      'Photograph damage and tell the hamlet head.',
    ]),
  }
}
