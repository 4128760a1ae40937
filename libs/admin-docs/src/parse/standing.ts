import { isSection } from './outline.ts'
import { isReport } from './sentences.ts'
import type { Node } from './outline.ts'
import type { Context } from './tasks.ts'

export const assignTitle =
  /tổ chức (?:thực hiện|triển khai)|phân công|trách nhiệm|giao nhiệm vụ|nhiệm vụ cụ thể|tổ chức, thực hiện/iu
const outlookTitle = /phương hướng|nhiệm vụ.*(?:thời gian tới|cuối năm|trọng tâm|tiếp theo)|thời gian tới/iu
/** Parts that speak of aims, facts or means: nothing there is an order. */
const descriptive =
  /^(?:về\s+)?(?:mục đích|yêu cầu|mục tiêu|quan điểm|tình hình|thực trạng|bối cảnh|sự cần thiết|cơ sở (?:pháp lý|thực tiễn)|kết quả|đánh giá|nhận xét|ưu điểm|hạn chế|tồn tại|nguyên nhân|đặc điểm|khái quát|kinh phí|nguồn kinh phí|phạm vi|đối tượng|căn cứ|thành phần|thời gian(?! tới)|địa điểm|bài học|dự báo|những? (?:kết quả|hạn chế))/iu

export const isDescriptive = (node: Node) => descriptive.test(node.text) && !assignTitle.test(node.text)

/** Whether the part of the document a node stands in cannot give orders. */
export function barred(node: Node, context: Context): boolean {
  let outlook = false
  for (let n: Node | null = node.parent; n; n = n.parent) {
    if (isSection(n) && isDescriptive(n)) return true
    outlook ||= outlookTitle.test(n.text) || assignTitle.test(n.text)
  }
  return isReport(context.kind) && !outlook
}
