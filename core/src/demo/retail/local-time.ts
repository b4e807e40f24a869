/**
 * Turns a shop's local time into UTC, summer time and all. An hour that the clocks skip counts on as if they
 * had not been changed yet; an hour that comes twice is taken for its first.
 */
export function createLocalTime(timeZone: string): (localSeconds: number) => number {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  const offsetAt = (utcSeconds: number): number => {
    const parts: Record<string, number> = {}
    for (const { type, value } of format.formatToParts(utcSeconds * 1000)) parts[type] = Number(value)
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts
    return Date.UTC(year, month - 1, day, hour, minute, second) / 1000 - utcSeconds
  }
  const offsetOfHour = new Map<number, number>()
  return (localSeconds) => {
    // The offset changes at full hours only, so that asking once for each hour is enough.
    const hour = Math.floor(localSeconds / 3600)
    let offset = offsetOfHour.get(hour)
    if (offset === undefined) {
      const before = offsetAt(hour * 3600 - 86_400)
      const after = offsetAt(hour * 3600 + 86_400)
      offset = offsetAt(hour * 3600 - before) === before ? before : after
      if (offsetAt(hour * 3600 - offset) !== offset) offset = before
      offsetOfHour.set(hour, offset)
    }
    return localSeconds - offset
  }
}
