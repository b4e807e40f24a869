import { startPlatform } from '@stowage/sdk/testing'
import { startTestServer } from '../../../core/src/testing/test-server.ts'
import inventory from '../../../plugins/inventory/index.ts'
import { median } from '../rates.ts'
import type { HostBench } from './host-bench.ts'

/**
 * How long a test waits for a platform with one plugin, on a database of its own. The first one in a process
 * also loads the code, and is told apart.
 */
export async function measureTestKit({ options }: HostBench): Promise<object> {
  const { rounds, say, stopped } = options
  const server = await startTestServer({ url: undefined })
  process.env.TEST_PLATFORM = JSON.stringify([server.template])
  try {
    const first = await timed()
    const times: number[] = []
    while (times.length < rounds && !stopped.aborted) times.push(await timed())
    say(`a platform for a test: ${Math.round(first)} ms, then ${Math.round(median(times))} ms`)
    return { test_kit_ms: Math.round(median(times)), test_kit_first_ms: Math.round(first) }
  } finally {
    await server.stop()
  }
}

async function timed(): Promise<number> {
  const ends: (() => Promise<unknown>)[] = []
  const start = performance.now()
  await startPlatform({ after: (work) => ends.push(work) }, { plugins: [inventory] })
  const ms = performance.now() - start
  for (const end of ends.reverse()) await end()
  return ms
}
