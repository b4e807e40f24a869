import { setTimeout as pause } from 'node:timers/promises'
import { type BenchProcess, type LoadReport, serverNodeOptions, startProcess } from '../load-process.ts'
import { type Platform, preparePlatform } from '../prepared-platform.ts'
import { percentile, rounded } from '../rates.ts'
import type { HostBench, HostBenchOptions } from './host-bench.ts'
import type { LoopBlock } from './swap-node.ts'

const CONNECTIONS = 64
const THINK_MS = 50
const TOGGLES = 100
const CHANGE_PATIENCE_MS = 120_000

/** What people notice of plugins that come and go. */
export interface SwapFigures {
  readonly swap_toggles: number
  readonly swap_requests: number
  readonly swap_failed_requests: number
  readonly swap_failures: readonly string[]
  readonly swap_p99_ms: number
  readonly swap_loop_block_ms: number
  readonly swap_detail: Readonly<Record<string, number>>
}

/**
 * Sixty-four people post and look things up, each with a moment between two requests, while a plugin with a
 * projection is switched on and off again. What they notice without any switching stands beside it.
 */
export async function measureSwap({ server, credentials, options }: HostBench): Promise<SwapFigures> {
  const platform = await preparePlatform(server, credentials)
  const { profiles } = options
  const orders = { access: platform.access, ...(profiles !== undefined && { profiles }) }
  const node = startProcess('host/swap-node.ts', orders, serverNodeOptions)
  try {
    const url = await node.answer<string>()
    const target = { url, apiKey: platform.apiKey }
    // What has never been asked is compiled, what has never been on is migrated and made up for.
    await toggle(target, 'enable')
    await toggle(target, 'disable')
    await underLoad(url, platform, () => pause(options.seconds * 1000))
    await node.ask<LoopBlock>('')
    const quiet = await underLoad(url, platform, () => pause(2 * options.seconds * 1000))
    const quietBlock = await node.ask<LoopBlock>('')
    await server.checkpoint()
    const blocks: LoopBlock[] = []
    const switchMs: number[] = []
    const busy = await underLoad(url, platform, () => toggleAll(target, { node, options, blocks, switchMs }))
    const byClock = blocks.map((block) => block.byClock)
    const byProcessor = blocks.map((block) => block.byProcessor)
    const byCollection = blocks.map((block) => block.byCollection)
    return {
      swap_toggles: blocks.length,
      swap_requests: busy.requests as number,
      swap_failed_requests: busy.failed as number,
      swap_failures: busy.failures as string[],
      swap_p99_ms: busy.p99Ms as number,
      swap_loop_block_ms: percentile(byClock, 1),
      swap_detail: {
        loop_block_p50_ms: percentile(byClock, 0.5),
        loop_block_p95_ms: percentile(byClock, 0.95),
        loop_block_processor_ms: percentile(byProcessor, 1),
        loop_block_processor_p50_ms: percentile(byProcessor, 0.5),
        loop_block_collection_ms: percentile(byCollection, 1),
        loop_block_collection_p50_ms: percentile(byCollection, 0.5),
        p50_ms: busy.p50Ms as number,
        max_ms: busy.maxMs as number,
        switch_p50_ms: percentile(switchMs, 0.5),
        requests_per_second: rounded(busy.perSecond),
        quiet_p50_ms: quiet.p50Ms as number,
        quiet_p99_ms: quiet.p99Ms as number,
        quiet_max_ms: quiet.maxMs as number,
        quiet_loop_block_ms: percentile([quietBlock.byClock], 1),
        quiet_loop_block_processor_ms: percentile([quietBlock.byProcessor], 1),
      },
    }
  } finally {
    await node.stop()
    await server.dropDatabase('platform')
  }
}

async function underLoad(
  url: string,
  { apiKey, world }: Platform,
  meanwhile: () => Promise<unknown>,
): Promise<LoadReport> {
  const orders = { url, apiKey, world, connections: CONNECTIONS, thinkMs: THINK_MS }
  const load = startProcess('host/swap-load.ts', orders)
  await meanwhile()
  const report = await load.ask<LoadReport>('stop')
  await load.stop()
  return report
}

interface Target {
  readonly url: string
  readonly apiKey: string
}

interface Toggling {
  readonly node: BenchProcess
  readonly options: HostBenchOptions
  readonly blocks: LoopBlock[]
  readonly switchMs: number[]
}

async function toggleAll(target: Target, { node, options, blocks, switchMs }: Toggling): Promise<void> {
  const toggles = options.isQuick ? 6 : TOGGLES
  for (let n = 0; n < toggles && !options.stopped.aborted; n += 1) {
    const start = performance.now()
    await toggle(target, n % 2 === 0 ? 'enable' : 'disable')
    switchMs.push(performance.now() - start)
    await pause(200)
    blocks.push(await node.ask<LoopBlock>(''))
  }
}

/** Asks for a change as an administrator does, and waits for its end. */
async function toggle({ url, apiKey }: Target, action: 'enable' | 'disable'): Promise<void> {
  const headers = { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' }
  const begun = await fetch(`${url}/api/v1/host/plugins/moved/${action}`, {
    method: 'POST',
    headers,
    ...(action === 'disable' && { body: '{}' }),
  })
  const { id } = (await begun.json()) as { id?: string }
  if (id === undefined) throw new Error(`moved could not be switched: ${begun.status}`)
  for (const until = Date.now() + CHANGE_PATIENCE_MS; Date.now() < until; await pause(50)) {
    const answer = await fetch(`${url}/api/v1/host/plugin-changes/${id}`, { headers })
    const { state, error } = (await answer.json()) as { state: string; error: string | null }
    if (state === 'done') return
    if (state === 'failed') throw new Error(`moved could not be switched: ${error}`)
  }
  throw new Error(`a switch did not end in ${CHANGE_PATIENCE_MS} ms`)
}
