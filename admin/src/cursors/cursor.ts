import type { RaRecord } from 'react-admin'

/** How far a plugin has come with an event. */
export interface Cursor extends RaRecord {
  readonly subscriber: string
  readonly event: string
  readonly state: string
  readonly lag: number
  readonly deliveredAt: string | null
  readonly lastError: string | null
}
