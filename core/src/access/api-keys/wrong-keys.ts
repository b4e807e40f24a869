import type { ServiceContext } from '@stowage/sdk'
import { countAttempt, networkOf } from '../sessions/log-in-throttle.ts'

/** Wrong keys that one network may send in a quarter of an hour. */
const WRONG_KEYS_MAX = 100
/** Networks that a node remembers as stopped. */
const STOPPED_MAX = 10_000

/**
 * Counts keys that are none, shared by all nodes. A network that was stopped is not looked up again for ten
 * seconds, so that a program with an old key costs no write a request. Right keys are never slowed down.
 */
export function countWrongKeys(context: ServiceContext): { count(address: string): Promise<void> } {
  const stopped = new Map<string, { until: number; error: unknown }>()
  return {
    async count(address) {
      const network = networkOf(address)
      const known = stopped.get(network)
      if (known !== undefined && known.until > Date.now()) throw known.error
      stopped.delete(network)
      try {
        await countAttempt(context, { route: 'key', account: null, address, limit: WRONG_KEYS_MAX })
      } catch (error) {
        if (stopped.size >= STOPPED_MAX) stopped.clear()
        stopped.set(network, { until: Date.now() + 10_000, error })
        throw error
      }
    },
  }
}
