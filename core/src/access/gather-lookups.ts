import { setImmediate as turnOfTheLoop } from 'node:timers/promises'

/** The keys and the answers of one query for many askers. */
type Load<Value> = (keys: readonly string[]) => Promise<ReadonlyMap<string, Value>>

interface Waiting<Value> {
  readonly key: string
  readonly resolve: (value: Value | undefined) => void
  readonly reject: (error: unknown) => void
}

/**
 * Lets everybody who asks while a query is under way share the next one. Nothing is cached: each answer is
 * read after its question was put, so a right taken away is gone at the next request, and a hundred requests
 * at once still cost one query. What arrives in the same turn of the loop goes together: asked at once, the
 * first went alone, and a node took 0.30 ms of the processor for a single movement instead of 0.23.
 */
export function gatherLookups<Value>(load: Load<Value>): (key: string) => Promise<Value | undefined> {
  let waiting: Waiting<Value>[] = []
  let isRunning = false

  async function run(): Promise<void> {
    isRunning = true
    while (waiting.length > 0) {
      await turnOfTheLoop()
      const batch = waiting
      waiting = []
      try {
        const found = await load([...new Set(batch.map(({ key }) => key))])
        for (const { key, resolve } of batch) resolve(found.get(key))
      } catch (error) {
        for (const { reject } of batch) reject(error)
      }
    }
    isRunning = false
  }

  return (key) =>
    new Promise((resolve, reject) => {
      waiting.push({ key, resolve, reject })
      if (!isRunning) void run()
    })
}
