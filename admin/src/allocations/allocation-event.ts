import type { RaRecord } from 'react-admin'
import type { CodeName, ItemName, Name } from '../ledger/rows.ts'

/** Something that became of an allocation, as the API lists it. */
export interface AllocationEvent extends RaRecord<number> {
  readonly at: string
  readonly allocation: string
  readonly kind: string
  readonly quantity: number
  readonly demand: { readonly kind: string; readonly id: string }
  readonly item: ItemName
  readonly lot: Name | null
  readonly serial: { readonly id: string; readonly number: string } | null
  readonly location: CodeName
  readonly toLocation: CodeName | null
  /** The allocation that the quantity went on as, where that is another one. */
  readonly toAllocation: string | null
  readonly movement: string | null
  readonly actor: Name
  readonly owner: Name
}
