import bidiFactory from 'bidi-js'
import type { Run } from './fonts.ts'

/** What of the package is used; its own types do not fit how it is imported. */
interface Bidi {
  getEmbeddingLevels(
    text: string,
    direction?: 'ltr' | 'rtl',
  ): { readonly levels: Uint8Array; readonly paragraphs: readonly { readonly level: number }[] }
}

const bidi = (bidiFactory as unknown as () => Bidi)()

/** Whether a text reads from right to left as a whole: by its first letter that has a direction. */
export function isRightToLeft(text: string): boolean {
  return (bidi.getEmbeddingLevels(text).paragraphs[0]?.level ?? 0) % 2 === 1
}

/** The runs of a line as they stand on paper from left to right, by Unicode's bidirectional algorithm. */
export function visualRuns(line: string, direction: 'ltr' | 'rtl'): Run[] {
  const { levels } = bidi.getEmbeddingLevels(line, direction)
  const runs: { text: string; level: number }[] = []
  for (let at = 0; at < line.length; at += 1) {
    const last = runs.at(-1)
    if (last?.level === levels[at]) last!.text += line[at]
    else runs.push({ text: line[at]!, level: levels[at]! })
  }
  const most = Math.max(0, ...levels)
  for (let level = most; level > 0; level -= 1) reverseFrom(runs, level)
  return runs.map(({ text, level }) => ({ text, isRightToLeft: level % 2 === 1 }))
}

/** Turns each row of runs at this level or above round. */
function reverseFrom(runs: { level: number }[], level: number): void {
  for (let from = 0; from < runs.length; from += 1) {
    if (runs[from]!.level < level) continue
    let to = from
    while (to < runs.length && runs[to]!.level >= level) to += 1
    runs.splice(from, to - from, ...runs.slice(from, to).reverse())
    from = to
  }
}
