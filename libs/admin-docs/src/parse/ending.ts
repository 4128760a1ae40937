import { kindOfLine } from './kinds.ts'
import { isCapitals, readMarker } from './markers.ts'
import type { Line } from './clean-lines.ts'
import type { Signer } from './types.ts'

export type Ending = {
  recipients: string[]
  archive: string | null
  signer: Signer | null
  /** index of the first line of the ending; lines.length when there is none */
  at: number
  /** index of the first line behind it (annexes) */
  after: number
  shown: string[]
}

const capacity = /^(?:(?:TM|KT|TL|TUQ|Q)\s?\.|T\/M|K\/T|T\/L|(?:TM|KT|TUQ)(?=\s\p{Lu}{2}))\s*(?=\p{Lu}{2})/u
const positionWord =
  /(?<!\p{L})(?:PHÓ\s+)?(?:CHỦ TỊCH|CHỦ NHIỆM|GIÁM ĐỐC|TỔNG GIÁM ĐỐC|TRƯỞNG BAN|TRƯỞNG PHÒNG|TRƯỞNG CÔNG AN|CHI CỤC TRƯỞNG|CỤC TRƯỞNG|CHÁNH VĂN PHÒNG|PHÓ VĂN PHÒNG|CHÁNH THANH TRA|BÍ THƯ|HIỆU TRƯỞNG|CHỈ HUY TRƯỞNG|CHỈ HUY PHÓ|CHÍNH TRỊ VIÊN|CHÍNH ỦY|BỘ TRƯỞNG|THỨ TRƯỞNG|THỦ TƯỚNG|VIỆN TRƯỞNG|CHÁNH ÁN|TỔ TRƯỞNG|TRẠM TRƯỞNG|PHÓ TRƯỞNG BAN|TRƯỞNG)(?!\p{L})/u
/** rank of the forces, or degrees: "Đại tá", "TS. BS.", "BSCKII." */
const rank =
  '(?:(?:Thiếu|Trung|Thượng|Đại)\\s+(?:tướng|tá|úy)\\s+|(?:(?:PGS|GS|TS|ThS|Ths|BSCKI{1,2}|BSCK|BS|CKI{1,2}|KS)\\.?\\s{0,2}){1,4}(?<=[.\\s]))?'
const personName = new RegExp(`^${rank}\\p{Lu}\\p{Ll}*(?:\\s+\\p{Lu}\\p{Ll}*){1,5}$`, 'u')
const recipientsHead = /^Nơi (?:nhận|gửi)\s*:?/u
const annexHead = /^(?:PHỤ LỤC|Phụ lục\s+(?:số\s+)?[\dIVXA-Z]{1,5}\s*[.:]?\s*$|BIỂU MẪU|Biểu mẫu|Biểu số)/u

function columns(line: Line): string[] {
  return (line.cells ?? line.text.split(/ {3,}/)).map(c => c.trim())
}

/** Finds the list of recipients and the signature, whichever comes first, in lines, columns or flattened tables. */
export function readEnding(lines: Line[], from: number): Ending {
  const closing = lines.findIndex((line, i) => i >= from && /\.\/\.?["”]?$/.test(line.text))
  // The first list of recipients behind the closing mark: forms in the annexes have lists of their own.
  const isHead = (line: Line, i: number) =>
    i >= Math.max(from, closing) && columns(line).some(c => recipientsHead.test(c))
  let head = lines.findIndex(isHead)
  if (head < 0) {
    head = lines.findIndex(
      (line, i) => i > Math.max(from, closing) && columns(line).some(c => capacity.test(c) && isCapitals(c)),
    )
    if (head < 0)
      return { recipients: [], archive: null, signer: null, at: lines.length, after: lines.length, shown: [] }
  }
  let at = head
  while (at - 1 > Math.max(from, closing) && head - at < 12 && isSignatureLine(lines[at - 1] as Line)) at--
  const annex = lines.findIndex((line, i) => i > head && opensAnnex(line))
  const after = annex < 0 ? lines.length : annex
  const block = lines.slice(at, after)
  const { list: items, rest } = splitColumns(block)
  const list = items.map(tidy)
  const archiveAt = list.findIndex(r => /^Lưu\s*:?/u.test(r))
  const archive = archiveAt >= 0 ? (list[archiveAt] ?? '').replace(/^Lưu\s*:?\s*/u, '').replace(/[.;\s]+$/, '') : null
  return {
    recipients: list.filter((r, i) => i !== archiveAt && r !== ''),
    archive,
    signer: readSigner(rest),
    at,
    after,
    shown: block.map(line =>
      columns(line)
        .join(line.cells ? ' | ' : '   ')
        .replace(/\n/g, ' '),
    ),
  }
}

/** What can stand behind a signature: an annex, an annexed regulation, its chapters, a table. */
function opensAnnex(line: Line): boolean {
  if (line.cells) return line.cells.filter(Boolean).length >= 3
  if (annexHead.test(line.text)) return true
  const marker = readMarker(line.text)
  if (marker) return ['part', 'article', 'roman', 'annex'].includes(marker.style)
  return kindOfLine(line.text)?.rest === '' || /^(?:DANH MỤC|DANH SÁCH|BẢNG|BIỂU)(?!\p{L})/u.test(line.text)
}

function isSignatureLine(line: Line): boolean {
  return columns(line).every(
    c =>
      c === '' ||
      capacity.test(c) ||
      (isCapitals(c, 3) && positionWord.test(c)) ||
      personName.test(c) ||
      /^\(.*(?:ký|Ký|đã).*\)$/.test(c),
  )
}

/** Parts the block into the recipients and what belongs to the signature. */
function splitColumns(block: Line[]): { list: string[]; rest: string[] } {
  const list: string[] = []
  const rest: string[] = []
  let inList = false
  let done = false
  // the archive ("Lưu: VT") closes the list; looked for as lines come, because a list may have thousands
  let archived = false
  const add = (item: string) => {
    list.push(item)
    archived ||= /^Lưu\s*:?/u.test(item)
  }
  for (const line of block) {
    for (const column of columns(line).flatMap(c => c.split('\n'))) {
      let text = column.trim()
      if (!text) continue
      if (recipientsHead.test(text)) {
        inList = true
        text = text.replace(recipientsHead, '').trim()
        if (!text) continue
      }
      if (!inList || capacity.test(text)) {
        rest.push(text)
        continue
      }
      const bullet = /^[-–+•*]\s*/u.exec(text)
      if (bullet) {
        for (const item of text.slice(bullet[0].length).split(/;\s*[-–+•]\s+/u)) add(item.trim())
        done = archived
      } else if (!done && list.length > 0 && !isCapitals(text, 3) && !personName.test(text))
        list.push(`${list.pop() ?? ''} ${text}`)
      else if (!done && list.length === 0 && !isCapitals(text, 3)) text.split(/;\s*/).forEach(add)
      else rest.push(text)
    }
  }
  return { list, rest }
}

const tidy = (s: string) => s.replace(/[;.,\s]+$/, '').trim()

/** Reads "TM. … / KT. … / PHÓ … / name"; a flattened cell with all of it in one line is parted first. */
function readSigner(texts: string[]): Signer | null {
  const lines = texts
    .flatMap(partSignature)
    .map(s => s.trim())
    .filter(s => s && !/^[([]|^[-–./\s]+$/.test(s))
  const capacities = lines.filter(s => capacity.test(s))
  const positions = lines.filter(s => !capacity.test(s) && isCapitals(s, 3) && positionWord.test(s))
  const nameAt = lines.findLastIndex(
    s =>
      personName.test(s) ||
      (isCapitals(s, 4) && !capacity.test(s) && !positionWord.test(s) && /^\p{Lu}+(?: \p{Lu}+){1,4}$/u.test(s)),
  )
  const name = nameAt >= 0 ? (lines[nameAt] ?? null) : null
  if (capacities.length === 0 && positions.length === 0 && name === null) return null
  const nearest = capacities.findLast(s => /^(?:KT|TL|TUQ|K\/T|T\/L|Q)/u.test(s)) ?? capacities.at(-1) ?? null
  const [position, ...others] = positions
  return {
    prefix: nearest,
    position: position ?? null,
    name,
    onBehalf: nearest && /^TM|^T\/M/.test(nearest) ? null : (capacities.find(s => /^TM|^T\/M/.test(s)) ?? null),
    otherPositions: others,
  }
}

function partSignature(text: string): string[] {
  const name = new RegExp(
    `(?<=\\p{Lu}{2}[)\\s]+(?:\\(?(?:Đã ký|đã ký)\\)?\\s+)?)(${rank}\\p{Lu}\\p{Ll}+(?:\\s+\\p{Lu}\\p{Ll}*){1,5})$`,
    'u',
  ).exec(text)
  const head = name ? text.slice(0, name.index) : text
  if (!isCapitals(head.replace(/\(.*\)/g, ''), 3)) return [text]
  const parted = head
    .replace(/\s+(?=(?:KT|TL|TUQ|Q|TM)\.)/gu, '\n')
    .replace(/(?<=(?:KT|Q)\.\s*[\p{Lu} ]{4,40}?)\s+(?=(?:PHÓ|CHI CỤC PHÓ|CHỈ HUY PHÓ|THỨ TRƯỞNG)\s)/gu, '\n')
    .replace(/(?<=TM\.\s*[\p{Lu} ]{4,60}?)\s+(?=(?:CHỦ TỊCH|TRƯỞNG BAN|GIÁM ĐỐC|BÍ THƯ|PHÓ CHỦ TỊCH)(?!\p{L}))/gu, '\n')
    .split('\n')
  return name ? [...parted, name[1] ?? ''] : parted
}
