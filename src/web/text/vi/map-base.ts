/** The base map: where it is from, and what is wrong with it. */
export const mapBase = {
  mapBase: {
    /** On one line under the map, before the publisher of the boundaries, who is named in full where there is room. */
    attribution: '© OpenStreetMap contributors (ODbL) · Natural Earth',
    boundaries: 'Ranh giới tham khảo: NXB Tài nguyên, Môi trường và Bản đồ Việt Nam',
    boundariesShort: 'NXB Bản đồ Việt Nam',
    missing: 'Không đọc được nền bản đồ: chỉ vẽ địa giới.',
    broken: 'Một phần nền bản đồ không đọc được.',
  },
}
