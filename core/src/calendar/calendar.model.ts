import { VersionedRow } from '../audit/versioned-row.ts'
import type { OpeningHours } from './site-calendar.ts'

/** A site's hours and holidays; its id is the site's. */
export class CalendarRow extends VersionedRow {
  static override tableName = 'host.site_calendar'
  static override jsonAttributes = ['openingHours', 'holidays']

  declare openingHours: OpeningHours[]
  declare holidays: { day: string; name: string }[]
}
