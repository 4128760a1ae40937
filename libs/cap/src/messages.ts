/**
 * The catalogue of findings: code → severity, English sentence, Vietnamese sentence.
 * `outgoing` is an error in what we are about to send and a leniency in what others sent: a warning that says so.
 * `lenient` is such a leniency that only reading knows.
 * A code without its own line uses the line of its last word (`sender.missing` → `*.missing`).
 */
type Entry = readonly ['error' | 'warning' | 'outgoing' | 'lenient', string, string]

export const messages: Record<string, Entry> = {
  '*.missing': ['error', '<{name}> is missing.', 'Thiếu <{name}>.'],
  '*.value': [
    'error',
    '<{name}> is "{value}"; allowed: {allowed}.',
    '<{name}> ghi "{value}"; chỉ được dùng: {allowed}.',
  ],
  '*.empty': ['outgoing', '<{name}> is empty.', '<{name}> để trống.'],
  '*.characters': [
    'error',
    '<{name}> "{value}" must be one word without space, comma, "<" or "&".',
    '<{name}> "{value}" phải là một từ, không có dấu cách, dấu phẩy, "<" hoặc "&".',
  ],
  '*.number': ['error', '<{name}> is not a number.', '<{name}> không phải là số.'],
  '*.quotes': [
    'error',
    '<{name}> has an opening quotation mark that is never closed.',
    '<{name}> có dấu ngoặc kép mở mà không đóng.',
  ],
  'element.empty': ['lenient', '<{name}> is empty; leave it out.', '<{name}> để trống; nên bỏ hẳn.'],

  'time.format': [
    'error',
    '<{name}> "{value}" is not a date and time; write it like 2025-10-08T03:45:00+07:00.',
    '<{name}> "{value}" không phải là ngày giờ; viết như 2025-10-08T03:45:00+07:00.',
  ],
  'time.zone-z': [
    'error',
    '<{name}> "{value}" ends in Z; CAP 1.2 wants an offset, UTC written -00:00.',
    '<{name}> "{value}" kết thúc bằng Z; CAP 1.2 đòi ghi độ lệch múi giờ, UTC viết -00:00.',
  ],
  'time.zone-missing': [
    'error',
    '<{name}> "{value}" has no zone offset; add one, such as +07:00.',
    '<{name}> "{value}" không có độ lệch múi giờ; thêm vào, ví dụ +07:00.',
  ],
  'time.fraction': [
    'error',
    '<{name}> "{value}" has a fraction of a second; CAP 1.2 allows whole seconds only.',
    '<{name}> "{value}" có phần lẻ của giây; CAP 1.2 chỉ cho giây nguyên.',
  ],
  'time.utc-plus': [
    'warning',
    '<{name}> writes the offset +00:00; UTC is written -00:00 in CAP.',
    '<{name}> ghi độ lệch +00:00; trong CAP, UTC viết -00:00.',
  ],
  'expires.before-sent': [
    'error',
    '<expires> {value} is before <sent> {other}.',
    '<expires> {value} sớm hơn <sent> {other}.',
  ],
  'expires.before-effective': [
    'error',
    '<expires> {value} is before <effective> {other}.',
    '<expires> {value} sớm hơn <effective> {other}.',
  ],
  'expires.before-onset': [
    'error',
    '<onset> {other} is after <expires> {value}.',
    '<onset> {other} muộn hơn <expires> {value}.',
  ],
  'expires.at-once': [
    'outgoing',
    '<expires> {value} is the same moment as <{name}>; it must be after.',
    '<expires> {value} trùng thời điểm <{name}>; phải muộn hơn.',
  ],

  'status.draft': [
    'outgoing',
    'A draft never leaves: <status> is Draft.',
    'Bản nháp không được gửi đi: <status> là Draft.',
  ],
  'restriction.missing': [
    'error',
    '<scope> is Restricted: <restriction> must say to whom.',
    '<scope> là Restricted: phải có <restriction> nêu phạm vi.',
  ],
  'restriction.not-restricted': [
    'error',
    '<restriction> may stand only with <scope> Restricted, not {value}.',
    '<restriction> chỉ đi với <scope> Restricted, không đi với {value}.',
  ],
  'addresses.missing': [
    'error',
    '<scope> is Private: <addresses> must name who receives it.',
    '<scope> là Private: phải có <addresses> nêu nơi nhận.',
  ],
  'note.missing': [
    'warning',
    'A {value} message should say why in <note>.',
    'Bản tin {value} nên nêu lý do trong <note>.',
  ],
  'info.missing': [
    'outgoing',
    'An {value} message without <info> tells nobody anything.',
    'Bản tin {value} không có <info> thì không báo được gì.',
  ],

  'references.missing': [
    'error',
    'An {value} message must name the earlier messages in <references>.',
    'Bản tin {value} phải nêu các bản tin trước trong <references>.',
  ],
  'references.format': [
    'error',
    '"{value}" in <references> is not a triple sender,identifier,sent.',
    '"{value}" trong <references> không phải bộ ba sender,identifier,sent.',
  ],
  'references.time': [
    'outgoing',
    'The time in the reference "{value}" is not written as a CAP time.',
    'Thời gian trong tham chiếu "{value}" không viết đúng dạng CAP.',
  ],
  'references.self': [
    'error',
    'The message refers to itself: "{value}".',
    'Bản tin tham chiếu đến chính nó: "{value}".',
  ],
  'references.later': [
    'error',
    'The reference "{value}" is later than <sent> {other}.',
    'Tham chiếu "{value}" muộn hơn <sent> {other}.',
  ],
  'references.repeated': ['warning', 'The reference "{value}" stands twice.', 'Tham chiếu "{value}" lặp lại.'],
  'references.circle': ['error', 'The references go in a circle: {value}.', 'Các tham chiếu đi vòng tròn: {value}.'],

  'language.format': [
    'error',
    '<language> "{value}" is not a language tag such as vi-VN or en-US.',
    '<language> "{value}" không phải mã ngôn ngữ như vi-VN hoặc en-US.',
  ],
  'language.repeated': [
    'error',
    'This <info> says the same as {other} in the same language; blocks of one language must differ.',
    '<info> này trùng hệt {other} cùng ngôn ngữ; các khối cùng ngôn ngữ phải khác nhau.',
  ],
  'language.event': [
    'warning',
    '<event> differs from "{other}" in the first block of the same language; a message is about one event.',
    '<event> khác với "{other}" ở khối đầu cùng ngôn ngữ; một bản tin chỉ nói về một sự kiện.',
  ],
  'language.same-text': [
    'warning',
    '<{name}> is word for word that of the block in {other}; is it translated?',
    '<{name}> giống hệt khối ngôn ngữ {other}; đã dịch chưa?',
  ],
  'language.differs': [
    'warning',
    '<{name}> is {value} here and {other} in the block of another language.',
    '<{name}> ở đây là {value} nhưng ở khối ngôn ngữ khác là {other}.',
  ],
  'headline.long': [
    'warning',
    '<headline> has {value} characters; best at most 160.',
    '<headline> dài {value} ký tự; nên không quá 160.',
  ],
  'text.html': [
    'outgoing',
    '<{name}> holds HTML ("{value}"); CAP text is plain text.',
    '<{name}> có mã HTML ("{value}"); văn bản CAP là chữ thường.',
  ],
  'text.control': [
    'error',
    '<{name}> holds a character that XML cannot carry ({value}).',
    '<{name}> có ký tự mà XML không chứa được ({value}).',
  ],
  'web.format': [
    'error',
    '<web> "{value}" is not a full address such as https://….',
    '<web> "{value}" không phải địa chỉ đầy đủ như https://….',
  ],

  'mimeType.format': [
    'error',
    '<mimeType> "{value}" is not a type such as image/png.',
    '<mimeType> "{value}" không phải kiểu như image/png.',
  ],
  'uri.format': ['error', '<uri> "{value}" is not a URI.', '<uri> "{value}" không phải là URI.'],
  'uri.relative': [
    'error',
    '<uri> "{value}" is relative: the content must be enclosed in <derefUri>.',
    '<uri> "{value}" là địa chỉ tương đối: phải kèm nội dung trong <derefUri>.',
  ],
  'derefUri.format': ['error', '<derefUri> is not base64.', '<derefUri> không phải base64.'],
  'size.format': ['error', '<size> is not a whole number of bytes.', '<size> không phải số nguyên byte.'],
  'size.differs': [
    'error',
    '<size> says {value} bytes, <derefUri> holds {other}.',
    '<size> ghi {value} byte, <derefUri> có {other}.',
  ],
  'digest.format': [
    'error',
    '<digest> is not a SHA-1 sum in 40 hexadecimal digits.',
    '<digest> không phải mã SHA-1 gồm 40 chữ số thập lục phân.',
  ],
  'digest.differs': [
    'error',
    '<digest> is not the SHA-1 sum of <derefUri>, which is {value}.',
    '<digest> không khớp mã SHA-1 của <derefUri> là {value}.',
  ],

  'polygon.format': [
    'error',
    '"{value}" in <polygon> is not a pair lat,lon.',
    '"{value}" trong <polygon> không phải cặp vĩ độ,kinh độ.',
  ],
  'polygon.few': [
    'error',
    '<polygon> has {value} pairs; at least 4 are needed, the last repeating the first.',
    '<polygon> có {value} cặp tọa độ; cần ít nhất 4, cặp cuối lặp lại cặp đầu.',
  ],
  'polygon.not-closed': [
    'error',
    '<polygon> is not closed: it begins at {value} and ends at {other}.',
    '<polygon> chưa khép kín: bắt đầu ở {value}, kết thúc ở {other}.',
  ],
  'polygon.range': [
    'error',
    '{value} in <polygon> is outside latitude −90…90, longitude −180…180 (the order is lat,lon).',
    '{value} trong <polygon> nằm ngoài vĩ độ −90…90, kinh độ −180…180 (thứ tự là vĩ độ,kinh độ).',
  ],
  'polygon.crossing': ['error', '<polygon> crosses itself near {value}.', '<polygon> tự cắt chính nó gần {value}.'],
  'polygon.overlap': [
    'error',
    '<polygon> runs back along its own edge near {value}.',
    '<polygon> đi trùng lên cạnh của chính nó gần {value}.',
  ],
  'polygon.touching': [
    'warning',
    '<polygon> touches itself at {value}; some readers refuse that.',
    '<polygon> tự chạm chính nó tại {value}; một số hệ thống không nhận.',
  ],
  'polygon.repeated-point': [
    'warning',
    '<polygon> names {value} twice in a row.',
    '<polygon> ghi {value} hai lần liền nhau.',
  ],
  'polygon.too-complex': [
    'outgoing',
    '<polygon> has {value} points and is too intricate to be checked for crossings; simplify it.',
    '<polygon> có {value} điểm, quá phức tạp để kiểm tra tự cắt; hãy giản lược.',
  ],
  'circle.format': [
    'error',
    '<circle> "{value}" is not written "lat,lon radius".',
    '<circle> "{value}" không viết đúng dạng "vĩ độ,kinh độ bán kính".',
  ],
  'circle.range': [
    'error',
    'The centre of <circle> "{value}" is outside latitude −90…90, longitude −180…180 (the order is lat,lon).',
    'Tâm của <circle> "{value}" nằm ngoài vĩ độ −90…90, kinh độ −180…180 (thứ tự là vĩ độ,kinh độ).',
  ],
  'circle.radius': [
    'error',
    'The radius of <circle> "{value}" is below zero.',
    'Bán kính của <circle> "{value}" nhỏ hơn 0.',
  ],
  'ceiling.alone': ['error', '<ceiling> may stand only with <altitude>.', '<ceiling> chỉ được dùng cùng <altitude>.'],
  'ceiling.below': [
    'error',
    '<ceiling> {value} is below <altitude> {other}.',
    '<ceiling> {value} thấp hơn <altitude> {other}.',
  ],

  'feed.status': [
    'error',
    'The entry carries a {value} message in a feed of {other} messages.',
    'Mục này mang bản tin {value} trong luồng bản tin {other}.',
  ],
  'feed.scope': [
    'error',
    'The entry carries a message of scope {value}; a public feed takes Public only.',
    'Mục này mang bản tin phạm vi {value}; luồng công khai chỉ nhận Public.',
  ],
  'feed.link': [
    'error',
    'The address "{value}" is not a full http or https address.',
    'Địa chỉ "{value}" không phải địa chỉ http hoặc https đầy đủ.',
  ],
  'feed.text': ['error', '<{name}> of the feed is missing or empty.', '<{name}> của luồng tin bị thiếu hoặc để trống.'],
  'feed.time': [
    'error',
    '<{name}> "{value}" is not a date and time with a zone.',
    '<{name}> "{value}" không phải ngày giờ có múi giờ.',
  ],
  'feed.element-missing': [
    'warning',
    'The {value} lacks <{name}>, which its format requires.',
    '{value} thiếu <{name}> mà định dạng của nó đòi hỏi.',
  ],
  'feed.no-alert': ['warning', 'No alert is enclosed in this feed.', 'Luồng tin này không kèm bản tin cảnh báo nào.'],
  'feed.links': [
    'warning',
    '{value} entries only link to an alert; what they link to was not read.',
    '{value} mục chỉ dẫn liên kết đến bản tin; nội dung ở liên kết chưa được đọc.',
  ],

  'feed.repeated': ['warning', 'The same message already stands at {other}.', 'Bản tin này đã có ở {other}.'],
  'feed.identifier': [
    'error',
    'The message at {other} has the same sender and identifier "{value}" but says something else; an identifier names one message.',
    'Bản tin ở {other} trùng người gửi và mã "{value}" nhưng nội dung khác; mỗi mã chỉ dành cho một bản tin.',
  ],
  'feed.mixed-status': [
    'warning',
    'The feed mixes {value} and {other} messages; take care that none is shown for the other.',
    'Luồng tin lẫn bản tin {value} và {other}; cẩn thận kẻo hiển thị nhầm.',
  ],
  'feed.escaped': [
    'lenient',
    'The alert stands as escaped text in <{name}>; it was read from there.',
    'Bản tin nằm dưới dạng chữ đã mã hóa trong <{name}>; đã đọc từ đó.',
  ],
  'edxl.status': [
    'warning',
    'The envelope is marked {other}, the message {value}.',
    'Phong bì ghi {other}, bản tin ghi {value}.',
  ],
  'edxl.version': [
    'lenient',
    'The envelope is EDXL-DE in the namespace "{value}"; it was read like EDXL-DE 1.0.',
    'Phong bì là EDXL-DE trong không gian tên "{value}"; đã đọc như EDXL-DE 1.0.',
  ],
  'element.unknown': ['error', '<{name}> does not belong in <{parent}>.', '<{name}> không thuộc <{parent}>.'],
  'element.order': [
    'error',
    '<{name}> stands too late: it must come before <{other}>.',
    '<{name}> đặt sai thứ tự: phải đứng trước <{other}>.',
  ],
  'element.repeated': ['error', '<{name}> may stand only once.', '<{name}> chỉ được có một lần.'],
  'element.nested': [
    'error',
    '<{name}> holds text only, but has elements inside.',
    '<{name}> chỉ chứa chữ, nhưng có phần tử con bên trong.',
  ],
  'text.stray': [
    'error',
    'Text "{value}" stands between the elements of <{name}>.',
    'Có chữ "{value}" nằm lẫn giữa các phần tử của <{name}>.',
  ],
  'element.namespace': [
    'error',
    '<{name}> is in the namespace "{value}", not in that of its <alert>; it was read all the same, like others of this message.',
    '<{name}> thuộc không gian tên "{value}", khác với <alert> chứa nó; vẫn được đọc, cũng như các phần tử khác trong bản tin.',
  ],
  'attribute.unknown': [
    'error',
    '<{name}> has the attribute "{value}"; CAP has no attributes.',
    '<{name}> có thuộc tính "{value}"; CAP không dùng thuộc tính.',
  ],
  'alert.namespace': [
    'error',
    '<alert> is in the namespace "{value}"; CAP 1.2 is urn:oasis:names:tc:emergency:cap:1.2. It was read as CAP 1.2.',
    '<alert> thuộc không gian tên "{value}"; CAP 1.2 là urn:oasis:names:tc:emergency:cap:1.2. Đã đọc như CAP 1.2.',
  ],
  'schema.invalid': [
    'error',
    'The schema of CAP {other} refuses this: {value}',
    'Lược đồ CAP {other} không chấp nhận: {value}',
  ],
  'signature.invalid': ['error', 'The signature does not hold: {en}.', 'Chữ ký không hợp lệ: {vi}.'],
  'signature.form': [
    'error',
    'This is no enveloped signature of the whole alert: {en}.',
    'Đây không phải chữ ký bao trong của toàn bộ bản tin: {vi}.',
  ],
  'signature.unsupported': [
    'warning',
    'The message is signed, but the signature could not be checked: {en}.',
    'Bản tin có chữ ký nhưng không kiểm tra được: {vi}.',
  ],
  'signature.untrusted': [
    'warning',
    'The signature holds, but who signed is not known: {en}.',
    'Chữ ký hợp lệ, nhưng chưa biết người ký là ai: {vi}.',
  ],
  'signature.weak': [
    'warning',
    'The signature uses {value}, which can be forged with effort.',
    'Chữ ký dùng {value}, có thể bị giả mạo nếu đủ công sức.',
  ],
  'read.word': ['lenient', '<{name}> was read as "{value}".', '<{name}> được hiểu là "{value}".'],
  'read.time': ['lenient', '<{name}> was read as {value}.', '<{name}> được hiểu là {value}.'],
  'read.geometry': ['lenient', '<{name}> was read as "{value}".', '<{name}> được hiểu là "{value}".'],
  'certainty.very-likely': [
    'lenient',
    '"Very Likely" of CAP 1.0 is read as Likely.',
    '"Very Likely" của CAP 1.0 được hiểu là Likely.',
  ],
  'password.deprecated': ['lenient', '<password> of CAP 1.0 is dropped.', '<password> của CAP 1.0 bị bỏ qua.'],
  'pair.format': [
    'lenient',
    '<{name}> "{value}" is not written NAME=value, as CAP 1.0 has it.',
    '<{name}> "{value}" không viết dạng TÊN=giá trị như CAP 1.0.',
  ],

  'xml.too-large': [
    'error',
    'The file is larger than the {other} bytes that are read; split it.',
    'Tệp lớn hơn mức {other} byte được đọc; hãy chia nhỏ.',
  ],
  'xml.empty': ['error', 'The file is empty.', 'Tệp rỗng.'],
  'xml.encoding': [
    'error',
    'The bytes are not valid text in the encoding {value}; save the file as UTF-8.',
    'Tệp không phải văn bản hợp lệ theo bảng mã {value}; hãy lưu lại dạng UTF-8.',
  ],
  'xml.encoding-other': [
    'lenient',
    'The file is in {value}; CAP is exchanged in UTF-8.',
    'Tệp dùng bảng mã {value}; CAP trao đổi bằng UTF-8.',
  ],
  'xml.doctype': [
    'error',
    'The file has a DOCTYPE; it is refused, because entities could read files or fill the memory. Remove it.',
    'Tệp có DOCTYPE nên bị từ chối, vì thực thể có thể đọc tệp hoặc làm tràn bộ nhớ. Hãy bỏ đi.',
  ],
  'xml.entity': [
    'error',
    'The entity "{value}" is not one of the five of XML.',
    'Thực thể "{value}" không thuộc năm thực thể của XML.',
  ],
  'xml.not-well-formed': ['error', 'Not well-formed XML: {value}', 'XML không đúng cú pháp: {value}'],
  'xml.limit': ['error', 'The XML is refused: {value}.', 'XML bị từ chối: {value}.'],
  'xml.unreadable': ['error', 'The file could not be read as XML ({value}).', 'Không đọc được tệp như XML ({value}).'],
  'xml.leading-space': [
    'error',
    'White space stands before the XML declaration, so this is no well-formed XML; it was read without it.',
    'Có khoảng trắng trước khai báo XML nên tệp không đúng cú pháp; đã đọc sau khi bỏ khoảng trắng.',
  ],
  'container.unknown': [
    'error',
    'The file begins with <{value}>, which is no <alert>, Atom, RSS or EDXL-DE; the alerts inside were read.',
    'Tệp mở đầu bằng <{value}>, không phải <alert>, Atom, RSS hay EDXL-DE; các bản tin bên trong vẫn được đọc.',
  ],
  'cap.encrypted': [
    'error',
    'The message is encrypted (XML Encryption); it cannot be read without the key.',
    'Bản tin đã mã hóa (XML Encryption); không đọc được nếu không có khóa.',
  ],
  'cap.absent': [
    'error',
    'This is no CAP: the file begins with <{value}>, not with <alert>, an Atom or RSS feed, or EDXL-DE.',
    'Đây không phải CAP: tệp mở đầu bằng <{value}>, không phải <alert>, luồng Atom, RSS hay EDXL-DE.',
  ],
  'findings.more': ['warning', '{value} more findings are not listed.', 'Còn {value} phát hiện nữa không liệt kê.'],
}
