const SINGLE = ['items', 'additionalProperties', 'not'] as const
const LISTS = ['anyOf', 'oneOf', 'items', 'prefixItems'] as const

/**
 * Finds an object schema that lets unknown members through, so that a client's slip of the pen would be
 * dropped or stored unseen. Members of an `allOf` are left alone: they can only be closed together.
 * @returns where it stands, `the top` for the schema itself; undefined when all are closed
 */
export function findOpenObject(schema: unknown, place = ''): string | undefined {
  if (typeof schema !== 'object' || schema === null) return undefined
  const node = schema as Record<string, unknown>
  const isObject = node.type === 'object' || 'properties' in node
  const patterns = Object.keys((node.patternProperties ?? {}) as object)
  // A pattern says what members of such names are, and nothing of all others.
  const saysAll = patterns.some((pattern) => /^\^\(?\.\*\)?\$$/.test(pattern))
  if (isObject && node.additionalProperties === undefined && !saysAll) {
    return place || 'the top'
  }
  for (const [name, child] of Object.entries((node.properties ?? {}) as object)) {
    const found = findOpenObject(child, `${place}.${name}`)
    if (found !== undefined) return found
  }
  for (const [pattern, child] of Object.entries((node.patternProperties ?? {}) as object)) {
    const found = findOpenObject(child, `${place}.${pattern}`)
    if (found !== undefined) return found
  }
  for (const [key, child] of childrenOf(node)) {
    const found = findOpenObject(child, `${place}.${key}`)
    if (found !== undefined) return found
  }
  return undefined
}

function* childrenOf(node: Record<string, unknown>): Generator<[string, unknown]> {
  for (const key of SINGLE) if (!Array.isArray(node[key])) yield [key, node[key]]
  for (const key of LISTS) {
    if (Array.isArray(node[key])) for (const child of node[key]) yield [key, child]
  }
}
