import { refuse } from '@stowage/sdk'
import { indexOfLetters } from './code-template.ts'
import type { LayoutPattern } from './layout.schemas.ts'

/** What the ranges of a code are, from left to right, by how many there are. */
const PARTS_OF: Readonly<Record<number, readonly Part[]>> = {
  1: ['bays'],
  2: ['aisles', 'bays'],
  3: ['aisles', 'bays', 'levels'],
  4: ['aisles', 'bays', 'levels', 'positions'],
}
const NAMES = { aisles: 'aisle', bays: 'bay', levels: 'level', positions: 'position' } as const
type Part = keyof typeof NAMES

interface Range {
  readonly count: number
  readonly start: number | string
  readonly digits: number
}

/** A pattern in which every part has its count. */
export type CountedPattern = LayoutPattern & {
  readonly [P in 'aisles' | 'bays' | 'levels']: { readonly count: number }
} & { readonly positions?: { readonly count: number } }

/**
 * A pattern whose code may be written with ranges, as people write it: `A-[01-20]-[01-30]-[1-4]` is twenty
 * aisles of thirty bays of four levels. Two ranges are aisles and bays, four have positions as well.
 * @throws `locations.layout_template`, `locations.layout_count_missing`
 */
export function withRanges(pattern: LayoutPattern): CountedPattern {
  const ranges = [...pattern.code.matchAll(/\[([^[\]]*)\]/g)]
  const parts = PARTS_OF[ranges.length]
  if (ranges.length > 0 && parts === undefined) throw bad(pattern, 'four ranges are the most')
  let code = pattern.code
  const counted: Record<string, object | undefined> = {
    aisles: pattern.aisles,
    bays: pattern.bays,
    levels: pattern.levels,
    positions: pattern.positions,
  }
  for (const [index, [written, inside]] of ranges.entries()) {
    const part = parts![index]!
    const { count, start, digits } = readRange(pattern, inside!)
    code = code.replace(written, `{${NAMES[part]}${digits > 1 ? `:0${digits}` : ''}}`)
    counted[part] = { ...counted[part], count, start }
  }
  if (ranges.length > 0) {
    counted.levels ??= { count: 1 }
    counted.aisles ??= { count: 1 }
    if (ranges.length === 1) counted.aisles = { ...counted.aisles, count: 1 }
  }
  for (const part of ['aisles', 'bays', 'levels'] as const) {
    const { count } = (counted[part] ?? {}) as { count?: number }
    if (count === undefined)
      throw refuse('locations.layout_count_missing', { part }, `/pattern/${part}/count`)
  }
  return { ...pattern, ...counted, code } as CountedPattern
}

function readRange(pattern: LayoutPattern, inside: string): Range {
  const [, first, last] = /^([0-9]{1,6}|[A-Z]{1,3})-([0-9]{1,6}|[A-Z]{1,3})$/.exec(inside) ?? []
  if (first === undefined || last === undefined) {
    throw bad(pattern, `[${inside}] is no range such as [01-20] or [A-F]`)
  }
  const isNumber = /^[0-9]/.test(first)
  if (isNumber !== /^[0-9]/.test(last)) throw bad(pattern, `[${inside}] goes from numbers to letters`)
  const [from, to] = isNumber ? [Number(first), Number(last)] : [indexOfLetters(first), indexOfLetters(last)]
  if (to < from) throw bad(pattern, `[${inside}] runs backwards`)
  const isFilled = isNumber && first.length === last.length
  return { count: to - from + 1, start: isNumber ? from : first, digits: isFilled ? first.length : 0 }
}

function bad({ code: template }: LayoutPattern, problem: string): Error {
  return refuse('locations.layout_template', { template, problem }, '/pattern/code')
}
