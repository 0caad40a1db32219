/** What the data of an indicator are worth: right, complete, clean, alive. */
export const quality = {
  quality: {
    title: 'Chất lượng số liệu',
    short: 'Chất lượng',
    word: { right: 'đúng', complete: 'đủ', clean: 'sạch', alive: 'sống' },
    of: {
      devices: {
        right: '{{good}}/{{of}} cảnh báo đã xử lý là có thật, còn lại bị bỏ qua hay là báo động giả',
        complete: '{{good}}/{{of}} thiết bị có gửi số trong kỳ',
        clean: '{{good}}/{{of}} thiết bị đã gửi không có tin bị từ chối hay số phải sửa',
        alive: '{{good}}/{{of}} thiết bị đang gửi đều',
      },
      tasks: {
        right: '{{good}}/{{of}} việc đã xong có minh chứng',
        complete: '{{good}}/{{of}} việc phải có trả lời đã được đơn vị nhận hoặc báo xong',
        clean: '{{good}}/{{of}} dòng nhập không lỗi',
        alive: '{{good}}/{{of}} nguồn đang gửi đều',
      },
      records: {
        right: '{{good}}/{{of}} hồ sơ đã xong có minh chứng',
        complete: '{{good}}/{{of}} hồ sơ phải có kết quả đã được cập nhật từ khi giao',
        clean: '{{good}}/{{of}} dòng nhập từ tệp trong kỳ không lỗi',
        alive: '{{good}}/{{of}} nguồn đang gửi đều',
      },
    },
    unknown: {
      devices: {
        right: 'chưa biết: trong kỳ chưa có cảnh báo nào xử lý xong',
        complete: 'chưa biết: trong kỳ chưa thiết bị nào đến lúc phải gửi',
        clean: 'chưa biết: trong kỳ chưa nhận được số nào',
        alive: 'chưa biết: kỳ đã khép, hoặc chưa có thiết bị nào gửi',
      },
      tasks: {
        right: 'chưa biết: trong kỳ chưa có việc nào xong',
        complete: 'chưa biết: trong kỳ chưa có việc nào đến hạn hay đã trả lời',
        clean: 'không đo: việc ghi thẳng vào hệ thống, không qua tệp nhập',
        alive: 'không đo: việc do người ghi, không có nhịp hẹn trước',
      },
      records: {
        right: 'chưa biết: trong kỳ chưa có hồ sơ nào xong',
        complete: 'chưa biết: trong kỳ chưa có hồ sơ nào đến hạn hay đã cập nhật',
        clean: 'không đo: trong kỳ không nhập từ tệp',
        alive: 'không đo: hồ sơ do người ghi, không có nhịp hẹn trước',
      },
    },
  },
}
