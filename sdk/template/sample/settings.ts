import { Type } from 'typebox'

/** What an administrator sets up. */
export const SampleSettings = Type.Object({
  daysKept: Type.Integer({
    title: 'Days kept',
    description: 'How many days what left, and a bin that ran dry, is called recent',
    default: 30,
    minimum: 1,
    maximum: 3650,
  }),
})
