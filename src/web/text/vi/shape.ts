/** Shapes that records are drawn as. */
export const shape = {
  shape: {
    label: 'Vị trí trên bản đồ',
    mapOf: 'Bản đồ để vẽ vị trí',
    shown: 'Bản đồ vị trí của hồ sơ',
    fit: 'Xem cả hình',
    kind: { point: 'điểm', line: 'đường', polygon: 'vùng' },
    line: 'đường {{n}} điểm',
    polygon: 'vùng {{n}} đỉnh',
    hint: {
      point: 'Gõ hoặc dán vĩ độ, kinh độ, hoặc bấm trên bản đồ.',
      line: 'Mỗi dòng một điểm: vĩ độ, kinh độ. Gõ, dán từ bảng tính, hoặc bấm trên bản đồ.',
      polygon:
        'Mỗi dòng một đỉnh: vĩ độ, kinh độ. Gõ, dán từ bảng tính, hoặc bấm trên bản đồ; dòng trống trước mỗi lỗ.',
    },
    how: {
      point: 'Bấm trên bản đồ để đặt điểm; kéo để dời.',
      adding: 'Bấm trên bản đồ để thêm từng điểm. Bấm lại điểm đầu hoặc điểm cuối để xong.',
      editing: 'Kéo một điểm để dời; bấm để chọn rồi xoá; bấm chấm nhỏ giữa cạnh để thêm điểm.',
      many: 'Hình có hơn {{n}} điểm: sửa trong bảng tọa độ, hoặc lấy tệp khác.',
    },
    finish: 'Xong',
    goOn: 'Vẽ tiếp',
    removeCorner: 'Xoá điểm đang chọn',
    undo: 'Hoàn tác',
    clear: 'Xoá hình',
    file: {
      take: 'Lấy từ tệp GeoJSON',
      not_geojson: 'Tệp này không phải GeoJSON đọc được. Chọn tệp khác.',
      none_fits: 'Tệp này không có hình loại {{kind}}. Chọn tệp khác.',
      several: 'Tệp này có {{n}} hình loại {{kind}}; hồ sơ chỉ có một. Tách lấy một hình rồi chọn lại.',
      file_too_large: 'Tệp này lớn hơn 5 MB. Chọn tệp nhỏ hơn.',
    },
    fault: {
      unreadable: 'Vị trí: ghi vĩ độ rồi kinh độ, ví dụ 16.4637, 107.5909',
      unreadableLine: 'Vị trí: dòng {{line}} không đọc được. Ghi vĩ độ rồi kinh độ, ví dụ 16.4637, 107.5909',
      tooFew: {
        point: 'Vị trí: đặt một điểm',
        line: 'Vị trí: đường cần ít nhất 2 điểm khác nhau',
        polygon: 'Vị trí: vùng cần ít nhất 3 đỉnh khác nhau',
      },
      tooMany: 'Vị trí: hình có quá nhiều điểm, nhiều nhất {{n}}',
      ringOpen: 'Vị trí: đường biên của vùng chưa khép kín. Điểm cuối phải trùng điểm đầu.',
      crosses: 'Vị trí: đường biên tự cắt gần {{lat}}, {{lon}}. Dời các đỉnh để biên không cắt nhau.',
      outside: 'Vị trí: điểm {{lat}}, {{lon}} nằm ngoài tỉnh, thành phố. Xem lại, vĩ độ ghi trước kinh độ.',
      other: 'Vị trí: hình này không hợp loại của hồ sơ. Vẽ lại.',
    },
    view: 'Bản đồ',
    counted: '{{drawn}} trong {{all}} dòng đã tải có vị trí',
    none: 'Chưa dòng nào trong danh sách này có vị trí',
  },
}
