/**
 * An invented plan of the province in the layout of such plans (Decree 30/2020/NĐ-CP, Annex I), written for the sample:
 * no sentence is taken from a real one. It has measurable objectives, blocks of work for named bodies, deadlines in the
 * ways in which people write them, and a block for all communes. Plain text, UTF-8, NFC.
 */
export const samplePlanText = `ỦY BAN NHÂN DÂN
TỈNH LẠNG SƠN
Số: 941/KH-UBND

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Lạng Sơn, ngày 05 tháng 10 năm 2026

KẾ HOẠCH
Chủ động phòng ngừa, ứng phó thiên tai, dịch bệnh và lừa đảo trên không gian mạng trên địa bàn tỉnh Lạng Sơn giai đoạn 2026 - 2030

(Văn bản mẫu đi kèm phần mềm để trình diễn, không phải văn bản của cơ quan nhà nước.)

Căn cứ Nghị quyết số 147/NQ-CP ngày 22/5/2025 của Chính phủ, Luật Phòng thủ dân sự số 18/2023/QH15, Quyết định số 18/2021/QĐ-TTg ngày 22/4/2021 của Thủ tướng Chính phủ quy định về dự báo, cảnh báo, truyền tin thiên tai và cấp độ rủi ro thiên tai, Ủy ban nhân dân tỉnh ban hành Kế hoạch với các nội dung sau:

I. MỤC ĐÍCH, YÊU CẦU

1. Đưa việc cảnh báo đến tận thôn trước khi nước lên, đất trượt; mỗi hộ ở nơi nguy hiểm biết khi nào phải đi, đi đâu, ai giúp.

2. Mỗi nhiệm vụ có một đơn vị chịu trách nhiệm chính, một thời hạn và một kết quả đo được; số liệu báo cáo chỉ nhập một lần và dùng chung cho các cấp.

3. Việc thực hiện phải phù hợp điều kiện từng xã, không phô trương, không phát sinh biểu mẫu ngoài những biểu đã ban hành.

II. MỤC TIÊU

1. Đến hết năm 2027, 100% thôn, khối có hộ ở vùng nguy cơ lũ, sạt lở được lập danh sách và cập nhật hằng quý.

2. Đến năm 2028, 95% hộ trong danh sách nhận được cảnh báo trong vòng 30 phút kể từ khi ban hành.

3. Đến năm 2030, 100% xã, phường có đủ chỗ sơ tán cho số người phải di dời theo kịch bản lũ lớn.

4. Hằng năm, mỗi xã, phường tổ chức ít nhất 01 cuộc diễn tập sơ tán; ít nhất 80% lực lượng xung kích được tập huấn.

5. Đến năm 2028, giảm 30% số vụ lừa đảo trên không gian mạng gây thiệt hại so với năm 2025.

III. NHIỆM VỤ CHUNG

1. Nâng cao nhận thức

- Tuyên truyền bằng loa thôn, họp dân, trang thông tin của xã về dấu hiệu sạt lở, cách đi tránh lũ và các thủ đoạn lừa đảo mới; dùng tiếng Tày, tiếng Nùng ở nơi cần.

- Phát huy vai trò trưởng thôn, người có uy tín trong việc báo tin sớm và vận động người dân rời nơi nguy hiểm.

2. Hoàn thiện dữ liệu và cảnh báo

- Dùng chung một danh mục trạm đo mưa, đo nước, ngầm tràn, hồ chứa; trạm hỏng quá 24 giờ phải có người chịu trách nhiệm khắc phục.

- Rà soát ngưỡng phải di dời của từng thôn sau mỗi mùa mưa.

3. Chuẩn bị bốn tại chỗ

- Đối chiếu nhu cầu với thực có về người, phương tiện, vật tư, hậu cần; công khai phần còn thiếu để bố trí nguồn lực.

IV. TỔ CHỨC THỰC HIỆN

1. Công an tỉnh

- Là cơ quan thường trực, theo dõi, đôn đốc việc thực hiện Kế hoạch; tổng hợp báo cáo Ủy ban nhân dân tỉnh định kỳ 6 tháng, hằng năm.

- Chủ trì, phối hợp với Ngân hàng Nhà nước khu vực V, Sở Khoa học và Công nghệ thiết lập đầu mối tiếp nhận, cảnh báo lừa đảo trên không gian mạng, hoàn thành trước ngày 15/12/2026.

- Hướng dẫn Công an cấp xã thống kê số vụ lừa đảo hằng tuần và gửi chậm nhất vào thứ Sáu.

2. Bộ Chỉ huy Quân sự tỉnh

- Chủ trì, phối hợp với Công an tỉnh, Sở Y tế xây dựng phương án hiệp đồng lực lượng cứu nạn cho các xã dễ bị chia cắt; hoàn thành trong quý I năm 2027.

- Tổ chức tập huấn sử dụng xuồng, áo phao cho lực lượng xung kích các xã ven sông xong trước ngày 31/5/2027.

3. Sở Y tế

- Chủ trì, phối hợp với Sở Nông nghiệp và Môi trường giám sát dịch bệnh lây giữa động vật và người; báo cáo tình hình hằng tháng.

- Lập danh sách người cần hỗ trợ y tế khi sơ tán theo từng xã, gửi Ủy ban nhân dân các xã, phường chậm nhất ngày 20 tháng 12 năm 2026.

- Bảo đảm cơ số thuốc, hóa chất khử khuẩn dự phòng tại 100% trạm y tế trước mùa mưa hằng năm.

4. Sở Nông nghiệp và Môi trường

- Chủ trì, phối hợp với Bộ Chỉ huy Quân sự tỉnh, Công an tỉnh, Sở Xây dựng ban hành kịch bản khung ứng phó lũ và sạt lở đất, hoàn thành trước ngày 30/11/2026.

- Chủ trì khảo sát các điểm có nguy cơ sạt lở, lập bản đồ và cắm biển cảnh báo; đến hết quý II năm 2027 hoàn thành 100% điểm đã biết.

- Lắp bổ sung 30 trạm đo mưa tự động tại các xã chưa có trạm, xong trong năm 2027.

5. Sở Xây dựng

- Kiểm tra ngầm, tràn, cầu yếu và mái dốc trên các tuyến đường tỉnh; báo cáo kết quả trước ngày 10/11/2026.

- Phối hợp với Ủy ban nhân dân các xã, phường bố trí biển báo, rào chắn tại các ngầm thường ngập trước ngày 15/6/2027.

6. Sở Khoa học và Công nghệ

- Chủ trì, phối hợp với các doanh nghiệp viễn thông bảo đảm mỗi xã có ít nhất 01 điểm phát sóng hoạt động được 24 giờ khi mất điện lưới; hoàn thành trong năm 2027.

- Hướng dẫn kết nối dữ liệu trạm đo với hệ thống dùng chung của tỉnh trong quý IV năm 2026.

7. Sở Giáo dục và Đào tạo

- Chỉ đạo các trường nằm trong danh mục điểm sơ tán chuẩn bị phòng học, nước sạch, nhà vệ sinh, xong trước ngày 01/6 hằng năm.

- Đưa kỹ năng tránh lũ, tránh sạt lở và nhận biết lừa đảo vào sinh hoạt ngoại khóa, mỗi học kỳ ít nhất 01 buổi.

8. Sở Công Thương

- Chủ trì xây dựng phương án cung ứng lương thực, nước uống, xăng dầu cho 07 ngày tại các xã dễ bị chia cắt; trình Ủy ban nhân dân tỉnh trước 31/3/2027.

9. Sở Tài chính

- Tham mưu bố trí kinh phí thực hiện Kế hoạch trong dự toán hằng năm; hướng dẫn thanh toán chi hỗ trợ sơ tán trong vòng 30 ngày kể từ ngày Kế hoạch được ban hành.

10. Đề nghị Ngân hàng Nhà nước khu vực V

- Chỉ đạo các tổ chức tín dụng trên địa bàn tạm dừng giao dịch có dấu hiệu lừa đảo khi Công an đề nghị, cung cấp số điện thoại trực 24/24 giờ trước ngày 30/11/2026.

11. Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh

- Vận động các hộ có nhà kiên cố nhận người đến ở nhờ khi sơ tán; giám sát việc tiếp nhận, phân bổ hàng cứu trợ, báo cáo hằng quý.

12. Ủy ban nhân dân các xã, phường

- Xây dựng kế hoạch của địa phương, phân công một đầu mối và gửi Công an tỉnh trước ngày 30/11/2026.

- Rà soát, lập danh sách hộ ở nơi có nguy cơ lũ, sạt lở, hoàn thành 100% số thôn trước ngày 31/12/2026; cập nhật hằng quý.

- Tổ chức mỗi thôn ít nhất 01 buổi tuyên truyền phòng, chống lừa đảo trên không gian mạng trong quý I năm 2027.

- Tổ chức diễn tập sơ tán tại ít nhất 01 thôn ven sông hoặc dưới mái dốc, xong trước ngày 15/6/2027.

- Báo cáo kết quả thực hiện 6 tháng trước ngày 16/6 và hằng năm trước ngày 16/12 về Ủy ban nhân dân tỉnh (qua Công an tỉnh).

V. CHẾ ĐỘ BÁO CÁO

Các sở, ban, ngành, Ủy ban nhân dân các xã, phường gửi báo cáo định kỳ qua Công an tỉnh để tổng hợp. Khi có khó khăn, vướng mắc, các đơn vị kịp thời phản ánh để Ủy ban nhân dân tỉnh xem xét, chỉ đạo./.

Nơi nhận:
- Thường trực Tỉnh ủy;
- Thường trực HĐND tỉnh;
- Chủ tịch, các Phó Chủ tịch UBND tỉnh;
- Các sở, ban, ngành, đoàn thể tỉnh;
- UBND các xã, phường;
- Lưu: VT, NC.

TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH

Nông Thị Thu Hiền
`
