import { say } from '../words/say.ts'

/** An item as the API writes it. */
export interface Item {
  readonly id: string
  readonly owner: string | null
  readonly sku: string
  readonly name: string
  readonly description: string | null
  readonly category: string | null
  readonly baseUnit: string
  readonly step: number
  readonly gtin: string | null
  readonly weightGrams: number | null
  readonly lengthMm: number | null
  readonly widthMm: number | null
  readonly heightMm: number | null
  readonly hasLots: boolean
  readonly serials: Serials
  readonly catchUnit: string | null
  readonly lifecycle: Lifecycle
  readonly version: number
  readonly createdAt: string
  readonly updatedAt: string
}

/** Where an item stands in its life. */
export type Lifecycle = 'active' | 'blocked' | 'discontinued'

/** When serial numbers of an item are taken. */
export type Serials = 'never' | 'dispatch' | 'always'

/** The same as choices. */
export const serialChoices = () =>
  [
    { id: 'never', name: say('never') },
    { id: 'dispatch', name: say('when it leaves') },
    { id: 'always', name: say('always') },
  ] as const

/** The lifecycles as choices. */
export const lifecycles = () =>
  [
    { id: 'active', name: say('active') },
    { id: 'blocked', name: say('blocked') },
    { id: 'discontinued', name: say('discontinued') },
  ] as const
