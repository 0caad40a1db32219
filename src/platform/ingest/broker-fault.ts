import type { BrokerFault } from '../../core/api/broker.ts'

/** What went wrong between centre and broker, and how to mend it. */
export interface Fault {
  readonly code: BrokerFault
  readonly detail: string
}

/** Reason codes of MQTT 5 section 2.4; 1, 4 and 5 are return codes of a broker that answers in MQTT 3.1.1 (section 3.2.2.3). */
const reasons: Readonly<Record<number, Fault>> = {
  1: {
    code: 'not_mqtt5',
    detail: 'the broker does not speak MQTT 5; use one that does, or let it (Mosquitto: 1.6 or newer)',
  },
  132: { code: 'not_mqtt5', detail: 'the broker refuses MQTT 5; allow this version on its listener' },
  4: { code: 'refused_credential', detail: 'the broker refuses user and password; correct them in MQTT_URL' },
  5: {
    code: 'refused_credential',
    detail: 'the broker lets this account not in; correct MQTT_URL or its rights there',
  },
  134: { code: 'refused_credential', detail: 'the broker refuses user and password; correct them in MQTT_URL' },
  135: {
    code: 'refused_credential',
    detail: 'the broker lets this account not in; correct MQTT_URL or its rights there',
  },
  138: { code: 'refused_credential', detail: 'the broker has banned this account or address; lift the ban there' },
  133: { code: 'refused_client_id', detail: 'the broker refuses the client id; allow ids that begin with nhip-' },
  142: {
    code: 'taken_over',
    detail: 'another process came with the same client id; each centre needs a DATA_DIR of its own, not a copy',
  },
  158: { code: 'no_shared_subscriptions', detail: 'the broker has shared subscriptions switched off; switch them on' },
}

const certificates: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: 'it has expired; renew it at the broker',
  ERR_TLS_CERT_ALTNAME_INVALID: 'it is made out to another name; use that name in MQTT_URL, or renew it with this one',
}
const unknownIssuers = [
  'SELF_SIGNED_CERT_IN_CHAIN',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
]
const away = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH']
const cut = ['ECONNRESET', 'EPIPE']

/** What the broker's reason code means here. */
export function faultOfReason(reason: number): Fault {
  const other: Fault = { code: 'other', detail: `the broker ended it with reason code ${reason}; its log says more` }
  return reasons[reason] ?? other
}

/** What an error of the connection means; its text goes along where it names no secret. */
export function faultOfError(error: Error & { code?: unknown }, wasAnswered: boolean): Fault {
  const { code, message } = error
  if (typeof code === 'number') return faultOfReason(code)
  if (typeof code === 'string') {
    const why = unknownIssuers.includes(code)
      ? 'nobody trusted here has signed it; name the file of its issuer (PEM) with MQTT_CA'
      : certificates[code]
    if (why) return { code: 'unknown_certificate', detail: `the broker's certificate does not hold (${code}): ${why}` }
    if (code === 'EPROTO' || code.startsWith('ERR_SSL'))
      return { code: 'no_tls', detail: `no TLS is spoken at this port (${code}); use its TLS port, or mqtt:// instead` }
    if (cut.includes(code)) return faultOfClose(wasAnswered)
    if (away.includes(code))
      return {
        code: 'unreachable',
        detail: `nobody is reached there (${code}); is the broker up, host and port right?`,
      }
  }
  if (message === 'Keepalive timeout')
    return {
      code: 'closed',
      detail: 'the broker said nothing for too long; it is overloaded, or the way to it is dead',
    }
  if (message === 'connack timeout')
    return {
      code: 'no_answer',
      detail: 'something listens there and answers nothing; is it the port of MQTT, with TLS or without?',
    }
  return { code: 'other', detail: message }
}

/** The connection ended and nobody said why. */
export function faultOfClose(wasAnswered: boolean): Fault {
  if (wasAnswered) {
    const detail =
      'the connection ended without a word: the broker was stopped, the way to it was cut, or another centre came with the same client id (a copy of this DATA_DIR)'
    return { code: 'closed', detail }
  }
  const detail =
    'closed before the broker answered; does it speak MQTT 5, and is this its port without TLS (mqtt://) or with it (mqtts://)?'
  return { code: 'no_answer', detail }
}
