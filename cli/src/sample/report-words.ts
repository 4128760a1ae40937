/**
 * What the communes of the sample wrote in their narrative parts. Invented; several to choose from, so that a consolidated
 * report reads as one does: some say the same, some have something of their own.
 */
export const reportWords: Readonly<Record<string, readonly string[]>> = {
  situation: [
    'Địa bàn ổn định, không có điểm nóng. Mưa lớn ba đợt làm một số ngầm tràn phải rào chắn trong ngày.',
    'Tình hình giữ ổn định. Kẻ gian giả danh cán bộ điện lực, bảo hiểm gọi điện cho người già, người bán hàng ở chợ.',
    '- An ninh, trật tự ổn định.\n- Giá vật tư, thức ăn chăn nuôi tăng, một số hộ giảm đàn.\n- Sạt taluy nhỏ trên đường thôn sau các đợt mưa, đã dọn.',
    'Không phát sinh vụ việc phức tạp. Nắng nóng kéo dài, một thôn thiếu nước sinh hoạt hơn hai tuần.',
  ],
  direction: [
    'Ban hành kế hoạch thực hiện của xã, giao đầu mối cho từng lĩnh vực; giao ban hằng tháng có kiểm điểm việc đã giao.',
    'Kiện toàn Ban Chỉ huy phòng thủ dân sự, phân công từng người phụ trách từng thôn; cập nhật số điện thoại trực.',
    '- Ban hành 04 văn bản chỉ đạo về phòng, chống thiên tai, phòng cháy và lừa đảo qua mạng.\n- Tổ chức quán triệt tới 100% thôn, tổ dân phố.',
  ],
  results: [
    'Rà soát hộ ở nơi nguy cơ sạt lở, thống nhất nơi sơ tán với từng hộ; phát tờ rơi nhận biết lừa đảo tại chợ phiên.',
    'Tổ chức một cuộc diễn tập sơ tán cấp thôn; kiểm tra bình chữa cháy ở trường học, chợ và trụ sở.',
    '- Củng cố tổ xung kích ở tất cả các thôn.\n- Loa truyền thanh phát bản tin cảnh báo lừa đảo hai lần một tuần.\n- Tiêm phòng đàn vật nuôi theo kế hoạch.',
  ],
  strengths: [
    'Trưởng thôn và tổ xung kích nắm chắc địa bàn, báo tin nhanh.',
    'Phối hợp giữa công an, quân sự, y tế xã chặt chẽ, có người trực cả ngày nghỉ.',
  ],
  limits: [
    'Tuyên truyền chưa đều giữa các thôn; thôn xa mới được một buổi trong kỳ.',
    'Thiếu xuồng, áo phao và máy phát điện dự phòng; loa của hai thôn hỏng chưa thay.',
    'Số liệu của các bộ phận gửi về còn chậm, có chỉ tiêu phải đối chiếu nhiều lần.',
  ],
  causes: [
    'Cán bộ mỗi người kiêm nhiều việc sau sắp xếp đơn vị hành chính; kinh phí phân bổ muộn.',
    'Địa bàn rộng, đường vào thôn khó đi khi mưa; sóng điện thoại yếu.',
  ],
  outlook: [
    'Cuối năm nguy cơ cháy ở chợ và nhà ở kết hợp kinh doanh tăng; lừa đảo qua mạng có thể tăng trước Tết.',
    'Mùa mưa tới, các điểm đã nứt đất ở sườn đồi có thể trượt khi mưa trên 100 mm một ngày.',
    'Rét hại có thể xảy ra, ảnh hưởng đàn trâu, bò; dịch bệnh vật nuôi có nguy cơ quay lại.',
  ],
  next: [
    'Hoàn thành ký cam kết phòng cháy ở các thôn còn lại; mỗi thôn thêm một buổi tuyên truyền về lừa đảo qua mạng.',
    '- Cập nhật danh sách hộ phải sơ tán trước mùa mưa.\n- Diễn tập một thôn theo kịch bản sạt lở.\n- Sửa loa truyền thanh hỏng.',
    'Kiểm tra nhà ở kết hợp kinh doanh; chuẩn bị thức ăn, che chắn chuồng trại cho đàn gia súc.',
  ],
  proposals: [
    'Đề nghị tỉnh cấp 02 xuồng máy và 50 áo phao trước mùa mưa.',
    'Đề nghị Sở Nông nghiệp và Môi trường khảo sát các điểm nứt đất để cắm biển cảnh báo.',
    'Đề nghị mở lớp tập huấn nhận biết lừa đảo qua mạng cho trưởng thôn, tổ dân phố.',
  ],
}

/** Why a figure is missing in a report that was sent. */
export const missingWords: readonly string[] = [
  'Bộ phận phụ trách chưa thống kê xong',
  'Đang đối chiếu với đơn vị cung cấp số liệu',
  'Chưa có sổ theo dõi trước khi sắp xếp đơn vị hành chính',
]
