import { refuse } from '@stowage/sdk'

/** What a template can name. */
export const PARTS = ['aisle', 'bay', 'level', 'position', 'side'] as const

/** One place's values for a template. */
export type PartValues = Readonly<Record<(typeof PARTS)[number], string>>

/** A template that was read once and makes many codes. */
export type CodeTemplate = (values: PartValues) => string

type Piece = string | { readonly part: (typeof PARTS)[number]; readonly digits: number }

/**
 * Reads a template such as `{aisle}-{bay:02}`: text, and parts in braces, filled up with zeros where said.
 * @throws `locations.layout_template` with what is wrong with it
 */
export function readTemplate(template: string, pointer: string): CodeTemplate {
  const pieces: Piece[] = []
  for (const [piece] of template.matchAll(/\{[^{}]*\}|[^{}]+|[{}]/g)) {
    if (piece === '{' || piece === '}') throw bad(`a brace at "${piece}" has no partner`)
    if (!piece.startsWith('{')) {
      if (/[\s/\p{Cc}\p{Cs}]/u.test(piece)) throw bad('a code has no spaces, slashes or control characters')
      pieces.push(piece)
      continue
    }
    const [, name, digits = '0'] = /^\{([a-z]+)(?::0([1-9]))?\}$/.exec(piece) ?? []
    const part = PARTS.find((known) => known === name)
    if (part === undefined) throw bad(`${piece} is none of {${PARTS.join('}, {')}}, or such a one with :02`)
    pieces.push({ part, digits: Number(digits) })
  }
  return (values) =>
    pieces
      .map((piece) => (typeof piece === 'string' ? piece : values[piece.part].padStart(piece.digits, '0')))
      .join('')

  function bad(problem: string): Error {
    return refuse('locations.layout_template', { template, problem }, pointer)
  }
}

/** Counts like the columns of a sheet: A … Z, AA, AB … */
export function lettersOf(index: number): string {
  let letters = ''
  for (let rest = index + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters
  }
  return letters
}

/** The place of letters in that count: A is 0, Z 25, AA 26. */
export function indexOfLetters(letters: string): number {
  return [...letters].reduce((index, letter) => index * 26 + letter.charCodeAt(0) - 64, 0) - 1
}
