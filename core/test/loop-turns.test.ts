import t from 'tap'
import { buildGeneration } from '../src/app.ts'
import { startPlatform } from '../src/testing/start-platform.ts'

const ROUNDS = 7
/**
 * Of all the work that a set is, so much at a stretch: with a declaration's routes all at once it was a
 * third.
 */
const SHARE_MAX = 0.2

function workedMs(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}

/** The longest stretch of work between two turns of the loop, as a share of all. */
async function longestShare(work: () => Promise<unknown>): Promise<number> {
  let isOver = false
  let before = workedMs()
  const stretches: number[] = []
  const look = () => {
    const now = workedMs()
    stretches.push(now - before)
    before = now
    if (!isOver) setImmediate(look)
  }
  setImmediate(look)
  await work()
  isOver = true
  return Math.max(...stretches) / stretches.reduce((sum, one) => sum + one, 0)
}

t.test('while the next set of plugins is made, whoever is served gets his turns', async (t) => {
  const { database } = await startPlatform(t)
  const shares: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    shares.push(
      await longestShare(async () => {
        const { app } = await buildGeneration({ database })
        await app.close()
      }),
    )
  }
  const median = shares.toSorted((a, b) => a - b)[Math.floor(ROUNDS / 2)]!
  t.ok(median < SHARE_MAX, `${shares.map((share) => share.toFixed(2)).join(', ')}`)
})
