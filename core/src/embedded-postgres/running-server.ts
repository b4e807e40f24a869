import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isProcessNamed } from './process-identity.ts'

/** A server that holds a data folder just now. */
export interface RunningServer {
  readonly pid: number
  readonly port: number
  readonly isReady: boolean
}

/**
 * Reads `postmaster.pid`, which PostgreSQL keeps in the data folder while it runs, and leaves behind when it
 * is killed. A process that took over the number later is no server of ours.
 */
export async function runningServer(data: string): Promise<RunningServer | undefined> {
  const text = await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '')
  const [pid, , , port, , , , status] = text.split('\n')
  if (!pid || !(await isProcessNamed(Number(pid), 'postgres'))) return undefined
  return { pid: Number(pid), port: Number(port), isReady: status?.trim() === 'ready' }
}
