import { HttpConnection } from '../http-connection.ts'
import { serverNodeOptions, startProcess } from '../load-process.ts'
import { processorMs } from '../processor-time.ts'
import { percentile } from '../rates.ts'
import type { HostBench } from './host-bench.ts'
import { DATABASE } from './scoped-world.ts'

const WARM_UP = 20

/** How long somebody waits for what he looks for by name, in milliseconds. */
export interface ScopedSearchFigures {
  readonly scoped_search_ms: number
  readonly scoped_search: Readonly<Record<string, SearchTimes>>
}

interface SearchTimes {
  readonly p50: number
  readonly p99: number
  /** What a search costs node and database together. */
  readonly processor: number
  readonly hits: number
}

/** What people type, from what one item has to what a tenth of them or all have, and what none has. */
const SEARCHES: Readonly<Record<string, (n: number) => string>> = {
  one: (n) => String(1 + n * 7).padStart(6, '0'),
  many: (n) => ['hinge', 'lamp', 'valve', 'bracket'][n % 4]!,
  two_words: (n) => `${['brass', 'oak', 'linen'][n % 3]} ${['hose', 'table', 'filter'][n % 3]}`,
  sku: (n) => `sku-${String(n * 31).padStart(4, '0')}`,
  part_of_word: (n) => ['inge', 'acke', 'ottl'][n % 3]!,
  two_letters: (n) => ['oa', 'la', 'ny'][n % 3]!,
  all: () => 'sku',
  nothing: (n) => `marzipan ${n}`,
}

/**
 * A client looks among his items, which lie among twenty times as many of others. One question after the
 * other, over HTTP; the figure is the median of the sort of question that takes longest.
 */
export async function measureScopedSearch(bench: HostBench): Promise<ScopedSearchFigures> {
  const { options, scopedWorld } = bench
  const { access, client } = await scopedWorld()
  const node = startProcess('http-server.ts', { access }, serverNodeOptions)
  const found: Record<string, SearchTimes> = {}
  try {
    const connection = await HttpConnection.open(new URL(await node.answer<string>()), client.apiKey)
    const search = async (words: string): Promise<number> => {
      const { status, body } = await connection.get(`/api/v1/items?q=${encodeURIComponent(words)}`)
      if (status !== 200) throw new Error(`${words}: ${status} ${body.slice(0, 300)}`)
      return JSON.parse(body).data.length
    }
    for (const [name, wordsOf] of Object.entries(SEARCHES)) {
      for (let n = 0; n < WARM_UP; n += 1) await search(wordsOf(n))
      found[name] = await timed(bench, node.pid, (n) => search(wordsOf(n)))
      options.say(`${name}: ${JSON.stringify(found[name])}`)
      if (found[name].hits > 0 === (name === 'nothing')) throw new Error(`${name} found what it must not`)
    }
    connection.close()
  } finally {
    await node.stop()
  }
  return {
    scoped_search_ms: Math.max(...Object.values(found).map(({ p50 }) => p50)),
    scoped_search: found,
  }
}

async function timed(
  { server, options: { isQuick, stopped } }: HostBench,
  node: number,
  search: (n: number) => Promise<number>,
): Promise<SearchTimes> {
  const samples = isQuick ? 20 : 200
  const processes = [node, ...(await server.backendsOf(DATABASE))]
  const before = processorMs(processes)
  const times: number[] = []
  let hits = 0
  for (let n = 0; n < samples && !stopped.aborted; n += 1) {
    const start = performance.now()
    hits += await search(n)
    times.push(performance.now() - start)
  }
  const processor = Math.round((processorMs(processes) - before) / (samples / 10)) / 10
  return { p50: percentile(times, 0.5), p99: percentile(times, 0.99), processor, hits }
}
