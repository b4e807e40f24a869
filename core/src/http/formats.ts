import type { Ajv } from 'ajv'
import addFormats from 'ajv-formats'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const DAY = /^(\d{4})-(\d\d)-(\d\d)$/
const INSTANT = /^(\d{4}-\d\d-\d\d)T(\d\d):(\d\d):(\d\d)(\.\d{1,6})?(Z|[+-](\d\d):(\d\d))$/

/**
 * The formats of our schemas. Those that end in a column are as narrow as what JavaScript and PostgreSQL read
 * the same way: no `urn:uuid:`, no capitals that would make two texts of one id, no leap second, no year 0,
 * no digit beyond the microsecond.
 */
export function addOwnFormats(ajv: Ajv): Ajv {
  addFormats.default(ajv)
  ajv.addFormat('uuid', UUID)
  ajv.addFormat('date', isDay)
  ajv.addFormat('date-time', isInstant)
  return ajv
}

/** Whether a text is a day of the calendar, as 2026-11-23. */
export function isDay(text: string): boolean {
  const [, year = '', month = '', day = ''] = DAY.exec(text) ?? []
  const instant = new Date(`${text}T00:00:00Z`)
  return year > '0000' && instant.getUTCMonth() + 1 === Number(month) && instant.getUTCDate() === Number(day)
}

/** Whether a text is an instant with its zone, as 2026-11-23T22:15:00.5+01:00. */
export function isInstant(text: string): boolean {
  const [, day = '', hour, minute, second, , , zoneHour = '0', zoneMinute = '0'] = INSTANT.exec(text) ?? []
  return (
    isDay(day) &&
    Number(hour) < 24 &&
    Number(minute) < 60 &&
    Number(second) < 60 &&
    Number(zoneHour) < 15 &&
    Number(zoneMinute) < 60
  )
}

/** Whether a text is a UUID in lower case. */
export function isUuid(text: string): boolean {
  return UUID.test(text)
}
