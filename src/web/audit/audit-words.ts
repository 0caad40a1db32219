import type { Text } from '../../core/text.ts'
import type { Register } from '../api/records.ts'

/** What a thing of a kind is called; kinds of records are called as their registers are. */
const kinds: Readonly<Record<string, Text>> = {
  account: { vi: 'Tài khoản', en: 'Account' },
  agency: { vi: 'Đơn vị', en: 'Agency' },
  agency_post: { vi: 'Chức danh', en: 'Post' },
  alert: { vi: 'Cảnh báo', en: 'Alert' },
  area_import: { vi: 'Danh mục địa giới', en: 'List of areas' },
  asset: { vi: 'Thiết bị', en: 'Asset' },
  audit: { vi: 'Nhật ký', en: 'Audit' },
  basemap: { vi: 'Bản đồ nền', en: 'Base map' },
  bulletin: { vi: 'Bản tin của sự cố', en: 'Bulletin of an incident' },
  channel: { vi: 'Kênh gửi tin', en: 'Channel' },
  channel_address: { vi: 'Địa chỉ nhận tin', en: 'Address of a channel' },
  connector: { vi: 'Kết nối', en: 'Connector' },
  credential: { vi: 'Tài khoản gửi', en: 'Sender account' },
  dead_letter: { vi: 'Bản tin bị từ chối', en: 'Refused message' },
  deadline_rule: { vi: 'Thời hạn', en: 'Deadline' },
  delivery: { vi: 'Tin gửi đi', en: 'Delivery' },
  extra_field: { vi: 'Trường thêm', en: 'Added field' },
  figure_kind: { vi: 'Loại số liệu', en: 'Kind of figure' },
  first_hour: { vi: 'Bước bắt đầu', en: 'First hour' },
  handling_limit: { vi: 'Hạn xử lý cảnh báo', en: 'Term of alerts' },
  import: { vi: 'Lần nhập dữ liệu', en: 'Import' },
  incident: { vi: 'Sự cố', en: 'Incident' },
  indicator: { vi: 'Chỉ số', en: 'Indicator' },
  late_reason: { vi: 'Lý do trễ', en: 'Reason for lateness' },
  link: { vi: 'Liên kết', en: 'Link' },
  maintenance: { vi: 'Bảo trì', en: 'Maintenance' },
  province: { vi: 'Tỉnh của trung tâm', en: 'Province' },
  reaction: { vi: 'Tin tự động', en: 'Reaction' },
  reaction_fault: { vi: 'Tin tự động bị gác lại', en: 'Reaction set aside' },
  reading_week: { vi: 'Tuần số đo', en: 'Week of readings' },
  readings: { vi: 'Số đo', en: 'Readings' },
  record: { vi: 'Hồ sơ', en: 'Record' },
  report: { vi: 'Báo cáo', en: 'Report' },
  role: { vi: 'Vai trò', en: 'Role' },
  rule: { vi: 'Quy tắc', en: 'Rule' },
  screen: { vi: 'Màn hình lớn', en: 'Large screen' },
  setting: { vi: 'Cài đặt', en: 'Setting' },
  target: { vi: 'Mục tiêu', en: 'Target' },
  task: { vi: 'Việc', en: 'Task' },
  view: { vi: 'Cách xem chung', en: 'Shared view' },
}

/** What was done, as it follows the name of what it was done to. */
const verbs: Readonly<Record<string, Text>> = {
  accepted: { vi: 'tiếp nhận', en: 'accepted' },
  added: { vi: 'thêm', en: 'added' },
  address_added: { vi: 'thêm địa chỉ', en: 'address added' },
  address_removed: { vi: 'bỏ địa chỉ', en: 'address removed' },
  approved: { vi: 'duyệt', en: 'approved' },
  applied: { vi: 'áp dụng', en: 'applied' },
  asked: { vi: 'gửi duyệt', en: 'sent for approval' },
  assigned: { vi: 'giao', en: 'assigned' },
  cancelled: { vi: 'huỷ', en: 'cancelled' },
  changed: { vi: 'đổi', en: 'changed' },
  chosen: { vi: 'chọn', en: 'chosen' },
  cleared: { vi: 'dọn', en: 'cleared' },
  closed: { vi: 'đóng', en: 'closed' },
  commander_named: { vi: 'cử chỉ huy', en: 'commander named' },
  completed: { vi: 'hoàn thành', en: 'completed' },
  create: { vi: 'thêm', en: 'added' },
  created: { vi: 'tạo', en: 'created' },
  default_left: { vi: 'giữ bản đang dùng', en: 'default left' },
  default_taken: { vi: 'lấy bản mặc định mới', en: 'default taken' },
  delete: { vi: 'bỏ', en: 'removed' },
  disabled: { vi: 'khoá', en: 'disabled' },
  dismissed: { vi: 'bỏ qua', en: 'dismissed' },
  done: { vi: 'báo xong', en: 'done' },
  dropped: { vi: 'xoá vì hết hạn lưu', en: 'dropped, kept long enough' },
  edited: { vi: 'sửa', en: 'edited' },
  enabled: { vi: 'mở khoá', en: 'enabled' },
  ended: { vi: 'kết thúc', en: 'ended' },
  ended_in_maintenance: { vi: 'tự dịu trong đợt bảo trì', en: 'over within its maintenance' },
  evidence: { vi: 'thêm minh chứng', en: 'evidence added' },
  evidence_added: { vi: 'thêm minh chứng', en: 'evidence added' },
  figure_told: { vi: 'ghi số liệu', en: 'figure entered' },
  issued: { vi: 'phát', en: 'issued' },
  joined: { vi: 'gộp thêm cảnh báo', en: 'joined by an alert' },
  file_added: { vi: 'thêm tệp', en: 'file added' },
  given: { vi: 'giao', en: 'given' },
  handover_accepted: { vi: 'nhận bàn giao', en: 'hand-over accepted' },
  handover_declined: { vi: 'trả lại bàn giao', en: 'hand-over declined' },
  handover_offered: { vi: 'bàn giao', en: 'hand-over offered' },
  handover_withdrawn: { vi: 'rút bàn giao', en: 'hand-over withdrawn' },
  keeping_set: { vi: 'đặt thời gian lưu', en: 'time of keeping set' },
  late_explained: { vi: 'nêu lý do trễ', en: 'lateness explained' },
  lessons_written: { vi: 'rút kinh nghiệm', en: 'lessons written' },
  made: { vi: 'lập', en: 'made' },
  moved: { vi: 'chuyển', en: 'moved' },
  opened: { vi: 'mở', en: 'opened' },
  ordered: { vi: 'xếp lại', en: 'ordered' },
  password_set: { vi: 'đặt lại mật khẩu', en: 'password set' },
  personal_seen: { vi: 'xem thông tin cá nhân', en: 'personal data seen' },
  phoned: { vi: 'báo bằng điện thoại', en: 'told by telephone' },
  phone_set: { vi: 'đặt số trực', en: 'duty phone set' },
  planned: { vi: 'lên lịch', en: 'planned' },
  released: { vi: 'trả lại', en: 'released' },
  removed: { vi: 'xoá', en: 'removed' },
  renamed: { vi: 'đổi tên', en: 'renamed' },
  renewed: { vi: 'cấp lại', en: 'renewed' },
  replayed: { vi: 'gửi lại', en: 'sent again' },
  replaced: { vi: 'thay bằng bản sau', en: 'replaced by the next version' },
  restored: { vi: 'dùng lại', en: 'restored' },
  retired: { vi: 'ngừng dùng', en: 'retired' },
  returned: { vi: 'trả lại kèm lý do', en: 'returned with a reason' },
  retried: { vi: 'thử lại', en: 'tried again' },
  reviewed: { vi: 'xem trước', en: 'reviewed' },
  revoked: { vi: 'thu hồi', en: 'revoked' },
  sent: { vi: 'gửi duyệt', en: 'sent for approval' },
  set: { vi: 'đặt', en: 'set' },
  settled: { vi: 'xử lý xong', en: 'settled' },
  shared: { vi: 'đưa ra dùng chung', en: 'shared' },
  shelved: { vi: 'gác lại', en: 'shelved' },
  skipped: { vi: 'tạm bỏ qua', en: 'skipped' },
  stage_moved: { vi: 'chuyển bước', en: 'stage moved' },
  taken_back: { vi: 'bỏ', en: 'taken back' },
  taken: { vi: 'nhận', en: 'taken' },
  tested: { vi: 'thử', en: 'tested' },
  unclosed: { vi: 'mở lại', en: 'opened again' },
  undone: { vi: 'hoàn tác', en: 'undone' },
  unshared: { vi: 'thôi dùng chung', en: 'no longer shared' },
  unmuted: { vi: 'hết bảo trì, vẫn còn', en: 'maintenance over, still there' },
  unshelved: { vi: 'thôi gác', en: 'unshelved' },
  update: { vi: 'chọn làm nền', en: 'chosen' },
  uploaded: { vi: 'tải tệp lên', en: 'uploaded' },
  withdrawn: { vi: 'rút lại', en: 'withdrawn' },
  written: { vi: 'viết', en: 'written in' },
}

const plain = (word: string): Text => ({ vi: word.replaceAll('_', ' '), en: word.replaceAll('_', ' ') })
const registerOf = (registers: readonly Register[], kind: string) => registers.find(({ key }) => key === kind)

/** The name of a kind; of one that is not known, its key. */
export function kindWords(kind: string, registers: readonly Register[]): Text {
  return registerOf(registers, kind)?.name ?? kinds[kind] ?? plain(kind)
}

/** What `noun.verb` says, about a thing of `kind` where that is known; of moves, as their register calls them. */
export function actionWords(action: string, kind: string | null, registers: readonly Register[]): Text {
  const dot = action.indexOf('.')
  const [noun, verb] = [action.slice(0, dot), action.slice(dot + 1)]
  const isRecord = noun === 'record'
  const known = isRecord ? registers.filter((each) => kind === null || each === registerOf(registers, kind)) : []
  const move = known.flatMap(({ lifecycle }) => lifecycle.moves[verb] ?? [])[0]
  const done = move?.name ?? verbs[verb] ?? plain(verb)
  const thing = kindWords(isRecord && kind !== null ? kind : noun, registers)
  return { vi: `${thing.vi}: ${done.vi}`, en: `${thing.en}: ${done.en}` }
}
