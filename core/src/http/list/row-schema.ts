import type { TSchema } from 'typebox'
import { restrictedIn } from '../restricted-fields.ts'

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

/** The permission that it takes to see a value at a path such as `item.cost`, where it takes one. */
export function permissionAt(row: TSchema, path: string): string | undefined {
  let schema: TSchema | undefined = row
  for (const name of path.split('.')) {
    schema = memberOf(schema, name)
    const own = restrictedIn(schema).find((field) => field.path.length === 0)
    if (own !== undefined) return own.permission
  }
  return undefined
}

function propertiesOf(schema: TSchema | undefined): Node | undefined {
  const node = schema as Node | undefined
  return node?.properties === undefined ? node?.anyOf?.find(({ properties }) => properties) : node
}
