import type pg from 'pg'
import { figureArray, plainArray, textArray } from './array-literal.ts'
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
}

/**
 * Sends the writes of a group, without waiting: the ledger's functions, one statement each, prepared once a
 * connection. The caller awaits them all and then looks at what COMMIT answered.
 */
export function sendGroup(client: pg.Client, writerKey: string, rows: GroupRows): Promise<unknown>[] {
  const sent: Promise<unknown>[] = []
  if (rows.movements.length > 0) {
    sent.push(
      client.query(movementsQuery(writerKey, rows.movements)),
      client.query(linesQuery(writerKey, rows.movements)),
      client.query(balancesQuery(writerKey, rows.balances)),
    )
  }
  if (rows.commands.length > 0) sent.push(client.query(commandsQuery(writerKey, rows.commands)))
  for (const promise of sent) promise.catch(() => {})
  return sent
}

function movementsQuery(writerKey: string, judged: readonly JudgedMovement[]): pg.QueryConfig {
  const movements = judged.map(({ movement }) => movement)
  return {
    name: 'ledger.write_movements',
    text: 'select ledger.write_movements($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)',
    values: [
      writerKey,
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
    ],
  }
}

function linesQuery(writerKey: string, judged: readonly JudgedMovement[]): pg.QueryConfig {
  const lines = judged.flatMap(({ movement, effective, lines }) =>
    lines.map((line, n) => ({ ...line, movement, effective, n: n + 1 })),
  )
  return {
    name: 'ledger.write_lines',
    text: 'select ledger.write_lines($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)',
    values: [
      writerKey,
      plainArray(lines.map(({ at }) => at)),
      plainArray(lines.map(({ effective }) => effective)),
      plainArray(lines.map(({ from }) => from.id)),
      plainArray(lines.map(({ to }) => to.id)),
      plainArray(lines.map(({ movement }) => movement.id)),
      plainArray(lines.map(({ movement }) => movement.owner)),
      plainArray(lines.map(({ fromVersion }) => fromVersion)),
      plainArray(lines.map(({ toVersion }) => toVersion)),
      plainArray(lines.map(({ n }) => n)),
      plainArray(lines.map(({ isFromLate }) => isFromLate)),
      plainArray(lines.map(({ isToLate }) => isToLate)),
      figureArray(lines.map(({ micros }) => micros)),
      figureArray(lines.map(({ fromAfter }) => fromAfter)),
      figureArray(lines.map(({ toAfter }) => toAfter)),
    ],
  }
}

function balancesQuery(writerKey: string, balances: readonly BalanceState[]): pg.QueryConfig {
  return {
    name: 'ledger.write_balances',
    text: 'select ledger.write_balances($1, $2, $3, $4, $5, $6)',
    values: [
      writerKey,
      plainArray(balances.map(({ bucket }) => bucket)),
      figureArray(balances.map(({ onHand }) => onHand)),
      plainArray(balances.map(({ version }) => version)),
      plainArray(balances.map(({ lastAt }) => lastAt)),
      plainArray(balances.map(({ lastEffective }) => lastEffective)),
    ],
  }
}

function commandsQuery(writerKey: string, commands: readonly CommandRow[]): pg.QueryConfig {
  return {
    name: 'ledger.write_commands',
    text: 'select ledger.write_commands($1, $2, $3, $4, $5)',
    values: [
      writerKey,
      plainArray(commands.map(({ principal }) => principal)),
      textArray(commands.map(({ key }) => key)),
      textArray(commands.map(({ fingerprint }) => `\\x${fingerprint.toString('hex')}`)),
      textArray(commands.map(({ answer }) => answer)),
    ],
  }
}
