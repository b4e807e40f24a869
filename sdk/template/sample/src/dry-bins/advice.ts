import { point } from '@stowage/sdk'
import { type Static, Type } from 'typebox'

/** What to do about a bin that ran dry. */
export const Advice = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 80 }),
    sentence: Type.String({ minLength: 1, maxLength: 200 }),
  },
  { additionalProperties: false },
)
export type Advice = Static<typeof Advice>

/** A point: other plugins may add to it, and what they add has to fit the schema. */
export const advicePoint = point('What to do about a bin that ran dry, in one sentence', Advice)

/** This plugin's own addition. */
export const refillAdvice: Advice = { name: 'refill', sentence: 'Fill it up from the reserve.' }
