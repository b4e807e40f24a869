import type { RaRecord } from 'react-admin'

interface Coded {
  readonly id: string
  readonly code: string
}

/** An allocation as the API lists it. */
export interface Allocation extends RaRecord<string> {
  readonly demand: { readonly kind: string; readonly id: string }
  readonly quantity: number
  readonly item: {
    readonly id: string
    readonly sku: string
    readonly name: string
    readonly baseUnit: string
  }
  readonly lot: { readonly id: string; readonly name: string } | null
  readonly serial: { readonly id: string; readonly number: string } | null
  readonly location: Coded
  readonly handlingUnit: Coded | null
  readonly status: string
  readonly owner: { readonly id: string; readonly name: string }
  readonly expiresAt: string | null
  readonly createdAt: string
}
