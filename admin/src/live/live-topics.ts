/** What a topic's hints make stale: the first word of the keys under which the screens keep their answers. */
interface LiveTopic {
  readonly permission: string
  readonly stale: readonly string[]
}

/** Of all stock: its hints name items, lots, places and units. */
export const STOCK = 'ledger.stock'

/** The server's topics that core's screens follow. */
export const liveTopics: Readonly<Record<string, LiveTopic>> = {
  [STOCK]: {
    permission: 'ledger.balance.read',
    stale: [
      'balances',
      'lines',
      'places',
      'movements',
      'allocations',
      'debts',
      'serials',
      'turnover',
      'transformations',
      'unit-moves',
      'handling-units',
    ],
  },
  'items.item': { permission: 'items.item.read', stale: ['items'] },
  'items.lot': { permission: 'items.lot.read', stale: ['lots'] },
  'locations.location': { permission: 'locations.location.read', stale: ['locations'] },
  'locations.handling_unit': { permission: 'locations.handling_unit.read', stale: ['handling-units'] },
  'locations.site': { permission: 'locations.site.read', stale: ['sites'] },
  'access.owner': { permission: 'access.owner.read', stale: ['owners'] },
  'imports.import': { permission: 'imports.import.read', stale: ['imports', 'refused-rows'] },
  'access.company': { permission: 'access.company.read', stale: ['companies'] },
}
