import type pg from 'pg'
import type { AllocationBook } from '../posting/allocation-state.ts'
import { figureArray, plainArray, textArray } from '../posting/array-literal.ts'

const PARAMETERS = 23
const PLACES = Array.from({ length: PARAMETERS }, (_, i) => `$${i + 1}`).join(', ')
const TEXT = `select ledger.write_allocations(${PLACES})`

/** Sends what a group made of allocations, without waiting; nothing where it made nothing. */
export function sendAllocations(
  client: pg.Client,
  writerKey: string,
  book: AllocationBook,
): Promise<unknown> {
  if (book.events.length === 0) return Promise.resolve()
  const changed = [...book.states.values()].filter(({ isChanged }) => isChanged)
  const kept = changed.filter(({ micros }) => micros > 0)
  const gone = changed.filter(({ micros, isStored }) => micros === 0 && isStored)
  const { events } = book
  const values = [
    writerKey,
    plainArray(kept.map(({ id }) => id)),
    plainArray(kept.map(({ bucket }) => bucket)),
    textArray(kept.map(({ demand }) => demand.kind)),
    plainArray(kept.map(({ demand }) => demand.id)),
    figureArray(kept.map(({ micros }) => micros)),
    plainArray(kept.map(({ expires }) => expires)),
    plainArray(kept.map(({ owner }) => owner)),
    plainArray(kept.map(({ actor }) => actor)),
    plainArray(kept.map(({ piece }) => piece?.id ?? null)),
    plainArray(gone.map(({ id }) => id)),
    plainArray(events.map(({ allocation }) => allocation.id)),
    textArray(events.map(({ kind }) => kind)),
    figureArray(events.map(({ micros }) => micros)),
    plainArray(events.map(({ bucket }) => bucket.id)),
    plainArray(events.map(({ toBucket }) => toBucket?.id ?? null)),
    plainArray(events.map(({ toAllocation }) => toAllocation)),
    textArray(events.map(({ allocation }) => allocation.demand.kind)),
    plainArray(events.map(({ allocation }) => allocation.demand.id)),
    plainArray(events.map(({ allocation }) => allocation.owner)),
    plainArray(events.map(({ actor }) => actor)),
    plainArray(events.map(({ movement }) => movement)),
    plainArray(events.map(({ allocation }) => allocation.piece?.id ?? null)),
  ]
  const sent = client.query({ name: 'ledger.write_allocations', text: TEXT, values })
  sent.catch(() => {})
  return sent
}
