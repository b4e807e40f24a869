import type pg from 'pg'
import { plainArray, textArray } from '../posting/array-literal.ts'
import type { JudgedMovement } from '../posting/judge.ts'
import type { SerialState } from './serial-book.ts'

const PARAMETERS = 18
const PLACES = Array.from({ length: PARAMETERS }, (_, i) => `$${i + 1}`).join(', ')
const WRITE_SERIALS = `select ledger.write_serials(${PLACES})`

/**
 * Sends where a group's pieces are now and which lines they were on, without waiting. A group without any
 * sends nothing.
 */
export function sendSerials(
  client: pg.Client,
  writerKey: string,
  movements: readonly JudgedMovement[],
): Promise<unknown> {
  const steps = movements.flatMap(({ movement, serialSteps }) =>
    serialSteps.map((step) => ({ ...step, movement: movement.id, owner: movement.owner })),
  )
  if (steps.length === 0) return Promise.resolve()
  const last = new Map<string, SerialState>(steps.map(({ state }) => [state.id, state]))
  const values = [
    writerKey,
    ...stateArrays([...last.values()]),
    plainArray(steps.map(({ movement }) => movement)),
    plainArray(steps.map(({ n }) => n)),
    plainArray(steps.map(({ state }) => state.id)),
    plainArray(steps.map(({ at }) => at)),
    plainArray(steps.map(({ state }) => state.version)),
    plainArray(steps.map(({ owner }) => owner)),
  ]
  const sent = client.query({ name: 'ledger.write_serials', text: WRITE_SERIALS, values })
  sent.catch(() => {})
  return sent
}

function stateArrays(states: readonly SerialState[]): string[] {
  return [
    plainArray(states.map(({ id }) => id)),
    plainArray(states.map(({ item }) => item)),
    textArray(states.map(({ number }) => number)),
    plainArray(states.map(({ owner }) => owner)),
    plainArray(states.map(({ lot }) => lot)),
    plainArray(states.map(({ place }) => place?.bucket ?? null)),
    plainArray(states.map(({ hasLeft }) => hasLeft)),
    plainArray(states.map(({ version }) => version)),
    plainArray(states.map(({ firstAt }) => firstAt)),
    plainArray(states.map(({ lastAt }) => lastAt)),
    plainArray(states.map(({ lastEffective }) => lastEffective)),
  ]
}
