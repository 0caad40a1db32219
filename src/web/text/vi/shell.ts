/** The frame around every page. */
export const shell = {
  app: {
    name: 'Nhịp',
    title: '{{page}} – Nhịp',
    tagline: 'Trung tâm giám sát, điều hành',
    skip: 'Bỏ qua đến nội dung chính',
    updated: 'Trung tâm đã được cập nhật, trang này là bản cũ. Làm xong việc đang dở rồi tải lại trang.',
    renewed: 'Trung tâm vừa được cập nhật; trang đã được tải lại.',
    home: 'Nhịp, về trang tình hình',
  },
  nav: {
    label: 'Chức năng',
    situation: 'Tình hình',
    incidents: 'Sự cố',
    tasks: 'Việc',
    indicators: 'Chỉ số',
    reports: 'Báo cáo',
    assets: 'Thiết bị',
    connections: 'Kết nối',
    messages: 'Tin gửi đi',
    registers: 'Sổ',
    settings: 'Cài đặt',
    more: 'Khác',
  },
  bar: {
    field: {
      both: 'Phát lại 11/2025, nhanh {{speed}} lần, số liệu {{at}}; {{devices}} mô phỏng',
      bothShort: 'Phát lại ×{{speed}}, mô phỏng',
      bothHint:
        'Mực nước sông, hồ: số đo thật của tháng 11/2025, đang được gửi lại như lúc đó, nhanh {{speed}} lần. {{devices}} thiết bị khác (loa, điện, đường, mưa, không khí, trang thông tin) không có thật: số liệu do máy tạo ra. Số liệu mang giờ riêng, nay là {{at}}, chạy nhanh cho đến khi kịp đồng hồ; lúc nhận, tuổi và hạn theo đồng hồ. Không phải số đo hôm nay.',
      replay: 'Phát lại tháng 11/2025, nhanh {{speed}} lần, số liệu {{at}}',
      replayShort: 'Phát lại ×{{speed}}',
      replayHint:
        'Số đo thật của tháng 11/2025 đang được gửi lại như lúc đó, nhanh {{speed}} lần. Số đo mang giờ riêng, nay là {{at}}, chạy nhanh cho đến khi kịp đồng hồ; lúc nhận, tuổi và hạn theo đồng hồ. Không phải số đo hôm nay.',
      evenBoth: 'Phát lại tháng 11/2025, đúng nhịp đo; {{devices}} thiết bị mô phỏng',
      evenBothShort: 'Phát lại, mô phỏng',
      evenBothHint:
        'Trận lũ đã phát lại xong. Mực nước sông, hồ: số đo thật của những ngày tiếp theo, nay gửi lại đúng nhịp đo, mỗi giờ một số. {{devices}} thiết bị khác không có thật: số liệu do máy tạo ra. Không phải số đo hôm nay.',
      even: 'Phát lại tháng 11/2025, đúng nhịp đo',
      evenShort: 'Phát lại',
      evenHint:
        'Trận lũ đã phát lại xong. Số đo thật của những ngày tiếp theo nay được gửi lại đúng nhịp đo, mỗi giờ một số. Không phải số đo hôm nay.',
      caughtUp: 'Trận lũ đã phát lại xong. Từ đây số đo được gửi lại đúng nhịp đo, mỗi giờ một số.',
      simulated: '{{devices}} thiết bị mô phỏng',
      simulatedShort: 'Mô phỏng',
      simulatedHint:
        '{{devices}} thiết bị không có thật: số liệu do máy tạo ra. Việc phát lại số đo đã xong: trạm sông, hồ không gửi nữa.',
    },
    sources: 'chuỗi số liệu',
    sourcesAt: 'chuỗi số liệu lúc {{time}}',
    language: 'Switch to English',
    languageShort: 'EN',
    toDark: 'Chuyển sang nền tối',
    toLight: 'Chuyển sang nền sáng',
    menu: 'Tài khoản của {{name}}',
    signOut: 'Đăng xuất',
    changePassword: 'Đổi mật khẩu',
    agency: 'Đơn vị',
    reach: 'Phạm vi',
    reachProvince: 'Toàn tỉnh, thành phố',
    reachAgencies: '{{n}} đơn vị',
  },
  live: {
    cut: 'Mất kết nối từ {{time}}, số liệu có thể cũ. Trang tự nối lại; khi có mạng sẽ bù những gì đã lỡ.',
    stalled:
      'Máy chủ chưa đọc được thay đổi từ {{time}}, số liệu có thể cũ. Trang tự cập nhật khi máy chủ đọc lại được.',
    back: 'Đã nối lại, bù {{n}} thay đổi.',
    backAnew: 'Đã nối lại. Số liệu đã được lấy mới.',
    kept: 'Không có mạng. Đang xem tình hình lúc {{time}}, cách đây {{age}}, lưu trên máy này; chưa làm được gì đến khi có mạng.',
  },
}
