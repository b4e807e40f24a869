import { hash, randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { type PluginDeclaration, refuse } from '@stowage/sdk'
import type { FastifyBaseLogger } from 'fastify'
import type pg from 'pg'
import type { PipelinedPool } from '../../database/pipelined-pool.ts'
import { mayUse } from '../../http/may-use.ts'
import { type CandidateFinder, candidateFinder } from '../allocations/choose-candidates.ts'
import { prepareActs } from '../allocations/prepare-acts.ts'
import { countSerials, SERIALS_MAX } from '../serials/serial-numbers.ts'
import { expandUnits } from '../units/expand-units.ts'
import { UnitTurns, unitsNamed } from '../units/unit-turns.ts'
import { BucketCache } from './bucket-cache.ts'
import {
  ACTS_MAX,
  type Command,
  LINES_MAX,
  MOVEMENTS_MAX,
  type MovementInput,
  type PostResult,
} from './command.ts'
import { type Draft, isMovement, type Movement } from './draft.ts'
import { enrichDrafts } from './enrich.ts'
import { bucketsTouched } from './first-round.ts'
import { Gatherer } from './gatherer.ts'
import { type GroupRun, runGroup } from './group.ts'
import { HookError } from './hook-attempt.ts'
import { HookRunner, type SettingsOf } from './hook-runner.ts'
import { selectReturned } from './judge-returns.ts'
import { LevelCache } from './level-cache.ts'
import {
  hasGuiltyMovement,
  isConnectionLost,
  isIdTaken,
  isLockHeld,
  isSetChanged,
  isWorthRepeating,
  sqlStateOf,
} from './posting-failure.ts'
import { namesIn, prepare } from './prepare.ts'
import { ReferenceReader, type References } from './references.ts'

const TRIES_MAX = 3
/** How often a command is looked at anew because others changed meanwhile what it is about. */
const LOOKS_MAX = 10
/** How long a command waits for a lock that has held its group up already. */
const LOCK_AGAIN_MS = 250
/** How many trial runs a search for guilty movements may take before the rest fails unjudged. */
const TRIALS_MAX = 256

/**
 * Groups of two hundred lines, three at a time: in larger ones nearly all that waits needs a balance that the
 * one in flight holds, so that node and database wait for each other by turns. With eight batches of 100 on
 * their way, cores idled 14 % instead of 23 to 31 with groups of up to two thousand.
 */
const GATHERED = { lanes: 3, groupWeightMin: 50, groupWeightMax: 200, waitingWeightMax: 100_000 }

/** What a posting needs of its node. */
export interface PostingOptions {
  readonly pool: PipelinedPool
  readonly writerKey: string
  readonly plugins: readonly PluginDeclaration[]
  readonly settingsOf: SettingsOf
  /** The number of this set of plugins; left out where it never changes. */
  readonly epoch?: number
  /** Told of every command in which a hook failed. */
  readonly onHookFailure?: ((facts: Readonly<Record<string, unknown>>) => void) | undefined
  readonly log: FastifyBaseLogger
}

interface Attempt {
  readonly guilty?: ReadonlyMap<Movement, unknown>
  readonly isTrial?: boolean
  readonly lockTimeoutMs?: number
  readonly isCheckingIds?: boolean
}

interface InFlight {
  readonly fingerprint: Buffer
  readonly result: Promise<PostResult>
}

/**
 * The one way in which stock changes. A command goes: rights and shape -> gathered with whoever else waits ->
 * locked, judged and written as one group -> its own outcome.
 */
export class Posting {
  readonly references: ReferenceReader
  readonly #pool: PipelinedPool
  readonly #writerKey: string
  readonly #hooks: HookRunner
  readonly #epoch: number | undefined
  readonly #onHookFailure: PostingOptions['onHookFailure']
  readonly #log: FastifyBaseLogger
  readonly #buckets: BucketCache
  readonly #levels: LevelCache
  readonly #gatherer: Gatherer<Draft>
  readonly #inFlight = new Map<string, InFlight>()
  readonly #find: CandidateFinder
  readonly #turns = new UnitTurns()

  constructor({ pool, writerKey, plugins, settingsOf, epoch, onHookFailure, log }: PostingOptions) {
    this.#onHookFailure = onHookFailure
    this.#pool = pool
    this.#writerKey = writerKey
    this.#hooks = new HookRunner(plugins, settingsOf)
    this.#find = candidateFinder(plugins)
    this.#log = log
    this.#epoch = epoch
    const { references, buckets, levels } = knownThrough(pool, writerKey)
    this.references = references
    this.#buckets = buckets
    this.#levels = levels
    this.#gatherer = new Gatherer(GATHERED, (drafts) => this.#enrichAndPost(drafts))
  }

  /**
   * Posts a command, once however often it is sent under its key.
   * @throws DomainError `ledger.key_reused` when the key came before with another content, `ledger.busy` when
   *   too much waits, `ledger.batch_too_large`, `ledger.hook_failed` or `ledger.posting_failed` when nothing
   *   but a fault came of it
   * @throws what PostgreSQL threw, when it cannot be reached
   */
  post(command: Command): Promise<PostResult> {
    checkSize(command)
    checkRights(command)
    const fingerprint = fingerprintOf(command)
    if (command.key === undefined) return this.#answer(command, `none:${randomUUID()}`, fingerprint)
    const name = `${command.actor.id} ${command.key}`
    const twin = this.#inFlight.get(name)
    if (twin !== undefined) return joinTwin(twin, fingerprint, command.key)
    const result = this.#answer(command, command.key, fingerprint)
    this.#inFlight.set(name, { fingerprint, result })
    const forget = () => this.#inFlight.delete(name)
    result.then(forget, forget)
    return result
  }

  /** Makes the buckets of a command that is posted later, so that none has to be waited for when it is. */
  async foresee(command: Command): Promise<void> {
    checkSize(command)
    checkRights(command)
    if (command.dryRun === true) return
    const expanded = await expandUnits(this.#pool, command)
    const names = namesIn(command, expanded, await this.references.readFor(command.movements))
    await this.#buckets.resolve(names, { isDryRun: false })
  }

  async #answer(command: Command, key: string, fingerprint: Buffer): Promise<PostResult> {
    const draft = await this.#turns.run(unitsNamed(command), async () => {
      const looked = await this.#prepare(command, key, fingerprint)
      await this.#postLooked(looked)
      return looked
    })
    if (draft.hasKeyConflict) throw refuse('ledger.key_reused', { key })
    if (draft.outcomes === undefined) throw draft.error ?? new Error('a command came back without an outcome')
    const fault = draft.outcomes.find(({ status }) => status === 'failed')
    const isAllFault = fault !== undefined && draft.outcomes.every(({ status }) => status === 'failed')
    if (fault !== undefined && 'code' in fault && fault.code === 'ledger.hook_failed') {
      this.#onHookFailure?.(fault.facts)
    }
    if (isAllFault && 'code' in fault) throw refuse(fault.code, fault.facts)
    return { outcomes: draft.outcomes, replayed: draft.isReplayed }
  }

  /** Posts what was looked up; looks again where others have changed meanwhile what it is about. */
  async #postLooked(draft: Draft): Promise<void> {
    const { command } = draft
    for (let tried = 1; ; tried += 1) {
      if (command.dryRun === true) await this.#enrichAndPost([draft])
      else await this.#gatherer.add({ task: draft, weight: weightOf(command), keys: bucketsTouched(draft) })
      if (!draft.isOutdated || draft.error !== undefined) return
      if (tried === LOOKS_MAX) throw refuse('ledger.overtaken', { tried })
      draft.isOutdated = false
      if (unitsNamed(command).length > 0 || command.dryRun === true) {
        await sleep(Math.random() * 10 * tried)
        draft.movements = await this.#lookAtMovements(command)
      }
      draft.acts = await this.#prepareActs(command, await this.references.read(), true)
    }
  }

  /** Looks up what units take along, and all that the movements' words stand for. */
  async #lookAtMovements(command: Command): Promise<Draft['movements']> {
    const expanded = await expandUnits(this.#pool, command)
    const inputs = expanded.flatMap((entry) => ('input' in entry ? entry.input : []))
    return prepare(command, expanded, await this.references.readFor(inputs), {
      buckets: this.#buckets,
      levels: this.#levels,
      returned: (movements: readonly MovementInput[]) => selectReturned(this.#pool, movements),
    })
  }

  #prepareActs(command: Command, references: References, isAgain: boolean): Promise<Draft['acts']> {
    return prepareActs({ pool: this.#pool, find: this.#find }, command, references, isAgain)
  }

  async #prepare(command: Command, key: string, fingerprint: Buffer): Promise<Draft> {
    const references = await this.references.readFor([...command.movements, ...ownersIn(command)])
    return {
      command,
      key,
      fingerprint,
      movements: await this.#lookAtMovements(command),
      acts: await this.#prepareActs(command, references, false),
      outcomes: undefined,
      isReplayed: false,
      isOutdated: false,
      hasKeyConflict: false,
      error: undefined,
    }
  }

  /** Enriches a group once, however often it has to be run; one that fails in it is tried alone. */
  async #enrichAndPost(drafts: readonly Draft[]): Promise<void> {
    if (!this.#hooks.hasEnrichers) return this.#post(drafts)
    try {
      await this.#pool.use((client) => enrichDrafts(client, drafts, this.#hooks, this.#buckets))
    } catch (error) {
      if (drafts.length > 1) for (const draft of drafts) await this.#enrichAndPost([draft])
      else if (error instanceof HookError) await this.#isolate(drafts[0]!, error)
      else drafts[0]!.error = error
      return
    }
    await this.#post(drafts)
  }

  /** Runs a group, halving it on an error so that only the guilty command is left with it. Never throws. */
  async #post(drafts: readonly Draft[]): Promise<void> {
    const error = await this.#tryGroup(drafts, {})
    if (error === undefined) return
    const [draft] = drafts
    if (isSetChanged(error)) {
      for (const each of drafts) each.error = error
    } else if (isLockHeld(error)) {
      for (const each of drafts) each.error = await this.#tryGroup([each], { lockTimeoutMs: LOCK_AGAIN_MS })
    } else if (drafts.length > 1 && !isConnectionLost(error)) {
      const middle = drafts.length >> 1
      await this.#post(drafts.slice(0, middle))
      await this.#post(drafts.slice(middle))
    } else if (drafts.length === 1 && draft !== undefined && hasGuiltyMovement(error)) {
      await this.#isolate(draft, error)
    } else {
      for (const each of drafts) each.error = error
    }
  }

  /** Finds the movements that break their command by themselves, and posts it without them. */
  async #isolate(draft: Draft, error: unknown): Promise<void> {
    this.#log.error({ err: error, sqlState: sqlStateOf(error) }, 'a posting failed; looking for the movement')
    const movements = draft.movements.filter(isMovement)
    const guilty = new Map<Movement, unknown>()
    if (draft.command.mode === 'all' || movements.length === 1) {
      for (const movement of movements) guilty.set(movement, error)
    } else {
      await this.#search(draft, movements, guilty, { trials: 0 })
    }
    draft.error = await this.#tryGroup([draft], { guilty })
  }

  /** Halves a range of movements by trial runs that are rolled back, until each guilty one stands alone. */
  async #search(
    draft: Draft,
    range: readonly Movement[],
    guilty: Map<Movement, unknown>,
    budget: { trials: number },
  ): Promise<void> {
    const last = range.at(-1)
    if (last === undefined) return
    budget.trials += 1
    const upTo = draft.movements.slice(0, draft.movements.indexOf(last) + 1)
    const error = await this.#tryGroup([{ ...draft, movements: upTo }], { guilty, isTrial: true })
    if (error === undefined) return
    if (range.length === 1 || budget.trials >= TRIALS_MAX) {
      for (const movement of range) guilty.set(movement, error)
      return
    }
    const middle = range.length >> 1
    await this.#search(draft, range.slice(0, middle), guilty, budget)
    await this.#search(draft, range.slice(middle), guilty, budget)
  }

  /** Runs a group, again after a deadlock, a twin's key or a lost connection; gives back what stays. */
  async #tryGroup(drafts: readonly Draft[], attempt: Attempt): Promise<unknown> {
    const isTrial = attempt.isTrial === true || drafts.some(({ command }) => command.dryRun === true)
    // In mode `all` every refusal is named at once, so a taken id may not wait until nothing else is wrong.
    let isCheckingIds = drafts.some(({ command }) => command.mode === 'all')
    for (let tried = 1; ; tried += 1) {
      const error = await this.#runOnce(drafts, { ...attempt, isTrial, isCheckingIds })
      if (error === undefined) return undefined
      isCheckingIds ||= isIdTaken(error)
      const isRepeated = isWorthRepeating(error) || isIdTaken(error) || isConnectionLost(error)
      if (tried === TRIES_MAX || !isRepeated) return error
      await sleep(Math.random() * 20 * tried)
    }
  }

  async #runOnce(drafts: readonly Draft[], attempt: Attempt): Promise<unknown> {
    const run: GroupRun = {
      writerKey: this.#writerKey,
      hooks: this.#hooks,
      epoch: this.#epoch,
      guilty: attempt.guilty ?? new Map(),
      isTrial: attempt.isTrial === true,
      isCheckingIds: attempt.isCheckingIds === true,
      lockTimeoutMs: attempt.lockTimeoutMs,
    }
    try {
      return await this.#pool.use(async (client) => {
        try {
          await runGroup(client, drafts, run)
          return undefined
        } catch (error) {
          return await rolledBack(client, error)
        }
      })
    } catch (error) {
      return error
    }
  }
}

/** What is known of a database stays known when another set of plugins takes over. */
const known = new WeakMap<PipelinedPool, ReturnType<typeof makeCaches>>()

function knownThrough(pool: PipelinedPool, writerKey: string): ReturnType<typeof makeCaches> {
  const caches = known.get(pool) ?? makeCaches(pool, writerKey)
  known.set(pool, caches)
  return caches
}

function makeCaches(pool: PipelinedPool, writerKey: string) {
  return {
    references: new ReferenceReader(pool),
    buckets: new BucketCache(pool, writerKey),
    levels: new LevelCache(pool),
  }
}

/** Takes the transaction back and keeps the connection, unless that is what was lost. */
async function rolledBack(client: pg.Client, error: unknown): Promise<unknown> {
  if (isConnectionLost(error)) throw error
  await client.query('rollback')
  return error
}

async function joinTwin(twin: InFlight, fingerprint: Buffer, key: string): Promise<PostResult> {
  if (!twin.fingerprint.equals(fingerprint)) throw refuse('ledger.key_reused', { key })
  const { outcomes } = await twin.result
  return { outcomes, replayed: true }
}

function ownersIn({ allocations = [] }: Command): { readonly owner?: string }[] {
  return allocations.flatMap((input) =>
    input.act === 'allocate' && input.owner ? [{ owner: input.owner }] : [],
  )
}

function checkSize({ movements, allocations = [] }: Command): void {
  if (allocations.length > ACTS_MAX) {
    throw refuse('ledger.batch_of_acts_too_large', { acts: allocations.length, actsMax: ACTS_MAX })
  }
  const lines = movements.reduce((sum, movement) => sum + movement.lines.length, 0)
  if (movements.length > MOVEMENTS_MAX || lines > LINES_MAX) {
    const facts = { movements: movements.length, movementsMax: MOVEMENTS_MAX, lines, linesMax: LINES_MAX }
    throw refuse('ledger.batch_too_large', facts)
  }
  const serials = serialsIn(movements)
  if (serials > SERIALS_MAX)
    throw refuse('ledger.batch_of_serials_too_large', { serials, serialsMax: SERIALS_MAX })
}

function checkRights({ actor, clock, movements, takesBack, allocations = [] }: Command): void {
  const reversing = takesBack ? 'undo' : 'reverse'
  const needed = new Set(movements.map(({ kind }) => (kind === 'reversal' ? reversing : 'post')))
  const permissions = [...needed].map((verb) => `ledger.movement.${verb}`)
  if (clock === 'own') permissions.push('ledger.history.import')
  if (allocations.length > 0) permissions.push('ledger.allocation.write')
  const missing = permissions.find((name) => !mayUse(actor, name))
  if (missing !== undefined) throw refuse('http.forbidden', { permission: missing, actor: actor.name })
}

function fingerprintOf({ mode, dryRun, clock, said, movements, allocations = [] }: Command): Buffer {
  const content = JSON.stringify([mode, dryRun === true, clock ?? 'now', said ?? movements, ...allocations])
  return hash('sha256', content, 'buffer')
}

/** A piece with a number weighs as much as a line, and so does a unit that moves. */
function weightOf({ movements, allocations = [] }: Command): number {
  const lines = movements.reduce((sum, movement) => sum + movement.lines.length, 0)
  const units = movements.reduce((sum, { handlingUnits = [] }) => sum + handlingUnits.length, 0)
  return Math.max(1, lines + units + serialsIn(movements) + allocations.length)
}

function serialsIn(movements: Command['movements']): number {
  let count = 0
  for (const { lines } of movements) for (const { serials } of lines) count += countSerials(serials)
  return count
}
