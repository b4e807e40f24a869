import type { PipelinedPool } from '../../database/pipelined-pool.ts'
import type { LevelFactor } from '../../items/packaging-levels/base-micros.ts'
import { plainArray } from './array-literal.ts'
import type { MovementInput } from './command.ts'

const CACHED_MAX = 100_000

/** A packaging level as a posting needs it. */
export interface Level extends LevelFactor {
  readonly item: string
  readonly name: string
}

interface Row extends Level {
  readonly id: string
}

/** Packaging levels by id. They may be cached because a level's item and factor are fixed once it is made. */
export class LevelCache {
  readonly #pool: PipelinedPool
  readonly #levels = new Map<string, Level>()

  constructor(pool: PipelinedPool) {
    this.#pool = pool
  }

  /**
   * The levels that movements were counted in; one query for those not cached, none where nobody names one.
   */
  async resolve(movements: readonly MovementInput[]): Promise<ReadonlyMap<string, Level>> {
    const missing = new Set<string>()
    for (const { lines } of movements) {
      for (const { keyed } of lines) {
        if (keyed !== undefined && !this.#levels.has(keyed.level)) missing.add(keyed.level)
      }
    }
    if (missing.size > 0) await this.#load([...missing])
    return this.#levels
  }

  async #load(ids: readonly string[]): Promise<void> {
    const { rows } = await this.#pool.use((client) =>
      client.query<Row>({
        name: 'ledger.select_levels',
        text: `select id, item, name, numerator, denominator from items.packaging_level
               where id = any ($1::uuid[])`,
        values: [plainArray(ids)],
      }),
    )
    if (this.#levels.size + rows.length > CACHED_MAX) this.#levels.clear()
    for (const { id, ...level } of rows) this.#levels.set(id, level)
  }
}
