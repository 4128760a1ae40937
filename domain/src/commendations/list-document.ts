import type { Block, OutDocument } from '@tusom/admin-docs'
import { bodySign, documentCode } from '../documents/register.ts'
import { annexNote } from '../inspections/annex-note.ts'
import { bodyName, letterhead, type Office, signerOf } from '../plans/letterhead.ts'
import { inSentence } from '../plans/plan-name.ts'
import { awardLevels, type AwardLevel } from './commendation.ts'

export type CommendationLine = {
  kind: 'collective' | 'person'
  name: string
  position: string
  unit: string
  merit: string
  award: AwardLevel
}
export type CommendationListFacts = {
  /** who sends the letter, and to whom */
  unit: Office
  province: Office
  to: readonly string[]
  lines: readonly CommendationLine[]
  /** "YYYY-MM": the day is left to the clerk */
  date: string
  sample: boolean
}

const awardName = (code: AwardLevel) => awardLevels.find(a => a.code === code)?.vi ?? code

/** A letter with the list of collectives and persons as its annex, in the form of Nghị định 30/2020/NĐ-CP. */
export function commendationList(f: CommendationListFacts): OutDocument {
  const who = bodyName(f.unit)
  const committee = f.unit.kind === 'commune' || f.unit.kind === 'province'
  const of = (kind: CommendationLine['kind']) => f.lines.filter(l => l.kind === kind)
  const [groups, people] = [of('collective'), of('person')]
  const two = (n: number) => String(n).padStart(2, '0')
  const counted = [
    groups.length ? `${two(groups.length)} tập thể` : '',
    people.length ? `${two(people.length)} cá nhân` : '',
  ].filter(Boolean)
  const table = (lines: readonly CommendationLine[], person: boolean): Block => ({
    type: 'table',
    size: 12,
    columns: [
      { title: 'TT', width: 4, align: 'center' },
      { title: person ? 'Họ và tên' : 'Tập thể', width: 17 },
      ...(person ? [{ title: 'Chức vụ', width: 14 }] : []),
      { title: 'Đơn vị', width: 14 },
      { title: 'Thành tích', width: person ? 33 : 45 },
      { title: 'Hình thức đề nghị', width: 18 },
    ],
    rows: lines.map((l, i) => [
      String(i + 1),
      l.name,
      ...(person ? [l.position] : []),
      l.unit,
      l.merit,
      awardName(l.award),
    ]),
  })
  const number = { sequence: null, code: documentCode('CV', bodySign(f.unit)) }
  return {
    kind: 'CV',
    issuer: letterhead(f.unit, f.province),
    number,
    place: committee ? f.unit.name : f.province.name,
    date: f.date,
    title: 'đề nghị khen thưởng tập thể, cá nhân',
    to: [...f.to],
    body: [
      {
        type: 'paragraph',
        text: `Căn cứ kết quả phòng ngừa, ứng phó với các đe dọa an ninh phi truyền thống trên địa bàn, ${who} đề nghị xem xét, khen thưởng ${counted.join(' và ')} có thành tích (danh sách tại Phụ lục kèm theo).`,
      },
      {
        type: 'paragraph',
        text: `${who} chịu trách nhiệm về thành tích nêu trong danh sách. Đề nghị ${f.to.join(', ')} xem xét, quyết định.`,
      },
    ],
    recipients: ['Như trên', ...(f.unit.kind === 'province' ? [] : [`UBND ${inSentence(f.province.fullName)}`])],
    archive: 'VT',
    signer: signerOf(f.unit, { position: '', name: '' }),
    annexes: [
      {
        title: 'Danh sách đề nghị khen thưởng',
        note: annexNote('Công văn', number, f.date, who),
        landscape: true,
        body: [
          ...(groups.length
            ? [{ type: 'heading' as const, level: 1 as const, text: 'Tập thể' }, table(groups, false)]
            : []),
          ...(people.length
            ? [{ type: 'heading' as const, level: 1 as const, text: 'Cá nhân' }, table(people, true)]
            : []),
        ],
      },
    ],
    ...(f.sample ? { sample: true } : {}),
  }
}
