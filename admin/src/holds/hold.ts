import type { Pickable } from '../pieces/entity-picker.tsx'
import { anyItem, anyLot, anyOwner, anyUnit, balancedLocation } from '../pieces/pickables.ts'
import { say } from '../words/say.ts'

/** What may be on hold. */
export type HoldScope = 'lot' | 'serial' | 'handling_unit' | 'location' | 'item' | 'owner'

/** A hold as the list writes it. */
export interface Hold {
  readonly id: string
  readonly scope: HoldScope
  readonly subject: { readonly id: string; readonly name: string | null }
  readonly item: { readonly id: string; readonly sku: string; readonly name: string } | null
  readonly owner: { readonly id: string; readonly name: string } | null
  readonly blocks: readonly string[]
  readonly reason: string
  readonly note: string | null
  readonly liftedBy: string
  readonly lifter: string | null
  readonly placedAt: string
  readonly placedBy: { readonly id: string; readonly name: string | null }
  readonly isOpen: boolean
  readonly lift: {
    readonly at: string
    readonly actor: { readonly id: string; readonly name: string | null }
    readonly note: string | null
  } | null
  readonly held: {
    readonly quantity: number | null
    readonly baseUnit: string | null
    readonly balances: number
  } | null
}

/** What may be on hold, in words. */
export const scopes = (): readonly { readonly id: HoldScope; readonly name: string }[] => [
  { id: 'lot', name: say('Lot') },
  { id: 'item', name: say('Item') },
  { id: 'location', name: say('Location') },
  { id: 'handling_unit', name: say('Handling unit') },
  { id: 'serial', name: say('Serial number') },
  { id: 'owner', name: say('Owner') },
]

/** What a hold stops, in words. */
export const blocks = () => [
  { id: 'allocate', name: say('Allocate') },
  { id: 'ship', name: say('Ship') },
  { id: 'move', name: say('Move') },
  { id: 'receive', name: say('Receive') },
  { id: 'arrive', name: say('Put there') },
  { id: 'leave', name: say('Take away') },
]

/** What is picked for each scope. */
export const subjects: Readonly<Record<HoldScope, Pickable>> = {
  lot: anyLot,
  item: anyItem,
  location: balancedLocation,
  handling_unit: anyUnit,
  serial: { resource: 'serials', code: 'number' },
  owner: anyOwner,
}
