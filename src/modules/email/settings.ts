import { z } from 'zod'

/** Settings of the channel, as operators fill them in. */
export const MailSettings = z.object({
  host: z
    .string()
    .max(253)
    .default('')
    .meta({
      label: { vi: 'Máy chủ gửi thư (SMTP)', en: 'Mail server (SMTP)' },
      hint: { vi: 'Ví dụ: smtp.thuathienhue.gov.vn', en: 'E.g. smtp.province.gov.vn' },
    }),
  port: z
    .int()
    .min(1)
    .max(65_535)
    .default(587)
    .meta({ label: { vi: 'Cổng', en: 'Port' } }),
  security: z
    .enum(['starttls', 'tls', 'none'])
    .default('starttls')
    .meta({
      label: { vi: 'Bảo mật đường truyền', en: 'Transport security' },
      hint: {
        vi: 'Không mã hoá chỉ dùng khi máy chủ thư nằm cùng mạng nội bộ.',
        en: 'Without encryption only to a server in the same network.',
      },
      options: {
        starttls: { vi: 'STARTTLS (thường là cổng 587)', en: 'STARTTLS (usually port 587)' },
        tls: { vi: 'TLS (thường là cổng 465)', en: 'TLS (usually port 465)' },
        none: { vi: 'Không mã hoá', en: 'None' },
      },
    }),
  sender: z
    .string()
    .max(320)
    .default('')
    .meta({ label: { vi: 'Địa chỉ người gửi', en: 'Sender’s address' } }),
  sender_name: z
    .string()
    .max(120)
    .default('Trung tâm điều hành')
    .meta({ label: { vi: 'Tên người gửi', en: 'Sender’s name' } }),
  user: z
    .string()
    .max(320)
    .default('')
    .meta({
      label: { vi: 'Tài khoản', en: 'User' },
      hint: { vi: 'Để trống nếu máy chủ không đòi đăng nhập.', en: 'Empty where the server asks for no login.' },
    }),
  password: z
    .string()
    .max(200)
    .default('')
    .meta({ secret: true, label: { vi: 'Mật khẩu', en: 'Password' } }),
  roots_pem: z
    .string()
    .max(20_000)
    .default('')
    .meta({
      multiline: true,
      label: { vi: 'Chứng thư gốc riêng (PEM)', en: 'Own root certificates (PEM)' },
      hint: {
        vi: 'Chỉ cần khi máy chủ thư dùng chứng thư nội bộ của tỉnh.',
        en: 'Only where the server’s certificate is issued inside the province.',
      },
    }),
  page_base: z
    .string()
    .max(300)
    .default('')
    .meta({
      label: { vi: 'Địa chỉ trang của trung tâm', en: 'Address of the centre’s page' },
      hint: {
        vi: 'Để thư có đường dẫn mở đúng việc. Ví dụ: https://dieuhanh.hue.gov.vn',
        en: 'For the link in the mail. E.g. https://centre.province.gov.vn',
      },
    }),
})
export type MailSettings = z.infer<typeof MailSettings>
