/** Alerts of any time. */
export const history = {
  history: {
    lead: 'Mọi cảnh báo, đang mở và đã xong',
    filter: 'Lọc',
    from: 'Từ ngày',
    to: 'Đến ngày',
    outcome: 'Kết quả',
    rule: 'Quy tắc',
    clear: 'Bỏ lọc',
    alert: 'Cảnh báo',
    raised: 'Phát lúc',
    lasted: 'Kéo dài',
    taken: 'Nhận',
    state: 'Tình trạng',
    still: 'đang kéo dài',
    takenAfter: 'sau {{duration}}',
    total: '{{n}} cảnh báo',
    outcomes: '{{name}} {{n}}',
    empty: 'Chưa có cảnh báo nào',
    emptyHint: 'Cảnh báo xuất hiện khi một số đo vượt ngưỡng của quy tắc.',
    none: 'Không có cảnh báo nào khớp bộ lọc',
  },
}
