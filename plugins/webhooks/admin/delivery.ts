/** A delivery, as the API tells it. */
export interface Delivery {
  readonly id: number
  readonly endpoint: { readonly id: string; readonly name: string }
  readonly type: string
  readonly stream: string
  readonly position: number
  readonly subjects: readonly string[]
  readonly state: string
  readonly attempts: number
  readonly nextTryAt: string | null
  readonly failure: string | null
  readonly status: number | null
  readonly isReplay: boolean
  readonly createdAt: string
  readonly endedAt: string | null
}

/** With what is sent, and all tries. */
export interface DeliveryWhole extends Delivery {
  readonly request: {
    readonly url: string
    readonly headers: Readonly<Record<string, string>>
    readonly body: string
  }
  readonly tries: readonly Try[]
}

/** One request, and what came of it. */
export interface Try {
  readonly n: number
  readonly at: string
  readonly tookMs: number
  readonly status: number | null
  readonly failure: string | null
  readonly answer: string | null
}
