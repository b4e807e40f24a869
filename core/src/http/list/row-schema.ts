import type { TSchema } from 'typebox'

interface Node {
  readonly type?: unknown
  readonly anyOf?: readonly Node[]
  readonly properties?: Readonly<Record<string, Node>>
  readonly required?: readonly string[]
}

/** The schema of an object's member, also where the object may be null. */
export function memberOf(parent: TSchema | undefined, name: string): TSchema | undefined {
  return propertiesOf(parent)?.properties?.[name] as TSchema | undefined
}

/** Whether a member may be null or absent. */
export function mayBeNull(parent: TSchema | undefined, name: string): boolean {
  const object = propertiesOf(parent)
  const schema = object?.properties?.[name]
  const isRequired = object?.required?.includes(name) === true
  return !isRequired || schema?.type === 'null' || schema?.anyOf?.some(({ type }) => type === 'null') === true
}

/** Whether a value at a path such as `item.sku` may be null, by itself or because an object around it is. */
export function mayBeNullAt(row: TSchema, path: string): boolean {
  let schema: TSchema | undefined = row
  for (const name of path.split('.')) {
    if (mayBeNull(schema, name)) return true
    schema = memberOf(schema, name)
  }
  return false
}

function propertiesOf(schema: TSchema | undefined): Node | undefined {
  const node = schema as Node | undefined
  return node?.properties === undefined ? node?.anyOf?.find(({ properties }) => properties) : node
}
