import type { CodeName, Name } from '../ledger/rows.ts'

/** A piece with a number of its own, as the API writes it. */
export interface Serial {
  readonly id: string
  readonly number: string
  readonly item: { readonly id: string; readonly sku: string; readonly name: string }
  readonly owner: Name
  readonly lot: Name | null
  readonly bucket: number | null
  readonly location: CodeName | null
  readonly status: string | null
  readonly handlingUnit: CodeName | null
  readonly hasLeft: boolean
  readonly lines: number
  readonly firstAt: string
  readonly lastAt: string
  readonly version: number
}
