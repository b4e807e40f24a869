import { definePlugin } from '@stowage/sdk'
import { messages } from './messages.ts'
import { alarmRoutes } from './src/readings/alarm.routes.ts'
import { reading } from './src/readings/reading.ts'
import { tooWarmTile, tooWarmWaits } from './src/readings/too-warm.ts'
import { coldGuard } from './src/requirements/cold-guard.ts'
import { requirement } from './src/requirements/requirement.ts'

/** Probes tell how warm it is in a place; cold goods are not put where it is too warm. */
export default definePlugin({
  name: 'temperature',
  version: '0.1.0',
  title: 'Temperature',
  requires: { platform: '^0.1.0', plugins: { items: '^0.1.0', locations: '^0.1.0', ledger: '^0.1.0' } },
  migrations: new URL('./migrations/', import.meta.url),
  tables: {
    reading: { rows: 'house', write: 'routes' },
    requirement: { rows: { owner: 'owner' }, write: 'routes' },
  },
  permissions: {
    'temperature.reading.read': 'See how warm it is, and where it is too warm',
    'temperature.reading.write': 'Tell what probes read',
    'temperature.requirement.read': 'See how warm an item may become',
    'temperature.requirement.write': 'Say how warm an item may become',
  },
  errors: {
    'temperature.requirement_taken': {
      status: 409,
      message: 'How warm this item may become was said already; change that.',
    },
    'temperature.too_warm': {
      status: 422,
      message:
        'It is {celsius} °C in {location}, and {sku} may become {warmest} °C at most; ' +
        'put it into a colder place.',
    },
    'temperature.lies_too_warm': {
      status: 503,
      message: 'Cold goods lie where it is too warm, in {count} balances; bring them into a colder place.',
    },
    'temperature.unknown_here': {
      status: 422,
      message:
        'Nobody knows how warm it is in {location}, and {sku} may become {warmest} °C at most; ' +
        'read a probe there first.',
    },
  },
  messages,
  adds: { 'desk.waiting': [tooWarmWaits], 'dashboard.tile': [tooWarmTile] },
  resources: { reading, requirement },
  routes: () => alarmRoutes,
  ledger: { guard: coldGuard },
  invariants: [
    {
      id: 'temperature.readings_are_of_this_world',
      sentence: 'No probe reads less than absolute zero or more than an oven.',
      offendingRows: 'select id, celsius from temperature.reading where celsius < -273.15 or celsius > 300',
    },
  ],
  admin: {
    entry: new URL('./admin/dist/', import.meta.url),
    slots: [
      {
        slot: 'locations.location.show',
        component: 'TemperatureChart',
        permission: 'temperature.reading.read',
      },
    ],
  },
})
