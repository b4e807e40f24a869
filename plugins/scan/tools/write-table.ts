import { readFileSync, writeFileSync } from 'node:fs'

/**
 * Makes src/gs1/application-identifiers.ts of GS1's Barcode Syntax Dictionary, when GS1 has issued a new one:
 *
 *   node plugins/scan/tools/write-table.ts gs1-syntax-dictionary.txt
 */

/** The dictionary's entries, each as a row of our table. */
export function rowsOf(dictionary: string): string[] {
  return dictionary
    .split('\n')
    .filter((line) => /^\d/.test(line))
    .map(rowOf)
}

function rowOf(line: string): string {
  const [facts = '', title = ''] = line.split(' # ')
  const [ai = '', ...words] = facts.trim().split(/\s+/)
  const isComponent = (word: string) => /^\[?[NXYZ]\.*\d/.test(word)
  const flags = words.find((word) => !isComponent(word) && /^[*?]+$/.test(word)) ?? ''
  const components = together(words.filter(isComponent)).join(' ')
  const told = (key: string) => words.find((word) => word.startsWith(`${key}=`))?.slice(key.length + 1) ?? ''
  const key = words.some((word) => word.startsWith('dlpkey'))
    ? `key ${told('dlpkey').replaceAll('|', ' ')}`.trim()
    : ''
  return [ai, flags, components, told('req'), told('ex'), key, title.trim()].join('; ')
}

/** `[N3] [N3] [N3]` is written `3*[N3]`. */
function together(components: readonly string[]): string[] {
  return components.flatMap((component, at) => {
    if (components[at - 1] === component) return []
    const others = components.slice(at).findIndex((other) => other !== component)
    const times = others === -1 ? components.length - at : others
    return times === 1 ? component : `${times}*${component}`
  })
}

if (import.meta.main) {
  const [, , source] = process.argv
  if (source === undefined) throw new Error('Name the dictionary: write-table.ts gs1-syntax-dictionary.txt')
  const file = new URL('../src/gs1/application-identifiers.ts', import.meta.url)
  const [before] = readFileSync(file, 'utf8').split('TABLE =')
  const rows = rowsOf(readFileSync(source, 'utf8')).join('\n')
  writeFileSync(file, `${before}TABLE = \`\n${rows}\n\`\n`)
}
