const day = 86_400_000
/** "07/12/2026", `days` from today in Viet Nam. */
export function dayFromNow(days: number): string {
  const [y, m, d] = new Date(Date.now() + 7 * 3_600_000 + days * day).toISOString().slice(0, 10).split('-')
  return `${d}/${m}/${y}`
}

/** An invented plan in the structure of such plans; its deadlines lie ahead of the day on which the test runs. */
export const planText = `ỦY BAN NHÂN DÂN
TỈNH LẠNG SƠN
Số: 377/KH-UBND

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Lạng Sơn, ngày ${dayFromNow(-3).slice(0, 2)} tháng ${dayFromNow(-3).slice(3, 5)} năm ${dayFromNow(-3).slice(6)}

KẾ HOẠCH
Kiểm tra các điểm ngầm, tràn và nhà tạm trú trước đợt mưa cuối năm

Căn cứ Luật Phòng thủ dân sự số 18/2023/QH15, Ủy ban nhân dân tỉnh ban hành Kế hoạch với các nội dung sau:

I. MỤC ĐÍCH, YÊU CẦU

1. Người dân qua ngầm, tràn được báo trước khi nước lên; không để ai ở lại nhà tạm trong đêm mưa lớn.

2. Việc kiểm tra gọn, không lập thêm biểu mẫu ngoài các biểu đã ban hành.

II. MỤC TIÊU

1. Đến hết năm 2027, 100% ngầm, tràn thường ngập có thước đo nước và người canh.

III. TỔ CHỨC THỰC HIỆN

1. Sở Y tế

- Chủ trì, phối hợp với Sở Nông nghiệp và Môi trường chuẩn bị cơ số thuốc cho các điểm sơ tán, hoàn thành trước ngày ${dayFromNow(40)}.

2. Sở Xây dựng

- Kiểm tra biển báo, rào chắn tại các ngầm, tràn trên đường tỉnh; báo cáo kết quả trước ngày ${dayFromNow(25)}.

3. Hội Những người yêu sông suối tỉnh

- Vận động hội viên tham gia canh ngầm, tràn ban đêm trước ngày ${dayFromNow(30)}.

4. Ủy ban nhân dân các xã, phường

- Lập danh sách hộ ở nhà tạm ven suối và gửi Công an tỉnh trước ngày ${dayFromNow(1)}.

- Phân công người canh tại từng ngầm, tràn thường ngập, hoàn thành trước ngày ${dayFromNow(20)}.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Hoàng Minh Khải
`
