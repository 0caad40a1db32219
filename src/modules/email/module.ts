import { defineModule } from '../../core/module.ts'
import { sendMail } from './send-mail.ts'
import { MailSettings } from './settings.ts'

// One mailbox, no list, no display name: what SMTP takes as a recipient (RFC 5321 section 4.1.2), without quoted and literal forms.
const mailbox = /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*$/

/** Messages of the centre by electronic mail, through the province's own server. */
export default defineModule({
  id: 'email',
  name: { vi: 'Thư điện tử', en: 'Electronic mail' },
  channels: [
    {
      key: 'mail',
      name: { vi: 'Thư điện tử', en: 'Electronic mail' },
      addressName: { vi: 'Hộp thư', en: 'Mailbox' },
      config: MailSettings,
      settingFault(config) {
        const { host, sender } = MailSettings.parse(config)
        if (host.trim() === '') return { vi: 'Chưa có máy chủ gửi thư.', en: 'There is no mail server yet.' }
        if (!mailbox.test(sender)) return { vi: 'Chưa có địa chỉ người gửi.', en: 'There is no sender’s address yet.' }
        return null
      },
      addressFault: (address) =>
        mailbox.test(address)
          ? null
          : {
              vi: 'Hãy ghi một hộp thư, ví dụ vanthu@hue.gov.vn.',
              en: 'Write one mailbox, such as office@province.gov.vn.',
            },
      deliver: (message, config, io) => sendMail(message, MailSettings.parse(config), io),
    },
  ],
})
