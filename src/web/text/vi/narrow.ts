/** Narrowing and ordering the inbox. */
export const narrow = {
  narrow: {
    title: 'Lọc cảnh báo',
    history: 'Lịch sử',
    allHistory: 'Lịch sử cảnh báo',
    order: 'Xếp theo',
    newest: 'Mới trước',
    areas: 'Theo xã',
    severity: 'Mức',
    area: 'Xã, phường',
    agency: 'Đơn vị',
    module: 'Lĩnh vực',
    any: 'Tất cả',
    gone: 'Không còn cảnh báo nào',
    clear: 'Bỏ lọc',
    active: 'Đang lọc',
    leftOut: 'Đang ẩn {{n}} dòng chưa ai nhận',
    none: 'Không có cảnh báo nào khớp bộ lọc',
  },
}
