import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** What is measured with must not change from one day to the other. */
const VERSION = '13.5.0'
const kept = fileURLToPath(new URL('../../../.stowage/lighthouse/', import.meta.url))

/**
 * Takes Lighthouse from npm the first time that it is needed: two hundred packages which this benchmark alone
 * wants stay out of everybody's install.
 * @returns its program
 */
export async function takeLighthouse(say: (line: string) => void): Promise<string> {
  const folder = join(kept, VERSION)
  const program = join(folder, 'node_modules/lighthouse/cli/index.js')
  if (existsSync(program)) return program
  say(`taking Lighthouse ${VERSION} from npm`)
  const fresh = `${folder}.${process.pid}`
  await mkdir(fresh, { recursive: true })
  await writeFile(join(fresh, 'package.json'), '{ "private": true }\n')
  const { status, stderr } = spawnSync(
    'npm',
    [
      'install',
      '--ignore-scripts',
      '--no-audit',
      '--no-fund',
      '--loglevel=error',
      `lighthouse@${VERSION}`,
      '--prefix',
      fresh,
    ],
    { encoding: 'utf8', shell: process.platform === 'win32' },
  )
  if (status !== 0) throw new Error(`Lighthouse could not be taken from npm: ${stderr}`)
  await rm(folder, { recursive: true, force: true })
  await rename(fresh, folder)
  return program
}
