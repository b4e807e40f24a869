import { cpus, loadavg } from 'node:os'
import type { DatabaseCredentials } from '../../../core/src/database/database-access.ts'
import { type BenchServer, startBenchServer } from '../bench-server.ts'
import type { LedgerFigures } from '../ledger-bench.ts'
import { benchCredentials } from '../prepared-platform.ts'
import { rounded } from '../rates.ts'
import { type DeskWorld, openDeskWorld } from './desk-world.ts'
import { measureFirstData } from './first-data.ts'
import { measureLighthouse } from './lighthouse.ts'
import { measureLiveUpdate } from './live-update.ts'
import { measurePaging } from './paging.ts'
import { measurePluginScreen } from './plugin-screen.ts'
import { measureTransfer } from './transfer.ts'

/** How the desk is measured. */
export interface AdminBenchOptions {
  readonly rounds: number
  readonly isQuick: boolean
  /** The parts to measure; all of them where none is named. */
  readonly parts: readonly string[]
  /** Ends the benchmark, and its server with it, before the next part. */
  readonly stopped: AbortSignal
  say(line: string): void
}

/** What each part works with. */
export interface AdminBench {
  readonly server: BenchServer
  readonly credentials: DatabaseCredentials
  readonly options: AdminBenchOptions
  /** A node with a grown stock and a browser at it, made the first time that it is asked for. */
  desk(): Promise<DeskWorld>
}

const parts: Readonly<Record<string, (bench: AdminBench) => Promise<object>>> = {
  transfer: measureTransfer,
  plugin_screen: measurePluginScreen,
  lighthouse: measureLighthouse,
  first_data: measureFirstData,
  paging: measurePaging,
  live: measureLiveUpdate,
}

/** The names of all parts. */
export const adminParts = Object.keys(parts)

/** Parts whose figures are about a stock of a million balances. */
const large = ['first_data', 'paging', 'live']
const LARGE = 1_000_000
const SMALL = 20_000

/** Measures the desk in a real browser, with the load of the machine beside each part. */
export async function benchAdmin(options: AdminBenchOptions): Promise<LedgerFigures> {
  const { say } = options
  const wanted = adminParts.filter((name) => options.parts.length === 0 || options.parts.includes(name))
  const balances = !options.isQuick && wanted.some((name) => large.includes(name)) ? LARGE : SMALL
  say('starting a PostgreSQL of its own, fsync and synchronous_commit on')
  const server = await startBenchServer()
  const credentials = benchCredentials()
  let world: Promise<DeskWorld> | undefined
  const desk = () => (world ??= openDeskWorld({ server, credentials, balances, say }))
  try {
    const loads: Record<string, number[]> = {}
    let figures: LedgerFigures = { balances }
    for (const name of wanted) {
      options.stopped.throwIfAborted()
      await server.checkpoint()
      const before = loadavg()[0]!
      const found = await parts[name]!({ server, credentials, options, desk })
      loads[name] = [rounded(before), rounded(loadavg()[0]!)]
      say(`${name}: ${JSON.stringify(found)}`)
      figures = { ...figures, ...found }
    }
    const machine = { cores: cpus().length, cpu: cpus()[0]?.model ?? '', node: process.version }
    return { ...figures, loads, machine: { ...machine, postgres: server.settings } }
  } finally {
    await world?.then((opened) => opened.close()).catch((error) => say(String(error)))
    await server.stop()
  }
}
