import { dueIn, targetOf } from './details.ts'
import { withoutNotes } from './footnotes.ts'
import { isBullet } from './markers.ts'
import { endWithin, isSection, isTitle, runInTitle, withoutClosingMark } from './outline.ts'
import type { Node } from './outline.ts'
import type { GeneralTask, Objective } from './types.ts'

const goalTitle = /mục tiêu|chỉ tiêu/iu
const specific = /cụ thể|chỉ tiêu|đến năm|năm \d{4}/iu
const taskTitle =
  /nhiệm vụ|giải pháp|nội dung|phương hướng|biện pháp|tổ chức thực hiện|công tác trọng tâm|thời gian tới/iu
const notTask =
  /^(?:tổng kinh phí|mục đích|mục tiêu|chỉ tiêu|quan điểm|tình hình|kết quả|đánh giá|nhận xét|ưu điểm|hạn chế|tồn tại|nguyên nhân|đặc điểm|khái quát|kinh phí|phạm vi|đối tượng|căn cứ|thành phần|dự báo|yêu cầu|thời gian(?! tới)|địa điểm|bài học|đề xuất|kiến nghị|cơ sở|nội dung (?:trình|họp|cuộc họp|diễn tập|làm việc)|sự cần thiết)/iu
/** A sentence that only points to where the tasks stand. */
const pointer =
  /^(?:các |những )?(?:nội dung|nhiệm vụ)[^.;]{0,80}(?:tại|theo)\s+(?:các\s+|bảng\s+)?(?:phụ lục|biểu|bảng)/iu

/** "Nghị quyết này có hiệu lực kể từ ngày ký": of the document itself */
const effect =
  /^(?:Nghị quyết|Quyết định|Kế hoạch|Chỉ thị|Chương trình|Quy chế)\s+này\s+(?:có hiệu lực|thay thế|được)|chịu trách nhiệm (?:tổ chức )?thi hành (?:Nghị quyết|Quyết định|Chỉ thị) này/u

type Options = {
  kind: string | null
  documentDate: string | null
  normalized: string
  taken: Set<Node>
  closing: Set<Node>
}

/** Goals that can be measured: below "Mục tiêu", "Chỉ tiêu", and sentences with "phấn đấu" and a figure. */
export function findObjectives(root: Node, options: Options): Objective[] {
  const out: Objective[] = []
  walk(root, { inGoals: false, specific: false, by: null })
  return out

  function walk(node: Node, ctx: { inGoals: boolean; specific: boolean; by: string | null }) {
    for (const child of node.children) {
      if (options.taken.has(child) || options.closing.has(child) || child.style === 'row') continue
      const headed = (isSection(child) && isTitle(child)) || (child.text.endsWith(':') && child.children.length > 0)
      const goals = headed && goalTitle.test(child.text)
      const next = {
        inGoals: ctx.inGoals || goals,
        specific:
          (ctx.specific || (ctx.inGoals || goals ? specific.test(child.text) && headed : false)) &&
          !/tổng quát|mục tiêu chung/iu.test(child.text),
        by:
          headed && (ctx.inGoals || goals)
            ? (dueIn(child.text, options.documentDate).due ?? yearOf(child.text) ?? ctx.by)
            : ctx.by,
      }
      if (!headed) collect(child, ctx)
      walk(child, next)
    }
  }

  function collect(node: Node, ctx: { inGoals: boolean; specific: boolean; by: string | null }) {
    const plain = withoutNotes(node.text, node.notes)
    for (const piece of pieces(plain)) {
      const target = targetOf(piece.text)
      const by = dueIn(piece.text, options.documentDate).due ?? dueIn(plain, options.documentDate).due
      const aims = /(?<!\p{L})phấn đấu(?!\p{L})/iu.test(plain)
      if (!(ctx.inGoals ? target || by || ctx.specific : aims && target)) continue
      if (piece.text.endsWith(':')) continue
      // The place of a piece is exact unless a footnote stands inside it.
      const at = node.notes.length === 0 ? piece.at : 0
      out.push({
        label: node.label,
        text: withoutClosingMark(piece.text),
        by: by ?? ctx.by,
        target,
        span: {
          start: node.textStart + at,
          end: node.notes.length === 0 ? node.textStart + at + piece.text.length : node.end,
        },
      })
    }
  }
}

/** "Mục tiêu đến năm 2030" as a heading: the year holds for all goals below it, even inside a name. */
function yearOf(title: string): string | null {
  const m = /(?:đến|năm)\s+(?:hết\s+)?(?:năm\s+)?(20\d{2})(?!\s*[-–]\s*\d)/iu.exec(title)
  return m ? `${m[1]}-12-31` : null
}

/** "100% …; 90% …": one goal each, when every part has a measure of its own. */
function pieces(text: string): { text: string; at: number }[] {
  const parts: { text: string; at: number }[] = []
  let at = 0
  for (const part of text.split(/(?<=;)\s+/)) {
    const start = text.indexOf(part, at)
    parts.push({ text: part.replace(/;$/, ''), at: start })
    at = start + part.length
  }
  return parts.length > 1 && parts.every(p => targetOf(p.text)) ? parts : [{ text, at: 0 }]
}

/** Tasks of the sections on work that name no single unit. */
export function findGeneralTasks(root: Node, options: Options): GeneralTask[] {
  const out: GeneralTask[] = []
  // A submission proposes, minutes record: neither orders in general.
  if (options.kind === 'TTr' || options.kind === 'BB') return out
  walk(root, [], false)
  return out

  function walk(node: Node, path: string[], inTasks: boolean) {
    for (const child of node.children) {
      if (options.taken.has(child) || options.closing.has(child) || child.style === 'row') continue
      const headed = isSection(child) && isTitle(child)
      const now = headed ? (inTasks || taskTitle.test(child.text)) && !notTask.test(child.text) : inTasks
      const announces = /:["”]?$/.test(child.text)
      const inner = child.children.some(c => !options.taken.has(c) && c.style !== 'row')
      if (headed || (announces && inner))
        walk(child, isSection(child) && child.label ? [...path, child.label] : path, now)
      else if (now && !announces && !/^\(.*\)$/.test(child.text) && !(child.style === 'text' && isIntroduction(child)))
        add(child, path)
      else walk(child, isSection(child) ? [...path, child.label] : path, now)
    }
  }

  function add(node: Node, path: string[]) {
    const title = runInTitle(node.text)
    if (title > 0 && notTask.test(node.text.slice(0, title))) return
    if ((pointer.test(node.text) || effect.test(node.text)) && node.children.length === 0) return
    const end = endWithin(node, options.closing)
    const text = options.normalized.slice(node.textStart, end)
    const notes = notesUnder(node)
    const due = dueIn(withoutNotes(text, notes), options.documentDate)
    out.push({
      label: node.label,
      text: withoutClosingMark(text),
      path,
      due: due.due,
      dueText: due.dueText,
      recurs: due.recurs,
      span: { start: node.textStart, end },
      footnotes: notes,
    })
  }
}

const notesUnder = (node: Node): string[] => [...node.notes, ...node.children.flatMap(notesUnder)]

/** A plain paragraph before a list mostly leads up to it and orders nothing by itself. */
function isIntroduction(node: Node): boolean {
  const after = node.parent?.children[(node.parent?.children.indexOf(node) ?? -1) + 1]
  return (
    after !== undefined &&
    (isBullet(after.style) || isSection(after)) &&
    /^(?:Để|Thời gian tới|Trong thời gian|Trên cơ sở|Căn cứ)/u.test(node.text) &&
    /(?:như sau|sau đây|sau)\.?$/u.test(node.text)
  )
}
