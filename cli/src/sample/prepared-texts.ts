import type { TemplateWords } from '@tusom/store'

/** Texts for nights without time. {noi}, {luc}, {den}: places, now, until. Wording is ours, to be judged by the province. */
export const preparedTexts: readonly (TemplateWords & { approvedBy: readonly string[] })[] = [
  {
    name: 'Lũ lên nhanh ven sông',
    kind: 'alert',
    hazard: 'flood',
    headline: 'Lũ lên nhanh tại {noi}: rời vùng thấp ven sông ngay',
    description:
      'Lúc {luc}, nước sông lên nhanh tại {noi}. Vùng thấp ven sông có thể ngập sâu trong vài giờ, đường vào thôn có thể bị cắt. Có hiệu lực đến {den}.',
    instruction: [
      '1. Rời nhà ở vùng thấp ven sông ngay, đi đường trên cao.',
      '2. Đưa người già, trẻ nhỏ, người ốm đi trước.',
      '3. Mang thuốc, giấy tờ, nước uống, đèn. Ngắt điện trước khi đi.',
      '4. Không lội qua ngầm, suối, đường ngập.',
      '5. Cần giúp: gọi 112 hoặc số trực của xã, nói rõ ở đâu, mấy người, ai yếu.',
    ].join('\n'),
    headlineEn: 'Fast rising flood at {noi}: leave low ground by the river now',
    descriptionEn:
      'At {luc} the river is rising fast at {noi}. Low ground may be deep under water within hours and roads may be cut. In force until {den}.',
    instructionEn: [
      '1. Leave houses on low ground by the river now, on high roads.',
      '2. Help the old, the small and the sick leave first.',
      '3. Take medicine, papers, water, a torch. Switch off the power before you go.',
      '4. Do not cross fords, streams or flooded roads.',
      '5. If you need help: call 112 or the commune; say where, how many, who is weak.',
    ].join('\n'),
    urgency: 'Immediate',
    severity: 'Severe',
    certainty: 'Observed',
    responses: ['Evacuate', 'Avoid'],
    validHours: 6,
    approvedBy: ['pho-chu-tich.tinh', 'chu-tich.tinh'],
  },
  {
    name: 'Sạt lở, lũ quét trong đêm',
    kind: 'alert',
    hazard: 'flash-flood-landslide',
    headline: 'Nguy cơ sạt lở, lũ quét đêm nay tại {noi}: không ngủ ở nhà dưới mái dốc, ven suối',
    description:
      'Lúc {luc}, mưa to kéo dài tại {noi}, đất đã no nước. Mái dốc có thể sạt, suối nhỏ có thể dâng rất nhanh, không kịp chạy khi đã ngủ. Có hiệu lực đến {den}.',
    instruction: [
      '1. Nhà dưới mái dốc, ven khe suối: sang nhà khác ngủ, đi trước khi trời tối.',
      '2. Nghe tiếng nổ, thấy đất rung, nước suối đục: chạy ngay lên cao, sang hai bên.',
      '3. Vừa chạy vừa gọi hàng xóm, không quay lại lấy đồ.',
      '4. Đến nơi an toàn: điểm danh, báo ai còn thiếu, gọi 112.',
    ].join('\n'),
    headlineEn: 'Landslide and flash flood danger tonight at {noi}: do not sleep under slopes or by streams',
    descriptionEn:
      'At {luc}, long heavy rain at {noi}; the ground is soaked. Slopes may slide and small streams may rise too fast to run once asleep. In force until {den}.',
    instructionEn: [
      '1. Houses under slopes or by gullies: sleep elsewhere, leave before dark.',
      '2. A bang, shaking ground, a muddy stream: run up and sideways at once.',
      '3. Call the neighbours as you run; do not go back for belongings.',
      '4. Once safe: count your people, say who is missing, call 112.',
    ].join('\n'),
    urgency: 'Expected',
    severity: 'Severe',
    certainty: 'Possible',
    responses: ['Evacuate', 'Avoid'],
    validHours: 12,
    approvedBy: ['truc-ban2.tinh', 'pho-chu-tich.tinh'],
  },
  {
    name: 'Hết nguy hiểm do lũ',
    kind: 'cancel',
    hazard: 'flood',
    headline: 'Hết nguy hiểm do lũ tại {noi}, từ {luc}',
    description:
      'Nước sông tại {noi} đã xuống và không còn đe dọa vùng thấp. Cảnh báo lũ đã phát không còn hiệu lực từ {luc}.',
    instruction: [
      '1. Người đã sơ tán chỉ về khi thôn, xã báo an toàn.',
      '2. Xem điện, tường, mái trước khi vào nhà. Bỏ thức ăn đã ngập, đun sôi nước uống.',
      '3. Vẫn không lội qua ngầm, suối khi nước còn chảy mạnh.',
      '4. Chụp ảnh hư hại, báo trưởng thôn.',
    ].join('\n'),
    headlineEn: 'Flood danger over at {noi} as of {luc}',
    descriptionEn:
      'The river at {noi} has fallen and no longer threatens low ground. The flood warning no longer holds as of {luc}.',
    instructionEn: [
      '1. If you were evacuated, go home only when the hamlet or commune says it is safe.',
      '2. Check wiring, walls and roof before going in. Throw away flooded food, boil drinking water.',
      '3. Still keep out of fords and streams while the water is strong.',
      '4. Photograph damage and tell the hamlet head.',
    ].join('\n'),
    urgency: 'Past',
    severity: 'Minor',
    certainty: 'Observed',
    responses: ['AllClear'],
    validHours: 24,
    approvedBy: ['chu-tich.tinh', 'pho-chu-tich.tinh'],
  },
  {
    name: 'Mưa lớn trong đêm',
    kind: 'alert',
    hazard: 'heavy-rain',
    headline: 'Mưa lớn đêm nay tại {noi}: ở trong nhà chắc, tránh đường ngập',
    description:
      'Từ {luc} đến {den}, {noi} có mưa lớn. Đường trũng, ngầm tràn có thể ngập, suối nhỏ lên nhanh, mái dốc có thể sạt.',
    instruction: [
      '1. Ở trong nhà chắc chắn, để điện thoại và đèn gần người.',
      '2. Nhà dưới mái dốc, ven suối: sang nhà khác ngủ.',
      '3. Gặp đường ngập, ngầm tràn thì quay lại.',
      '4. Cần giúp: gọi 112 hoặc số trực của xã.',
    ].join('\n'),
    headlineEn: 'Heavy rain tonight at {noi}: stay in a solid house, keep off flooded roads',
    descriptionEn:
      'From {luc} to {den} heavy rain at {noi}. Low roads and fords may flood, small streams rise fast, slopes may slide.',
    instructionEn: [
      '1. Stay in a solid house with phone and torch near.',
      '2. Houses under slopes or by streams: sleep elsewhere.',
      '3. If the road or ford is flooded, turn back.',
      '4. If you need help: call 112 or the commune.',
    ].join('\n'),
    urgency: 'Expected',
    severity: 'Moderate',
    certainty: 'Likely',
    responses: ['Shelter', 'Monitor'],
    validHours: 12,
    approvedBy: ['pho-chu-tich.tinh'],
  },
]
