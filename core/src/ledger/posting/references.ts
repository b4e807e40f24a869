import type { PipelinedPool } from '../../database/pipelined-pool.ts'

/** For how long a node may go on with a reason or owner as it read them. */
const FRESH_MS = 2_000

/** The small tables that every movement is checked against. */
export interface References {
  /** Owners' numbers by id. */
  readonly owners: ReadonlyMap<string, number>
  readonly kinds: ReadonlyMap<string, { readonly requiresReason: boolean }>
  /** Reasons by code; true while in use. */
  readonly reasons: ReadonlyMap<string, boolean>
}

/** Reads the reference tables: once in two seconds, and anew when a movement names what is not among them. */
export class ReferenceReader {
  readonly #pool: PipelinedPool
  #references: Promise<References> | undefined
  #readAt = Number.NEGATIVE_INFINITY

  constructor(pool: PipelinedPool) {
    this.#pool = pool
  }

  /** The references, at most two seconds old. */
  read(): Promise<References> {
    const now = performance.now()
    if (this.#references === undefined || now - this.#readAt > FRESH_MS) {
      this.#readAt = now
      this.#references = this.#load()
      this.#references.catch(() => {
        this.#references = undefined
      })
    }
    return this.#references
  }

  /**
   * The references for movements. One that names an owner or a reason in use that is not there yet makes this
   * node look again: another request, or another node, may have made it a moment ago.
   */
  async readFor(
    named: readonly { readonly owner?: string; readonly reason?: string }[],
  ): Promise<References> {
    const asked = performance.now()
    const references = await this.read()
    const isKnown = named.every(
      ({ owner, reason }) =>
        (owner === undefined || references.owners.has(owner)) &&
        (reason === undefined || references.reasons.get(reason) === true),
    )
    if (isKnown) return references
    if (this.#readAt < asked) this.forget()
    return this.read()
  }

  /** Forgets what was read: the next posting sees a reason or owner that was made a moment ago. */
  forget(): void {
    this.#references = undefined
  }

  async #load(): Promise<References> {
    return this.#pool.use(async (client) => {
      const [owners, kinds, reasons] = await Promise.all([
        client.query<{ id: string; no: number }>('select id, no from access.owner'),
        client.query<{ name: string; requires_reason: boolean }>(
          'select name, requires_reason from ledger.movement_kind',
        ),
        client.query<{ code: string; is_active: boolean }>('select code, is_active from ledger.reason'),
      ])
      return {
        owners: new Map(owners.rows.map(({ id, no }) => [id, no])),
        kinds: new Map(kinds.rows.map((row) => [row.name, { requiresReason: row.requires_reason }])),
        reasons: new Map(reasons.rows.map((row) => [row.code, row.is_active])),
      }
    })
  }
}
