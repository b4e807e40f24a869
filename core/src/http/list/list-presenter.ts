import type { TSchema } from 'typebox'
import type { ShapedField } from './list-shape.ts'
import { mayBeNull, memberOf } from './row-schema.ts'

type Row = Record<string, unknown>

/** A nested object of a row: its members are columns or further objects. */
interface Branch {
  readonly name: string
  readonly isNullable: boolean
  readonly columns: readonly { readonly name: string; readonly alias: string }[]
  readonly branches: readonly Branch[]
  /** All columns below it: where all of them are null, so is the object, if it may be. */
  readonly aliases: readonly string[]
}

/**
 * Makes nested objects of fields with dots in their names. A row without any goes as it is; the answer's
 * schema drops the key.
 */
export function presenterOf(fields: readonly ShapedField[], row: TSchema): (row: Row) => Row {
  const names = fields.filter(({ hidden }) => !hidden).map(({ name }) => name)
  if (!names.some((name) => name.includes('.'))) return (stored) => stored
  const root = branchOf(names, row, { prefix: '', name: '', isNullable: false })
  return (stored) => present(root, stored) as Row
}

interface Position {
  readonly prefix: string
  readonly name: string
  readonly isNullable: boolean
}

function branchOf(names: readonly string[], schema: TSchema | undefined, position: Position): Branch {
  const { prefix, name, isNullable } = position
  const below = names.filter((full) => full.startsWith(prefix))
  const heads = Map.groupBy(below, (full) => full.slice(prefix.length).split('.')[0]!)
  const columns = []
  const branches = []
  for (const [head, members] of heads) {
    const alias = `${prefix}${head}`
    if (members[0] === alias) columns.push({ name: head, alias })
    else {
      const inside = { prefix: `${alias}.`, name: head, isNullable: mayBeNull(schema, head) }
      branches.push(branchOf(below, memberOf(schema, head), inside))
    }
  }
  return { name, isNullable, columns, branches, aliases: below }
}

function present({ isNullable, columns, branches, aliases }: Branch, stored: Row): Row | null {
  if (isNullable && aliases.every((alias) => stored[alias] === null)) return null
  const wire: Row = {}
  for (const { name, alias } of columns) wire[name] = stored[alias]
  for (const branch of branches) wire[branch.name] = present(branch, stored)
  return wire
}
