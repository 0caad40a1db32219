import { z } from 'zod'
import { defineModule } from '../../core/module.ts'
import { pollWebsites } from './poll.ts'
import { PollSettings } from './settings.ts'

const cadenceS = 60

const yesNo = { 0: { vi: 'Không', en: 'No' }, 1: { vi: 'Có', en: 'Yes' } }

const address = z
  .url({ protocol: /^https?$/, error: 'an address that begins with http:// or https://' })
  .max(2_000)
  .refine((text) => {
    const { username, password } = new URL(text)
    return username === '' && password === ''
  }, 'without name and password')

/** Websites of agencies: whether they answer, how fast, and how long their certificates last. */
export default defineModule({
  id: 'websites',
  name: { vi: 'Trang thông tin điện tử', en: 'Websites' },
  assets: [
    {
      type: 'website',
      name: { vi: 'Trang thông tin điện tử', en: 'Website' },
      plural: { vi: 'Trang thông tin điện tử', en: 'Websites' },
      attributes: z.object({
        address: address.meta({ label: { vi: 'Địa chỉ', en: 'Address' }, listed: true }),
        kind: z.enum(['portal', 'internal', 'specialised', 'aggregated', 'newspaper']).meta({
          label: { vi: 'Loại trang', en: 'Kind' },
          options: {
            portal: { vi: 'Cổng, trang của cơ quan', en: 'Portal or site of an agency' },
            internal: { vi: 'Nội bộ', en: 'Internal' },
            specialised: { vi: 'Chuyên ngành', en: 'Specialised' },
            aggregated: { vi: 'Tổng hợp', en: 'Aggregated' },
            newspaper: { vi: 'Báo điện tử', en: 'Newspaper' },
          },
        }),
        expected_text: z
          .string()
          .max(200)
          .optional()
          .meta({
            label: { vi: 'Chữ phải có trên trang', en: 'Text the page must hold' },
            hint: {
              vi: 'Thiếu chữ này thì trang bị coi là không truy cập được: nhận ra trang đã bị thay.',
              en: 'Without it the site counts as down: tells a page that was replaced.',
            },
          }),
        responsible_note: z
          .string()
          .max(500)
          .optional()
          .meta({ label: { vi: 'Ghi chú đầu mối', en: 'Note on who is responsible' }, multiline: true }),
      }),
      series: [
        { key: 'up', name: { vi: 'Truy cập được', en: 'Up' }, unit: '', cadenceS, words: yesNo },
        { key: 'http_status', name: { vi: 'Mã trả lời HTTP', en: 'HTTP status' }, unit: '', cadenceS },
        { key: 'latency_ms', name: { vi: 'Thời gian trả lời', en: 'Latency' }, unit: 'ms', cadenceS, sporadic: true },
        {
          key: 'tls_valid',
          name: { vi: 'Chứng thư hợp lệ', en: 'Certificate valid' },
          unit: '',
          cadenceS,
          words: yesNo,
        },
        {
          key: 'tls_days_left',
          name: { vi: 'Chứng thư còn hạn', en: 'Certificate ends in' },
          unit: 'ngày',
          cadenceS,
          sporadic: true,
        },
        {
          key: 'dns_ok',
          name: { vi: 'Phân giải được tên miền', en: 'Name resolves' },
          unit: '',
          cadenceS,
          words: yesNo,
        },
      ],
    },
  ],
  connectors: [
    {
      key: 'poll',
      name: { vi: 'Kiểm tra trang', en: 'Check of sites' },
      config: PollSettings,
      run: (config, io) => pollWebsites(PollSettings.parse(config), io),
    },
  ],
  // Every threshold here is ours, seeded once as a row that operators edit: no document that sets one was found (source U).
  rules: [
    {
      key: 'website_down',
      name: { vi: 'Trang không truy cập được', en: 'Website down' },
      title: { vi: '{asset}: không truy cập được', en: '{asset}: down' },
      severity: 'major',
      assetType: 'website',
      series: 'up',
      op: '<',
      threshold: 1,
    },
    {
      key: 'website_certificate_invalid',
      name: { vi: 'Chứng thư không hợp lệ', en: 'Certificate not valid' },
      title: { vi: '{asset}: chứng thư TLS không hợp lệ', en: '{asset}: TLS certificate not valid' },
      severity: 'major',
      assetType: 'website',
      series: 'tls_valid',
      op: '<',
      threshold: 1,
    },
    {
      key: 'website_certificate_ends',
      name: { vi: 'Chứng thư sắp hết hạn', en: 'Certificate ends soon' },
      title: {
        vi: '{asset}: chứng thư TLS còn {value} ngày (ngưỡng {threshold} ngày)',
        en: '{asset}: TLS certificate ends in {value} days (limit {threshold} days)',
      },
      severity: 'minor',
      assetType: 'website',
      series: 'tls_days_left',
      op: '<=',
      threshold: 14,
    },
    {
      key: 'website_slow',
      name: { vi: 'Trang trả lời chậm', en: 'Website slow' },
      title: {
        vi: '{asset}: trả lời sau {value} ms (ngưỡng {threshold} ms)',
        en: '{asset}: answers after {value} ms (limit {threshold} ms)',
      },
      severity: 'minor',
      assetType: 'website',
      series: 'latency_ms',
      op: '>',
      threshold: 5_000,
      clearMargin: 1_000,
    },
  ],
})
