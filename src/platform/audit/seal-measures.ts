import type { Measure } from '../http/health.ts'
import type { Sealer } from './sealer.ts'

/** How the seal of the audit stands, for `/metrics`. */
export const sealMeasures = ({ state }: Pick<Sealer, 'state'>): Measure[] => [
  {
    name: 'nhip_audit_unsealed',
    help: 'Rows of the audit that wait for their seal, counted to 10,000',
    read: () => state().unsealed,
  },
  {
    name: 'nhip_audit_unsealed_age_seconds',
    help: 'For how long the oldest of them waits; 0 when none does',
    read() {
      const { oldestUnsealedAt: oldest } = state()
      return oldest === null ? 0 : Math.max(0, Date.now() - Date.parse(oldest)) / 1000
    },
  },
]
