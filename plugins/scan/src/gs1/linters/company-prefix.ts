import { isDigits, type Linter } from './linter.ts'

const SHORTEST = 4

/** It begins with the company prefix that GS1 gave out: four digits at the least. */
export const gcppos1: Linter = (value) => {
  if (value.length < SHORTEST) return 'TOO_SHORT_FOR_GCP'
  return isDigits(value.slice(0, SHORTEST)) ? undefined : 'INVALID_GCP_PREFIX'
}

/** The company prefix comes after an indicator or extension digit. */
export const gcppos2: Linter = (value) => gcppos1(value.slice(1))
