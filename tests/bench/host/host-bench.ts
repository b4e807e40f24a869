import { cpus, loadavg } from 'node:os'
import type { DatabaseCredentials } from '../../../core/src/database/database-access.ts'
import { type BenchServer, startBenchServer } from '../bench-server.ts'
import type { LedgerFigures } from '../ledger-bench.ts'
import { benchCredentials } from '../prepared-platform.ts'
import { rounded } from '../rates.ts'
import { measureAccessCost } from './access-cost.ts'
import { measureBoot } from './boot.ts'
import { measureEvents } from './events.ts'
import { measureScopedReads } from './scoped-reads.ts'
import { measureScopedSearch } from './scoped-search.ts'
import { buildScopedWorld, type ScopedWorld } from './scoped-world.ts'
import { measureSwap } from './swap.ts'
import { measureTestKit } from './test-kit.ts'

/** How the host is measured. */
export interface HostBenchOptions {
  readonly rounds: number
  /** Seconds of each single run. */
  readonly seconds: number
  readonly isQuick: boolean
  /** The parts to measure; all of them where none is named. */
  readonly parts: readonly string[]
  /** The folder for profiles of whatever held the loop up for long. */
  readonly profiles?: string | undefined
  /** Ends the benchmark, and its server with it, before the next part. */
  readonly stopped: AbortSignal
  say(line: string): void
}

/** What each part works with. */
export interface HostBench {
  readonly server: BenchServer
  /** The roles' passwords: they belong to the whole server. */
  readonly credentials: DatabaseCredentials
  readonly options: HostBenchOptions
  /** Twenty clients with their items and some stock, made the first time that it is asked for. */
  scopedWorld(): Promise<ScopedWorld>
}

const parts: Readonly<Record<string, (bench: HostBench) => Promise<object>>> = {
  boot: measureBoot,
  test_kit: measureTestKit,
  events: measureEvents,
  swap: measureSwap,
  access_cost: measureAccessCost,
  rls_read: measureScopedReads,
  scoped_search: measureScopedSearch,
}

/** The names of all parts. */
export const hostParts = Object.keys(parts)

/** Measures what plugins live on, with the load of the machine beside each part: others may work on it. */
export async function benchHost(options: HostBenchOptions): Promise<LedgerFigures> {
  const { say } = options
  say('starting a PostgreSQL of its own, fsync and synchronous_commit on')
  const server = await startBenchServer()
  const credentials = benchCredentials()
  let world: Promise<ScopedWorld> | undefined
  const scopedWorld = () => (world ??= buildScopedWorld({ server, credentials, options }))
  try {
    const loads: Record<string, number[]> = {}
    let figures: LedgerFigures = {}
    for (const [name, measure] of Object.entries(parts)) {
      if (options.parts.length > 0 && !options.parts.includes(name)) continue
      options.stopped.throwIfAborted()
      await server.checkpoint()
      const before = loadavg()[0]!
      const found = await measure({ server, credentials, options, scopedWorld })
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
