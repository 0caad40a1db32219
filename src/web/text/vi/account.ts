/** Signing in, passwords. */
export const account = {
  signIn: {
    title: 'Đăng nhập',
    login: 'Tên đăng nhập',
    password: 'Mật khẩu',
    submit: 'Đăng nhập',
    wrong: 'Tên đăng nhập hoặc mật khẩu không đúng. Kiểm tra phím chữ hoa và bộ gõ tiếng Việt.',
    missingLogin: 'Nhập tên đăng nhập',
    missingPassword: 'Nhập mật khẩu',
    ended: 'Phiên làm việc đã hết. Đăng nhập lại để tiếp tục chỗ đang xem.',
    help: 'Chưa có tài khoản: liên hệ người quản trị của đơn vị.',
  },
  password: {
    title: 'Đổi mật khẩu',
    must: 'Mật khẩu này do người khác đặt. Đổi mật khẩu trước khi làm việc.',
    current: 'Mật khẩu đang dùng',
    next: 'Mật khẩu mới',
    nextHint: 'Từ 14 ký tự. Một câu dài dễ nhớ tốt hơn một chuỗi ký hiệu.',
    again: 'Nhập lại mật khẩu mới',
    short: 'Mật khẩu mới cần từ 14 ký tự',
    differ: 'Hai lần nhập không giống nhau',
    submit: 'Đổi mật khẩu',
    leave: 'Thôi, về trang tình hình',
    done: 'Đã đổi mật khẩu',
  },
}
