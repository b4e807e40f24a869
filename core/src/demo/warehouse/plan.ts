import { seededRandom } from '../seeded-random.ts'
import { gtin13 } from './gtin.ts'
import { productFamilies } from './products.ts'
import { tradeDays } from './trade.ts'

/** An item of the demo business. */
export interface PlannedItem {
  readonly owner: 'house' | 'client'
  readonly sku: string
  readonly name: string
  readonly category: string
  readonly baseUnit: 'each' | 'm' | 'kg'
  readonly step: number
  readonly gtin: string
  readonly weightGrams: number
  readonly lengthMm: number
  readonly widthMm: number
  readonly heightMm: number
  /** The most that one customer takes at once. */
  readonly order: number
}

/** A building and how its shelves stand: `A-01-2` is the first aisle's first bay, second level. */
export interface PlannedSite {
  readonly code: string
  readonly name: string
  readonly timeZone: string
  readonly aisles: number
  readonly bays: number
  readonly levels: number
  /** Areas without shelves. */
  readonly areas: readonly string[]
}

/** One movement, with places named `SITE/CODE` and the outside ones by their code alone. */
export interface PlannedMovement {
  readonly at: Date
  readonly kind: 'receipt' | 'issue' | 'transfer' | 'adjustment' | 'return'
  readonly owner: 'house' | 'client'
  readonly source?: { readonly type: string; readonly id: string }
  readonly reason?: string
  readonly note?: string
  readonly lines: readonly PlannedLine[]
}

/** One line of a planned movement; items and places by their place in the plan. */
export interface PlannedLine {
  readonly item: number
  readonly quantity: number
  readonly from: string
  readonly to: string
}

/** The whole demo business. */
export interface WarehousePlan {
  readonly client: string
  readonly sites: readonly PlannedSite[]
  readonly items: readonly PlannedItem[]
  /** In the order in which they happened. */
  readonly movements: readonly PlannedMovement[]
}

/** The two sites: a distribution centre and a store. */
const plannedSites: readonly PlannedSite[] = [
  {
    code: 'HAM',
    name: 'Hamburg distribution centre',
    timeZone: 'Europe/Berlin',
    aisles: 6,
    bays: 12,
    levels: 4,
    areas: ['RECEIVING', 'SHIPPING', 'RETURNS'],
  },
  {
    code: 'BSL',
    name: 'Basel store',
    timeZone: 'Europe/Zurich',
    aisles: 3,
    bays: 8,
    levels: 3,
    areas: ['RECEIVING'],
  },
]

/** What the numbers of each owner's items begin with: a country, and a company in it. */
const GTIN_PREFIXES = { house: '4012345', client: '3701234' } as const

/**
 * Plans the demo business up to `now`: the same day and seed give the same business. Nothing in it takes more
 * from a place than lies there.
 */
export function planWarehouse({
  now,
  seed,
  days = 90,
}: {
  now: Date
  seed: number
  days?: number
}): WarehousePlan {
  const items = planItems()
  const movements = tradeDays({ now, days, items, sites: plannedSites, random: seededRandom(seed) })
  return { client: 'Lumière Cosmetics', sites: plannedSites, items, movements }
}

function planItems(): PlannedItem[] {
  return productFamilies.flatMap((family, familyNumber) =>
    family.variants.map((variant, n) => ({
      owner: family.owner,
      sku: `${family.sku}-${String(n + 1).padStart(2, '0')}`,
      name: family.name.replace('{}', variant),
      category: family.category,
      baseUnit: family.unit ?? ('each' as const),
      step: family.step ?? 1,
      gtin: gtin13(GTIN_PREFIXES[family.owner] + String(familyNumber * 100 + n).padStart(5, '0')),
      weightGrams: Math.round(family.grams * (1 + n * 0.12)),
      lengthMm: family.size[0],
      widthMm: family.size[1],
      heightMm: family.size[2],
      order: family.order,
    })),
  )
}
