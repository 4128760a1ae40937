import { dayFromNow } from '../plan-text.ts'

const today = (days: number) => {
  const [d, m, y] = dayFromNow(days).split('/')
  return `ngày ${d} tháng ${m} năm ${y}`
}

/** A province's plan, invented: headings down to letters, sentences that give work, and an annex with a table of tasks. */
export const provincePlan = `ỦY BAN NHÂN DÂN	CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH LẠNG SƠN	Độc lập - Tự do - Hạnh phúc
Số: 512/KH-UBND	Lạng Sơn, ${today(-4)}

KẾ HOẠCH
Bảo đảm an toàn giếng nước, nguồn nước sinh hoạt ở nơi hay ngập

Căn cứ Luật Phòng thủ dân sự số 18/2023/QH15;
Theo đề nghị của Giám đốc Sở Y tế, Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:

I. MỤC ĐÍCH, YÊU CẦU

1. Sau mỗi trận ngập, người dân có nước sạch dùng trong ba ngày; không để bệnh từ nước lan ra.

2. Tận dụng người và trang thiết bị sẵn có tại thôn.

II. MỤC TIÊU

1. Đến hết năm 2027, 90% giếng ở vùng ngập được kiểm tra mỗi năm một lần.

III. TỔ CHỨC THỰC HIỆN

1. Sở Y tế

a) Chủ trì, phối hợp với Sở Nông nghiệp và Môi trường lấy mẫu nước giếng tại các điểm sơ tán, hoàn thành trước ngày ${dayFromNow(28)}.

b) Cấp hóa chất khử khuẩn cho trạm y tế xã hằng quý.

2. Sở Nông nghiệp và Môi trường

a) Lập bản đồ các giếng và mạch nước trong vùng ngập trước ngày ${dayFromNow(35)}.

3. Ủy ban nhân dân các xã, phường

a) Thống kê số giếng dùng chung của từng thôn và gửi Sở Y tế trước ngày ${dayFromNow(14)}.

b) Chuẩn bị bồn chứa nước ở mỗi điểm sơ tán, hoàn thành trước ngày ${dayFromNow(45)}.

PHỤ LỤC
PHÂN CÔNG NHIỆM VỤ

| TT | Nhiệm vụ | Cơ quan chủ trì | Cơ quan phối hợp | Thời hạn | Sản phẩm |
| --- | --- | --- | --- | --- | --- |
| 1 | Rà soát máy lọc nước lưu động còn dùng được | Bộ Chỉ huy quân sự tỉnh | Sở Y tế | ${dayFromNow(21)} | Bảng kê |
| 2 | Đo chất lượng nước tại cửa lấy nước của các nhà máy | Sở Xây dựng | Sở Y tế | ${dayFromNow(25)} | Báo cáo kết quả |

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Hoàng Minh Khải
`

/** An official letter that asks for a report, invented. */
export const letter = `UBND TỈNH LẠNG SƠN	CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
SỞ Y TẾ	Độc lập - Tự do - Hạnh phúc
Số: 1846/SYT-NVY	Lạng Sơn, ${today(-2)}
V/v báo cáo số giếng bị ngập

Kính gửi: Ủy ban nhân dân các xã, phường

Sau đợt mưa cuối tuần qua, một số giếng dùng chung ven suối bị nước đục tràn vào.

Sở Y tế đề nghị Ủy ban nhân dân các xã, phường báo cáo số giếng bị ngập và số hộ thiếu nước về Sở Y tế trước ngày ${dayFromNow(6)}.

Nơi nhận:
- Như trên;
- Lưu: VT.

KT. GIÁM ĐỐC
PHÓ GIÁM ĐỐC

Lý Thị Thử
`

/** A commune's report, invented: it tells what was done and what is asked of others; it gives nobody work. */
export const communeReport = `ỦY BAN NHÂN DÂN	CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
XÃ VÂN NHAM	Độc lập - Tự do - Hạnh phúc
Số: 88/BC-UBND	Vân Nham, ${today(-1)}

BÁO CÁO
Kết quả kiểm tra giếng dùng chung tháng trước

I. TÌNH HÌNH

Toàn xã có 37 giếng dùng chung; 05 giếng ven suối bị nước đục tràn vào trong đợt mưa vừa qua.

II. KẾT QUẢ

1. Đã thau rửa 04 giếng, còn 01 giếng chờ máy bơm.

2. Trạm Y tế đã phát 210 viên khử khuẩn cho 68 hộ.

III. KIẾN NGHỊ

Đề nghị Sở Y tế cấp thêm 300 viên khử khuẩn trước ngày ${dayFromNow(12)}.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Trần Công Định
`

/** Marked as a state secret: such a document may not be read here at all. */
export const secretLetter = `UBND TỈNH LẠNG SƠN	CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
VĂN PHÒNG	Độc lập - Tự do - Hạnh phúc
Số: 19/VP-NC	Lạng Sơn, ${today(-1)}
MẬT

Kính gửi: Ủy ban nhân dân các xã, phường

Đề nghị các đơn vị kiểm tra kho thuốc nổ dùng cho mỏ đá trước ngày ${dayFromNow(9)}.

TL. CHỦ TỊCH
CHÁNH VĂN PHÒNG

Người Thử Mật
`
