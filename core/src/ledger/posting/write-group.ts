import type pg from 'pg'
import type { UnitChange } from '../units/unit-book.ts'
import { figureArray, plainArray, textArray } from './array-literal.ts'
import type { AllocationEffect } from './command.ts'
import type { BalanceState, JudgedMovement } from './judge.ts'

/** A stored answer to be written with its movements. */
export interface CommandRow {
  readonly principal: string
  readonly key: string
  readonly fingerprint: Buffer
  readonly answer: string
}

/** All that one group writes. */
export interface GroupRows {
  readonly movements: readonly JudgedMovement[]
  readonly balances: readonly BalanceState[]
  readonly commands: readonly CommandRow[]
  readonly unitChanges: readonly UnitChange[]
}

/** What becomes of an allocation, as a line keeps it. */
const EFFECT_LETTERS: Readonly<Record<AllocationEffect, string>> = { carry: 'c', consume: 'u', release: 'r' }

const PARAMETERS = 46
const WRITE_GROUP = `select ledger.write_group(${Array.from({ length: PARAMETERS }, (_, i) => `$${i + 1}`).join(', ')})`

/**
 * Sends the writes of a group, without waiting: one statement, prepared once a connection. The caller awaits
 * it and then looks at what COMMIT answered.
 */
export function sendGroup(client: pg.Client, writerKey: string, rows: GroupRows): Promise<unknown> {
  const values = [
    writerKey,
    ...movementArrays(rows.movements),
    ...lineArrays(rows.movements),
    ...balanceArrays(rows.balances),
    ...commandArrays(rows.commands),
    rows.movements.some(({ movement }) => movement.reverses !== null),
  ]
  const sent = client.query({ name: 'ledger.write_group', text: WRITE_GROUP, values })
  sent.catch(() => {})
  return sent
}

function movementArrays(judged: readonly JudgedMovement[]): string[] {
  const movements = judged.map(({ movement }) => movement)
  return [
    plainArray(movements.map(({ id }) => id)),
    plainArray(judged.map(({ at }) => at)),
    plainArray(judged.map(({ effective }) => effective)),
    plainArray(movements.map(({ owner }) => owner)),
    textArray(movements.map(({ kind }) => kind)),
    plainArray(movements.map(({ actor }) => actor.id)),
    textArray(movements.map(({ source }) => source?.type ?? null)),
    textArray(movements.map(({ source }) => source?.id ?? null)),
    textArray(movements.map(({ reason }) => reason)),
    plainArray(movements.map(({ reverses }) => reverses)),
    textArray(movements.map(({ origin }) => origin)),
    textArray(movements.map(({ note }) => note)),
    plainArray(judged.map(({ claimed }) => claimed)),
  ]
}

function lineArrays(judged: readonly JudgedMovement[]): string[] {
  const lines = judged.flatMap(({ lines }) => lines)
  const owners = judged.flatMap(({ movement, effective, lines }) =>
    lines.map((_, n) => ({ movement: movement.id, owner: movement.owner, effective, n: n + 1 })),
  )
  return [
    plainArray(lines.map(({ at }) => at)),
    plainArray(owners.map(({ effective }) => effective)),
    plainArray(lines.map(({ from }) => from.id)),
    plainArray(lines.map(({ to }) => to.id)),
    plainArray(owners.map(({ movement }) => movement)),
    plainArray(owners.map(({ owner }) => owner)),
    plainArray(lines.map(({ fromVersion }) => fromVersion)),
    plainArray(lines.map(({ toVersion }) => toVersion)),
    plainArray(owners.map(({ n }) => n)),
    plainArray(lines.map(({ isFromLate }) => isFromLate)),
    plainArray(lines.map(({ isToLate }) => isToLate)),
    figureArray(lines.map(({ micros }) => micros)),
    figureArray(lines.map(({ fromAfter }) => fromAfter)),
    figureArray(lines.map(({ toAfter }) => toAfter)),
    sparse(lines, ({ catchMicros }) => catchMicros, figureArray),
    sparse(lines, ({ keyed }) => keyed?.micros ?? null, figureArray),
    sparse(lines, ({ keyed }) => keyed?.level ?? null, plainArray),
    sparse(lines, ({ returns }) => returns?.line ?? null, plainArray),
    sparse(lines, ({ allocation }) => allocation?.id ?? null, plainArray),
    sparse(lines, ({ allocation }) => allocation && EFFECT_LETTERS[allocation.effect], plainArray),
  ]
}

function balanceArrays(balances: readonly BalanceState[]): string[] {
  return [
    plainArray(balances.map(({ bucket }) => bucket)),
    figureArray(balances.map(({ onHand }) => onHand)),
    plainArray(balances.map(({ version }) => version)),
    plainArray(balances.map(({ lastAt }) => lastAt)),
    plainArray(balances.map(({ lastEffective }) => lastEffective)),
    sparse(balances, ({ allocated, isReallocated }) => (isReallocated ? allocated : null), figureArray),
    sparse(balances, ({ catchChange }) => catchChange, figureArray),
  ]
}

/** The array of what few rows have: empty, which stands for nulls, where none has it. */
function sparse<Row, Value extends string | number>(
  rows: readonly Row[],
  pick: (row: Row) => Value | null,
  arrayOf: (values: readonly (Value | null)[]) => string,
): string {
  const values = rows.map(pick)
  return values.every((value) => value === null) ? '{}' : arrayOf(values)
}

function commandArrays(commands: readonly CommandRow[]): string[] {
  return [
    plainArray(commands.map(({ principal }) => principal)),
    textArray(commands.map(({ key }) => key)),
    textArray(commands.map(({ fingerprint }) => `\\x${fingerprint.toString('hex')}`)),
    textArray(commands.map(({ answer }) => answer)),
  ]
}
