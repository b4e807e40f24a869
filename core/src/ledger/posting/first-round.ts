import type pg from 'pg'
import { sendTogether } from '../../database/pipelined-pool.ts'
import { type Act, bucketsOf, isAct } from '../allocations/act.ts'
import { readAllocations } from '../allocations/read-allocations.ts'
import { lockSerials } from '../serials/lock-serials.ts'
import { bookOf, lockUnits, seeMovedUnits } from '../units/unit-book.ts'
import { plainArray } from './array-literal.ts'
import { bigintArray, textArray, uuidArray } from './binary-array.ts'
import { type Draft, isMovement, type Movement } from './draft.ts'
import { HOOK_LIMIT_MS } from './hook-attempt.ts'
import { draftOf, type HookRunner } from './hook-runner.ts'
import { imagineBuckets } from './imagined-buckets.ts'
import type { BalanceState, Ground } from './judge.ts'
import { returnLatches } from './judge-returns.ts'
import { type LaterLines, readLaterLines } from './later-lines.ts'
import { microsOf } from './micros.ts'
import { readRules } from './read-rules.ts'

interface LockedRow {
  bucket: number
  on_hand: number
  allocated: number
  debt_limit: number
  version: number
  last_at: number
  last_effective_at: number
  place: string
}

/** An answer that was given under the same key before. */
export interface StoredCommand {
  readonly principal: string
  readonly key: string
  readonly fingerprint: Buffer
  readonly answer: string
}

/** All that the first round trip brings: what is locked, and what the group is judged against. */
export interface FirstRound {
  readonly ground: Ground
  readonly stored: readonly StoredCommand[]
  /** A bucket that a dry run imagines was made by somebody else meanwhile. */
  readonly isOvertaken: boolean
}

/** What a group asks for. */
interface Asked {
  readonly drafts: readonly Draft[]
  readonly movements: readonly Movement[]
  readonly acts: readonly Act[]
  readonly hooks: HookRunner
  readonly epoch: number | undefined
  readonly lockTimeoutMs: number | undefined
  readonly isCheckingIds: boolean
}

/**
 * The first round trip of a group: everything is sent at once, in the order in which it must happen: latches,
 * balances in the order of their buckets, then the clock (after the locks, so that instants rise within a
 * bucket), known keys, and what the guards load.
 */
export async function firstRound(
  client: pg.Client,
  writerKey: string,
  { drafts, movements, acts, hooks, epoch, lockTimeoutMs, isCheckingIds }: Asked,
): Promise<FirstRound> {
  const buckets = balancedBuckets(movements, acts)
  const keys = [...new Set([...hooks.lockKeys(movements), ...returnLatches(movements)])].sort()
  const allocating = acts.flatMap((act) => bucketsOf(act).map((bucket) => ({ bucket, owner: act.owner })))
  const sent = sendTogether(client, () => {
    const waits = begin(client, { epoch, hooks, lockTimeoutMs })
    if (keys.length > 0) {
      waits.push(client.query('select ledger.lock_latches($1, $2)', [writerKey, textArray(keys)]))
    }
    return {
      waits,
      imagined: imagineBuckets(client, writerKey, movements),
      standing: lockUnits(client, writerKey, movements),
      locked: lockBalances(client, writerKey, buckets),
      serials: lockSerials(client, writerKey, movements, acts),
      scene: seeMovedUnits(client, movements),
      stored: selectStored(client, drafts),
      closed: selectClosed(client, movements),
      reversed: selectReversed(client, movements),
      taken: isCheckingIds ? selectTaken(client, movements) : Promise.resolve(new Set<string>()),
      rules: readRules(client, movements, allocating),
      book: readAllocations(client, movements, acts),
      guards: hooks.loadGuards(client, movements),
      allocationGuards: hooks.loadAllocationGuards(client, acts),
    }
  })
  const { waits, ...read } = sent
  await settled([...waits, ...Object.values(read)])
  const { imagined, standing, scene, locked, serials, stored, closed, reversed, taken } = read
  const { rules, book, guards, allocationGuards } = read

  const rows = await locked
  let nextAt = rows.pop()!.last_at
  const balances = new Map(rows.map((row) => [row.bucket, stateOf(row)]))
  for (const { lastAt } of balances.values()) nextAt = Math.max(nextAt, lastAt + 1)
  for (const { lastAt } of (await serials).states.values()) nextAt = Math.max(nextAt, lastAt + 1)
  const open = withoutRepeated(drafts, movements, await stored)
  const later = await readLater(client, open, balances)
  const ground: Ground = {
    balances,
    later,
    closed: await closed,
    reversed: await reversed,
    takenIds: await taken,
    units: bookOf(await standing, await scene),
    serials: await serials,
    book: await book,
    rules: await rules,
    allocationGuards: await allocationGuards,
    guards: await guards,
    draftOf,
    nextAt,
  }
  return { ground, stored: await stored, isOvertaken: !(await imagined) }
}

/** The transaction begins: for which set of plugins, and how long it waits. */
function begin(
  client: pg.Client,
  { epoch, hooks, lockTimeoutMs }: Pick<Asked, 'epoch' | 'hooks' | 'lockTimeoutMs'>,
): Promise<unknown>[] {
  const waits: Promise<unknown>[] = [client.query('begin')]
  if (epoch !== undefined) waits.push(checkEpoch(client, epoch))
  if (!hooks.isEmpty) waits.push(client.query(`set local statement_timeout = ${HOOK_LIMIT_MS}`))
  if (lockTimeoutMs !== undefined) waits.push(client.query(`set local lock_timeout = ${lockTimeoutMs}`))
  return waits
}

/** Fails where another set of plugins is on by now; else whoever changes it waits for this posting. */
function checkEpoch(client: pg.Client, epoch: number): Promise<unknown> {
  return client.query({ name: 'host.check_epoch', text: 'select host.check_epoch($1)', values: [epoch] })
}

/**
 * Waits for all of several pipelined statements and throws the first real failure: those behind it only say
 * that the transaction is aborted.
 */
export async function settled(promises: readonly Promise<unknown>[]): Promise<void> {
  const results = await Promise.allSettled(promises)
  const failures = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []))
  if (failures.length > 0) throw failures.find((failure) => !isAbortedEcho(failure)) ?? failures[0]
}

function isAbortedEcho(failure: unknown): boolean {
  const cause = failure instanceof Error && failure.cause !== undefined ? failure.cause : failure
  return (cause as { code?: string }).code === '25P02'
}

/** The balances that a command locks; what plugins add to it is not among them yet. */
export function bucketsTouched({ movements, acts }: Draft): number[] {
  return balancedBuckets(movements.filter(isMovement), acts.filter(isAct))
}

function balancedBuckets(movements: readonly Movement[], acts: readonly Act[]): number[] {
  const buckets = new Set<number>()
  for (const act of acts) for (const { id } of bucketsOf(act)) buckets.add(id)
  for (const { lines } of movements) {
    for (const { from, to } of lines) {
      if (from.isBalanced) buckets.add(from.id)
      if (to.isBalanced) buckets.add(to.id)
    }
  }
  return [...buckets].sort((a, b) => a - b)
}

function stateOf(row: LockedRow): BalanceState {
  return {
    bucket: row.bucket,
    place: row.place,
    onHand: microsOf(row.on_hand),
    allocated: microsOf(row.allocated),
    debtLimit: microsOf(row.debt_limit),
    version: row.version,
    lastAt: row.last_at,
    lastEffective: row.last_effective_at,
    catchChange: null,
    isChanged: false,
    isReallocated: false,
  }
}

async function lockBalances(
  client: pg.Client,
  writerKey: string,
  buckets: readonly number[],
): Promise<LockedRow[]> {
  const { rows } = await client.query<LockedRow>({
    name: 'ledger.lock_balances',
    text: 'select * from ledger.lock_balances($1, $2)',
    values: [writerKey, bigintArray(buckets)],
  })
  return rows
}

async function selectStored(client: pg.Client, drafts: readonly Draft[]): Promise<StoredCommand[]> {
  const { rows } = await client.query<StoredCommand>({
    name: 'ledger.select_commands',
    text: `select c.principal, c.key, c.fingerprint, c.answer
             from unnest($1::uuid[], $2::text[]) k (principal, key)
             join ledger.command c on c.principal = k.principal and c.key = k.key`,
    values: [
      uuidArray(drafts.map(({ command }) => command.actor.id)),
      textArray(drafts.map(({ key }) => key)),
    ],
  })
  return rows
}

/** Blocked items and places out of use are few, so the indexes that begin with that say so at once. */
async function selectClosed(client: pg.Client, movements: readonly Movement[]): Promise<Set<string>> {
  const items = new Set<string>()
  const places = new Set<string>()
  for (const { lines } of movements) {
    for (const { from, to } of lines) {
      items.add(from.item)
      places.add(from.location).add(to.location)
    }
  }
  const { rows } = await client.query<{ id: string }>({
    name: 'ledger.select_closed',
    text: `select id from items.item where lifecycle = 'blocked' and id = any ($1)
           union all select id from locations.location where not is_active and id = any ($2)`,
    values: [uuidArray([...items]), uuidArray([...places])],
  })
  return new Set(rows.map(({ id }) => id))
}

async function selectReversed(
  client: pg.Client,
  movements: readonly Movement[],
): Promise<Map<string, string>> {
  const ids = movements.flatMap(({ reverses }) => reverses ?? [])
  if (ids.length === 0) return new Map()
  const { rows } = await client.query<{ movement: string; reversed_by: string }>(
    'select movement, reversed_by from ledger.reversal where movement = any ($1)',
    [plainArray(ids)],
  )
  return new Map(rows.map((row) => [row.movement, row.reversed_by]))
}

/** Joined row by row, each id looks into its own partition; `= any` would look into all of them. */
async function selectTaken(client: pg.Client, movements: readonly Movement[]): Promise<Set<string>> {
  const ids = movements.flatMap(({ id, isOwnId }) => (isOwnId ? id : []))
  const { rows } = await client.query<{ id: string }>({
    name: 'ledger.select_taken',
    text: 'select m.id from unnest($1::uuid[]) a (id) join ledger.movement m on m.id = a.id',
    values: [plainArray(ids)],
  })
  return new Set(rows.map(({ id }) => id))
}

/**
 * A repeated command gets its stored answer, however long ago it was: its movements do not look back again.
 */
function withoutRepeated(
  drafts: readonly Draft[],
  movements: readonly Movement[],
  stored: readonly StoredCommand[],
): readonly Movement[] {
  if (stored.length === 0) return movements
  const known = new Set(stored.map(({ principal, key }) => `${principal} ${key}`))
  const isRepeated = ({ command, key }: Draft) =>
    command.dryRun !== true && known.has(`${command.actor.id} ${key}`)
  const repeated = new Set(drafts.filter(isRepeated).flatMap((draft) => draft.movements))
  return movements.filter((movement) => !repeated.has(movement))
}

/** Only late facts look back: those that take from a bucket to which something happened later. */
async function readLater(
  client: pg.Client,
  movements: readonly Movement[],
  balances: ReadonlyMap<number, BalanceState>,
): Promise<LaterLines> {
  const tracked = new Set<number>()
  const since = new Map<number, number>()
  for (const { effectiveMicros, lines } of movements) {
    if (effectiveMicros === null) continue
    for (const { from } of lines) {
      const state = balances.get(from.id)
      if (state === undefined) continue
      tracked.add(from.id)
      if (state.lastEffective <= effectiveMicros) continue
      since.set(from.id, Math.min(since.get(from.id) ?? Number.POSITIVE_INFINITY, effectiveMicros))
    }
  }
  const later = await readLaterLines(client, since)
  for (const bucket of tracked) if (!later.has(bucket)) later.set(bucket, [])
  return later
}
