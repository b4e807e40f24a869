import { cpus, loadavg } from 'node:os'
import type { DatabaseAccess } from '../../../core/src/database/database-access.ts'
import type { SealKey } from '../../../core/src/home/seal-key.ts'
import { type BenchServer, startBenchServer } from '../bench-server.ts'
import { compose } from '../compose.ts'
import type { LedgerFigures } from '../ledger-bench.ts'
import { runLoad, serverNodeOptions } from '../load-process.ts'
import { benchCredentials, prepareDatabaseFor } from '../prepared-platform.ts'
import { median, rounded } from '../rates.ts'
import { measureAsOf } from './as-of.ts'
import { buildLedger } from './build-ledger.ts'
import type { PlanMessage } from './growth-world.ts'
import { measureLateFacts } from './late-facts.ts'
import { measureLineCosts } from './line-costs.ts'
import { benchSealKey, measureSealLag, sealBacklog } from './seals.ts'
import type { StockPlan } from './stock-plan.ts'

/** How much is grown and measured. */
export interface GrowthBenchOptions {
  readonly lines: number
  readonly rounds: number
  /** Seconds of each run of postings. */
  readonly seconds: number
  /** Questions of each kind, and late facts. */
  readonly samples: number
  /** The parts to measure; all of them where none is named. */
  readonly parts: readonly string[]
  /** Ends the benchmark, and its server with it, before the next part. */
  readonly stopped: AbortSignal
  say(line: string): void
}

/** A ledger on the benchmark's server. */
interface Ledger {
  readonly access: DatabaseAccess
  readonly url: string
  readonly plan: StockPlan
  readonly message: PlanMessage
}

/** A stock that nobody has moved yet: what "empty" means where something must be there to be moved. */
const EMPTY_BALANCES = 100_000
/** How many items a node works with, that it knows all buckets of. */
const WORKING_ITEMS = 2_000

/** In this order: what leaves the ledger as it was built comes before what posts to it. */
const parts: Readonly<Record<string, (bench: Bench) => Promise<object>>> = {
  as_of: ({ grown, options }) => measureAsOf(grown.access, grown.plan, options.samples),
  line_costs: ({ grown, options }) => measureLineCosts(grown.url, grown.plan, Math.min(3, options.rounds)),
  verify: measureVerify,
  seal_lag: measureSeals,
  posting_rate: measurePostingRate,
  allocate: measureAllocations,
  late_fact: ({ grown, options }) => measureLateFacts(grown.access, grown.plan, options.samples),
}

/** The names of all parts. */
export const growthParts = Object.keys(parts)

interface Bench {
  readonly server: BenchServer
  /** Gives all that was grown its position and its seal, the first time that it is asked. */
  sealAll(): Promise<object>
  readonly key: SealKey
  readonly grown: Ledger
  readonly empty: Ledger
  readonly options: GrowthBenchOptions
}

/**
 * Grows a ledger and measures it: what changes when it is old and large, against an empty one on the same
 * server. The load of the machine stands beside each part, because others may work on it.
 */
export async function benchGrowth(options: GrowthBenchOptions): Promise<LedgerFigures> {
  const { say } = options
  say('starting a PostgreSQL of its own, fsync and synchronous_commit on')
  const server = await startBenchServer()
  try {
    const credentials = benchCredentials()
    const ledgerOf = async (name: string, size: { lines: number; balances?: number }) => {
      const access = await prepareDatabaseFor(server, name, credentials)
      const url = server.urlOf(name)
      const now = new Date()
      const { plan, seconds } = await buildLedger({
        url,
        ...size,
        now,
        say: (line) => say(`${name}: ${line}`),
      })
      const message: PlanMessage = { ...size, now: now.toISOString() }
      return { access, url, plan, message, seconds }
    }
    const empty = await ledgerOf('empty', { lines: EMPTY_BALANCES, balances: EMPTY_BALANCES })
    const loadBefore = rounded(loadavg()[0]!)
    const grown = await ledgerOf('grown', { lines: options.lines })
    const key = benchSealKey()
    let sealed: Promise<number> | undefined
    const sealAll = async () => {
      sealed ??= sealBacklog(grown.access, key)
      return { seal_backlog_movements_per_second: Math.round(await sealed) }
    }
    const bench: Bench = { server, grown, empty, options, key, sealAll }
    const loads: Record<string, number[]> = { build: [loadBefore, rounded(loadavg()[0]!)] }
    let figures: LedgerFigures = {
      lines: grown.plan.lines,
      balances: grown.plan.balances,
      build_seconds: grown.seconds,
    }
    for (const [name, measure] of Object.entries(parts)) {
      if (options.parts.length > 0 && !options.parts.includes(name)) continue
      options.stopped.throwIfAborted()
      await server.checkpoint()
      const before = loadavg()[0]!
      const found = await measure(bench)
      loads[name] = [rounded(before), rounded(loadavg()[0]!)]
      say(`${name}: ${JSON.stringify(found)}`)
      figures = { ...figures, ...found }
    }
    const machine = { cores: cpus().length, cpu: cpus()[0]?.model ?? '', node: process.version }
    return { ...figures, loads, machine: { ...machine, postgres: server.settings } }
  } finally {
    await server.stop()
  }
}

/** As `stowage verify` does it, once all is sealed: its own figure is over balances and chain. */
async function measureVerify({ grown, options, sealAll }: Bench): Promise<object> {
  const backlog = await sealAll()
  const { services, database } = compose(grown.access)
  try {
    const runs: object[] = []
    const rates: number[] = []
    for (let round = 0; round < Math.min(2, options.rounds); round += 1) {
      const { ok, differences, linesPerSecond, ms, steps } = await services.ledger.verify()
      if (!ok) throw new Error(`verify found ${JSON.stringify(differences.slice(0, 3))}`)
      rates.push(linesPerSecond)
      runs.push({ linesPerSecond, ms, ...steps })
    }
    return { verify_lines_per_second: Math.round(median(rates)), verify_runs: runs, ...backlog }
  } finally {
    await database.close()
  }
}

/** Beside a load that the machine can carry, for as long as three blocks take at the least. */
async function measureSeals(bench: Bench): Promise<object> {
  await bench.sealAll()
  const { grown, key, options } = bench
  const seconds = Math.max(15, options.seconds)
  return measureSealLag(grown.access, key, () => postTo(grown, { ...loads.posting_rate_ratio, seconds }))
}

const loads = {
  posting_rate_ratio: { callers: 4, work: 'day', isWorkingSet: true },
  posting_rate_ratio_all_balances: { callers: 4, work: 'day', isWorkingSet: false },
} as const

/** Rounds alternate, so that a slow minute of the machine slows both sides. */
async function measurePostingRate({ server, grown, empty, options }: Bench): Promise<LedgerFigures> {
  const figures: Record<string, unknown> = {}
  const runs: Record<string, unknown> = {}
  for (const [name, { isWorkingSet, ...load }] of Object.entries(loads)) {
    const rates: { empty: number; grown: number }[] = []
    for (let round = 0; round < options.rounds; round += 1) {
      const run = async (ledger: Ledger): Promise<number> => {
        await server.checkpoint()
        return postTo(ledger, { isWorkingSet, ...load, seconds: options.seconds })
      }
      const first = round % 2 === 0 ? await run(empty) : undefined
      const grownRate = await run(grown)
      rates.push({ empty: first ?? (await run(empty)), grown: grownRate })
      options.say(`${name}, round ${round + 1}: ${JSON.stringify(rates.at(-1))}`)
    }
    figures[name] = rounded(median(rates.map((rate) => rate.grown / rate.empty)))
    runs[name] = rates.map((rate) => ({ empty: rounded(rate.empty), grown: rounded(rate.grown) }))
  }
  return { ...figures, posting_runs: runs }
}

/** Demands of a hundred lines, the oldest lot first, over all items. */
async function measureAllocations({ server, grown, options }: Bench): Promise<object> {
  const rates: number[] = []
  for (let round = 0; round < options.rounds; round += 1) {
    await server.checkpoint()
    const load = { callers: 2, work: 'demands', isWorkingSet: false, seconds: options.seconds } as const
    rates.push(await postTo(grown, load))
  }
  return { allocate_lines_per_second: Math.round(median(rates)), allocate_runs: rates.map(rounded) }
}

interface Load {
  readonly callers: number
  readonly work: 'day' | 'demands'
  readonly isWorkingSet: boolean
  readonly seconds: number
}

async function postTo({ access, message, plan }: Ledger, { isWorkingSet, ...load }: Load): Promise<number> {
  const items = isWorkingSet ? Math.min(WORKING_ITEMS, plan.items) : plan.items
  const orders = { access, plan: message, items, ...load }
  return (await runLoad('growth/growth-load.ts', orders, serverNodeOptions)).perSecond
}
