import { type OutDocument, writeDocument } from '@tusom/admin-docs'
import { adviceFor, commanderAt, instructionLines, riskWords } from '@tusom/domain'
import type { UnitRow, WarningRow } from '@tusom/store'
import { localParts } from '@tusom/vi-text'
import type { UnitTree } from '../../core/unit-tree.ts'
import type { OutNumber } from '../documents/out-number.ts'
import { inSentence, type Office } from './office.ts'
import { since } from './present.ts'

/**
 * The urgent dispatch (công điện) of a warning as .docx in the form of Decree 30/2020: the form that directives on
 * disasters take (Luật Phòng, chống thiên tai, Điều 25).
 * See Nghị định 30/2020/NĐ-CP, Phụ lục III, Mẫu 1.6.
 */
export function urgentDispatch(
  w: WarningRow,
  tree: UnitTree,
  office: Office,
  number: OutNumber | null,
): Promise<Uint8Array> {
  return writeDocument(dispatchDocument(w, tree, office, number))
}

/** What stands in it; figures and words are those of the warning. Number and day come from the register, open before. */
export function dispatchDocument(w: WarningRow, tree: UnitTree, office: Office, number: OutNumber | null): OutDocument {
  const owner = tree.byId.get(w.ownerId) as UnitRow
  const province = tree.byId.get(w.provinceId) as UnitRow
  const commune = owner.kind === 'commune'
  const areas = w.areaIds.flatMap(id => tree.byId.get(id) ?? [])
  const at = w.issuedAt ?? w.approvedAt ?? w.editedAt
  const lines = instructionLines(w.instruction)
  const commander = commanderAt(w.level.level)
  const over = w.msgType === 'Cancel'
  const short = adviceFor(w.hazard)?.short ?? { vi: w.hazard, en: w.hazard }
  const risk = riskWords(short, w.level.level, w.level.alarm).vi
  const to = areas.map(u => `Chủ tịch Ủy ban nhân dân ${inSentence(u.fullName)}`)
  const many = to.length > 12
  return {
    kind: 'CĐ',
    issuer: {
      name: ['BAN CHỈ HUY PHÒNG THỦ DÂN SỰ', owner.fullName],
    },
    number: number ? { sequence: number.sequence, code: number.code } : { sequence: null, code: 'CĐ-BCH' },
    place: owner.name,
    date: number?.on ?? localParts(at.getTime()).date,
    title: over ? w.headline : `Về việc ứng phó ${risk}`,
    authority: `Trưởng Ban Chỉ huy Phòng thủ dân sự ${inSentence(owner.fullName)}`,
    to: [
      ...(many ? [`Chủ tịch Ủy ban nhân dân các xã, phường (danh sách ở Phụ lục)`] : to),
      ...(commune ? ['Trưởng các thôn, khối phố'] : ['Thủ trưởng các sở, ban, ngành liên quan']),
    ],
    body: [
      { type: 'paragraph', text: w.description },
      ...(commander && !over
        ? [
            {
              type: 'paragraph' as const,
              text: `Chỉ huy ở cấp độ này: ${commander.vi}.`,
            },
          ]
        : []),
      {
        type: 'paragraph',
        text: over
          ? 'Ban Chỉ huy thông báo để các đơn vị chuyển trạng thái và hướng dẫn người dân:'
          : 'Ban Chỉ huy yêu cầu các đơn vị triển khai ngay và thông báo đến từng hộ dân:',
      },
      ...lines.map((text, i) => ({ type: 'paragraph' as const, text: `${i + 1}. ${text}` })),
      {
        type: 'paragraph',
        text: `Công điện có hiệu lực từ ${since(w.effectiveAt ?? at)}${over ? '' : ` đến ${since(w.expiresAt)}`}. Các đơn vị xác nhận đã nhận và báo cáo kết quả về trực ban${office.hotline ? `, điện thoại ${office.hotline}` : ''}.`,
      },
    ],
    recipients: [
      'Như trên',
      ...(commune ? [`Ban Chỉ huy PTDS ${inSentence(province.fullName)}`] : ['Lãnh đạo Ban Chỉ huy']),
    ],
    archive: 'VT, BCH',
    signer: { prefix: ['TRƯỞNG BAN'], position: 'CHỦ TỊCH ỦY BAN NHÂN DÂN', name: null },
    ...(many
      ? {
          annexes: [
            {
              title: 'Danh sách xã, phường nhận công điện',
              body: [
                {
                  type: 'table' as const,
                  columns: [
                    { title: 'TT', width: 1, align: 'center' as const },
                    { title: 'Xã, phường', width: 6 },
                    { title: 'Mã', width: 2, align: 'center' as const },
                  ],
                  rows: areas.map((u, i) => [String(i + 1), u.fullName, u.code]),
                },
              ],
            },
          ],
        }
      : {}),
    urgency: (w.level.level ?? 0) >= 3 ? 'HỎA TỐC' : 'KHẨN',
    exercise: w.runId !== 0,
    sample: w.sample,
  }
}
