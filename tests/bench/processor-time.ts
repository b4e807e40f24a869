import { readdirSync, readFileSync } from 'node:fs'

const NANOSECONDS = 1e6

/**
 * The milliseconds of processor time that processes have had so far, by Linux's own count. Beside other work
 * a clock says how long things waited for a core; this says what they cost.
 */
export function processorMs(pids: readonly number[]): number {
  const threads = pids.flatMap((pid) =>
    threadsOf(pid).map((thread) => `/proc/${pid}/task/${thread}/schedstat`),
  )
  return threads.reduce(
    (sum, path) => sum + Number(readFileSync(path, 'utf8').split(' ')[0]) / NANOSECONDS,
    0,
  )
}

function threadsOf(pid: number): string[] {
  return readdirSync(`/proc/${pid}/task`)
}
