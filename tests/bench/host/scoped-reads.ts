import { runLoad, serverNodeOptions, startProcess } from '../load-process.ts'
import { median, rounded } from '../rates.ts'
import type { HostBench } from './host-bench.ts'
import type { ScopedWorld } from './scoped-world.ts'

const CONNECTIONS = 8
const ASKED = 200

/** What row-level security costs somebody who reads. */
export interface ScopedReadFigures {
  readonly rls_read_ratio: number
  readonly rls_read_ratios: Readonly<Record<string, number>>
}

/** One question in two mouths: the client asks for what there is, the staff for what that client has. */
interface Question {
  readonly client: readonly string[]
  readonly staff: readonly string[]
}

/**
 * Reads of a client who sees his own rows alone, against the staff asking for the same rows. Both are asked
 * in short turns, so that a slow minute of the machine slows both; the figure is that of the
 * question which it costs most.
 */
export async function measureScopedReads({ options, scopedWorld }: HostBench): Promise<ScopedReadFigures> {
  const world = await scopedWorld()
  const { client, staffKey } = world
  const node = startProcess('http-server.ts', { access: world.access }, serverNodeOptions)
  const ratios: Record<string, number[]> = {}
  try {
    const url = await node.answer<string>()
    const seconds = options.isQuick ? 0.5 : 2
    const rateOf = async (apiKey: string, paths: readonly string[]) =>
      (await runLoad('host/read-load.ts', { url, apiKey, paths, connections: CONNECTIONS, seconds }))
        .perSecond
    for (let round = -1; round < options.rounds && !options.stopped.aborted; round += 1) {
      for (const [name, question] of Object.entries(questionsOf(world))) {
        const ours = () => rateOf(client.apiKey, question.client)
        const theirs = () => rateOf(staffKey, question.staff)
        // Each side is first as often as the other.
        const isClientFirst = round % 2 === 0
        const first = await (isClientFirst ? ours() : theirs())
        const second = await (isClientFirst ? theirs() : ours())
        const ratio = isClientFirst ? first / second : second / first
        // The first round warms up.
        if (round >= 0) ratios[name] = [...(ratios[name] ?? []), ratio]
        options.say(`${name}: ${ratio.toFixed(2)}`)
      }
    }
  } finally {
    await node.stop()
  }
  const medians = Object.entries(ratios).map(([name, all]) => [name, median(all)] as const)
  return {
    rls_read_ratio: rounded(Math.min(...medians.map(([, ratio]) => ratio))),
    rls_read_ratios: Object.fromEntries(medians.map(([name, ratio]) => [name, rounded(ratio)])),
  }
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
