/** The operator's own MQTT broker, through which devices send. */
export const broker = {
  broker: {
    title: 'Máy chủ MQTT của đơn vị',
    connected: 'Đã kết nối',
    away: 'Mất kết nối',
    taken: 'Bản tin đã ghi',
    lastFault: 'Lỗi gần nhất',
    detail: 'Chi tiết',
    fault: {
      unreachable: 'Không tới được. Kiểm tra máy chủ có chạy, tên máy và cổng trong MQTT_URL.',
      no_answer: 'Có máy nghe ở đó nhưng không trả lời MQTT 5. Kiểm tra cổng, và mqtt:// hay mqtts://.',
      refused_credential: 'Máy chủ từ chối tài khoản. Sửa tên, mật khẩu trong MQTT_URL hoặc quyền ở máy chủ.',
      not_mqtt5: 'Máy chủ không nói MQTT 5. Nâng cấp hoặc bật phiên bản này.',
      unknown_certificate:
        'Chứng thư của máy chủ không được tin. Chỉ tệp nơi cấp bằng MQTT_CA, hoặc gia hạn chứng thư.',
      no_tls: 'Cổng đó không có TLS. Dùng cổng TLS, hoặc mqtt://.',
      may_not_subscribe: 'Tài khoản không được đọc nhip/v1/+/+. Cấp quyền đọc ở máy chủ.',
      no_shared_subscriptions: 'Máy chủ tắt đăng ký chung. Hãy bật.',
      refused_client_id: 'Máy chủ từ chối mã máy khách. Cho phép mã bắt đầu bằng nhip-.',
      taken_over: 'Một trung tâm khác dùng cùng mã máy khách. Mỗi trung tâm cần DATA_DIR riêng.',
      not_committed: 'Chưa ghi được vào cơ sở dữ liệu; máy chủ giữ bản tin và gửi lại.',
      closed: 'Kết nối bị ngắt; đang nối lại.',
      other: 'Máy chủ ngắt kết nối; xem nhật ký của máy chủ.',
    },
  },
}
