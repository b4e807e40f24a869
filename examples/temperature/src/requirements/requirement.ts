import { Reference, type ResourceDeclaration } from '@stowage/sdk'
import { Type } from 'typebox'

/** How warm an item may become. */
export const requirement: ResourceDeclaration = {
  title: 'Requirement',
  titlePlural: 'Requirements',
  path: '/requirements',
  members: Type.Object({
    item: Reference('items', { title: 'Item' }),
    warmest: Type.Number({ title: 'At most °C', minimum: -273.15, maximum: 300 }),
    hoursFresh: Type.Integer({
      title: 'Hours fresh',
      description: 'How old the last reading of a place may be before nobody knows how warm it is there',
      default: 24,
      minimum: 1,
      maximum: 720,
    }),
  }),
  fixed: ['item'],
  permissions: { read: 'temperature.requirement.read', write: 'temperature.requirement.write' },
  taken: { requirement_key: 'temperature.requirement_taken' },
  menu: { group: 'Temperature', icon: 'scale' },
  removable: true,
}
