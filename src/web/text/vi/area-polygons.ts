/** Polygons that come with a list of areas. */
export const areaPolygons = {
  areaPolygons: {
    title: 'Ranh giới',
    file: 'Tệp ranh giới GeoJSON',
    fileHint:
      'Toạ độ WGS 84, mỗi xã, phường một đối tượng có thuộc tính code là mã 5 số. Nơi không có trong tệp giữ ranh giới cũ.',
    tooLarge: 'Tệp ranh giới lớn hơn 30 MB. Đơn giản hoá đường ranh giới rồi chọn lại.',
    fresh: '{{n}} nơi lần đầu có ranh giới: {{codes}}',
    changed: '{{n}} nơi đổi hơn {{share}} diện tích: {{codes}}',
    slightly: '{{n}} nơi đổi không quá {{share}} diện tích',
    same: '{{n}} nơi giữ nguyên',
    missing: '{{n}} nơi trong danh mục không có trong tệp, giữ ranh giới cũ: {{codes}}',
    undrawn: '{{n}} nơi chưa có ranh giới nào nên toạ độ chưa tra ra được: {{codes}}',
    unknown: '{{n}} đối tượng bị bỏ qua vì mã không phải xã, phường đang có hiệu lực: {{codes}}',
    feature: 'số {{n}} (mã {{code}})',
    atFeature: 'Đối tượng số {{n}}: {{fault}}',
    fault: {
      json: 'Tệp ranh giới không phải JSON.',
      collection: 'Tệp ranh giới không phải GeoJSON loại FeatureCollection.',
      crs: 'Tệp không dùng WGS 84. Chuyển hệ toạ độ sang WGS 84 (EPSG:4326) rồi chọn lại.',
      features: 'Tệp ranh giới không có đối tượng nào.',
      type: 'không phải vùng (Polygon, MultiPolygon).',
      code: 'thiếu thuộc tính code (hoặc ma_xa) gồm 5 số.',
      twice: 'trùng mã với một đối tượng khác. Gộp thành một MultiPolygon.',
      ring: 'một đường ranh giới có ít hơn bốn điểm.',
      open: 'một đường ranh giới không khép kín.',
      degrees: 'toạ độ không tính bằng độ. Chuyển từ VN-2000 sang WGS 84.',
      outside: 'nằm ngoài lãnh thổ Việt Nam. Kinh độ đứng trước vĩ độ.',
      crossing: 'một đường ranh giới tự cắt. Sửa hình rồi chọn lại.',
      empty: 'không bao quanh diện tích nào.',
    },
  },
}
