import type pg from 'pg'
import type { UnitChange } from '../units/unit-book.ts'
import {
  bigintArray,
  booleanArray,
  byteaArray,
  figureArray,
  instantArray,
  integerArray,
  smallintArray,
  textArray,
  tidArray,
  uuidArray,
} from './binary-array.ts'
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

const PARAMETERS = 47
const PLACES = Array.from({ length: PARAMETERS }, (_, i) => `$${i + 1}`).join(', ')
const WRITE_GROUP = `select ledger.write_group(${PLACES})`

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

function movementArrays(judged: readonly JudgedMovement[]): Buffer[] {
  const movements = judged.map(({ movement }) => movement)
  return [
    uuidArray(movements.map(({ id }) => id)),
    instantArray(judged.map(({ at }) => at)),
    sparse(judged, ({ effective, at }) => unless(effective, at), instantArray),
    alike(movements, ({ owner }) => owner, integerArray),
    alike(movements, ({ kind }) => kind, textArray),
    alike(movements, ({ actor }) => actor.id, uuidArray),
    sparse(movements, ({ source }) => source?.type ?? null, textArray),
    sparse(movements, ({ source }) => source?.id ?? null, textArray),
    sparse(movements, ({ reason }) => reason, textArray),
    sparse(movements, ({ reverses }) => reverses, uuidArray),
    sparse(movements, ({ origin }) => origin, textArray),
    sparse(movements, ({ note }) => note, textArray),
    sparse(judged, ({ claimed }) => claimed, instantArray),
  ]
}

function lineArrays(judged: readonly JudgedMovement[]): Buffer[] {
  const lines = judged.flatMap(({ lines }) => lines)
  const owners = judged.flatMap(({ movement, effective, lines }) =>
    lines.map(({ at }, n) => ({ movement: movement.id, owner: movement.owner, at, effective, n: n + 1 })),
  )
  return [
    instantArray(lines.map(({ at }) => at)),
    sparse(owners, ({ effective, at }) => unless(effective, at), instantArray),
    bigintArray(lines.map(({ from }) => from.id)),
    bigintArray(lines.map(({ to }) => to.id)),
    uuidArray(owners.map(({ movement }) => movement)),
    alike(owners, ({ owner }) => owner, integerArray),
    integerArray(lines.map(({ fromVersion }) => fromVersion)),
    integerArray(lines.map(({ toVersion }) => toVersion)),
    sparse(owners, ({ n }) => unless(n, 1), smallintArray),
    sparse(lines, ({ isFromLate }) => isFromLate || null, booleanArray),
    sparse(lines, ({ isToLate }) => isToLate || null, booleanArray),
    figureArray(lines.map(({ micros }) => micros)),
    figureArray(lines.map(({ fromAfter }) => fromAfter)),
    figureArray(lines.map(({ toAfter }) => toAfter)),
    sparse(lines, ({ catchMicros }) => catchMicros, figureArray),
    sparse(lines, ({ keyed }) => keyed?.micros ?? null, figureArray),
    sparse(lines, ({ keyed }) => keyed?.level ?? null, uuidArray),
    sparse(lines, ({ returns }) => returns?.line ?? null, bigintArray),
    sparse(lines, ({ allocation }) => allocation?.id ?? null, uuidArray),
    sparse(lines, ({ allocation }) => allocation && EFFECT_LETTERS[allocation.effect], textArray),
  ]
}

function balanceArrays(balances: readonly BalanceState[]): Buffer[] {
  return [
    bigintArray(balances.map(({ bucket }) => bucket)),
    figureArray(balances.map(({ onHand }) => onHand)),
    integerArray(balances.map(({ version }) => version)),
    instantArray(balances.map(({ lastAt }) => lastAt)),
    sparse(balances, ({ lastEffective, lastAt }) => unless(lastEffective, lastAt), instantArray),
    sparse(balances, ({ allocated, isReallocated }) => (isReallocated ? allocated : null), figureArray),
    sparse(balances, ({ catchChange }) => catchChange, figureArray),
    tidArray(balances.map(({ place }) => place)),
  ]
}

/** The array of what few rows have: empty, which stands for nulls, where none has it. */
function sparse<Row, Value extends string | number | boolean>(
  rows: readonly Row[],
  pick: (row: Row) => Value | null,
  arrayOf: (values: readonly (Value | null)[]) => Buffer,
): Buffer {
  const values = rows.map(pick)
  return arrayOf(values.every((value) => value === null) ? [] : values)
}

/** The array of what most groups have one of: that one alone, which stands for all, where they are alike. */
function alike<Row, Value extends string | number>(
  rows: readonly Row[],
  pick: (row: Row) => Value,
  arrayOf: (values: readonly (Value | null)[]) => Buffer,
): Buffer {
  const values = rows.map(pick)
  return arrayOf(values.every((value) => value === values[0]) ? values.slice(0, 1) : values)
}

/** What the database fills in by itself is not sent. */
function unless(value: number, usual: number): number | null {
  return value === usual ? null : value
}

function commandArrays(commands: readonly CommandRow[]): Buffer[] {
  return [
    uuidArray(commands.map(({ principal }) => principal)),
    textArray(commands.map(({ key }) => key)),
    byteaArray(commands.map(({ fingerprint }) => fingerprint)),
    textArray(commands.map(({ answer }) => answer)),
  ]
}
