/*
 * Which files `npm test` runs, and in which order: that of the names that they get here, as tap sorts them.
 *   - What kills and switches servers of its own comes first, a process each: it takes longest, and the short
 *     ones fill the end.
 *   - Screens come next, few to a process, which share a Chromium.
 *   - What asks a platform in its own process shares one with others: to load the platform and to warm it up
 *     took longer than most of them, 2.4 of 5.2 processor seconds a file.
 */
import { globSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const ALONE = ['tests/faults/**/*.test.ts', 'tests/contract/**/*.test.ts']
const SCREENS = ['tests/browser/**/*.test.ts']
const PLATFORMS = [
  'tests/**/*.test.ts',
  'core/test/**/*.test.ts',
  'sdk/test/**/*.test.ts',
  'sdk/template/*/test/*.test.ts',
  'plugins/*/test/**/*.test.ts',
  'examples/*/test/**/*.test.ts',
]
/** So few to a process that one which ends it takes not too much with it, and that all lanes end together. */
const TOGETHER_MAX = { '1-alone': 1, '2-screens': 3, '3-platforms': 7 }

/** All tests of the repository, as paths for tap. */
export function allTests(root: string): string[] {
  const found = (patterns: string[]) => patterns.flatMap((pattern) => globSync(pattern, { cwd: root }).sort())
  const [alone, screens] = [found(ALONE), found(SCREENS)]
  const platforms = found(PLATFORMS).filter((file) => !alone.includes(file) && !screens.includes(file))
  rmSync(join(root, '.tap', 'together'), { recursive: true, force: true })
  return [
    ...asGroups(root, '1-alone', alone),
    ...asGroups(root, '2-screens', screens),
    ...asGroups(root, '3-platforms', platforms),
  ]
}

/** A folder stands for all tests in it: tap would look there for JavaScript alone, and pass with nothing. */
export function testsIn(root: string, path: string): string[] {
  const isFolder = statSync(join(root, path), { throwIfNoEntry: false })?.isDirectory() === true
  return isFolder ? globSync(join(path, '**/*.test.ts'), { cwd: root }) : [path]
}

/** Files that are loaded at once and run one test after the other, each file's in their order. */
function asGroups(root: string, kind: keyof typeof TOGETHER_MAX, files: readonly string[]): string[] {
  const folder = join(root, '.tap', 'together')
  mkdirSync(folder, { recursive: true })
  const count = Math.ceil(files.length / TOGETHER_MAX[kind])
  return Array.from({ length: count }, (_, index) => {
    const own = files.filter((_, n) => n % count === index)
    const path = join(folder, `${kind}-${String(index + 1).padStart(2, '0')}.test.mjs`)
    writeFileSync(path, own.map((file) => `import '${pathToFileURL(join(root, file))}'\n`).join(''))
    return path
  })
}
