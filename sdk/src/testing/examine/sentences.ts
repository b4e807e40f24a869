import type { PluginDeclaration } from '../../plugin/declaration.ts'

/** Finds refusals that are no whole sentence, or whose braces hold no fact. */
export function halfSentences({ errors = {} }: PluginDeclaration): string[] {
  return Object.entries(errors).flatMap(([code, { message }]) => {
    const bare = message.replace(/\{[a-z][A-Za-z0-9]*\}/g, 'x')
    if (/[{}]/.test(bare)) return [`${code} has a brace that holds no fact: ${message}`]
    const isWhole = /^["\p{Lu}x/]/u.test(bare) && /[.!?]$/.test(bare)
    return isWhole ? [] : [`${code} does not begin or end as a sentence does: ${message}`]
  })
}
