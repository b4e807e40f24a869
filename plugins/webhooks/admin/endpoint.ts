/** An endpoint, as the API tells it. */
export interface Endpoint {
  readonly id: string
  readonly name: string
  readonly url: string
  readonly owner: string | null
  readonly events: readonly string[]
  readonly notify: string | null
  readonly isOn: boolean
  readonly switchedOffAt: string | null
  readonly switchedOffBecause: 'person' | 'failing' | 'gone' | null
  readonly failingSince: string | null
  readonly pending: number
  readonly dead: number
  readonly formerSecretUntil: string | null
  readonly version: number
  readonly createdAt: string
}

/** How far the two orders go. */
export interface Heads {
  readonly ledger: number
  readonly outbox: number
}

/** A secret, as it is shown. */
export interface ShownSecret {
  readonly secret: string
  readonly formerSecretUntil: string | null
}
