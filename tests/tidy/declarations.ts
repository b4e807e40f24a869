import type { SourceFile } from './source-files.ts'

/*
 * Reads our own formatted code by its indentation: what opens at a column closes at the first line that
 * begins there again. The formatter is part of the same check, so no parser is needed.
 */

const OPENS_FUNCTION =
  /^(\s*)(?:export )?(?:default )?(?:async )?(?:function\b|(?:const|let) \w+(?:: [^=]+)? = (?:async )?(?:\(|\w+ =>).*=> \{$|(?:(?:static|async|private|get|set|override) )*#?\w+(?:<[^>]*>)?\(.*\).*\{$)/
const NOT_A_FUNCTION = /^\s*(if|for|while|switch|catch|else|do|try|return|await|new|super|it|describe)\b/
const EXPORTS =
  /^export (?:default )?(?:abstract )?(?:async )?(?:function\*?|class|interface|type|const|let) (\w+)/

/** Functions that do not fit on a screen: `file:line has 73`. */
export function longFunctions({ path, lines }: SourceFile, maximum: number): string[] {
  return lines.flatMap((line, index) => {
    const opened = OPENS_FUNCTION.exec(line)
    if (opened === null || NOT_A_FUNCTION.test(line)) return []
    const closing = new RegExp(`^${opened[1]}\\}`)
    const length = lines.slice(index + 1).findIndex((later) => closing.test(later)) + 2
    return length > maximum ? [`${path}:${index + 1} has ${length}`] : []
  })
}

/**
 * Exported names without a docstring: `file:line name`. A schema's static type of the same name shares its
 * words, and so does what stands directly below a documented line.
 */
export function undocumentedExports({ path, lines }: SourceFile): string[] {
  const isDocumented = (index: number): boolean => {
    const before = lines[index - 1]?.trimEnd() ?? ''
    return (
      before.endsWith('*/') ||
      (/^(export const .*[^{]$|\/\/ biome-ignore)/.test(before) && isDocumented(index - 1))
    )
  }
  return lines.flatMap((line, index) => {
    const name = EXPORTS.exec(line)?.[1]
    const isTwin = /^export type (\w+) = Static<typeof \1>/.test(line)
    return name === undefined || isTwin || isDocumented(index) ? [] : [`${path}:${index + 1} ${name}`]
  })
}
