import type { Sentence } from './clean-text.ts'
import { hazardMentions } from './hazards.ts'
import type { BulletinHazard, BulletinLevel } from './parsed-bulletin.ts'

const roman: Record<string, number> = { I: 1, II: 2, III: 3, IV: 4, V: 5 }
const LEVEL = String.raw`(?:cấp độ|cấp)\s?(?:là |rủi ro )?\s?(?<a>[0-5]|IV|V|I{1,3})(?:\s?(?:-|đến|tới|và)\s?(?:cấp )?(?<b>[1-5]|IV|V|I{1,3}))?(?![\p{L}\d]|[.,]\d)`
const level = new RegExp(LEVEL, 'giu')
const opening =
  /(?:cảnh báo )?(?:cấp độ|mức độ|mức|cấp)?\s?rủi ro(?: do)? (?:do )?thiên tai|độ rủi ro thiên tai|(?:cấp độ|mức độ) rủi ro|rủi ro thiên tai/giu
/** "cấp 8", "gió cấp 7" is the wind's force, "cấp V" of a fire bulletin the danger of fire: neither is a level of risk. */
const otherScale = /(?:gió|giật|bão|mạnh|Beaufort|cháy rừng|báo động|BĐ|động đất|thang)[^;:.]{0,24}$/iu
const cause =
  /do\s+([^:;.\n]{2,140}?)(?=\s?(?::|;|\.|\n|$|là |ở mức|cấp|trên sông|tại |ở |trên khu vực|khu vực|trên địa bàn|đối với|cho |\())/iu
const places =
  /^\s?[,:(-]?\s?(?:\((?:[^()]*)\)\s?)?(?:(?:tại|ở|trên|cho|với|đối với|thuộc|trong)\s)?(?:(?:các )?(?:khu vực|địa bàn)\s?:?\s)?/iu

/** "Cảnh báo cấp độ 1 về rủi ro thiên tai do lốc, sét" */
const figureFirst =
  /cấp(?: độ)? (?<a>[0-5]|IV|V|I{1,3}) (?:về |của )?rủi ro(?: thiên tai)?(?: do (?<cause>[^:;.\n]{2,120}))?/iu
const inTable = /(?:^|\|)\s?cấp (?<a>[1-5])\s?:\s?(?<where>[^|]{2,200})/iu

type Scope = { hazards: (BulletinHazard | null)[]; start: number }

/**
 * Levels of risk that a bulletin announces, with the areas it gives them for. Reads the sentence that speaks of "cấp độ rủi ro
 * thiên tai" and the lines of a list under it.
 */
export function readLevels(sentences: readonly Sentence[], kind: BulletinHazard | null): BulletinLevel[] {
  const out: BulletinLevel[] = []
  let list: Scope | null = null
  let table = false
  for (const s of sentences) {
    const first = figureFirst.exec(s.text)
    if (first) {
      const named = hazardMentions(first.groups?.cause ?? '').map(x => x.hazard)
      for (const hazard of named.length > 0 ? named : [kind])
        out.push({
          hazard,
          level: valueOf(first.groups?.a) ?? 0,
          areas: [],
          span: [s.start + first.index, s.start + first.index + first[0].length],
        })
      continue
    }
    const cell = kind === null ? null : inTable.exec(s.text)
    if (cell && table) {
      const level = valueOf(cell.groups?.a)
      const start = s.start + cell.index + cell[0].search(/cấp/iu)
      if (level !== null)
        out.push({
          hazard: kind,
          level,
          areas: namesOf(cell.groups?.where ?? ''),
          span: [start, s.start + cell.index + cell[0].trimEnd().length],
        })
      continue
    }
    const opens = [...s.text.matchAll(opening)]
    if (opens.length > 0 && /vị trí|cường độ|thời điểm|khu vực chịu ảnh hưởng\)|\|/iu.test(s.text)) {
      // the head of a table: its cells say "Cấp 3: vùng biển …"
      table = true
      if (!new RegExp(LEVEL, 'iu').test(s.text)) continue
    }
    if (opens.length === 0) {
      const inList =
        list &&
        /^[\s•*+:-]*(?:[^:.]{2,90}:\s?)?(?:cấp|riêng|khu vực|vùng|tại|các|\p{Lu})/iu.test(s.text) &&
        new RegExp(LEVEL, 'iu').test(s.text)
      if (list && inList && s.text.length < 400 && !otherScale.test(s.text.slice(0, s.text.search(/cấp/iu)))) {
        readRun(s.text, s.start, list, out)
      } else if (s.text.trim() !== '') list = null
      continue
    }
    opens.forEach((m, i) => {
      const end = opens[i + 1]?.index ?? s.text.length
      // what stands between the words and the figure names the hazard
      const run = s.text.slice(m.index, end)
      const said = cause.exec(run)
      const named = said ? hazardMentions(said[1] ?? '').map(x => x.hazard) : []
      const scope: Scope = { hazards: named.length > 0 ? named : [kind], start: s.start + m.index }
      const lead = leadPlace(s.text.slice(opens[i - 1]?.index ?? 0, m.index), i > 0)
      const found = readRun(run, s.start + m.index, scope, out, lead)
      list = found ? (/[;:,]\s?$/u.test(s.text.trim()) ? scope : null) : scope
      // a list may follow "…: Cấp 1" on lines of its own
      if (found && i === opens.length - 1) list = scope
    })
  }
  return withoutRepeats(out)
}

/** "vịnh Bắc Bộ cấp độ rủi ro thiên tai cấp 3", "Khu vực chịu ảnh hưởng …: phía Bắc …; độ rủi ro thiên tai cấp 4". */
function leadPlace(before: string, later: boolean): string | null {
  const affected = /khu vực chịu ảnh hưởng(?: của [\p{L} ]{2,30})?(?: là|:)\s?(?<p>[^;:]{3,120})[;,]?\s?$/iu.exec(
    before,
  )
  if (affected) return affected.groups?.p?.trim() ?? null
  const last = later ? /[;,]\s?(?<p>[^;,:]{3,90})$/u.exec(before) : null
  return last?.groups?.p?.replace(/^(?:riêng|còn)\s/iu, '').trim() || null
}

/** "cấp 1; riêng xã X, xã Y cấp 2; Tuyên Quang: cấp 3" after the words that open it. */
function readRun(
  text: string,
  offset: number,
  scope: Scope,
  out: BulletinLevel[],
  lead: string | null = null,
): boolean {
  const figures = [...text.matchAll(level)].filter(
    m => !otherScale.test(text.slice(Math.max(0, m.index - 30), m.index)),
  )
  let from = 0
  let any = false
  figures.forEach((m, i) => {
    const end = m.index + m[0].length
    const a = valueOf(m.groups?.a)
    const b = valueOf(m.groups?.b)
    if (a === null) return
    const before = i === 0 ? '' : text.slice(from, m.index)
    const next = figures[i + 1]
    const rest = text.slice(end, next?.index ?? text.length)
    // what follows up to the next clause belongs to this level, unless the next clause has a level of its own
    const clause = rest.slice(0, clauseEnd(rest, next !== undefined))
    // "…: cấp 3, trên sông Thương: cấp 2": the words belong to the figure behind them
    const toNext = next !== undefined && /:\s?$/u.test(rest) && !/[;.\n]/u.test(rest)
    const after =
      !toNext &&
      /^\s?(?::|-|\(|,?\s?(?:tại|ở|trên|cho|đối với|thuộc|với)\s|\s(?:vùng|khu vực|vịnh|các)\s)/iu.test(clause)
        ? namesOf(clause)
        : []
    const own = i === 0 ? placesBefore(text.slice(0, m.index)) : namesOf(before)
    const areas = after.length > 0 ? after : own.length > 0 ? own : lead !== null && i === 0 ? [lead] : []
    for (const hazard of scope.hazards)
      out.push({ hazard, level: Math.max(a, b ?? 0), areas, span: [i === 0 ? offset : offset + m.index, offset + end] })
    any = true
    from = after.length > 0 ? end + clause.length : end
  })
  return any
}

const valueOf = (s: string | undefined): number | null =>
  s === undefined ? null : (roman[s.toUpperCase()] ?? Number(s))

/** Where the words about one level end: at ";" or a full stop, or where "riêng" or the names of the next level begin. */
function clauseEnd(rest: string, more: boolean): number {
  const stop = rest.search(
    more ? /[;.\n]|,?\s(?:riêng|còn|trong đó)\s/iu : /[;.\n]|,?\s(?:riêng|còn|trong đó)\s|\s\d\.\s/iu,
  )
  return stop < 0 ? rest.length : stop
}

/** "… do lũ trên sông Cầu: cấp 3" names where before the first figure. */
function placesBefore(text: string): string[] {
  const m =
    /(?:^|\s)(?:trên|tại|ở|cho|khu vực)\s(?!biển)((?:các )?(?:sông|khu vực|tỉnh|huyện|xã|vùng|địa bàn)[^:]{2,160}?)\s?(?::|là|ở mức)?\s?$/iu.exec(
      text,
    )
  if (m) return namesOf(m[1] ?? '')
  // "do bão: vùng biển Bắc vịnh Bắc Bộ: cấp 3": the place stands between two colons
  return namesOf(/:\s(?<p>[^:]{3,160}?)\s?:\s?$/u.exec(text)?.groups?.p ?? '')
}

const keep = /\p{Lu}|^(?:hầu hết|toàn|các|những|một số|vùng|phía)/u

/** Names in a clause. A range ("từ Thanh Hóa đến Nghệ An") stays one name; parts joined by commas, ";" or "và" are several. */
export function namesOf(clause: string): string[] {
  const plain = clause
    .replace(places, '')
    .replace(/^(?:riêng|còn|trong đó|đặc biệt)\s(?:là\s)?/iu, '')
    .replace(places, '')
    .replace(/[\s:;.,(-]+$/u, '')
  const parts: string[] = []
  let type = ''
  for (const raw of plain.split(
    /\s?[,;]\s?|\s+và\s+(?=(?:các |khu vực |phía |tỉnh |huyện |xã |phường |TP|thành phố |Bắc |Nam |từ )*\p{Lu}|(?:phía|khu vực|các|tỉnh|xã|huyện|phường)\s)/u,
  )) {
    let part = raw
      .trim()
      .replace(/^(?:và|riêng|còn)\s+(?=\S)/iu, '')
      .replace(/^(?:đất liền )?(?:các )?(?:khu vực|đất liền)\s+(?=\S)/iu, '')
      .replace(/^(?:tại|ở|trên)\s/iu, '')
    part = part.replace(
      /^(?:các\s)?(?:tỉnh(?:,? thành phố)?|tỉnh\/thành phố)\s(?=\p{Lu})/iu,
      /(?:^|\s)các tỉnh/iu.test(raw) ? '' : 'tỉnh ',
    )
    const plural = /^(?:các\s)?(xã|phường|huyện)(?:[,/]\s?(?:xã|phường|thị trấn|đặc khu))*\s?:?\s(?=\p{Lu})/iu.exec(
      part,
    )
    if (plural && /^\s?các /iu.test(raw)) {
      type = ''
      part = part.slice(plural[0].length)
    }
    part = `${type}${part}`.replace(/\s?:$/u, '').trim()
    if (part.length >= 2 && part.length <= 120 && keep.test(part)) parts.push(part)
  }
  return parts
}

function withoutRepeats(levels: readonly BulletinLevel[]): BulletinLevel[] {
  const seen = new Set<string>()
  return levels.filter(l => {
    const key = `${l.hazard} ${l.level} ${l.areas.join('|')}`
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}
