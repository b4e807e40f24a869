/** The zone of the browser. */
export const ownZone = Intl.DateTimeFormat().resolvedOptions().timeZone

const clocks = new Map<string, Intl.DateTimeFormat>()

/** Made once: a list asks for each of its rows. */
function clockOf(zone: string): Intl.DateTimeFormat {
  const known = clocks.get(zone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  })
  clocks.set(zone, made)
  return made
}

/** The parts of an instant by the clock of a zone, as if they were UTC. */
function clockIn(zone: string, at: number): number {
  const parts = new Map(
    clockOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  )
  const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name)!
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'))
}

/**
 * The instant at which a clock in a zone shows what a `datetime-local` field holds. An hour that the clock
 * leaves out is taken as the one after, one that it shows twice as the first.
 */
export function instantIn(zone: string, field: string): string | undefined {
  const wanted = Date.parse(`${field}Z`)
  if (Number.isNaN(wanted)) return undefined
  const day = 86_400_000
  const guesses = [wanted - day, wanted + day].map((at) => wanted - (clockIn(zone, at) - at))
  const exact = guesses.filter((at) => clockIn(zone, at) === wanted)
  return new Date(Math.min(...(exact.length > 0 ? exact : [Math.max(...guesses)]))).toISOString()
}

/** What a `datetime-local` field shows of an instant by the clock of a zone. */
export function fieldIn(zone: string, at: string): string {
  return new Date(clockIn(zone, Date.parse(at))).toISOString().slice(0, 16)
}

/** The next Monday at six by the clock of a zone. */
export function nextMonday(zone: string, now = Date.now()): string {
  const today = new Date(clockIn(zone, now))
  const days = (8 - today.getUTCDay()) % 7 || 7
  const monday = new Date(today.getTime() + days * 86_400_000).toISOString().slice(0, 10)
  return instantIn(zone, `${monday}T06:00`)!
}

const halfYearMs = 182 * 86_400_000

/** Whether clocks of two zones show the same all year round, whatever the zones are called. */
export function hasSameClock(one: string, other: string, now = Date.now()): boolean {
  if (one === other) return true
  return [now, now + halfYearMs].every((at) => clockIn(one, at) === clockIn(other, at))
}

/** What people call the clock of a zone at an instant: `CET`, `GMT-5`. */
export function zoneWord(zone: string, at: string | number = Date.now()): string {
  const format = new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeZoneName: 'short' })
  return format.formatToParts(new Date(at)).find(({ type }) => type === 'timeZoneName')?.value ?? zone
}
