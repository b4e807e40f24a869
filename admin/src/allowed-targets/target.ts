import type { RaRecord } from 'react-admin'

/** A host of the own network, or one by plain http, that plugins may call. */
export interface Target extends RaRecord {
  readonly id: string
  readonly host: string
  readonly port: number | null
  readonly plainHttp: boolean
  readonly note: string
}
