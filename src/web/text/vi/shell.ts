/** The frame around every page. */
export const shell = {
  app: {
    name: 'Nhịp',
    title: '{{page}} – Nhịp',
    tagline: 'Trung tâm giám sát, điều hành',
    skip: 'Bỏ qua đến nội dung chính',
    home: 'Nhịp, về trang tình hình',
  },
  nav: {
    label: 'Chức năng',
    situation: 'Tình hình',
    incidents: 'Sự cố',
    tasks: 'Việc',
    indicators: 'Chỉ số',
    reports: 'Báo cáo',
    registers: 'Sổ',
    settings: 'Cài đặt',
  },
  bar: {
    replay: 'Phát lại số đo tháng 11/2025, nhanh {{speed}} lần',
    replayShort: 'Phát lại ×{{speed}}',
    replayHint:
      'Số đo thật của tháng 11/2025 đang được gửi lại như lúc đó, nhanh {{speed}} lần. Không phải số đo hôm nay.',
    sources: 'nguồn đang đến',
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
    cut: 'Mất kết nối từ {{time}}. Số liệu dưới đây là của lúc đó.',
    back: 'Đã nối lại. Số liệu đã được lấy mới.',
    on: 'Trực tiếp',
  },
}
