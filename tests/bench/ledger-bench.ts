import { cpus, loadavg } from 'node:os'
import { baselineClients, prepareBaseline } from './baseline.ts'
import { type BenchServer, startBenchServer } from './bench-server.ts'
import { runLoad, serverNodeOptions, startProcess } from './load-process.ts'
import { benchCredentials, type Platform, prepareDatabaseFor, preparePlatform } from './prepared-platform.ts'
import { median, rounded } from './rates.ts'

/** How much is measured. */
export interface LedgerBenchOptions {
  readonly rounds: number
  /** Seconds of each single run. */
  readonly seconds: number
  /** The real year; without it the keys `retail_…` are left out. */
  readonly retailFile: string | undefined
  readonly retailRounds: number
  /** Ends the benchmark, and its server with it, before the next run. */
  readonly stopped: AbortSignal
  /** Told what is running. */
  say(line: string): void
}

/** The figures, by the names under which they are agreed; the runs behind them stand in `runs`. */
export type LedgerFigures = Readonly<Record<string, unknown>>

/** Until the engine has compiled what is hot. */
const warmUpSeconds = 2
/** As the launcher starts `stowage demo`. */
const demoNodeOptions = ['--max-semi-space-size=32', '--heap-growing-percent=100']

/** As many callers as the baseline has: enough that some can go whose balances nobody holds. */
const batchesAtOnce = baselineClients

const candidates = [
  { name: 'service_batch100', hasHooks: false },
  { name: 'service_batch100_hooks', hasHooks: true },
  { name: 'http_batch100', connections: batchesAtOnce, batch: 100 },
  { name: 'http_single', connections: 64, batch: 1 },
] as const

/**
 * Measures the ledger against the naive way on the same server. A round runs the baseline before and after
 * each candidate and divides by the mean of the two, so that a slow minute of the machine slows both sides of
 * a ratio.
 */
export async function benchLedger(options: LedgerBenchOptions): Promise<LedgerFigures> {
  const { say } = options
  const [load = 0] = loadavg()
  if (load > 0.5) {
    say(
      `other work runs on this machine (load ${load.toFixed(1)}); the baseline's ${baselineClients} ` +
        'processes get more of it than a node',
    )
  }
  say('starting a PostgreSQL of its own, fsync and synchronous_commit on')
  const server = await startBenchServer()
  try {
    const credentials = benchCredentials()
    say('preparing 100,000 balances for the baseline and for the platform')
    const baseline = await prepareBaseline(server)
    const platform = await preparePlatform(server, credentials)
    const runs = new Runs(server, baseline.measure, options)
    for (let round = 1; round <= options.rounds; round++) {
      for (const candidate of candidates) {
        const label = `round ${round} of ${options.rounds}, ${candidate.name}`
        await runs.measure(candidate.name, label, () => runCandidate(candidate, platform, options.seconds))
      }
    }
    const rss: number[] = []
    for (let round = 1; options.retailFile !== undefined && round <= options.retailRounds; round++) {
      const name = `retail_${round}`
      const access = await prepareDatabaseFor(server, name, credentials)
      await runs.measure('retail', `retail year ${round} of ${options.retailRounds}`, async () => {
        const load = await runLoad('retail-load.ts', { access, file: options.retailFile }, demoNodeOptions)
        rss.push(load.rssMib as number)
        return load.perSecond
      })
      await server.dropDatabase(name)
    }
    return { ...figuresOf(runs, rss), ...aboutOf(server, baseline.by, runs), load_before: rounded(load) }
  } finally {
    await server.stop()
  }
}

async function runCandidate(
  candidate: (typeof candidates)[number],
  { access, world, apiKey }: Platform,
  seconds: number,
): Promise<number> {
  if ('hasHooks' in candidate) {
    const orders = {
      access,
      world,
      callers: batchesAtOnce,
      batch: 100,
      seconds,
      hasHooks: candidate.hasHooks,
    }
    return (await runLoad('service-load.ts', orders, serverNodeOptions)).perSecond
  }
  const { connections, batch } = candidate
  const node = startProcess('http-server.ts', { access }, serverNodeOptions)
  try {
    const url = await node.answer<string>()
    const orders = { url, apiKey, world, connections, batch }
    await runLoad('http-load.ts', { ...orders, seconds: 0, isRehearsal: true })
    await runLoad('http-load.ts', { ...orders, seconds: warmUpSeconds, isRehearsal: false })
    return (await runLoad('http-load.ts', { ...orders, seconds, isRehearsal: false })).perSecond
  } finally {
    await node.stop()
  }
}

/** All single runs, with the baseline's around each. */
class Runs {
  readonly rates = new Map<string, number[]>()
  readonly ratios = new Map<string, number[]>()
  readonly baselines: number[] = []
  readonly #server: BenchServer
  readonly #measureBaseline: (seconds: number) => Promise<number>
  readonly #options: LedgerBenchOptions

  constructor(
    server: BenchServer,
    measureBaseline: (seconds: number) => Promise<number>,
    options: LedgerBenchOptions,
  ) {
    this.#server = server
    this.#measureBaseline = measureBaseline
    this.#options = options
  }

  async measure(name: string, label: string, run: () => Promise<number>): Promise<void> {
    this.#options.stopped.throwIfAborted()
    const before = this.baselines.at(-1) ?? (await this.#baseline())
    await this.#server.checkpoint()
    const rate = await run()
    const after = await this.#baseline()
    const ratio = rate / ((before + after) / 2)
    this.rates.set(name, [...(this.rates.get(name) ?? []), rate])
    this.ratios.set(name, [...(this.ratios.get(name) ?? []), ratio])
    this.#options.say(
      `${label}: ${Math.round(rate)}/s, baseline ${Math.round(before)} and ${Math.round(after)}/s, ` +
        `${ratio.toFixed(2)} times`,
    )
  }

  async #baseline(): Promise<number> {
    await this.#server.checkpoint()
    const rate = await this.#measureBaseline(this.#options.seconds)
    this.baselines.push(rate)
    return rate
  }
}

function figuresOf({ ratios, rates }: Runs, rss: readonly number[]): LedgerFigures {
  const ratio = (name: string): number => rounded(median(ratios.get(name)!))
  // Both of a pair were run in the same round, one after the other.
  const without = ratios.get('service_batch100')!
  const hookCost = ratios
    .get('service_batch100_hooks')!
    .map((withHooks, round) => withHooks / without[round]!)
  const figures = {
    service_batch100_ratio: ratio('service_batch100'),
    http_batch100_ratio: ratio('http_batch100'),
    http_single_ratio: ratio('http_single'),
    hook_cost_ratio: rounded(median(hookCost)),
  }
  if (rss.length === 0) return figures
  return {
    ...figures,
    retail_ratio: ratio('retail'),
    retail_lines_per_second: Math.round(median(rates.get('retail')!)),
    retail_rss_mib: Math.round(Math.max(...rss)),
  }
}

function aboutOf(server: BenchServer, by: string, runs: Runs): LedgerFigures {
  const all = (lists: ReadonlyMap<string, readonly number[]>): Record<string, number[]> =>
    Object.fromEntries([...lists].map(([name, values]) => [name, values.map(rounded)]))
  return {
    baseline_by: by,
    baseline_per_second: Math.round(median(runs.baselines)),
    runs: { baseline: runs.baselines.map(rounded), per_second: all(runs.rates), ratio: all(runs.ratios) },
    machine: {
      cores: cpus().length,
      cpu: cpus()[0]?.model ?? '',
      node: process.version,
      postgres: server.settings,
    },
  }
}
