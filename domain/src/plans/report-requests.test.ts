import { parseDocument } from '@tusom/admin-docs'
import { describe, expect, it } from 'vitest'
import { reportRequests } from './report-requests.ts'

const letter = (...sentences: string[]) =>
  parseDocument(
    `ỦY BAN NHÂN DÂN\nTỈNH THỬ\nSố: 77/UBND-NC\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nThử, ngày 05 tháng 9 năm 2025\n\nKính gửi: Ủy ban nhân dân các xã, phường.\n\n${sentences.join('\n')}\n\nNơi nhận:\n- Như trên;\n- Lưu: VT.\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nNguyễn Văn Thử\n`,
  )
const dues = (...sentences: string[]) => reportRequests(letter(...sentences)).map(r => [r.due, r.recurs])

describe('requests for a report', () => {
  it.each([
    ['Các đơn vị báo cáo kết quả về UBND tỉnh trước ngày 30/9/2025 để tổng hợp./.', '2025-09-30', null],
    ['Các địa phương gửi danh sách về Sở Y tế chậm nhất ngày 15/10/2025.', '2025-10-15', null],
    ['Định kỳ hằng tháng, các xã báo cáo số liệu về Công an tỉnh.', null, 'monthly'],
  ])('%s', (sentence, due, recurs) => expect(dues(sentence)).toEqual([[due, recurs]]))
  it.each([
    'Báo cáo kịp thời những vấn đề phát sinh để xem xét, chỉ đạo.',
    'Theo báo cáo của Sở Y tế, đến ngày 30/8/2025 có 12 ca bệnh.',
    'Các đơn vị đã báo cáo trước ngày 30/8/2025 không phải gửi lại.',
    'Hoàn thành lắp đặt biển báo trước ngày 30/9/2025.',
  ])('is none: %s', sentence => expect(dues(sentence)).toEqual([]))
  it('the sentence alone is taken out of its paragraph, and stands where the document has it', () => {
    const doc = letter('Công tác rà soát cần làm sớm. Báo cáo kết quả trước ngày 30/9/2025. Trân trọng.')
    const [found] = reportRequests(doc)
    expect(found?.sentence).toBe('Báo cáo kết quả trước ngày 30/9/2025.')
    expect(doc.normalizedText.slice(found?.span.start, found?.span.end)).toBe(found?.sentence)
  })
  it('a report tells what was done and asks for nothing', () => {
    const doc = letter('Các xã báo cáo kết quả trước ngày 30/9/2025.')
    expect(reportRequests(doc).length).toBe(1)
    expect(reportRequests({ ...doc, kind: 'BC' })).toEqual([])
  })
  it('long lines and odd ones do not hold it up', () => {
    const doc = letter()
    const odd = ['báo cáo '.repeat(40_000), `tổng hợp ${'a'.repeat(200_000)}`, 'gửi . '.repeat(40_000)]
    expect(reportRequests({ ...doc, normalizedText: odd.join('\n') })).toEqual([])
  })
})
