import type { Command } from '../posting/command.ts'

/** The units that a command names to move, and those that they go into. */
export function unitsNamed({ movements }: Command): string[] {
  return movements.flatMap(({ handlingUnits = [] }) =>
    handlingUnits.flatMap(({ id, to }) => [id, ...(to.handlingUnit === undefined ? [] : [to.handlingUnit])]),
  )
}

/**
 * Lets commands of this node that move the same units go one after the other. Those of other nodes meet
 * under the database's locks; this only spares looking up in vain what a neighbour is about to move.
 */
export class UnitTurns {
  readonly #last = new Map<string, Promise<void>>()

  /** Runs `work` after all who came before for one of these units; at once where none is named. */
  async run<T>(units: readonly string[], work: () => Promise<T>): Promise<T> {
    if (units.length === 0) return work()
    const keys = [...new Set(units.map((id) => id.toLowerCase()))]
    const before = keys.flatMap((key) => this.#last.get(key) ?? [])
    const mine = Promise.allSettled(before).then(work)
    const done = mine.then(
      () => {},
      () => {},
    )
    for (const key of keys) this.#last.set(key, done)
    try {
      return await mine
    } finally {
      for (const key of keys) if (this.#last.get(key) === done) this.#last.delete(key)
    }
  }
}
