import { defineModule } from '../src/core/module.ts'

const text = (vi: string) => ({ vi, en: vi })
/** A register of letters whose senders are personal; it ships with nobody. */
export const lettersModule = defineModule({
  id: 'letters',
  name: text('Đơn thư'),
  permissions: [
    { key: 'letters.read', name: text('Xem') },
    { key: 'letters.write', name: text('Ghi') },
    { key: 'letters.personal', name: text('Xem người gửi') },
  ],
  roles: {
    duty_officer: ['letters.read', 'letters.write', 'letters.personal'],
    handler: ['letters.read', 'letters.write'],
  },
  records: [
    {
      type: 'letter',
      name: text('Đơn'),
      plural: text('Đơn'),
      titleField: 'subject',
      geometry: 'point',
      sharedWith: ['unit'],
      fields: {
        subject: { kind: 'text', label: text('Nội dung'), maxLength: 200, required: true, searchable: true },
        unit: { kind: 'agency', label: text('Cơ quan giải quyết') },
        sender: { kind: 'text', label: text('Người gửi'), maxLength: 100, personal: true, required: true },
        phone: { kind: 'text', label: text('Điện thoại'), maxLength: 20, personal: true },
      },
      lifecycle: {
        initial: 'received',
        states: { received: { name: text('Tiếp nhận') }, sent: { name: text('Chuyển') } },
        moves: {
          pass: {
            name: text('Chuyển'),
            from: ['received'],
            to: 'sent',
            permission: 'letters.write',
            requires: ['unit', 'phone'],
          },
        },
      },
      permissions: {
        read: 'letters.read',
        create: 'letters.write',
        edit: 'letters.write',
        readPersonal: 'letters.personal',
      },
    },
  ],
})
