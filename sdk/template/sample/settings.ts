import { Type } from 'typebox'

/** What an administrator sets up. */
export const SampleSettings = Type.Object({
  daysKept: Type.Integer({
    title: 'Days kept',
    description: 'How many days the last departure of an item is called recent',
    default: 30,
    minimum: 1,
    maximum: 3650,
  }),
})
