/** Whether anything arrives: nothing wrong is not nothing arriving. */
export const arrival = {
  arrival: {
    calm: 'Đang nghe {{arriving}}/{{total}} chuỗi số liệu của {{devices}} thiết bị, lần gần nhất lúc {{time}}.',
    nothing: 'Không nhận được số liệu nào từ {{time}}',
    nothingFor:
      '{{duration}}, 0/{{total}} chuỗi số liệu đang đến. Không có cảnh báo mới lúc này không có nghĩa là bình thường.',
    failing: 'Đang lỗi: {{names}}.',
    noneFailing: 'Không kết nối nào tự báo lỗi: kiểm tra đường truyền từ thiết bị về.',
    toConnections: 'Xem trang Kết nối',
    unheard: 'Chưa thiết bị nào gửi số liệu',
    unheardHint:
      '{{n}} thiết bị đã khai báo, chưa thiết bị nào gửi lần nào. Kiểm tra tài khoản gửi và đường truyền của thiết bị.',
    none: 'Chưa có thiết bị nào',
    noneHint: 'Cảnh báo sinh ra từ số liệu của thiết bị. Thêm thiết bị đầu tiên, hoặc nhập danh sách từ tệp.',
    noneAsk: 'Cảnh báo sinh ra từ số liệu của thiết bị. Người quản trị hệ thống thêm thiết bị đầu tiên.',
    toDevices: 'Thêm thiết bị',
  },
}
