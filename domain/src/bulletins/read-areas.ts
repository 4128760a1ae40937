import { fold } from '@tusom/vi-text'
import type { Sentence } from './clean-text.ts'
import { isProvinceName, NAME } from './names.ts'
import type { BulletinArea } from './parsed-bulletin.ts'

type Kind = BulletinArea['kind']
const kindOf = (word: string): Kind => {
  const w = fold(word)
  if (/^(?:xa|phuong|thi tran|dac khu|p|x|tt)\b/.test(w)) return 'commune'
  if (/^(?:huyen|quan|thi xa|tx)\b/.test(w)) return 'district'
  return /^(?:tinh)\b/.test(w) ? 'province' : null
}
const TYPE = String.raw`(?:xã|phường|thị trấn|đặc khu|huyện|quận|thị xã|thành phố|tỉnh|tp\.?|tx\.?|tt\.?|p\.|x\.)`
/** "các xã, phường sau:", "các huyện", "các xã/phường:", "xã", "huyện" before names. */
const listHead = new RegExp(
  String.raw`(?<![\p{L}])(?:(?:các|những) )?(?<types>${TYPE}(?:(?:\s?[,/]\s?|\s(?:và|hoặc)\s)${TYPE})*)(?:\s(?:sau|như|gồm|gồm có|miền núi|ven sông|vùng cao))?(?: đây)?\s?:?\s\(?(?=(?:P\.? ?|TT\.? ?|TP\.? ?)?\p{Lu})`,
  'gu',
)
/** "Lạng Sơn: Lộc Bình, Lợi Bác;", "Huyện Chợ Đồn: Lương Bằng, …" at the head of a line. */
const underName = new RegExp(
  String.raw`^[\s•*+-]*(?:[Tt]ại |[Tt]ỉnh |[Tt]hành phố |TP\.? ?)?(?<type>[Hh]uyện |[Tt]hị xã |[Tt]hành phố |TP\.? ?)?(?<name>${NAME})\s?:\s?(?=(?:(?:các )?(?:xã|phường|huyện)[\s:]*(?:,\s?(?:xã|phường|thị trấn)\s)?)?(?:P\.? ?|TT\.? ?|TP\.? ?)?\p{Lu})`,
  'u',
)
const item = new RegExp(
  String.raw`^(?<type>${TYPE}\s)?(?<name>${NAME})(?:\s?\((?:(?:tỉnh|huyện|thuộc|TP\.?|thành phố)\s)?\s?(?<in>${NAME})\s?\))?$`,
  'u',
)
/** "Quan sơn": a name of a list with its second word in lower case. */
const careless = /^(?<type>\p{L}+\s(?!.))?(?<name>\p{Lu}\p{L}+(?:\s\p{L}{2,7}){1,3})(?<in>\s(?!.))?$/u
const leadName = new RegExp(String.raw`^(?:${TYPE}\s)?(?<name>${NAME})(?=\s\p{Ll})`, 'u')
const danger =
  /nguy cơ|cảnh báo|có khả năng (?:xảy ra|ảnh hưởng)|sóng thần|gây mưa|ngập|sạt lở|lũ quét|ảnh hưởng|dông|lốc|cháy rừng/iu

/** The names of a list: "A, B và C (tỉnh X)", as far as they are names. */
function itemsOf(text: string, offset: number, kind: Kind, within: string | null): BulletinArea[] {
  const out: BulletinArea[] = []
  let at = 0
  for (const part of text.split(/([;,]\s*|\s+và\s+)/u)) {
    const start = at
    at += part.length
    if (/^(?:[;,]\s*|\s+và\s+)$/u.test(part)) continue
    const lead = part.length - part.trimStart().length
    const plain = part
      .trim()
      .replace(/[.…:]+$/u, '')
      .replace(/^[^()]*\)$/u, x => x.slice(0, -1))
    if (plain === '') continue
    const bare = plain.replace(/^(?:P|X|TT|TX|TP)\.?\s?(?=\p{Lu}\p{Ll})/u, '').trim()
    const m = item.exec(bare) ?? (kind === 'commune' || kind === 'district' ? careless.exec(bare) : null)
    const cutOff = m || kind === null ? null : leadName.exec(bare)
    if (cutOff) {
      // "…, Bá Thước có khả năng mưa rào": the last name, and the sentence goes on
      const at = offset + start + lead + plain.indexOf(cutOff[0])
      out.push({ name: (cutOff.groups?.name ?? '').trim(), kind, within, span: [at, at + cutOff[0].length] })
      break
    }
    if (!m) {
      // a list ends at the first thing that is no name; "đặc biệt là xã X" goes on
      if (out.length > 0 || !/^(?:đặc biệt|nhất là|gồm|trong đó)/iu.test(plain)) break
      continue
    }
    const own = kindOf(m.groups?.type ?? '') ?? (/^(?:P|X|TT)\.?\s?\p{Lu}\p{Ll}/u.test(plain) ? 'commune' : null)
    const name = (m.groups?.name ?? '').trim()
    out.push({
      name,
      kind: own ?? (isProvinceName(fold(name)) && kind === null && within === null ? 'province' : kind),
      within: m.groups?.in ?? within,
      span: [offset + start + lead, offset + start + lead + plain.length],
    })
  }
  // "A, B, C (tỉnh Sơn La)" names the province once, at the end
  const last = out.at(-1)?.within ?? null
  if (last !== null && last !== within && out.slice(0, -1).every(a => a.within === within))
    for (const a of out) a.within = last
  return out
}

/** Places that a bulletin names as threatened: lists of provinces, districts, communes. */
export function readAreas(sentences: readonly Sentence[], title: string | null): BulletinArea[] {
  const out: BulletinArea[] = []
  let listing = false
  let kind: Kind = null
  for (const s of sentences) {
    // the areas of a level are the level's own
    if (s.text.includes('|') || /rủi ro(?: do)? thiên tai/iu.test(s.text)) continue
    const under = underName.exec(s.text)
    if (under && (listing || under.groups?.type || isProvinceName(fold(under.groups?.name ?? '')))) {
      if (!/\d\s?(?:mm|m|cm)\b|cấp \d/iu.test(s.text)) {
        const own = kindOf(under.groups?.type ?? '')
        const rest = s.text.slice(under[0].length)
        const inner = /^(?:các )?(xã|phường|huyện)[^\p{Lu}]{0,24}(?=\p{Lu})/u.exec(rest)
        const skip = inner?.[0].length ?? 0
        const child: Kind = inner ? kindOf(inner[1] ?? '') : own === 'district' ? 'commune' : kind
        out.push(...itemsOf(rest.slice(skip), s.start + under[0].length + skip, child, under.groups?.name ?? null))
        continue
      }
    }
    if (!danger.test(s.text) && !listing) continue
    let ended = false
    const heads = [...s.text.matchAll(listHead)]
    for (const [i, m] of heads.entries()) {
      const start = m.index + m[0].length
      const types = m.groups?.types ?? ''
      const plural = /[,/]|\s(?:và|hoặc)\s/u.test(types)
      kind = /xã|phường/iu.test(types) && !/huyện/iu.test(types) ? 'commune' : plural ? null : kindOf(types)
      // "…tại các tỉnh Sơn La, Lào Cai": up to the next clause
      const list = s.text.slice(start, heads[i + 1]?.index)
      const stop = list.search(/[.](?:\s|$)|:\s/u)
      const found = itemsOf(stop < 0 ? list : list.slice(0, stop), s.start + start, kind, null)
      out.push(...found)
      ended = found.length > 0
    }
    listing = /:\s?$/u.test(s.text) || (listing && ended)
    if (listing && !ended) {
      const types = /(?:các )?(xã|phường|huyện|tỉnh)[^:]{0,40}:\s?$/iu.exec(s.text)
      kind = types
        ? /huyện,? ?(?:xã|phường)|(?:xã|phường),? ?huyện/iu.test(types[0])
          ? null
          : kindOf(types[1] ?? '')
        : null
    }
  }
  if (title) out.push(...provincesOf(title))
  const seen = new Set<string>()
  return out.filter(a => {
    const key = `${fold(a.name)}|${a.kind}|${a.within === null ? '' : fold(a.within)}`
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}

const capitalised = (s: string) => s.toLowerCase().replace(/(?:^|[\s-])\p{L}/gu, c => c.toUpperCase())

/** Provinces in a title, which is often all capitals: "… TRÊN KHU VỰC TỈNH LẠNG SƠN, THÁI NGUYÊN". */
function provincesOf(title: string): BulletinArea[] {
  const out: BulletinArea[] = []
  // the ends of "từ Hà Tĩnh đến Quảng Trị" are not the whole of it
  for (const part of title
    .replace(/(?<![\p{L}])từ\s[^,;()]{2,40}?\sđến\s[^,;()]{2,40}/giu, ' ')
    .split(/[,;()]|\s-\s|\s(?:và|VÀ|đến|ĐẾN)\s/u)) {
    const words = part.trim().split(/\s+/)
    // a name stands at the end of its part: "khu vực tỉnh Lạng Sơn"
    for (const n of [3, 2, 1]) {
      const name = words.slice(-n).join(' ')
      if (words.length >= n && isProvinceName(fold(name))) {
        // "sông Thái Bình" is a river
        if (/sông$/iu.test(words.slice(0, -n).at(-1) ?? '') || /từ|đến/iu.test(words.slice(0, -n).at(-1) ?? '')) break
        out.push({
          name: capitalised(name.replace(/^(?:tỉnh|tp\.?|thành phố)\s+/iu, '')),
          kind: 'province',
          within: null,
          span: [0, 0],
        })
        break
      }
    }
  }
  return out
}
