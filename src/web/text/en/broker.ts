import type { broker as texts } from '../vi/broker.ts'

/** The operator's own MQTT broker, through which devices send. */
export const broker: typeof texts = {
  broker: {
    title: 'MQTT broker of your own',
    connected: 'Connected',
    away: 'Not connected',
    taken: 'Messages committed',
    lastFault: 'Last fault',
    detail: 'Detail',
    fault: {
      unreachable: 'Cannot be reached. Check that it runs, and host and port in MQTT_URL.',
      no_answer: 'Something listens there and does not answer in MQTT 5. Check the port, and mqtt:// or mqtts://.',
      refused_credential: 'It refuses the account. Correct name and password in MQTT_URL, or the rights there.',
      not_mqtt5: 'It does not speak MQTT 5. Upgrade it, or allow that version.',
      unknown_certificate: 'Its certificate is not trusted. Name its issuer’s file with MQTT_CA, or renew it.',
      no_tls: 'That port has no TLS. Use its TLS port, or mqtt://.',
      may_not_subscribe: 'The account may not read nhip/v1/+/+. Give it that right there.',
      no_shared_subscriptions: 'Shared subscriptions are switched off there. Switch them on.',
      refused_client_id: 'It refuses the client id. Allow ids that begin with nhip-.',
      taken_over: 'Another centre uses the same client id. Each centre needs a DATA_DIR of its own.',
      not_committed: 'Not committed to the database yet; the broker keeps the messages and sends them again.',
      closed: 'The connection was cut; connecting again.',
      other: 'The broker ended the connection; see its log.',
    },
  },
}
