import { definePlugin, type ServiceContext, type SiteCalendar } from '@stowage/sdk'
import t from 'tap'
import { systemActor } from '../src/access/system-actor.ts'
import { createSiteCalendar, type OpeningHours } from '../src/calendar/site-calendar.ts'
import { zoneClock } from '../src/calendar/zone-clock.ts'
import { startPlatform } from '../src/testing/start-platform.ts'

const HOUSE = '00000000-0000-7000-8000-000000000001'
const everyDay = (opens: string, closes: string): OpeningHours[] =>
  [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opens, closes }))

function calendarOf(timeZone: string, openingHours: OpeningHours[] = [], days: string[] = []): SiteCalendar {
  return createSiteCalendar({ site: 'S', timeZone, openingHours, holidays: days.map((day) => ({ day })) })
}

const at = (text: string) => new Date(text)

t.test('a day begins and ends by the clock of the site, and has as many hours as it has', async (t) => {
  const days: [string, string, string, number][] = [
    ['Europe/Paris', '2026-03-29', '2026-03-28T23:00:00.000Z', 23],
    ['Europe/Paris', '2026-10-25', '2026-10-24T22:00:00.000Z', 25],
    ['Europe/Paris', '2026-11-23', '2026-11-22T23:00:00.000Z', 24],
    ['America/Santiago', '2026-04-04', '2026-04-04T03:00:00.000Z', 25],
    ['America/Santiago', '2026-04-05', '2026-04-05T04:00:00.000Z', 24],
    // Midnight itself is skipped: the day begins at one.
    ['America/Santiago', '2026-09-06', '2026-09-06T04:00:00.000Z', 23],
    // Samoa left out a whole day when it changed sides of the date line.
    ['Pacific/Apia', '2011-12-29', '2011-12-29T10:00:00.000Z', 24],
    ['Pacific/Apia', '2011-12-30', '2011-12-30T10:00:00.000Z', 0],
    ['Pacific/Apia', '2011-12-31', '2011-12-30T10:00:00.000Z', 24],
    ['Australia/Lord_Howe', '2026-04-05', '2026-04-04T13:00:00.000Z', 24.5],
    ['Asia/Kathmandu', '2026-01-01', '2025-12-31T18:15:00.000Z', 24],
    ['UTC', '2026-02-28', '2026-02-28T00:00:00.000Z', 24],
  ]
  for (const [zone, day, start, hours] of days) {
    const calendar = calendarOf(zone)
    t.equal(calendar.startOfDay(day).toISOString(), start, `${zone} ${day}`)
    t.equal(calendar.hoursOfDay(day), hours, `${zone} ${day}`)
  }
  t.equal(calendarOf('America/Santiago').dayOf(at('2026-09-06T03:59:59.999Z')), '2026-09-05')
  t.equal(calendarOf('America/Santiago').dayOf(at('2026-09-06T04:00:00Z')), '2026-09-06')
  t.equal(calendarOf('Pacific/Apia').dayOf(at('2011-12-30T09:59:59Z')), '2011-12-29')
  t.equal(calendarOf('Pacific/Apia').dayOf(at('2011-12-30T10:00:00Z')), '2011-12-31')
})

t.test('every day of three years follows the one before it, in every kind of zone', async (t) => {
  for (const zone of [
    'Europe/Paris',
    'America/Santiago',
    'Pacific/Apia',
    'Africa/Casablanca',
    'America/St_Johns',
  ]) {
    const clock = zoneClock(zone)
    let wrong = 0
    for (let noon = Date.UTC(2024, 0, 1, 12); noon < Date.UTC(2027, 0, 1); noon += 86_400_000) {
      const day = new Date(noon).toISOString().slice(0, 10)
      const { first } = clock.instantsOf(day, 0)
      if (clock.dayOf(first) !== day || clock.dayOf(first - 1) >= day) wrong++
    }
    t.equal(wrong, 0, zone)
  }
})

t.test('a site is open by its own clock, but not on holidays', async (t) => {
  const paris = calendarOf('Europe/Paris', everyDay('08:00', '17:30'), ['2026-12-25'])
  t.ok(paris.isOpen(at('2026-11-23T07:00:00Z')))
  t.notOk(paris.isOpen(at('2026-11-23T06:59:59Z')))
  t.notOk(paris.isOpen(at('2026-11-23T16:30:00Z')), 'closed at the minute it closes')
  t.ok(paris.isOpen(at('2026-07-23T06:00:00Z')), 'an hour earlier in summer')
  t.notOk(paris.isOpen(at('2026-12-25T10:00:00Z')))
  const weekdays = calendarOf('UTC', [
    { weekday: 5, opens: '22:00', closes: '24:00' },
    { weekday: 6, opens: '00:00', closes: '06:00' },
  ])
  t.ok(weekdays.isOpen(at('2026-11-27T23:59:59Z')))
  t.ok(weekdays.isOpen(at('2026-11-28T00:00:00Z')))
  t.notOk(weekdays.isOpen(at('2026-11-28T06:00:00Z')))
  t.ok(calendarOf('UTC').isOpen(at('2026-11-28T03:00:00Z')), 'always, where nobody said hours')
  const nights = calendarOf('Europe/Paris', everyDay('02:00', '03:00'))
  t.notOk(nights.isOpen(at('2026-03-29T01:00:00Z')), 'the hour that is skipped')
  t.ok(nights.isOpen(at('2026-10-25T00:30:00Z')), 'the hour that comes twice, the first time')
  t.ok(nights.isOpen(at('2026-10-25T01:30:00Z')), 'and the second')
  t.notOk(nights.isOpen(at('2026-10-25T02:00:00Z')))
})

t.test('open time is added over nights, weekends, holidays and changes of the clocks', async (t) => {
  const hours = everyDay('08:00', '16:00').filter(({ weekday }) => weekday < 6)
  const paris = calendarOf('Europe/Paris', hours, ['2026-11-25'])
  const add = (from: string, minutes: number) => paris.addOpenTime(at(from), minutes).toISOString()
  t.equal(add('2026-11-23T14:00:00Z', 60), '2026-11-23T15:00:00.000Z')
  t.equal(add('2026-11-23T14:00:00Z', 61), '2026-11-24T07:01:00.000Z')
  t.equal(add('2026-11-24T15:00:00Z', 1), '2026-11-26T07:01:00.000Z', 'the holiday is passed over')
  t.equal(add('2026-11-27T14:30:00Z', 60), '2026-11-30T07:30:00.000Z', 'the weekend is passed over')
  t.equal(add('2026-11-28T10:00:00Z', 0), '2026-11-30T07:00:00.000Z', 'nothing begins while it is closed')
  const always = calendarOf('Europe/Paris')
  t.equal(always.addOpenTime(at('2026-03-28T23:00:00Z'), 24 * 60).toISOString(), '2026-03-29T23:00:00.000Z')
  const never = calendarOf('UTC', [{ weekday: 1, opens: '08:00', closes: '08:01' }])
  t.throws(() => never.addOpenTime(at('2026-11-23T00:00:00Z'), 1e6), { code: 'host.calendar_never_open' })
})

t.test('a site’s calendar is written as a whole, read by plugins, and told in the audit', async (t) => {
  let context: ServiceContext | undefined
  const clocked = definePlugin({
    name: 'clocked',
    version: '0.1.0',
    services: (given) => {
      context = given
      return {}
    },
  })
  const { administrator } = await startPlatform(t, { plugins: [clocked] })
  const site = await administrator.send({
    method: 'POST',
    url: '/api/v1/locations/sites',
    payload: { company: HOUSE, code: 'SCL', name: 'Santiago', timeZone: 'America/Santiago' },
  })
  const url = `/api/v1/host/calendars/${site.body.id}`
  t.match((await administrator.send({ url })).body, {
    timeZone: 'America/Santiago',
    openingHours: [],
    version: 0,
  })
  const put = (payload: object, version = 0) =>
    administrator.send({ method: 'PUT', url, headers: { 'if-match': `"${version}"` }, payload })
  const calendar = {
    openingHours: everyDay('00:00', '12:00'),
    holidays: [{ day: '2026-09-18', name: 'Fiestas Patrias' }],
  }
  t.match(await put(calendar), { status: 200, headers: { etag: '"1"' }, body: { ...calendar, version: 1 } })
  t.match((await put(calendar)).body, { status: 412, code: 'http.version_conflict' })
  t.match((await put({ ...calendar, holidays: [] }, 1)).body, { version: 2, holidays: [] })
  const read = await context!.transaction(systemActor, (trx) => context!.calendar.of(trx, site.body.id))
  t.equal(read.hoursOfDay('2026-09-06'), 23)
  t.equal(read.addOpenTime(at('2026-09-06T03:00:00Z'), 60).toISOString(), '2026-09-06T05:00:00.000Z')
  const audit = await administrator.send({ url: '/api/v1/access/audit?entity=host.site_calendar&sort=at' })
  t.match(audit.body.data, [{ action: 'create' }, { action: 'change', after: { holidays: [] } }])
  const hours = (opens: string, closes: string) => ({ weekday: 1, opens, closes })
  const wrong: [object[], object[], number, string][] = [
    [[hours('22:00', '06:00')], [], 422, 'host.calendar_hours_invalid'],
    [[hours('08:00', '12:00'), hours('11:59', '13:00')], [], 422, 'host.calendar_hours_overlap'],
    [[hours('24:00', '24:00')], [], 400, 'http.invalid_input'],
    [[hours('8:00', '12:00')], [], 400, 'http.invalid_input'],
    [[], [{ day: '2026-02-30', name: 'x' }], 400, 'http.invalid_input'],
    [[], [1, 2].map(() => ({ day: '2026-01-01', name: 'x' })), 422, 'host.calendar_holiday_twice'],
  ]
  for (const [openingHours, holidays, status, code] of wrong) {
    t.match((await put({ openingHours, holidays }, 2)).body, { status, code })
  }
  const unknown = await administrator.send({
    url: '/api/v1/host/calendars/01936d2c-7f3a-7c21-b3f4-0a1b2c3d4e5f',
  })
  t.equal(unknown.status, 404)
})
