/** A small invented plan over the test province: two departments, a body that is not in the tree, all communes, one goal. */
export const planText = `ỦY BAN NHÂN DÂN
TỈNH THỬ
Số: 12/KH-UBND

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Thử, ngày 05 tháng 9 năm 2025

KẾ HOẠCH
Phòng ngừa lũ, sạt lở đất năm 2025

I. MỤC TIÊU

1. Đến hết năm 2025, 100% thôn có danh sách hộ ở nơi nguy hiểm.

II. TỔ CHỨC THỰC HIỆN

1. Sở Y tế

- Chủ trì, phối hợp với Sở Nông nghiệp và Môi trường lập danh sách người cần hỗ trợ khi sơ tán, hoàn thành trước ngày 30/10/2025.

- Nghiên cứu, đề xuất bố trí nguồn lực phù hợp với tình hình thực tế.

2. Hội Bạn đọc tỉnh

- Vận động hội viên nhận người đến ở nhờ trước ngày 30/11/2025.

3. Ủy ban nhân dân các xã, phường

- Xây dựng kế hoạch của địa phương và gửi Công an tỉnh trước ngày 30/9/2025; báo cáo kết quả rà soát hộ ở nơi nguy hiểm trước ngày 15/11/2025.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Nguyễn Văn Thử
`
