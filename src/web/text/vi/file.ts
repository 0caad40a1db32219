/** Files that people add: evidence, papers of a record. */
export const file = {
  file: {
    import: 'Nhập từ tệp',
    photo: 'Chụp ảnh',
    sending: 'Đang gửi {{name}}',
    added: 'Đã thêm {{name}}',
    download: 'Tải {{name}}',
    save: 'Tải về máy',
    see: 'Xem ảnh',
    seeNamed: 'Xem ảnh {{name}}',
    broken: 'Không hiện được ảnh này. Tệp vẫn giữ nguyên: tải về máy để mở bằng phần mềm khác.',
    sha: 'SHA-256 {{short}}…',
  },
}
