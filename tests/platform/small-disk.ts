import { execFile } from 'node:child_process'
import { chmod, mkdtemp, rmdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Test } from 'tap'

const run = promisify(execFile)

/** Why tests that need a small disk of their own are skipped here; false where this account may mount one. */
export const NO_DISK = (await mayMount()) ? false : 'a disk of its own takes root, who may mount one'

/** Mounts a disk of so many megabytes, in memory. It is unmounted when the test ends. @returns its folder */
export async function mountSmallDisk(t: Test, megabytes: number): Promise<string> {
  const folder = await mount(megabytes)
  // Whoever was just stopped may hold it for a moment more; so it goes with him.
  t.teardown(() => unmount(folder))
  return folder
}

async function mayMount(): Promise<boolean> {
  return mount(1).then(
    (folder) => unmount(folder).then(() => true),
    () => false,
  )
}

async function mount(megabytes: number): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'stowage-disk-'))
  await chmod(folder, 0o755)
  try {
    await run('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=0755`, 'tmpfs', folder])
  } catch (error) {
    await rmdir(folder)
    throw error
  }
  return folder
}

async function unmount(folder: string): Promise<void> {
  await run('umount', ['--lazy', folder])
  await rmdir(folder)
}
