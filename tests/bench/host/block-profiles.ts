import { mkdir, writeFile } from 'node:fs/promises'
import { Session } from 'node:inspector/promises'
import { join } from 'node:path'
import type { LoopBlock } from './swap-node.ts'

const INTERVAL_US = 500
/** What is allowed needs no explanation. */
const KEPT_FROM_MS = 40

/**
 * Profiles this process between two questions, and keeps the profile of each time in which the loop stood
 * still for long: `node --cpu-prof` would have one of everything, in which a single block cannot be found.
 */
export async function startProfiles(folder: string): Promise<(block: LoopBlock) => Promise<void>> {
  await mkdir(folder, { recursive: true })
  const session = new Session()
  session.connect()
  await session.post('Profiler.enable')
  await session.post('Profiler.setSamplingInterval', { interval: INTERVAL_US })
  await session.post('Profiler.start')
  let asked = 0
  return async ({ byClock }) => {
    asked += 1
    const { profile } = await session.post('Profiler.stop')
    if (byClock >= KEPT_FROM_MS) {
      const name = `${String(Math.round(byClock)).padStart(4, '0')}-ms-${asked}.cpuprofile`
      await writeFile(join(folder, name), JSON.stringify(profile))
    }
    await session.post('Profiler.start')
  }
}
