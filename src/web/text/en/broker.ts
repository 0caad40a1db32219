import type { broker as texts } from '../vi/broker.ts'

/** The operator's own MQTT broker, through which devices send. */
export const broker: typeof texts = {
  broker: {
    title: 'Your own MQTT broker',
    connected: 'Connected',
    away: 'Not connected',
    taken: 'Messages stored',
    lastFault: 'Last fault',
    detail: 'Detail',
    fault: {
      unreachable: 'Cannot be reached. Check that it is running, and host and port in MQTT_URL.',
      no_answer: 'Something listens there and does not answer in MQTT 5. Check the port, and mqtt:// or mqtts://.',
      refused_credential:
        'It refuses the account. Correct the name and password in MQTT_URL, or its permissions on the broker.',
      not_mqtt5: 'It does not speak MQTT 5. Upgrade it, or allow that version.',
      unknown_certificate: 'Its certificate is not trusted. Set MQTT_CA to its issuer’s file, or renew it.',
      no_tls: 'That port does not use TLS. Use the TLS port, or mqtt://.',
      may_not_subscribe: 'The account may not read nhip/v1/+/+. Grant it that on the broker.',
      no_shared_subscriptions: 'Shared subscriptions are switched off there. Switch them on.',
      refused_client_id: 'It refuses the client id. Allow ids that begin with nhip-.',
      taken_over: 'Another centre uses the same client id. Each centre needs a DATA_DIR of its own.',
      not_committed: 'Not stored in the database yet; the broker keeps the messages and resends them.',
      closed: 'The connection was lost; reconnecting.',
      other: 'The broker ended the connection; see its log.',
    },
  },
}
