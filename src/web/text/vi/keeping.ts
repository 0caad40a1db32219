/** How long readings are kept, in Vietnamese. */
export const keeping = {
  keeping: {
    title: 'Lưu số đo',
    lead: 'Số đo được lưu theo tuần. Hết thời gian lưu, cả tuần bị xoá; giá trị gộp theo giờ và theo ngày thì giữ lại.',
    standsTitle: 'Đang lưu:',
    stands: '{{weeks}} tuần, từ {{from}}, khoảng {{readings}} số đo, {{size}}',
    none: 'Chưa có tuần số đo nào.',
    keptWeeks: 'Lưu số đo trong bao nhiêu tuần',
    keptHint: 'Từ {{least}} đến {{most}} tuần, tính từ khi tuần đó kết thúc. 104 tuần là hai năm.',
    aheadWeeks: 'Chuẩn bị trước bao nhiêu tuần',
    aheadHint: 'Từ 1 đến {{most}}. Số đo có giờ xa hơn thế bị từ chối.',
    wrong: 'Ghi một số nguyên từ {{least}} đến {{most}}',
    save: 'Lưu',
    saved: 'Đã lưu thời gian lưu số đo',
    confirmTitle: 'Xoá {{weeks}} tuần số đo?',
    loses:
      'Sẽ xoá {{weeks}} tuần, từ {{from}} đến hết tuần {{to}}: khoảng {{readings}} số đo, {{size}}. Không lấy lại được.',
    gone: 'Mất: từng số đo, biểu đồ chi tiết và việc thử quy tắc trên những ngày đó; số đo gửi muộn của những tuần đó sẽ bị từ chối.',
    stays: 'Còn: giá trị gộp theo giờ, theo ngày; cảnh báo, sự cố và báo cáo đã lập.',
    when: 'Trung tâm xoá trong vòng một giờ.',
    confirm: 'Xoá {{weeks}} tuần và lưu',
  },
}
