/** Of one packet, and open at a time for one credential. */
export const defaultMqttLimits = { maxPacketBytes: 256 * 1024, maxConnections: 200 }
