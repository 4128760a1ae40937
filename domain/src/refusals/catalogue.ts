import type { RefusalMeaning } from './refusal.ts'

/**
 * Every refusal of the core, named once. Features keep theirs in `<feature>/refusals.ts`; `refusals/all.ts` joins them.
 * The web turns a code into its sentence, the server into its status.
 */
export const coreRefusals: Record<string, RefusalMeaning> = {
  'sign-in.needed': {
    status: 401,
    vi: 'Phiên làm việc đã hết hoặc chưa đăng nhập: đăng nhập lại.',
    en: 'You are not signed in, or the session ended: sign in again.',
  },
  'sign-in.wrong': {
    status: 401,
    vi: 'Tên đăng nhập hoặc mật khẩu không đúng.',
    en: 'The username or password is wrong.',
  },
  'sign-in.too-many': {
    status: 429,
    vi: 'Nhập sai quá nhiều lần: chờ {minutes} phút rồi thử lại.',
    en: 'Too many wrong attempts: wait {minutes} minutes, then try again.',
  },
  'rights.role': { status: 403, vi: 'Vai trò của bạn không làm được việc này.', en: 'Your role may not do this.' },
  'rights.reach': {
    status: 403,
    vi: 'Việc này thuộc đơn vị ngoài phạm vi của bạn.',
    en: 'This belongs to a unit outside your reach.',
  },
  'not-found': { status: 404, vi: 'Không tìm thấy {what}.', en: '{what} was not found.' },
  'request.invalid': {
    status: 400,
    vi: 'Dữ liệu gửi lên không hợp lệ: {where} {why}.',
    en: 'The request is not valid: {where} {why}.',
  },
  'request.cross-site': {
    status: 403,
    vi: 'Yêu cầu đến từ trang khác nên bị từ chối.',
    en: 'The request came from another site and was refused.',
  },
  'request.too-large': { status: 413, vi: 'Dữ liệu quá lớn: tối đa {limit}.', en: 'Too large: at most {limit}.' },
  'request.too-many': {
    status: 429,
    vi: 'Bạn đang để {most} tệp cùng được đọc hoặc soạn: đợi một tệp xong rồi làm tiếp.',
    en: 'You have {most} files being read or written: wait until one is done.',
  },
  'events.too-many': {
    status: 429,
    vi: 'Tài khoản này đang mở quá {streams} trang: đóng bớt rồi tải lại.',
    en: 'This account has more than {streams} pages open: close some, then reload.',
  },
  'run.unknown': { status: 404, vi: 'Không có cuộc diễn tập số {run}.', en: 'There is no exercise {run}.' },
  'run.actual-only': {
    status: 409,
    vi: 'Danh bạ, tài khoản, cài đặt và văn bản soạn sẵn dùng chung với thực tế nên không sửa được trong diễn tập: rời diễn tập rồi sửa.',
    en: 'Registers, accounts, settings and prepared texts are shared with the actual run, so an exercise cannot change them: leave the exercise first.',
  },
  'run.ended': { status: 409, vi: 'Cuộc diễn tập này đã kết thúc.', en: 'This exercise has ended.' },
  'bulletin.future': {
    status: 422,
    vi: 'Giờ phát hành bản tin ở tương lai: kiểm tra lại ngày giờ.',
    en: 'The bulletin is dated in the future: check its date and time.',
  },
  'setup.done': {
    status: 409,
    vi: 'Hệ thống đã có người quản trị: đăng nhập bằng tài khoản đó.',
    en: 'There is an administrator already: sign in with that account.',
  },
  fault: {
    status: 500,
    vi: 'Hệ thống gặp lỗi, đã ghi lại với mã {id}. Thử lại; nếu vẫn lỗi, báo quản trị mã này.',
    en: 'Something went wrong; it was logged as {id}. Try again, or give this code to your administrator.',
  },
}
