/** The strip of the last day, and looking back to a moment of it. */
export const past = {
  past: {
    strip: 'Dải thời gian',
    slider: 'Xem lại một thời điểm',
    hint: 'Kéo để xem lại. Phím: ← → 5 phút (giữ Shift: 1 phút), Page Up, Page Down 1 giờ, Home về đầu, End hoặc Esc về hiện tại.',
    live: 'Trực tiếp',
    cut: 'Mất kết nối',
    looking: 'Đang xem lại {{time}}',
    ago: 'cách đây {{duration}}',
    notNow: 'Không phải bây giờ: chỉ xem, không thao tác.',
    waiting: 'Bây giờ có {{n}} cảnh báo chưa ai nhận.',
    back: 'Về hiện tại',
    backKey: 'Về hiện tại (Esc)',
    spanDay: '24 giờ qua',
    spanMinutes: '{{n}} phút qua',
    spanHint:
      'Từ {{from}}. Cột: cảnh báo mới theo mức; đường: số cảnh báo đang mở; gạch chéo: không nhận được số liệu.',
    openNow: '{{n}} đang mở',
    inbox: 'Cảnh báo lúc đó',
    readOnly: 'Chỉ xem',
    none: 'Lúc đó không có cảnh báo nào đang mở',
    noneHint: 'Xem dải thời gian: chỗ gạch chéo là lúc không nhận được số liệu.',
    aside: '{{n}} dòng khác lúc đó đang tạm gác hoặc trong giờ bảo trì.',
    before: 'Thời điểm này trước khi hệ thống ghi lại diễn biến; hãy chọn thời điểm sau.',
  },
}
