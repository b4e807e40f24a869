import { runLoad, serverNodeOptions, startProcess } from '../load-process.ts'
import { processorMs } from '../processor-time.ts'
import { median, rounded } from '../rates.ts'
import type { HostBench } from './host-bench.ts'
import { DATABASE, type ScopedWorld } from './scoped-world.ts'

const CONNECTIONS = 8
const ASKED = 200

/** What row-level security costs somebody who reads. */
export interface ScopedReadFigures {
  readonly rls_read_ratio: number
  readonly rls_read_ratios: Readonly<Record<string, number>>
  /** The same by the processor time of a request, in node and database: what a busy machine does not blur. */
  readonly rls_read_processor_ratios: Readonly<Record<string, number>>
}

/** One question in two mouths: the client asks for what there is, the staff for what that client has. */
interface Question {
  readonly client: readonly string[]
  readonly staff: readonly string[]
}

/** How one side fared in one run. */
interface Run {
  readonly perSecond: number
  readonly processorMs: number
}

/**
 * Reads of a client who sees his own rows alone, against the staff asking for the same rows. Both are asked
 * in short turns, so that a slow minute of the machine slows both; the figure is that of the
 * question which it costs most.
 */
export async function measureScopedReads(bench: HostBench): Promise<ScopedReadFigures> {
  const { options } = bench
  const world = await bench.scopedWorld()
  const node = startProcess('http-server.ts', { access: world.access }, serverNodeOptions)
  const rates: Record<string, number[]> = {}
  const costs: Record<string, number[]> = {}
  try {
    const url = await node.answer<string>()
    for (let round = -1; round < options.rounds && !options.stopped.aborted; round += 1) {
      for (const [name, question] of Object.entries(questionsOf(world))) {
        const ours = () =>
          readFor(bench, node.pid, { url, apiKey: world.client.apiKey, paths: question.client })
        const theirs = () => readFor(bench, node.pid, { url, apiKey: world.staffKey, paths: question.staff })
        // Each side is first as often as the other.
        const isClientFirst = round % 2 === 0
        const first = await (isClientFirst ? ours() : theirs())
        const second = await (isClientFirst ? theirs() : ours())
        const [client, staff] = isClientFirst ? [first, second] : [second, first]
        const rate = client.perSecond / staff.perSecond
        const cost = staff.processorMs / client.processorMs
        options.say(`${name}: ${rate.toFixed(2)}, by processor time ${cost.toFixed(2)}`)
        // The first round warms up.
        if (round < 0) continue
        rates[name] = [...(rates[name] ?? []), rate]
        costs[name] = [...(costs[name] ?? []), cost]
      }
    }
  } finally {
    await node.stop()
  }
  const ratios = mediansOf(rates)
  return {
    rls_read_ratio: Math.min(...Object.values(ratios)),
    rls_read_ratios: ratios,
    rls_read_processor_ratios: mediansOf(costs),
  }
}

async function readFor(
  { server, options }: HostBench,
  node: number,
  orders: { readonly url: string; readonly apiKey: string; readonly paths: readonly string[] },
): Promise<Run> {
  const processes = [node, ...(await server.backendsOf(DATABASE))]
  const before = processorMs(processes)
  const seconds = options.isQuick ? 0.5 : 2
  const { perSecond, requests } = await runLoad('host/read-load.ts', {
    ...orders,
    connections: CONNECTIONS,
    seconds,
  })
  return { perSecond, processorMs: (processorMs(processes) - before) / (requests as number) }
}

function mediansOf(runs: Readonly<Record<string, readonly number[]>>): Record<string, number> {
  return Object.fromEntries(Object.entries(runs).map(([name, all]) => [name, rounded(median(all))]))
}

function questionsOf({ client }: ScopedWorld): Record<string, Question> {
  const { owner, items } = client
  const some = items.slice(0, ASKED)
  const listed = (path: string): Question => ({
    client: [`/api/v1/${path}`],
    staff: [`/api/v1/${path}${path.includes('?') ? '&' : '?'}owner=${owner}`],
  })
  const each = (pathOf: (item: string) => string): Question => {
    const paths = some.map((item) => `/api/v1/${pathOf(item)}`)
    return { client: paths, staff: paths }
  }
  return {
    item: each((item) => `items/${item}`),
    items: listed('items'),
    stock: listed('ledger/stock?by=item'),
    balances: each((item) => `ledger/balances?item=${item}`),
    lines: each((item) => `ledger/lines?item=${item}`),
    movements: listed('ledger/movements'),
  }
}
