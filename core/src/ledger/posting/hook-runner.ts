import type {
  AllocationHooks,
  AllocationTold,
  DraftAllocation,
  DraftLine,
  DraftMovement,
  Guard,
  HookContext,
  LedgerHooks,
  PluginDeclaration,
  PostedMovement,
  ReadContext,
  SettingsReader,
  TxContext,
} from '@stowage/sdk'
import type pg from 'pg'
import { databaseTime } from '../../database/database-time.ts'
import { EMIT, prepareEvents } from '../../host/events/emit.ts'
import type { Act } from '../allocations/act.ts'
import type { AllocationBook, AllocationEvent } from './allocation-state.ts'
import type { Bucket } from './bucket-cache.ts'
import type { Line, Movement } from './draft.ts'
import {
  checkedEnrichments,
  checkedKeys,
  checkedRefusals,
  type HookWords,
  hookWordsOf,
} from './hook-answers.ts'
import { attempt, attemptLater, type Gate } from './hook-attempt.ts'
import type { BoundAllocationGuard, BoundGuard, JudgedMovement } from './judge.ts'
import { unitsOf } from './micros.ts'

/**
 * What a hook may say to the database. Anything else (SET, RESET, COMMIT, DO, COPY, LOCK) is refused unsent.
 */
const READS = /^\s*(select|with|values|table)\b/i
const WRITES = /^\s*(select|with|values|table|insert|update|delete|merge)\b/i

interface PluginHooks {
  readonly plugin: string
  readonly version: string
  readonly hooks: LedgerHooks
  readonly allocation: AllocationHooks
}

/** Reads what a plugin is set up with. */
export type SettingsOf = (plugin: string) => SettingsReader

/**
 * The hooks of all plugins in their order. They run on the posting connection, whose role reads everything
 * and writes plugins' tables alone.
 */
export class HookRunner {
  readonly #hooks: readonly PluginHooks[]
  readonly #plugins: readonly PluginDeclaration[]
  readonly #settingsOf: SettingsOf
  readonly #words: HookWords
  readonly hasEnrichers: boolean
  readonly #hasProjections: boolean
  readonly #hasAllocationProjections: boolean

  constructor(plugins: readonly PluginDeclaration[], settingsOf: SettingsOf) {
    this.#plugins = plugins
    this.#settingsOf = settingsOf
    this.#words = hookWordsOf(plugins)
    this.#hooks = plugins.flatMap(({ name, version, ledger, allocation }) =>
      ledger === undefined && allocation === undefined
        ? []
        : [{ plugin: name, version, hooks: ledger ?? {}, allocation: allocation ?? {} }],
    )
    this.hasEnrichers = this.#hooks.some(({ hooks }) => hooks.enrich !== undefined)
    this.#hasProjections = this.#hooks.some(({ hooks }) => hooks.project !== undefined)
    this.#hasAllocationProjections = this.#hooks.some(({ allocation }) => allocation.project !== undefined)
  }

  /** Whether any plugin takes part at all. */
  get isEmpty(): boolean {
    return this.#hooks.length === 0
  }

  /** The further keys to lock, sorted and once each. */
  lockKeys(movements: readonly Movement[]): string[] {
    if (movements.length === 0 || !this.#hooks.some(({ hooks }) => hooks.lock !== undefined)) return []
    const drafts = movements.map((movement) => draftOf(movement, null))
    const keys = new Set<string>()
    for (const { plugin, version, hooks } of this.#hooks) {
      const site = { plugin, version, hook: 'ledger.lock' }
      for (const key of attempt(site, () => checkedKeys(hooks.lock?.(drafts) ?? []))) keys.add(key)
    }
    return [...keys].sort()
  }

  /**
   * Sends off what each guard loads, and gives the guards bound to it once all has come.
   * A guard that throws while it judges fails only the movement in hand.
   */
  async loadGuards(client: pg.Client, movements: readonly Movement[]): Promise<BoundGuard[]> {
    const guards = this.#hooks.filter(({ hooks }) => hooks.guard !== undefined)
    if (guards.length === 0 || movements.length === 0) return []
    const drafts = movements.map((movement) => draftOf(movement, null))
    return Promise.all(
      guards.map(async ({ plugin, version, hooks }) => {
        const guard: Guard = hooks.guard!
        const site = { plugin, version, hook: 'ledger.guard' }
        const loaded = await attemptLater(site, async (gate) =>
          guard.load?.(drafts, this.#readContext(client, plugin, gate)),
        )
        return (movement, sides) =>
          attempt(site, () => checkedRefusals(guard.judge(movement, sides, loaded), this.#words))
      }),
    )
  }

  /** The same for the guards of allocations: what they load about all that may be allocated. */
  async loadAllocationGuards(client: pg.Client, acts: readonly Act[]): Promise<BoundAllocationGuard[]> {
    const guards = this.#hooks.filter(({ allocation }) => allocation.guard !== undefined)
    if (guards.length === 0 || acts.length === 0) return []
    const wishes = acts.flatMap(wishesOf)
    return Promise.all(
      guards.map(async ({ plugin, version, allocation }) => {
        const guard = allocation.guard!
        const site = { plugin, version, hook: 'allocation.guard' }
        const loaded = await attemptLater(site, async (gate) =>
          guard.load?.(wishes, this.#readContext(client, plugin, gate)),
        )
        return (wish, state) =>
          attempt(site, () => checkedRefusals(guard.judge(wish, state, loaded), this.#words))
      }),
    )
  }

  /** What each enricher adds to each movement, in the plugins' order. */
  async enrich(client: pg.Client, drafts: readonly DraftMovement[]) {
    const added = []
    for (const { plugin, version, hooks } of this.#hooks) {
      const { enrich } = hooks
      if (enrich === undefined) continue
      const site = { plugin, version, hook: 'ledger.enrich' }
      const enrichments = await attemptLater(site, async (gate) =>
        checkedEnrichments(await enrich.run(drafts, this.#readContext(client, plugin, gate)), drafts.length),
      )
      added.push({ site, adds: enrich.adds, enrichments })
    }
    return added
  }

  /** Whether any plugin makes something of what a group did. */
  isProjecting(judged: readonly JudgedMovement[], book: AllocationBook): boolean {
    return (
      (this.#hasProjections && judged.length > 0) ||
      (this.#hasAllocationProjections && book.events.length > 0)
    )
  }

  /** Runs the projections one after the other, in the posting's transaction. */
  async project(client: pg.Client, judged: readonly JudgedMovement[], book: AllocationBook): Promise<void> {
    const posted = judged.map(postedOf)
    const events = this.#hasAllocationProjections ? book.events.map(eventOf) : []
    for (const { plugin, version, hooks, allocation } of this.#hooks) {
      if (hooks.project !== undefined && posted.length > 0) {
        const site = { plugin, version, hook: 'ledger.project' }
        await attemptLater(site, (gate) => hooks.project!.run(posted, this.#txContext(client, plugin, gate)))
      }
      if (allocation.project !== undefined && events.length > 0) {
        const site = { plugin, version, hook: 'allocation.project' }
        await attemptLater(site, (gate) =>
          allocation.project!.run(events, this.#txContext(client, plugin, gate)),
        )
      }
    }
  }

  #readContext(client: pg.Client, plugin: string, gate: Gate): HookContext {
    return { ...context(client, plugin, READS, gate), settings: this.#settingsOf(plugin) }
  }

  #txContext(client: pg.Client, plugin: string, gate: Gate): TxContext {
    const { query } = context(client, plugin, WRITES, gate)
    const emitAll: TxContext['emitAll'] = async (name, events) => {
      const { names, owners, payloads } = prepareEvents(this.#plugins, plugin, { name, events })
      if (names.length > 0) await query(EMIT, [names, owners, payloads])
    }
    const emit: TxContext['emit'] = (name, payload, { owner }) => emitAll(name, [{ payload, owner }])
    return { query, settings: this.#settingsOf(plugin), emitAll, emit }
  }
}

/** A movement as hooks see it before it is posted. */
export function draftOf(movement: Movement, effectiveMicros: number | null): DraftMovement {
  const { id, kind, owner, actor, reason, source, reverses, origin, note, lines } = movement
  const effective = effectiveMicros ?? movement.effectiveMicros
  const effectiveAt = effective === null ? new Date(databaseTime()) : new Date(effective / 1000)
  const drafts = lines.map(lineOf)
  return { id, kind, owner, actor, reason, source, reverses, origin, note, effectiveAt, lines: drafts }
}

function lineOf({ from, to, micros }: Line): DraftLine {
  return { item: from.item, from: placeOf(from), to: placeOf(to), quantity: unitsOf(micros) }
}

function placeOf({ location, status, lot, handlingUnit }: Bucket) {
  return { location, status, lot, handlingUnit }
}

function postedOf({ movement, at, effective, lines }: JudgedMovement): PostedMovement {
  return {
    ...draftOf(movement, effective),
    at: new Date(at / 1000),
    lines: lines.map((line) => ({
      ...lineOf(line),
      fromBucket: String(line.from.id),
      toBucket: String(line.to.id),
      fromAfter: line.fromAfter === null ? null : unitsOf(line.fromAfter),
      toAfter: line.toAfter === null ? null : unitsOf(line.toAfter),
    })),
  }
}

/** Every balance that an act may come to allocate on, with all that it asks for. */
function wishesOf(act: Act): DraftAllocation[] {
  const { owner } = act
  if (act.act !== 'allocate') return []
  return act.candidates.buckets.map((bucket) => {
    const { demand, micros, piece } = act
    const serial = piece?.number ?? null
    return { demand, owner, item: bucket.item, place: placeOf(bucket), quantity: unitsOf(micros), serial }
  })
}

function eventOf({ allocation, kind, micros, bucket, toBucket, toAllocation, movement }: AllocationEvent) {
  return {
    allocation: allocation.id,
    demand: allocation.demand,
    owner: allocation.owner,
    kind,
    quantity: unitsOf(micros),
    item: bucket.item,
    serial: allocation.piece?.number ?? null,
    place: placeOf(bucket),
    toPlace: toBucket === null ? null : placeOf(toBucket),
    toAllocation,
    movement,
  } satisfies AllocationTold
}

function context(client: pg.Client, plugin: string, allowed: RegExp, gate: Gate): ReadContext {
  return {
    async query<Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
      if (!gate.isOpen) throw new Error(`the hook of the plugin ${plugin} is over; await what it asks for`)
      if (!allowed.test(sql)) {
        throw new Error(`the plugin ${plugin} may not run this in a hook: ${sql.trim().slice(0, 60)}`)
      }
      // The extended protocol takes one statement only: none can hide behind a semicolon.
      const result = await client.query({
        text: sql,
        values: [...parameters],
        queryMode: 'extended',
      } as pg.QueryConfig)
      return result.rows as Row[]
    },
  }
}
