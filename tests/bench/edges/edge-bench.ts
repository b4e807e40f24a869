import { cpus, loadavg } from 'node:os'
import type { DatabaseCredentials } from '../../../core/src/database/database-access.ts'
import { type BenchServer, startBenchServer } from '../bench-server.ts'
import type { LedgerFigures } from '../ledger-bench.ts'
import { benchCredentials } from '../prepared-platform.ts'
import { rounded } from '../rates.ts'
import { measureImports } from './import-rows.ts'
import { measureListPages } from './list-pages.ts'
import { measureScans } from './scans.ts'
import { measureTraces } from './traces.ts'
import { measureWebhooks } from './webhooks.ts'

/** How the edges are measured. */
export interface EdgeBenchOptions {
  readonly rounds: number
  readonly isQuick: boolean
  /** The parts to measure; all of them where none is named. */
  readonly parts: readonly string[]
  /** Ends the benchmark, and its server with it, before the next part. */
  readonly stopped: AbortSignal
  say(line: string): void
}

/** What each part works with. */
export interface EdgeBench {
  readonly server: BenchServer
  readonly credentials: DatabaseCredentials
  readonly options: EdgeBenchOptions
}

const parts: Readonly<Record<string, (bench: EdgeBench) => Promise<object>>> = {
  imports: measureImports,
  list_page: measureListPages,
  scans: measureScans,
  traces: measureTraces,
  webhooks: measureWebhooks,
}

/** The names of all parts. */
export const edgeParts = Object.keys(parts)

/** Measures what is thrown at us from outside, with the load of the machine beside each part. */
export async function benchEdges(options: EdgeBenchOptions): Promise<LedgerFigures> {
  const { say } = options
  say('starting a PostgreSQL of its own, fsync and synchronous_commit on')
  const server = await startBenchServer()
  const credentials = benchCredentials()
  try {
    const loads: Record<string, number[]> = {}
    let figures: LedgerFigures = {}
    for (const [name, measure] of Object.entries(parts)) {
      if (options.parts.length > 0 && !options.parts.includes(name)) continue
      options.stopped.throwIfAborted()
      await server.checkpoint()
      const before = loadavg()[0]!
      const found = await measure({ server, credentials, options })
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
