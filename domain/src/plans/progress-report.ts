import type { OutDocument } from '@tusom/admin-docs'
import { compareVi, formatDate, formatNumber, localParts } from '@tusom/vi-text'
import { bodySign, documentCode } from '../documents/register.ts'
import { bodyName, letterhead, signerOf, type TypedSigner } from './letterhead.ts'
import { inSentence, planInSentence } from './plan-name.ts'
import { progressAnnexes, type TracedAnnex } from './progress-annexes.ts'
import {
  type ProgressFacts,
  type ProgressLine,
  type ProgressTally,
  type ProgressTask,
  type Standing,
  standingOfLine,
  tallyOf,
} from './progress-facts.ts'
import {
  bare,
  dayOf,
  lineSentence,
  namesOf,
  share,
  targetSentence,
  type TracedBlock,
  type Why,
} from './progress-sentences.ts'

/** What a person adds to what the tasks say. Empty: nothing was typed. */
export type ProgressTexts = {
  /** to whom it goes: "Kính gửi" */
  to: string
  situation: string
  difficulties: string
  proposals: string
  next: string
  signer: TypedSigner
}
export const noTexts: ProgressTexts = {
  to: '',
  situation: '',
  difficulties: '',
  proposals: '',
  next: '',
  signer: { position: '', name: '' },
}
export const progressParts = ['situation', 'difficulties', 'proposals', 'next'] as const
export type ProgressPart = (typeof progressParts)[number]

export type ProgressDocument = Omit<OutDocument, 'body' | 'annexes'> & {
  body: TracedBlock[]
  annexes: TracedAnnex[]
}

/** Work that is named for the time to come; the rest is in the annex. */
const NEXT = 15

/**
 * The progress report of a unit on a plan, in the form of Nghị định 30/2020/NĐ-CP (Phụ lục III, Mẫu 1.4), written from its tasks and
 * their history. Each sentence names what it rests on (`why`); the Word document and the page are the same blocks. `number`: of the
 * register; before it is taken the document has its place open and the day is the clerk's.
 */
export function progressDocument(
  f: ProgressFacts,
  texts: ProgressTexts,
  number: { sequence: number; code: string; on: string } | null,
): ProgressDocument {
  const who = bodyName(f.unit)
  const plan = planInSentence(f.plan, f.province.name)
  const tally = tallyOf(f)
  const ownNumber = f.ownPlan?.number
  const carried = ownNumber
    ? ` và Kế hoạch số ${ownNumber}${f.ownPlan?.date ? ` ngày ${formatDate(f.ownPlan.date)}` : ''} của ${who}`
    : ''
  const to = texts.to.split(/\n|;/).map(bare).filter(Boolean)
  const body: TracedBlock[] = [
    {
      type: 'paragraph',
      text: `Thực hiện ${plan}${carried}, ${who} báo cáo kết quả ${f.period.nameVi} (số liệu đến ngày ${dayOf(f.asOf)}) như sau:`,
      why: allOf(f),
    },
    { type: 'heading', level: 1, text: 'Công tác triển khai' },
    ...setting(f, tally),
    ...typed('situation', texts.situation),
    { type: 'heading', level: 1, text: 'Kết quả thực hiện' },
    { type: 'heading', level: 2, text: 'Kết quả chung' },
    ...overall(f, tally),
    ...results(f),
    { type: 'heading', level: 1, text: 'Khó khăn, vướng mắc' },
    ...orNone(
      [...typed('difficulties', texts.difficulties), ...difficulties(f)],
      'Trong kỳ chưa ghi nhận khó khăn, vướng mắc.',
    ),
    { type: 'heading', level: 1, text: 'Đề xuất, kiến nghị' },
    ...orNone([...typed('proposals', texts.proposals), ...asks(f)], 'Trong kỳ không có đề xuất, kiến nghị.'),
    { type: 'heading', level: 1, text: 'Nhiệm vụ thời gian tới' },
    ...orNone([...typed('next', texts.next), ...coming(f)], 'Các nhiệm vụ được giao đã hoàn thành.'),
    {
      type: 'paragraph',
      text: `Trên đây là báo cáo kết quả ${f.period.nameVi} của ${who} thực hiện ${planInSentence(f.plan, f.province.name, true)}`,
    },
  ]
  return {
    kind: 'BC',
    issuer: letterhead(f.unit, f.province),
    number: number
      ? { sequence: number.sequence, code: number.code }
      : { sequence: null, code: documentCode('BC', bodySign(f.unit)) },
    place: f.unit.kind === 'commune' ? f.unit.name : f.province.name,
    date: number?.on ?? localParts(Date.parse(f.asOf)).date.slice(0, 7),
    title: progressTitle(f),
    ...(to.length ? { to } : {}),
    body,
    recipients: [
      ...(to.length ? ['Như trên'] : []),
      ...(f.unit.kind === 'commune'
        ? [`Thường trực Đảng ủy, HĐND ${f.unit.fullName.startsWith('Phường') ? 'phường' : 'xã'}`]
        : ['Lãnh đạo đơn vị']),
      ...(f.scope === 'whole' ? ['Các đơn vị có tên ở Phụ lục'] : []),
    ],
    archive: 'VT',
    signer: signerOf(f.unit, texts.signer),
    annexes: progressAnnexes(f),
    ...(f.exercise ? { exercise: true } : {}),
    ...(f.sample ? { sample: true } : {}),
  }
}

export function progressTitle(f: Pick<ProgressFacts, 'plan' | 'province' | 'period'>): string {
  return `Kết quả ${f.period.nameVi.replace(' ', '\u00a0')} thực hiện ${planInSentence(f.plan, f.province.name, true)}`
}

const tasksOf = (f: ProgressFacts) => f.lines.flatMap(l => l.tasks)
const allOf = (f: ProgressFacts): Why => ({ tasks: f.lines.map(l => l.taskId), notes: [] })
const bullet = (text: string, why: Why): TracedBlock => ({ type: 'bullet', text, why })
const where = (f: ProgressFacts, wanted: (t: ProgressTask) => boolean): Why => ({
  tasks: tasksOf(f)
    .filter(wanted)
    .map(t => t.id),
  notes: [],
})
const orNone = (blocks: TracedBlock[], none: string): TracedBlock[] =>
  blocks.length ? blocks : [{ type: 'paragraph', text: none, why: { tasks: [], notes: [] } }]

/** What somebody wrote, a line a paragraph; "-" makes a bullet, "+" one below it. */
function typed(part: ProgressPart, text: string): TracedBlock[] {
  const why: Why = { tasks: [], notes: [], typed: part }
  return text
    .split(/\n+/)
    .map(l => l.trim())
    .filter(Boolean)
    .map((line): TracedBlock => {
      const mark = /^([-–•+*])\s+(?=\S)/.exec(line)
      if (!mark) return { type: 'paragraph', text: line, why }
      return { type: 'bullet', level: mark[1] === '+' ? 2 : 1, text: line.slice(mark[0].length), why }
    })
}

function setting(f: ProgressFacts, tally: ProgressTally): TracedBlock[] {
  const blocks: TracedBlock[] = []
  const n = formatNumber
  if (f.scope === 'whole') {
    const units = new Set(tasksOf(f).map(t => t.leadId)).size
    blocks.push(
      bullet(
        `Từ kế hoạch đã giao ${n(f.lines.length)} việc thành ${n(tally.total)} nhiệm vụ cho ${n(units)} đơn vị; ${n(tally.total - tally.unaccepted - lateUnaccepted(f))}/${n(tally.total)} nhiệm vụ đã có đơn vị nhận.`,
        allOf(f),
      ),
    )
    if (f.filed?.asked)
      blocks.push(
        bullet(
          `Kế hoạch của đơn vị: ${n(f.filed.filed)}/${n(f.filed.asked)} đơn vị đã gửi${share(f.filed.filed, f.filed.asked)}, ${n(f.filed.accepted)} kế hoạch đã được duyệt.`,
          { tasks: [], notes: [], typed: 'own-plans' },
        ),
      )
    return blocks
  }
  blocks.push(
    bullet(
      `${bodyName(f.unit)} được giao chủ trì ${n(tally.total)} nhiệm vụ; đã nhận ${n(tally.total - tally.unaccepted - lateUnaccepted(f))}/${n(tally.total)} nhiệm vụ.`,
      allOf(f),
    ),
  )
  const own = f.ownPlan
  if (own) {
    const why: Why = { tasks: [], notes: [], typed: 'own-plans' }
    const words: Record<typeof own.state, string> = {
      asked: `Kế hoạch của đơn vị chưa gửi (thời hạn ${formatDate(own.dueOn)}).`,
      filed: 'đã gửi cấp trên, đang chờ xem xét',
      returned: 'cấp trên yêu cầu bổ sung, đang hoàn thiện',
      accepted: 'đã được cấp trên duyệt',
    }
    blocks.push(
      bullet(
        own.state === 'asked'
          ? words.asked
          : `Đã ban hành kế hoạch${own.number ? ` số ${own.number}` : ''}${own.date ? ` ngày ${formatDate(own.date)}` : ''}, triển khai ${n(own.covers)} nội dung của kế hoạch cấp trên; ${words[own.state]}.`,
        why,
      ),
    )
    if (own.focal) blocks.push(bullet(`Đầu mối theo dõi, tổng hợp: ${own.focal}.`, why))
  }
  return blocks
}

const lateUnaccepted = (f: ProgressFacts): number =>
  tasksOf(f).filter(t => t.state === 'assigned' && t.dueAt !== null && Date.parse(t.dueAt) < Date.parse(f.asOf)).length

function overall(f: ProgressFacts, tally: ProgressTally): TracedBlock[] {
  const n = formatNumber
  const rest = [
    [tally.doing, 'đang thực hiện trong hạn'],
    [tally.unaccepted, 'chưa nhận'],
    [tally.late, 'quá hạn'],
    [tally.cannot, 'không thực hiện được'],
  ] as const
  const words = rest.filter(([k]) => k > 0).map(([k, word]) => `${n(k)} ${word}`)
  const blocks: TracedBlock[] = [
    {
      type: 'paragraph',
      text: `Đến ngày ${dayOf(f.asOf)}, hoàn thành ${n(tally.done)}/${n(tally.total)} nhiệm vụ${share(tally.done, tally.total)}${tally.done ? `, trong đó ${n(tally.doneInPeriod)} nhiệm vụ hoàn thành trong ${f.period.nameVi}` : ''}${words.length ? `; còn lại: ${words.join(', ')}` : ''}.`,
      why: allOf(f),
    },
  ]
  if (f.previous) {
    const more = tally.done - f.previous.done
    blocks.push({
      type: 'paragraph',
      text: `So với Báo cáo số ${f.previous.number} (${f.previous.period}: hoàn thành ${n(f.previous.done)}/${n(f.previous.total)}), ${more === 0 ? 'số nhiệm vụ hoàn thành không đổi' : more > 0 ? `hoàn thành thêm ${n(more)} nhiệm vụ` : `giảm ${n(-more)} nhiệm vụ do mở lại`}.`,
      why: where(f, t => t.state === 'done'),
    })
  }
  blocks.push({
    type: 'paragraph',
    text:
      f.scope === 'whole'
        ? 'Tình hình từng nhiệm vụ và từng đơn vị có tại Phụ lục I, Phụ lục II kèm theo.'
        : 'Tình hình từng nhiệm vụ có tại Phụ lục kèm theo.',
    why: allOf(f),
  })
  return blocks
}

const groups: readonly (readonly [Standing, string])[] = [
  ['done', 'Nhiệm vụ đã hoàn thành'],
  ['doing', 'Nhiệm vụ đang thực hiện'],
  ['unaccepted', 'Nhiệm vụ mới giao, chưa nhận'],
  ['late', 'Nhiệm vụ quá hạn'],
  ['cannot', 'Nhiệm vụ không thực hiện được'],
]
function results(f: ProgressFacts): TracedBlock[] {
  const asOf = new Date(f.asOf)
  const blocks: TracedBlock[] = []
  for (const [standing, title] of groups) {
    const lines = f.lines.filter(l => standingOfLine(l, asOf) === standing)
    if (!lines.length) continue
    const told =
      standing === 'unaccepted' && f.scope === 'whole' ? [unacceptedByUnit(lines)] : lines.map(l => lineSentence(l, f))
    blocks.push({ type: 'heading', level: 2, text: title }, ...told)
  }
  const targets = f.lines.flatMap(l => targetSentence(l) ?? [])
  if (targets.length) blocks.push({ type: 'heading', level: 2, text: 'Kết quả so với mục tiêu, chỉ tiêu' }, ...targets)
  return blocks
}

/** Nothing is to be told yet of work that nobody has taken up: who has it, and how much; each piece is in the annex. */
function unacceptedByUnit(lines: readonly ProgressLine[]): TracedBlock {
  const tasks = lines.flatMap(l => l.tasks)
  const units = new Map<string, number>()
  for (const t of tasks) units.set(t.lead, (units.get(t.lead) ?? 0) + 1)
  const named = [...units].sort((a, b) => b[1] - a[1] || compareVi(a[0], b[0]))
  return bullet(
    `${formatNumber(tasks.length)} nhiệm vụ: ${namesOf(named.map(([unit, n]) => `${unit} (${formatNumber(n)})`))}; từng nhiệm vụ nêu tại Phụ lục I.`,
    { tasks: tasks.map(t => t.id), notes: [] },
  )
}

/** Reasons that were given with "cannot": they are difficulties in the unit's own words. */
function difficulties(f: ProgressFacts): TracedBlock[] {
  return f.lines.flatMap(line =>
    line.tasks.flatMap(t =>
      t.state === 'cannot' && t.stateReason
        ? [
            bullet(`${f.scope === 'whole' ? `${t.lead}: ` : ''}${bare(t.stateReason)} (${shortTitle(line.title)}).`, {
              tasks: [t.id],
              notes: [],
            }),
          ]
        : [],
    ),
  )
}

function asks(f: ProgressFacts): TracedBlock[] {
  return f.lines.flatMap(line =>
    line.tasks.flatMap(t =>
      t.notes
        .filter(n => n.ask && n.text.trim())
        .map(n =>
          bullet(
            `${f.scope === 'whole' ? `${t.lead}: ` : ''}${bare(n.text)} (${shortTitle(line.title)})${n.answer ? `; đã được trả lời: ${bare(n.answer)}` : ''}.`,
            { tasks: [t.id], notes: [n.id] },
          ),
        ),
    ),
  )
}

function coming(f: ProgressFacts): TracedBlock[] {
  const open = f.lines
    .map(line => ({ line, tasks: line.tasks.filter(t => ['assigned', 'accepted', 'doing'].includes(t.state)) }))
    .filter(x => x.tasks.length)
    .map(x => ({ ...x, due: x.tasks.flatMap(t => t.dueAt ?? []).sort()[0] ?? null }))
    .sort((a, b) => (a.due ?? '9').localeCompare(b.due ?? '9'))
  const late = (due: string | null) => due !== null && Date.parse(due) < Date.parse(f.asOf)
  const blocks = open
    .slice(0, NEXT)
    .map(({ line, tasks, due }) =>
      bullet(
        `${bare(line.title)}${tasks.length > 1 ? `: ${formatNumber(tasks.length)} đơn vị` : ''}${due ? `${late(due) ? '; khẩn trương hoàn thành (quá hạn từ ngày ' : '; hoàn thành trước ngày '}${dayOf(due)}${late(due) ? ')' : ''}` : ''}.`,
        { tasks: tasks.map(t => t.id), notes: [] },
      ),
    )
  if (open.length > NEXT)
    blocks.push(
      bullet(`Tiếp tục thực hiện ${formatNumber(open.length - NEXT)} nhiệm vụ khác nêu tại Phụ lục.`, {
        tasks: open.slice(NEXT).flatMap(x => x.tasks.map(t => t.id)),
        notes: [],
      }),
    )
  return blocks
}

const SHORT = 70
const shortTitle = (title: string): string => {
  const text = inSentence(bare(title))
  return text.length <= SHORT ? text : `${text.slice(0, text.lastIndexOf(' ', SHORT))}…`
}
