import { Reference, type ResourceDeclaration } from '@stowage/sdk'
import { Type } from 'typebox'

/** What a probe read in a place. Readings are facts: they are written once and stay. */
export const reading: ResourceDeclaration = {
  title: 'Reading',
  titlePlural: 'Readings',
  path: '/readings',
  members: Type.Object({
    location: Reference('locations', { title: 'Location' }),
    measuredAt: Type.String({ format: 'date-time', title: 'Measured' }),
    celsius: Type.Number({ title: '°C', minimum: -273.15, maximum: 300 }),
    probe: Type.Optional(Type.String({ title: 'Probe', minLength: 1, maxLength: 100 })),
  }),
  fixed: ['location', 'measuredAt', 'celsius'],
  sort: '-measuredAt',
  sortable: ['measuredAt'],
  filterable: ['measuredAt'],
  permissions: { read: 'temperature.reading.read', write: 'temperature.reading.write' },
  menu: { group: 'Temperature', icon: 'temperature' },
}
