import type { Knex } from 'knex'
import type { EventQuestion, EventStream, EventsRead } from './event-stream.ts'

const KEPT_MAX = 64
const KEPT_CHARACTERS_MAX = 8 * 1024 * 1024

interface Kept {
  readonly head: number
  readonly read: Promise<EventsRead>
  result: EventsRead | undefined
}

/**
 * Reads for all subscribers of a node. Those that stand at the same place get the same read, because what has
 * a position never changes: ten subscribers to one event cost the database little more than one.
 */
export class SharedReader {
  readonly #knex: Knex
  readonly #kept = new Map<string, Kept>()

  constructor(knex: Knex) {
    this.#knex = knex
  }

  /** @param head the stream's, as the caller knows it: an end that was read before it came may be none */
  async read(stream: EventStream, question: EventQuestion, head: number): Promise<EventsRead> {
    const name = `${question.event} ${question.after} ${question.most}`
    const kept = this.#kept.get(name)
    if (kept !== undefined && (kept.result?.isEnd === false || kept.head >= head)) return kept.read
    const fresh: Kept = { head, read: stream.read(this.#knex, question), result: undefined }
    this.#kept.delete(name)
    this.#kept.set(name, fresh)
    try {
      fresh.result = await fresh.read
      this.#forgetOldest()
      return fresh.result
    } catch (error) {
      if (this.#kept.get(name) === fresh) this.#kept.delete(name)
      throw error
    }
  }

  #forgetOldest(): void {
    let characters = 0
    for (const kept of this.#kept.values()) characters += kept.result?.characters ?? 0
    for (const [name, kept] of this.#kept) {
      if (this.#kept.size <= KEPT_MAX && characters <= KEPT_CHARACTERS_MAX) return
      characters -= kept.result?.characters ?? 0
      this.#kept.delete(name)
    }
  }
}
