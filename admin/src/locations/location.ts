import { say } from '../words/say.ts'

/** A location as the API writes it. */
export interface Location {
  readonly id: string
  readonly site: string | null
  readonly parent: string | null
  readonly kind: string
  readonly code: string
  readonly path: string
  readonly barcode: string | null
  readonly checkDigits: string | null
  readonly debtLimit: number
  readonly x: number | null
  readonly y: number | null
  readonly z: number | null
  readonly isActive: boolean
  readonly version: number
}

/** The kinds that somebody may choose; sites make their own root, and the outside is fixed. */
export const locationKinds = () =>
  [
    { id: 'area', name: say('area') },
    { id: 'bin', name: say('bin') },
    { id: 'transit', name: say('in transit') },
  ] as const

/** What a kind of place is called; a plugin's own by its code. */
export function locationKindWord(kind: string): string {
  const words = [
    ...locationKinds(),
    { id: 'site', name: say('site') },
    { id: 'external', name: say('external') },
  ]
  return words.find(({ id }) => id === kind)?.name ?? kind
}
