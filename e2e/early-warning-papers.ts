/** An invented bulletin about the flood, for communes of the sample; the exercise's clock begins at noon of that day. */
export const floodBulletin = `ĐÀI KHÍ TƯỢNG THỦY VĂN TỈNH LẠNG SƠN
TIN LŨ TRÊN SÔNG TRUNG (BẢN TIN BỊA RA ĐỂ THỬ)
Lúc 10h ngày 08/10, mực nước trên sông Trung tại trạm Hữu Lũng 17,62m, trên BĐ1 0,62m.
Đến 21h ngày 08/10, mực nước tại trạm Hữu Lũng có khả năng lên mức 18,75m, trên BĐ2 0,75m.
Từ 12h ngày 08/10 đến 12h ngày 09/10, khu vực tỉnh Lạng Sơn có mưa với lượng mưa phổ biến 40-80mm, có nơi trên 120mm.
Nguy cơ ngập lụt tại các xã: Hữu Lũng, Vân Nham.
Cấp độ rủi ro thiên tai do lũ, ngập lụt: cấp 2.
Tin phát lúc 10h30 ngày 08/10/2025
Bản tin tiếp theo lúc 16h30 ngày 08/10`

/** Another hazard over one of the communes, at the same time. */
export const slideBulletin = `ĐÀI KHÍ TƯỢNG THỦY VĂN TỈNH LẠNG SƠN
TIN CẢNH BÁO LŨ QUÉT, SẠT LỞ ĐẤT (BẢN TIN BỊA RA ĐỂ THỬ)
Trong 6 giờ tới, nguy cơ xảy ra lũ quét trên các sông, suối nhỏ, sạt lở đất trên sườn dốc tại xã Hữu Lũng.
Cấp độ rủi ro thiên tai do lũ quét, sạt lở đất: cấp 1.
Tin phát lúc 11h45 ngày 08/10/2025
Bản tin tiếp theo lúc 17h45 ngày 08/10`

/** Readings as another agency writes them: its own names of columns and gauges, centimetres, one figure ten times too large, one blank. */
export const readingsFile = Buffer.from(
  `\ufeff${[
    'Thời điểm đo;Tên điểm đo;Mực nước (cm);Người đo',
    '08/10/2025 11:00;Cầu Mẹt (thử);1791;Lô Thử',
    '08/10/2025 11:20;Cầu Mẹt (thử);1824;Lô Thử',
    '08/10/2025 11:40;Cầu Mẹt (thử);18630;Lô Thử',
    '08/10/2025 11:50;Cầu Mẹt (thử);---;Lô Thử',
  ].join('\r\n')}\r\n`,
)
