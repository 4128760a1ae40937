import { chartNames } from '../briefings/report-charts.ts'
import { sectionSentences } from '../reports/write-sentence.ts'
import { orderedElements, type ReportForm } from '../reports/form.ts'
import { figureName, figureSuffixes } from './figure-names.ts'
import type { TemplateKind, TemplateName } from './template-data.ts'

const name = (n: string, vi: string, en: string, holds?: readonly TemplateName[]): TemplateName => ({
  name: n,
  vi,
  en,
  ...(holds ? { holds } : {}),
})

const shared: readonly TemplateName[] = [
  name('ky', 'kỳ báo cáo: "6 tháng đầu năm 2026"', 'the period'),
  name('tu-ngay', 'ngày đầu kỳ', 'first day'),
  name('den-ngay', 'ngày mà số liệu tính đến', 'day up to which the figures stand'),
  name('ngay-thang', '"ngày … tháng … năm …", để trống ngày cho văn thư', 'date with the day left open'),
  name('nam', 'năm của kỳ', 'year'),
  name('nam-truoc', 'năm của cùng kỳ', 'year compared with'),
  name('don-vi', '"Xã …" hoặc "Tỉnh …"', 'the unit'),
  name('don-vi-thuong', 'tên đơn vị giữa câu: "xã …"', 'the unit inside a sentence'),
  name('dia-danh', 'địa danh ở đầu văn bản', 'place in the head'),
  name('tinh', '"Tỉnh …"', 'the province'),
  name('tinh-thuong', 'tên tỉnh giữa câu', 'the province inside a sentence'),
  name('can-cu', 'văn bản yêu cầu báo cáo', 'the document that asks for it'),
  name('ve-viec', 'nội dung báo cáo', 'what it is about'),
  name('ve-viec-thuong', 'nội dung báo cáo, giữa câu', 'what it is about, inside a sentence'),
  name('chua-ket-thuc', '", kỳ chưa kết thúc" khi kỳ còn chạy; không thì trống', 'says that the period still runs'),
  name('thoi-diem', 'lúc lập văn bản', 'when it was made'),
  name('mau', 'dòng báo số liệu mẫu; trống khi số liệu thật', 'mark of sample figures; empty for real ones'),
]
const numbered = name('tt', 'số thứ tự', 'number')
const rowNames: readonly TemplateName[] = [
  numbered,
  name('nhan', 'số của chỉ tiêu trên biểu', 'label on the form'),
  name('ten', 'tên chỉ tiêu', 'name'),
  name('dv', 'đơn vị tính', 'unit of measure'),
  name('ky-nay', 'kỳ này', 'this period'),
  name('ky-truoc', 'kỳ trước', 'period before'),
  name('cung-ky', 'cùng kỳ năm trước', 'same period last year'),
  name('so-sanh', 'so với cùng kỳ', 'compared with last year'),
  name('ghi-chu', 'ghi chú', 'remark'),
  name('so-don-vi', 'số đơn vị có số (bản tổng hợp)', 'units with a figure (consolidated)'),
]
const line = name('dong', 'một dòng lời văn', 'a line')
/** What communes wrote alike stands once, under all their names. */
const gathered: readonly TemplateName[] = [
  name('ai', 'đơn vị nêu nội dung: "Xã A" hoặc "05 xã, phường"', 'who wrote it'),
  name('ten-xa', 'tên các đơn vị trong ngoặc, khi từ 03 đơn vị trở lên', 'their names in brackets, when three or more'),
  name('mot-dong', 'nội dung, khi chỉ có một dòng', 'the text when it is one line'),
  name('y', 'lặp theo dòng, khi có nhiều dòng', 'loop over the lines when there are several', [line]),
]

/** Every name that a template of this form may use. */
export function templateNames(form: ReportForm, kind: TemplateKind): TemplateName[] {
  const elements = orderedElements(form)
  return [
    ...shared,
    ...(kind === 'consolidated'
      ? [
          name('so-xa', 'số xã, phường phải báo cáo', 'communes asked'),
          name('so-xa-da-gui', 'số xã, phường đã có báo cáo', 'communes that reported'),
          name('ten-xa-chua-gui', 'tên các xã, phường chưa có báo cáo', 'communes that did not report'),
          name('co-xa-chua-gui', 'điều kiện: còn đơn vị chưa báo cáo', 'condition: some did not report', []),
          name('xa', 'lặp theo xã, phường', 'loop over communes', [
            numbered,
            name('ten', 'tên xã, phường', 'name'),
            name('ten-day-du', '"Xã …"', 'full name'),
            name('tinh-trang', 'tình trạng báo cáo', 'state of its report'),
            name('gui-luc', 'lúc gửi', 'when it was sent'),
            ...elements.map(e => name(figureName(e.code, ''), `${e.nameVi} của xã, phường`, `${e.nameEn} there`)),
          ]),
        ]
      : []),
    name('chi-tieu', 'lặp theo chỉ tiêu (hàng của bảng)', 'loop over figures (rows of a table)', rowNames),
    ...form.parts.map(p =>
      name(`loi.${p.code}`.toLowerCase(), `lặp theo dòng của phần lời: ${p.titleVi}`, `lines of: ${p.titleEn}`, [
        line,
        ...(kind === 'consolidated' ? gathered : []),
      ]),
    ),
    ...(kind === 'consolidated'
      ? [
          ...form.parts.map(p =>
            name(
              `so-xa-neu.${p.code}`.toLowerCase(),
              `số xã, phường viết phần: ${p.titleVi}`,
              `communes that wrote: ${p.titleEn}`,
            ),
          ),
          ...form.sections.flatMap(s =>
            sectionSentences(form, s).map(x =>
              name(
                `thieu.${x.code}`.toLowerCase(),
                `điều kiện: có nơi đã gửi nhưng thiếu số của câu "${x.titleVi}"`,
                `condition: some reported without figures of "${x.titleVi}"`,
                [name('dong', 'chỉ tiêu và tên các xã, phường thiếu số', 'the figures and who left them out')],
              ),
            ),
          ),
        ]
      : []),
    ...chartNames(form, kind === 'consolidated').map(c =>
      name(`bieu-do.${c.code}`, `${c.vi} (đặt trên một dòng riêng)`, `${c.en} (on a line of its own)`),
    ),
    ...form.sections.flatMap(s =>
      sectionSentences(form, s).map(x =>
        name(`cau.${x.code}`.toLowerCase(), `cả câu: ${x.titleVi}`, `the whole sentence: ${x.titleVi}`),
      ),
    ),
    ...elements.flatMap(e =>
      figureSuffixes
        .filter(s => !s.only || s.only === kind)
        .map(s => name(figureName(e.code, s.suffix), `${e.nameVi}: ${s.vi}`, `${e.nameEn}: ${s.en}`, s.list && [])),
    ),
  ]
}
