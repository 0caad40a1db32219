/** The tools of the map: layer, link, radius, print. */
export const mapTool = {
  mapTool: {
    layer: 'Cảnh báo theo xã',
    share: 'Gửi khung nhìn',
    copied: 'Đã chép đường dẫn tới khung nhìn này',
    notCopied: 'Trình duyệt không cho chép; chép ở thanh địa chỉ',
    radius: 'Tìm quanh một điểm',
    print: 'In bản đồ',
    within: 'Trong bán kính {{radius}}',
    nothing: 'Không có gì trong vòng này.',
    most: 'Chỉ đếm {{n}} mục gần nhất; chọn bán kính nhỏ hơn để thấy đủ.',
    nearest: 'Chỉ liệt kê {{n}} mục gần nhất.',
    move: 'Bấm lên bản đồ để dời vòng.',
    ramp: 'Cảnh báo đang mở theo xã, lúc {{at}}',
    left: 'Còn {{n}} cảnh báo nhẹ hơn chỉ thấy ở vòng tròn nhóm.',
    unknown: 'Không có thiết bị',
    printed: 'In lúc {{at}}',
    kind: { alert: 'Cảnh báo', incident: 'Sự cố', other: 'Khác' },
  },
}
