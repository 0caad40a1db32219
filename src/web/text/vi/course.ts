/** How a series ran over a stretch of time. */
export const course = {
  course: {
    corrected: '{{n}} số đo đã được sửa',
    correction: 'từ {{from}} thành {{to}}',
    correctedBy: 'sửa lúc {{time}} bởi {{sender}}',
    firstBy: 'số cũ do {{sender}} gửi',
    month: '30 ngày',
    year: '1 năm',
    chart: '{{name}}, {{days}} ngày đến {{time}}',
    buckets: 'Mỗi điểm là trung bình của {{duration}}; dải màu từ giá trị thấp nhất đến cao nhất.',
    days: 'Mỗi điểm là trung bình của một ngày; dải màu từ giá trị thấp nhất đến cao nhất.',
  },
}
