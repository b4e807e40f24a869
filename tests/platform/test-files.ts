/*
 * Which files `npm test` runs, and in which order.
 *   - What starts servers and browsers of its own comes first, a process each: it takes longest, and the short
 *     ones fill the end.
 *   - What asks a platform in its own process shares one with others: to load the platform and to warm it up
 *     took longer than most of them, 2.4 of 5.2 processor seconds a file.
 */
import { globSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const ALONE = [
  'tests/faults/**/*.test.ts',
  'tests/contract/**/*.test.ts',
  'tests/browser/**/*.test.ts',
  'tests/**/*.test.ts',
]
const TOGETHER = [
  'core/test/**/*.test.ts',
  'sdk/test/**/*.test.ts',
  'sdk/template/*/test/*.test.ts',
  'plugins/*/test/**/*.test.ts',
  'examples/*/test/**/*.test.ts',
]
/** So few that one which ends its process takes not too much with it, and that both lanes end together. */
const TOGETHER_MAX = 7

/** All tests of the repository, as paths for tap. */
export function allTests(root: string): string[] {
  const alone = [...new Set(ALONE.flatMap((pattern) => globSync(pattern, { cwd: root }).sort()))]
  const together = TOGETHER.flatMap((pattern) => globSync(pattern, { cwd: root })).sort()
  return [...alone, ...asGroups(root, together)]
}

/** A folder stands for all tests in it: tap would look there for JavaScript alone, and pass with nothing. */
export function testsIn(root: string, path: string): string[] {
  const isFolder = statSync(join(root, path), { throwIfNoEntry: false })?.isDirectory() === true
  return isFolder ? globSync(join(path, '**/*.test.ts'), { cwd: root }) : [path]
}

/** Files that load one test after the other. */
function asGroups(root: string, files: readonly string[]): string[] {
  const folder = join(root, '.tap', 'together')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const count = Math.ceil(files.length / TOGETHER_MAX)
  return Array.from({ length: count }, (_, index) => {
    const own = files.filter((_, n) => n % count === index)
    const path = join(folder, `${index + 1}.test.mjs`)
    writeFileSync(path, own.map((file) => `import '${pathToFileURL(join(root, file))}'\n`).join(''))
    return path
  })
}
