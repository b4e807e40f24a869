import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** The repository's folder. */
export const root = fileURLToPath(new URL('../../', import.meta.url))

/** A text file of the repository. */
export interface SourceFile {
  /** From the root: `core/src/app.ts`. */
  readonly path: string
  readonly text: string
  readonly lines: readonly string[]
}

const NOT_WRITTEN_BY_US = /(^|\/)(package-lock\.json|LICENSE)$/
const TEXT = /\.(ts|tsx|js|mjs|sql|md|css|html|json|yaml|yml)$|(^|\/)(\.taprc|run)$/

/** What git keeps, without what other tools write. A draft is looked at once it is added. */
export function sourceFiles(pattern: RegExp = TEXT): SourceFile[] {
  const list = execFileSync('git', ['ls-files'], { cwd: root })
  return list
    .toString()
    .split('\n')
    .filter((path) => TEXT.test(path) && pattern.test(path) && !NOT_WRITTEN_BY_US.test(path))
    .filter((path) => existsSync(root + path))
    .map((path) => {
      const text = readFileSync(root + path, 'utf8')
      return { path, text, lines: text.split('\n') }
    })
}

/** `file:line` for every line that matches and is not excused. */
export function linesWith(files: readonly SourceFile[], pattern: RegExp): string[] {
  return files.flatMap(({ path, lines }) =>
    lines.flatMap((line, index) =>
      pattern.test(line) ? [`${path}:${index + 1} ${line.trim().slice(0, 80)}`] : [],
    ),
  )
}
