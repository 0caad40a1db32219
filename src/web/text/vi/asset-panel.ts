/** The panel of a chosen asset and the charts of its values. */
export const assetPanel = {
  assetPanel: {
    window: 'Bảo trì',
    noAlert: 'Sự cố mở từ một cảnh báo; thiết bị này không có cảnh báo nào đang mở.',
    hour: '1 giờ',
    day: '24 giờ',
    week: '7 ngày',
    month: '30 ngày',
    year: '1 năm',
    tip: '{{value}} · {{time}}',
    tipBucket: 'trung bình {{value}} ({{low}} – {{high}}) · {{time}}',
    dashed: 'Nét đứt: số mô phỏng, không phải số đo.',
    owner: 'Số liệu của {{agency}}',
  },
}
