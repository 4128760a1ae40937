/** A short line for the public, in both languages. */
export interface Line {
  vi: string
  en: string
}

export type AdviceHazard = 'flood' | 'heavy-rain' | 'flash-flood-landslide'
export type AdvicePhase = 'before' | 'during' | 'after'

/** What to do before, during and after, most important line first, at most eight lines a phase. */
export interface PublicAdvice {
  hazard: AdviceHazard
  phases: Readonly<Record<AdvicePhase, readonly Line[]>>
  source: string
  /** Wording is ours: an officer of the province should read it before it is used. */
  status: 'proposal'
}

const line = (vi: string, en: string): Line => ({ vi, en })
const SOURCE =
  'lời của bộ mẫu, ý theo khuyến cáo của cơ quan phòng, chống thiên tai đăng báo 2022–2025; cán bộ chuyên môn cần duyệt trước khi dùng'

/** Advice for the public, in our own words, short enough to be read out or fitted on a phone. */
export const publicAdvice: readonly PublicAdvice[] = [
  {
    hazard: 'flood',
    status: 'proposal',
    source: SOURCE,
    phases: {
      before: [
        line('Nghe bản tin, nhất là khi mưa đêm.', 'Follow the bulletins, above all when it rains at night.'),
        line('Biết trước sẽ đến nhà ai, đi đường nào.', 'Know whose house you will go to, and by which road.'),
        line('Kê cao thóc, đồ điện, giấy tờ.', 'Raise grain, electrical goods and papers.'),
        line('Sạc đầy điện thoại, đèn pin.', 'Charge phones and torches.'),
        line('Để sẵn nước uống, thuốc, đồ ăn cho ba ngày.', 'Keep drinking water, medicine and food for three days.'),
        line('Đưa trâu bò lên chỗ cao.', 'Take cattle to higher ground.'),
        line('Ghi số trực của xã và số 112.', 'Write down the commune duty number and 112.'),
      ],
      during: [
        line('Rời nhà ngay khi có lệnh, đi trước khi trời tối.', 'Leave as soon as you are told, before dark.'),
        line('Giúp người già, trẻ nhỏ, người ốm đi trước.', 'Help the old, the small and the sick leave first.'),
        line('Ngắt điện trước khi đi.', 'Switch off the power before you go.'),
        line('Không đi qua ngầm, suối, đường đang ngập.', 'Do not cross fords, streams or flooded roads.'),
        line('Không ra vớt củi, bắt cá, thăm đồng.', 'Do not go out for driftwood, fish or the fields.'),
        line(
          'Bị kẹt thì lên chỗ cao nhất, mặc áo phao.',
          'If trapped, go to the highest place and wear a life jacket.',
        ),
        line('Gọi 112: ở đâu, mấy người, ai yếu.', 'Call 112: where you are, how many, who is weak.'),
        line('Giữ pin, nhắn tin thay vì gọi dài.', 'Save the battery: text instead of long calls.'),
      ],
      after: [
        line('Chỉ về khi xã báo an toàn.', 'Go home only when the commune says it is safe.'),
        line('Kiểm tra điện, tường, mái trước khi vào nhà.', 'Check wiring, walls and roof before going in.'),
        line('Bỏ thức ăn đã ngập nước.', 'Throw away food that was under water.'),
        line('Đun sôi nước uống, khử khuẩn giếng.', 'Boil drinking water and disinfect wells.'),
        line('Dọn bùn, chôn xác vật nuôi đúng chỗ.', 'Clear mud; bury dead animals where told.'),
        line('Đề phòng rắn, kính vỡ, dây điện rơi.', 'Watch for snakes, glass and fallen wires.'),
        line('Chụp ảnh hư hại, báo trưởng thôn.', 'Photograph damage and tell the hamlet head.'),
      ],
    },
  },
  {
    hazard: 'heavy-rain',
    status: 'proposal',
    source: SOURCE,
    phases: {
      before: [
        line('Thông rãnh, cống quanh nhà.', 'Clear gutters and drains around the house.'),
        line('Buộc lại mái, thu dọn đồ ngoài sân.', 'Tie down the roof and clear the yard.'),
        line('Xem nhà có sát mái dốc, ven suối không.', 'See whether the house is under a slope or by a stream.'),
        line('Để sẵn đèn pin, áo mưa, thuốc.', 'Keep a torch, raincoats and medicine ready.'),
        line('Gặt sớm lúa, hoa màu đã chín.', 'Harvest what is ripe.'),
      ],
      during: [
        line('Ở trong nhà chắc, tránh ra ngoài lúc mưa to.', 'Stay in a solid house while it pours.'),
        line('Không trú dưới cây to, cột điện.', 'Do not shelter under big trees or power poles.'),
        line('Đường ngập thì quay lại.', 'If the road is flooded, turn back.'),
        line('Đêm mưa to, nhà dưới dốc thì sang nhà khác ngủ.', 'On a night of heavy rain do not sleep under a slope.'),
        line('Nghe loa thôn, để điện thoại gần người.', 'Listen to the loudspeaker and keep the phone near.'),
        line('Thấy nước suối đục, đất nứt: đi ngay, báo sau.', 'Muddy stream or cracks: leave at once, report after.'),
      ],
      after: [
        line('Xem vết nứt sau nhà, báo trưởng thôn.', 'Look for cracks behind the house; tell the hamlet head.'),
        line('Chưa qua ngầm khi nước còn chảy mạnh.', 'Do not use the ford while the water is strong.'),
        line('Tránh xa dây điện đứt, gọi điện lực.', 'Keep away from broken wires; call the power company.'),
        line('Khơi thông rãnh, dọn đất trôi.', 'Reopen drains and clear washed soil.'),
      ],
    },
  },
  {
    hazard: 'flash-flood-landslide',
    status: 'proposal',
    source: SOURCE,
    phases: {
      before: [
        line(
          'Tìm sẵn chỗ chạy lên cao, sang hai bên dòng suối.',
          'Find a place to run: up, and to the side of the stream.',
        ),
        line('Thống nhất tiếng kẻng, còi báo động của xóm.', 'Agree on the gong or whistle of the hamlet.'),
        line('Báo ngay vết nứt đất, tường nghiêng.', 'Report cracks in the ground or leaning walls at once.'),
        line(
          'Mưa to nhiều giờ: rời nhà dưới mái dốc trước đêm.',
          'After hours of heavy rain leave slopes before night.',
        ),
        line('Để sẵn túi giấy tờ, thuốc, đèn ở cửa.', 'Keep a bag with papers, medicine and a torch at the door.'),
        line('Không đào chân dốc để làm nhà.', 'Do not dig into the foot of a slope to build.'),
      ],
      during: [
        line('Nghe tiếng nổ, thấy đất rung: chạy ngay.', 'A bang, shaking ground: run at once.'),
        line('Chạy sang bên và lên cao, không chạy dọc suối.', 'Run sideways and up, never along the stream.'),
        line('Vừa chạy vừa gọi hàng xóm.', 'Call the neighbours as you run.'),
        line('Không quay lại lấy đồ.', 'Do not go back for belongings.'),
        line('Đang đi xe gặp đất sạt: quay đầu.', 'On the road, turn around before fallen earth.'),
        line('Đến nơi an toàn thì báo trưởng thôn, gọi 112.', 'Once safe, tell the hamlet head and call 112.'),
      ],
      after: [
        line('Không lại gần khối đất vừa trôi.', 'Keep away from earth that has just moved.'),
        line('Điểm danh người trong nhà, báo ai còn thiếu.', 'Count your people and say who is missing.'),
        line('Không tự đào tìm khi đất còn trôi.', 'Do not dig while the ground still moves.'),
        line('Chờ cán bộ xem mái dốc rồi mới về.', 'Wait until an officer has looked at the slope.'),
        line('Báo đường tắc, cầu hỏng cho xã.', 'Report blocked roads and broken bridges.'),
      ],
    },
  },
]
