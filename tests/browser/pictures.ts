/*
 * `npm run pictures`: every screen of the desk at three widths, in light and dark, with the demo business
 * in it, and every one of the floor. They are for people to look at, and compared with nothing.
 * `npm run pictures -- --faults` takes none and looks for what axe finds wrong, what is cut off and what does
 * not fit, at the same widths and in both themes; it fails where it finds anything.
 */
import { spawn } from 'node:child_process'
import { mkdir, rm } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('../../.stowage/pictures/', import.meta.url))
const runner = fileURLToPath(new URL('../platform/run-tests.ts', import.meta.url))
const given = process.argv.slice(2)
const isForFaults = given.includes('--faults')
if (!isForFaults) {
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
}
const run = spawn(
  process.execPath,
  [
    '--conditions=stowage-source',
    runner,
    '--timeout=3000',
    'tests/browser/walk/look-at-screens.ts',
    'tests/browser/walk/look-at-floor.ts',
    ...given.filter((word) => word !== '--faults'),
  ],
  { stdio: 'inherit', env: { ...process.env, ...(!isForFaults && { STOWAGE_PICTURES: folder }) } },
)
for (const signal of ['SIGINT', 'SIGTERM', 'disconnect'] as const)
  process.once(signal, () => run.kill('SIGTERM'))
run.on('close', (code) => {
  if (!isForFaults) process.stdout.write(`The pictures are in ${folder}\n`)
  process.exitCode = code ?? 1
  if (process.connected) process.disconnect()
})
