import {
  afterPlace,
  departments,
  genericAt,
  genericCapital,
  headAt,
  isGeneric,
  isHead,
  places,
  sticky,
  verbAt,
} from './unit-words.ts'
import type { Span } from './types.ts'

export type UnitName = Span & { text: string }

/** How far the name that opens at `at` reaches. */
function consumeName(text: string, at: number): number {
  const start = at + sticky(headAt, text, at)
  const dept = /(?:Sở|Phòng|Bộ)\s*$/u.test(text.slice(at, start))
    ? sticky(departments, text, skipSpace(text, start))
    : 0
  let pos = dept ? skipSpace(text, start) + dept : start
  // "Sở Y tế <verb>": a full name of a department is followed by its place or by something else
  if (
    dept &&
    /^\s\p{Ll}/u.test(text.slice(pos)) &&
    !/^\s(?:tỉnh|thành phố|của|thuộc|và|cùng|các\s+(?:tỉnh|thành phố|địa phương))(?!\p{L})/u.test(text.slice(pos))
  )
    return pos
  let end = pos
  const commaInName =
    /^(?:[Cc]ác\s+)?(?:Sở|Phòng|Ban|Tiểu ban|Bộ|Trung tâm|BCH|Hội|Chi cục|Cục|Văn phòng|Đội|Tổ|Lực lượng|Quỹ|Báo|Đài)/u.test(
      text.slice(at),
    )
  let word = text.slice(at, pos).trim().split(/\s+/).at(-1) ?? ''
  for (let tokens = 0; tokens < 40 && pos < text.length; tokens++) {
    const next = skipSpace(text, pos)
    const c = text[next]
    if (
      c === ':' &&
      /(?<!\p{L})các (?:xã|phường|thôn|bản|sở|trường)(?:, (?:phường|xã|đặc khu))*$/u.test(text.slice(at, next))
    ) {
      // "Ủy ban nhân dân các xã: An Mẫu, Bình Mẫu": the names belong to the unit when work follows them, not a new sentence
      const names =
        /^:\s*(?:\p{Lu}\p{L}*(?:\s\p{Lu}\p{L}*){0,3}(?:,\s*|\s+và\s+)){1,60}\p{Lu}\p{L}*(?:\s\p{Lu}\p{L}*){0,3}/u.exec(
          text.slice(next, next + 900),
        )
      const behind = names ? skipSpace(text, next + names[0].length) : 0
      if (names && !isHead(text, skipSpace(text, next + 1)) && sticky(verbAt, text, behind) > 0)
        return next + names[0].length
    }
    if (c === undefined || /[;:.!?“”"|\n]/.test(c)) break
    if (c === '(') {
      const close = text.indexOf(')', next)
      if (close < 0 || close - next > 120) break
      pos = close + 1
      continue
    }
    if (c === ',') {
      const after = skipSpace(text, next + 1)
      // "UBND các xã, phường": one name
      const plural =
        /(?:các|những)\s+(?:tỉnh|xã|phường|thôn|bản|sở|trường|huyện|phòng|quận|đơn vị)(?:,\s*(?:xã|phường|thôn|bản|đặc khu|thị trấn|thị xã|thành phố|quận|huyện))*$/u.test(
          text.slice(at, next),
        )
      // "Ban Chỉ huy Quân sự xã, phường": kinds of places side by side, none of them named
      const unnamed =
        /(?<!\p{L})(?:xã|phường|thôn|bản)$/u.test(text.slice(at, next)) &&
        /^(?:phường|đặc khu|xã|thôn|bản|thị trấn)(?!\p{L})(?!\s+\p{Lu})/u.test(text.slice(after))
      const sibling =
        plural || unnamed
          ? /^(?:xã|phường|đặc khu|thị trấn|thị xã|thành phố|quận|huyện|thôn|bản|khu phố|tổ dân phố|địa phương)(?!\p{L})/u.exec(
              text.slice(after),
            )
          : null
      if (sibling) {
        pos = after + sibling[0].length
        end = pos
        word = sibling[0]
        continue
      }
      if (isHead(text, after) || isGeneric(text, after) || !commaInName) break
      if (/^\p{Lu}/u.test(text.slice(after)) || /(?:Phòng|phòng|Khám|khám)$/u.test(text.slice(at, next))) {
        pos = after
        continue
      }
      break
    }
    const token = /^[^\s,;:()“”"|]+/u.exec(text.slice(next, next + 60))?.[0] ?? ''
    if (token === '') break
    if (token === 'và' || token === '&' || token === 'cùng') {
      const after = skipSpace(text, next + token.length)
      // since 2025 one office serves both: "Văn phòng HĐND và UBND xã"
      const oneOffice =
        /Văn phòng (?:HĐND|Hội đồng nhân dân|Đoàn (?:ĐBQH|đại biểu Quốc hội))$/u.test(text.slice(at, pos)) &&
        /^(?:UBND|HĐND|Ủy ban nhân dân|Uỷ ban nhân dân|Hội đồng nhân dân)(?!\p{L})/u.test(text.slice(after))
      if (!oneOffice && (isHead(text, after) || isGeneric(text, after) || sticky(verbAt, text, after) > 0)) break
    } else if (/^[\p{Ll}]/u.test(token)) {
      if (sticky(verbAt, text, next) > 0 && !nounHere(text, at, next)) break
      if (places.test(word) && !afterPlace.test(token)) break
    }
    pos = next + token.replace(/\.$/, '').length
    end = pos
    word = token
    if (token.endsWith('.')) break
  }
  return Math.max(end, at)
}

/** "Ban Quản lý", "Bộ Chỉ huy" hold words that are verbs elsewhere; so do "Ban Chỉ đạo phòng, chống …". */
function nounHere(text: string, at: number, next: number): boolean {
  const name = text.slice(at, next)
  const rest = text.slice(next)
  // "công trình", "chương trình", "độc lập": the second half of a word
  if (
    /(?<!\p{L})(?:[Cc]ông|[Cc]hương|[Qq]uy|[Qq]uá|[Ll]ộ|[Gg]iáo|[Tt]iến)\s+$/u.test(name) &&
    /^trình(?!\p{L})/u.test(rest)
  )
    return true
  if (/(?<!\p{L})(?:độc|trung|dân|công|tự)\s+$/u.test(name) && /^lập(?!\p{L})/u.test(rest)) return true
  if (/(?<!\p{L})thường\s+$/iu.test(name) && /^trực(?!\p{L})/u.test(rest)) return true
  if (
    /^(?:Ban [Qq]uản lý|Công ty|Tổng công ty|Quỹ|Hạt|Trung tâm)/u.test(name) &&
    /^(?:đầu tư|xây dựng|bảo trì|khai thác|bảo vệ|dự báo|cảnh báo)(?!\p{L})/u.test(rest)
  )
    return true
  return (
    /(?:Ban|Hạt|Đội|Trung tâm|Chi cục|Cục|Phòng|Tổ|Đơn vị|đơn vị|Cơ quan|cơ quan|Lực lượng|lực lượng|Công ty|Viện)\s+$/u.test(
      name,
    ) &&
    !/^(?:chủ trì|phối hợp|thực hiện|triển khai|có trách nhiệm|tổ chức|tham mưu|theo dõi|báo cáo|chỉ đạo)(?!\p{L})/u.test(
      text.slice(next),
    )
  )
}

/** "các doanh nghiệp bán lẻ ký …": up to four small words between a general name and a verb belong to the name. */
function widened(text: string, end: number): number {
  if (!/(?:doanh nghiệp|trường học|cơ sở|tổ chức|cá nhân|hợp tác xã)$/u.test(text.slice(Math.max(0, end - 20), end)))
    return end
  let at = end
  for (let i = 0; i < 4; i++) {
    const next = skipSpace(text, at)
    if (sticky(verbAt, text, next) > 0) return /^trình(?!\p{L})/u.test(text.slice(next)) ? end : at
    const token = /^\p{Ll}+(?=\s)/u.exec(text.slice(next, next + 24))?.[0]
    if (
      !token ||
      next === at ||
      /^(?:và|với|cùng|của|các|những|hoặc|đối|từ|đến|qua|bằng|do|thì|mà|có|chủ|phối)$/u.test(token)
    )
      return end
    at = next + token.length
  }
  return end
}

function skipSpace(text: string, at: number): number {
  let i = at
  while (text[i] === ' ' || text[i] === '\u00a0') i++
  return i
}

/** "các đơn vị chức năng của Bộ Công an": whose they are belongs to the name. */
function owned(text: string, end: number): number {
  const of = /^\s+(?:của|thuộc)\s+/u.exec(text.slice(end, end + 12))
  const at = end + (of?.[0].length ?? 0)
  return of && isHead(text, at) ? consumeName(text, at) : end
}

/** Branches of the forces and services that lists name without "lực lượng", "ngành": "Công an, Quân sự, Y tế". */
const branchAt =
  /(?:Công an|Quân sự|Quân đội|Bộ đội Biên phòng|Biên phòng|Kiểm lâm|Hải quan|Y tế|Giáo dục|Thuế|Quản lý thị trường|Dân quân tự vệ|Dân quân|Nông nghiệp|Công [Tt]hương|Tài chính|Văn hóa|Xây dựng|Giao thông|Cảnh sát biển|Kiểm ngư)(?=\s*[,;.:]|\s+(?:và|\p{Ll})|\s*$)/uy
const takesBranch = /(?:lực lượng|ngành|lực lượng chức năng|cơ quan|lực lượng vũ trang)$/u
/** "các Sở: Y tế, Nội vụ", "Giám đốc các Sở Tài chính, Nội vụ": what each department after the first is to be called */
const group = /^(.*?)(?:[Cc]ác\s+)?[Ss]ở(?=\s|$)/u

/**
 * Reads a list of units that opens at `from`: "Công an tỉnh, Sở Y tế và các đơn vị liên quan tổ chức …" gives three names
 * and ends before the verb. Nothing is read when no unit opens there. Departments and forces under one word ("các Sở: Y tế, Nội vụ") are
 * named one by one ("Sở Y tế", "Sở Nội vụ"); the first keeps the start of the whole.
 */
export function readUnits(text: string, from: number): { units: UnitName[]; end: number } {
  const s = text.length > from + 1500 ? text.slice(0, from + 1500) : text
  const units: UnitName[] = []
  let pos = skipSpace(s, from)
  let end = from
  /** the word that stands before each name of the group, null outside one */
  let prefix: string | null = null
  let groupStart = -1
  let branches = false
  for (let i = 0; i < 40; i++) {
    let stop = 0
    let department = false
    if (sticky(boards, s, pos) > 0) stop = pos + sticky(genericAt, s, pos)
    else if (isHead(s, pos)) stop = consumeName(s, pos)
    else if (units.length > 0 || /^\p{Ll}/u.test(s.slice(pos)) || sticky(genericCapital, s, pos)) {
      const n = sticky(genericAt, s, pos)
      if (n > 0) stop = owned(s, widened(s, pos + n))
    }
    if (stop <= pos && prefix !== null) {
      const d = sticky(departments, s, pos)
      if (d > 0) stop = pos + d
      department = d > 0
    }
    if (stop <= pos && branches) {
      const b = sticky(branchAt, s, pos)
      if (b > 0) stop = pos + b
    }
    if (stop <= pos) break
    let name = s
      .slice(pos, stop)
      .replace(/[\s,]+$/, '')
      .replace(/\s*\([^)]*\)/g, '')
    // "lực lượng Biên phòng, Hải quan": the branch belongs to the word before it
    if (takesBranch.test(name)) {
      const next = skipSpace(s, stop)
      const b = next > stop ? sticky(branchAt, s, next) : 0
      if (b > 0) {
        stop = next + b
        name = s.slice(pos, stop)
        branches = true
      }
    }
    branches ||= sticky(branchAt, name, 0) === name.length
    const full: string = department && prefix !== null ? `${prefix} ${name.replace(/^Sở\s+/u, '')}` : name
    const start = groupStart >= 0 ? groupStart : pos
    groupStart = -1
    if (!department) {
      const g: RegExpExecArray | null = /(?<!\p{L})[Cc]ác\s+[Ss]ở(?:\s+\p{Lu}|$)/u.test(name) ? group.exec(name) : null
      prefix = g ? `${g[1] ?? ''}Sở` : /^Sở\s/u.test(name) ? 'Sở' : prefix
    }
    const joint = /^(?:\s*\([^)]{0,120}\))?\s*(?:[,;:/]\s*(?:và\s+|cùng\s+)?|\s(?:và|cùng(?:\s+với)?|với)\s+)/u.exec(
      s.slice(stop, stop + 200),
    )
    const next = joint ? skipSpace(s, stop + joint[0].length) : stop
    // "các Sở: Y tế, …", "các lực lượng: Công an, …": only what stands behind the colon is named
    if (joint?.[0].includes(':')) {
      const opens =
        (/[Ss]ở$/u.test(name) && sticky(departments, s, next) > 0) ||
        (takesBranch.test(name) && sticky(branchAt, s, next) > 0)
      if (opens) {
        groupStart = start
        branches ||= takesBranch.test(name)
        prefix = /[Ss]ở$/u.test(name) ? `${group.exec(name)?.[1] ?? ''}Sở` : prefix
        pos = next
        continue
      }
    }
    units.push({
      text:
        prefix !== null && /^(?:[Cc]ác|\p{L}.*\scác)\s+[Ss]ở\s/u.test(full)
          ? full.replace(/(?:[Cc]ác\s+)[Ss]ở\s/u, 'Sở ')
          : full,
      start,
      end: stop,
    })
    end = stop
    if (!joint || joint[0].includes(':')) break
    if (
      !isHead(s, next) &&
      !isGeneric(s, next) &&
      !(prefix !== null && sticky(departments, s, next)) &&
      !(branches && sticky(branchAt, s, next))
    )
      break
    pos = next
  }
  return { units, end }
}

/** "Các Sở, ban, ngành": one general name, though "Các Sở" alone would open a list of departments */
const boards = /(?:[Cc]ác\s+)?[Ss]ở,\s*(?:ban|ngành|phòng|đoàn thể)(?!\p{L})/uy
