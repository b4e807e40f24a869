import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'

/** True if the process lives and its command line holds the given word. */
export async function isProcessNamed(pid: number, word: string): Promise<boolean> {
  if (!isAlive(pid)) return false
  const arguments_ = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => ask(pid, 'command'))
  return arguments_.includes(word)
}

/**
 * When a process began, as a word that no later process with the same number has; `undefined` when it is
 * gone. Machines start again and give the same numbers to other programs.
 */
export async function birthOf(pid: number): Promise<string | undefined> {
  if (!isAlive(pid)) return undefined
  const record = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined)
  if (record === undefined) return (await ask(pid, 'lstart')).trim() || 'unknown'
  const fields = record.slice(record.lastIndexOf(')') + 2).split(' ')
  if (fields[0] === 'Z') return undefined
  const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => '')
  return `${boot.trim()} ${fields[19]}`
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

async function ask(pid: number, column: 'command' | 'lstart'): Promise<string> {
  if (process.platform === 'win32') return column === 'command' ? 'postgres' : ''
  const answer = await promisify(execFile)('ps', ['-o', `${column}=`, '-p', String(pid)]).catch(
    () => undefined,
  )
  return answer?.stdout ?? ''
}
