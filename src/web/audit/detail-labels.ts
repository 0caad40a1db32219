import { urgencyNames } from '../../core/bulletin-urgency.ts'
import { stageNames } from '../../core/incident-stage.ts'
import type { Text } from '../../core/text.ts'

// What is called alike under several keys.
const code = { vi: 'Mã', en: 'Code' }
const name = { vi: 'Tên', en: 'Name' }
const reason = { vi: 'Lý do', en: 'Reason' }
const size = { vi: 'Dung lượng', en: 'Size' }
const until = { vi: 'Đến', en: 'Until' }
const position = { vi: 'vị trí', en: 'position' }

/** What each key of a row's detail is called, wherever it stands. */
export const detailLabels: Readonly<Record<string, Text>> = {
  accountId: { vi: 'Tài khoản', en: 'Account' },
  addresses: { vi: 'Số địa chỉ', en: 'Addresses' },
  added: { vi: 'Thêm', en: 'Added' },
  after: { vi: 'Sau', en: 'After' },
  agencies: { vi: 'Số đơn vị', en: 'Agencies' },
  agency: { vi: 'Đơn vị', en: 'Agency' },
  agencyId: { vi: 'Đơn vị', en: 'Agency' },
  aheadWeeks: { vi: 'Số tuần tạo sẵn', en: 'Weeks made ahead' },
  alertId: { vi: 'Cảnh báo', en: 'Alert' },
  amount: { vi: 'Thời hạn', en: 'Length' },
  at: { vi: 'Lúc', en: 'As of' },
  before: { vi: 'Trước', en: 'Before' },
  believed: { vi: 'Được chấp nhận', en: 'Accepted' },
  bytes: size,
  changed: { vi: 'Đã đổi', en: 'Changed' },
  closed: { vi: 'Hết hiệu lực', en: 'Closed' },
  code,
  countsAs: { vi: 'Tính là trễ của', en: 'Counts as lateness of' },
  deadline: { vi: 'Thời hạn', en: 'Deadline' },
  disableAccounts: { vi: 'Khoá tài khoản của đơn vị', en: 'Its accounts disabled' },
  dutyPhone: { vi: 'Số trực', en: 'Duty phone' },
  enabled: { vi: 'Đang bật', en: 'Switched on' },
  falseAlarm: { vi: 'Báo động giả', en: 'False alarm' },
  faulty: { vi: 'Có lỗi', en: 'Faulty' },
  fields: { vi: 'Các ô', en: 'Fields' },
  from: { vi: 'Từ', en: 'From' },
  hash: { vi: 'Mã băm', en: 'Hash' },
  hasWhole: { vi: 'Kèm tổng số', en: 'With its whole' },
  id: code,
  ids: { vi: 'Các bản tin', en: 'Messages' },
  kept: { vi: 'Bản ghi ngoài cơ sở dữ liệu', en: 'Kept outside the database' },
  keptDays: { vi: 'Số ngày lưu tệp', en: 'Days a file is kept' },
  keptWeeks: { vi: 'Số tuần lưu số đo', en: 'Weeks readings are kept' },
  kind: { vi: 'Loại', en: 'Kind' },
  kindChanged: { vi: 'Đổi loại', en: 'Kind changed' },
  line: { vi: 'Cùng dòng với cảnh báo', en: 'In the line of alert' },
  losesWeeks: { vi: 'Số tuần bị xoá', en: 'Weeks deleted' },
  moved: { vi: 'Đổi cấp trên', en: 'Moved' },
  name,
  needsWords: { vi: 'Phải nói rõ bằng lời', en: 'Must be said in words' },
  new: { vi: 'Thêm mới', en: 'New' },
  no: { vi: 'Dòng số', en: 'Row' },
  number: { vi: 'Số', en: 'Number' },
  ok: { vi: 'Gửi được', en: 'Delivered' },
  outside: { vi: 'Bản ghi ngoài lúc đó', en: 'What was kept outside then' },
  permissions: { vi: 'Quyền', en: 'Permissions' },
  reach: { vi: 'Phạm vi được xem', en: 'Reach' },
  readings: { vi: 'Số đo, khoảng', en: 'Readings, about' },
  reason,
  relation: { vi: 'Quan hệ', en: 'Relation' },
  removed: { vi: 'Bỏ', en: 'Removed' },
  renamed: { vi: 'Đổi tên', en: 'Renamed' },
  retired: { vi: 'Thôi dùng', en: 'Retired' },
  roles: { vi: 'Vai trò', en: 'Roles' },
  rows: { vi: 'Số dòng', en: 'Rows' },
  secondPerson: { vi: 'Cần người thứ hai duyệt', en: 'Second person needed' },
  sent: { vi: 'Đã gửi lại', en: 'Sent again' },
  settings: { vi: 'Các ô cài đặt', en: 'Settings' },
  settled: { vi: 'Đã vào', en: 'Accepted' },
  sha256: { vi: 'Mã băm SHA-256', en: 'SHA-256' },
  shown: { vi: 'Bản đồ nền', en: 'Base map' },
  sizeBytes: size,
  step: { vi: 'Bước', en: 'Step' },
  successorId: { vi: 'Đơn vị tiếp nhận', en: 'Successor' },
  target: { vi: 'Nhập vào', en: 'Brought into' },
  text: { vi: 'Nội dung', en: 'Text' },
  title: name,
  to: until,
  unchanged: { vi: 'Giữ nguyên', en: 'Unchanged' },
  unit: { vi: 'Đơn vị tính', en: 'Unit' },
  until,
  urgency: { vi: 'Độ khẩn', en: 'Urgency' },
  value: { vi: 'Số', en: 'Value' },
  version: { vi: 'Bản số', en: 'Version' },
  warnWorkingHours: { vi: 'Nhắc trước, giờ làm việc', en: 'Warn before, working hours' },
  whole: { vi: 'Tổng số', en: 'Of' },
  why: reason,
  words: { vi: 'Nói rõ thêm', en: 'In words' },
}

/** What `from` and `to` of a whole row are about, where it is not its state. */
export const changeLabels: Readonly<Record<string, Text>> = {
  'agency.renamed': name,
  'incident.commander_named': { vi: 'Chỉ huy', en: 'Commander' },
  'incident.stage_moved': { vi: 'Bước', en: 'Stage' },
  'agency.moved': { vi: 'Đơn vị cấp trên', en: 'Higher agency' },
  'province.chosen': { vi: 'Tỉnh', en: 'Province' },
}

export const stateLabel: Text = { vi: 'Tình trạng', en: 'State' }
export const statedBefore: Text = { vi: 'Trước đó', en: 'Before' }
export const addedVerbs: Text = { vi: 'Thêm quyền', en: 'Permissions added' }
export const takenVerbs: Text = { vi: 'Bớt quyền', en: 'Permissions removed' }

/** Words for values that are names of ours and stand on no other page; for the rest `KnownNames.words`. */
export const valueWords: Readonly<Record<string, Readonly<Record<string, Text>>>> = {
  outside: {
    ahead: { vi: 'dài hơn nhật ký', en: 'longer than the audit' },
    differs: { vi: 'khác nhật ký', en: 'different from the audit' },
    missing: { vi: 'đã mất', en: 'gone' },
    not_kept: { vi: 'không giữ', en: 'not kept' },
  },
  /** What of a device or a rule was changed. */
  changed: {
    name: { vi: 'tên', en: 'name' },
    lon: position,
    lat: position,
    areaCode: { vi: 'địa bàn', en: 'area' },
    attributes: { vi: 'thông số', en: 'attributes' },
    title: { vi: 'tiêu đề', en: 'title' },
    severity: { vi: 'mức', en: 'severity' },
    latenessS: { vi: 'thời gian đợi số đo tới muộn', en: 'wait for late readings' },
    scope: { vi: 'phạm vi', en: 'scope' },
    condition: { vi: 'điều kiện', en: 'condition' },
  },
  /** Of an incident. */
  stage: stageNames,
  /** Of a bulletin. */
  urgency: urgencyNames,
  /** Of an import, beside the kinds of things. */
  target: { agency: { vi: 'danh sách đơn vị', en: 'list of agencies' } },
}
