import { REFERENCE, type ResourceDeclaration, type TableAccess } from '@stowage/sdk'
import { type TObject, type TSchema, type TStringOptions, Type } from 'typebox'
import { ownerColumnOf } from '../../database/table-rights.ts'
import type { ListDeclaration, ListField, ListFieldType } from '../../http/list/list-declaration.ts'
import { restrictedIn } from '../../http/restricted-fields.ts'
import { columnOf } from './column-of.ts'

/** A resource's schemas and list, made once from its declaration. */
export interface ResourceShape {
  /** `inventory.reorder_point`: table, and name in the audit. */
  readonly entity: string
  readonly list: ListDeclaration
  readonly row: TObject
  readonly create: TObject
  readonly change: TObject
  /** Members that refer to rows elsewhere, with the tables that these stand in. */
  readonly references: ReadonlyMap<string, string>
  /** The column of the owner's number, where rows have an owner. */
  readonly ownerColumn: string | undefined
}

interface Member {
  readonly name: string
  readonly schema: TSchema
  readonly isOptional: boolean
}

const OWN_MEMBERS = ['id', 'owner', 'version', 'createdAt', 'updatedAt']

/**
 * Looks a resource through, when its plugin is composed.
 * @throws Error in a sentence for a mistake in the declaration, which is the developer's
 */
export function shapeOfResource(
  plugin: string,
  table: string,
  resource: ResourceDeclaration,
  access: TableAccess | undefined,
): ResourceShape {
  const members = membersOf(resource.members)
  checkMembers(table, resource, members)
  const ownerColumn = access && ownerColumnOf(access)
  const row = rowSchema(members, ownerColumn !== undefined)
  const entity = `${plugin}.${table}`
  return {
    entity,
    row,
    list: listOf(entity, resource, { members, row, ownerColumn }),
    create: createSchema(members, ownerColumn !== undefined),
    change: changeSchema(members, resource.fixed ?? []),
    references: new Map(members.flatMap(({ name, schema }) => referenceOf(name, schema))),
    ownerColumn,
  }
}

function membersOf({ properties, required }: TObject): Member[] {
  const needed: readonly string[] = required ?? []
  return Object.entries(properties as Record<string, TSchema>).map(([name, schema]) => ({
    name,
    schema,
    isOptional: !needed.includes(name),
  }))
}

function checkMembers(table: string, resource: ResourceDeclaration, members: readonly Member[]): void {
  const taken = members.find(({ name }) => OWN_MEMBERS.includes(name))
  if (taken !== undefined)
    throw new Error(`the resource "${table}" has a member "${taken.name}", which the host adds`)
  const misnamed = members.find(({ name }) => !/^[a-z][A-Za-z0-9]*$/.test(name))
  if (misnamed !== undefined)
    throw new Error(`the member "${misnamed.name}" of "${table}" is not in camelCase`)
  const demanded = members.find(({ schema, isOptional }) => !isOptional && restrictedIn(schema).length > 0)
  if (demanded !== undefined) {
    const problem = `the member "${demanded.name}" of "${table}" takes a permission, so it has to be optional`
    throw new Error(problem)
  }
  const known = new Set(members.map(({ name }) => name))
  for (const use of ['fixed', 'sortable', 'filterable', 'search'] as const) {
    const unknown = resource[use]?.find((name) => !known.has(name))
    if (unknown === undefined) continue
    throw new Error(`the resource "${table}" names "${unknown}" in ${use}, which is none of its members`)
  }
}

const nullable = (schema: TSchema): TSchema => Type.Union([schema, Type.Null()])

function rowSchema(members: readonly Member[], hasOwner: boolean): TObject {
  return Type.Object({
    id: Type.String({ format: 'uuid' }),
    ...(hasOwner ? { owner: nullable(ownerReference()) } : {}),
    ...Object.fromEntries(
      members.map(({ name, schema, isOptional }) => [
        name,
        isOptional ? nullable(withoutOptional(schema)) : schema,
      ]),
    ),
    version: Type.Integer(),
    createdAt: Type.String({ format: 'date-time', title: 'Created' }),
    updatedAt: Type.String({ format: 'date-time', title: 'Changed' }),
  })
}

function createSchema(members: readonly Member[], hasOwner: boolean): TObject {
  const wishes = members.map(({ name, schema, isOptional }) => [
    name,
    isOptional ? Type.Optional(nullable(withoutOptional(schema))) : schema,
  ])
  const properties = {
    id: Type.Optional(
      Type.String({ format: 'uuid', description: 'A UUIDv7 of your own: sent twice, it is created once' }),
    ),
    ...(hasOwner ? { owner: Type.Optional(nullable(ownerReference())) } : {}),
    ...Object.fromEntries(wishes),
  }
  return Type.Object(properties, { additionalProperties: false })
}

function changeSchema(members: readonly Member[], fixed: readonly string[]): TObject {
  const wishes = members
    .filter(({ name }) => !fixed.includes(name))
    .map(({ name, schema, isOptional }) => {
      const plain = withoutDefault(withoutOptional(schema))
      return [name, Type.Optional(isOptional ? nullable(plain) : plain)]
    })
  return Type.Object(Object.fromEntries(wishes), { additionalProperties: false, minProperties: 1 })
}

function ownerReference(): TSchema {
  return Type.String({ format: 'uuid', title: 'Owner', [REFERENCE]: 'owners' } as TStringOptions)
}

/** TypeBox marks what is optional on the schema itself; a plain copy has no mark. */
function withoutOptional(schema: TSchema): TSchema {
  return { ...schema }
}

/** What is left out of a change stays, so nothing may be filled in for it. */
function withoutDefault(schema: TSchema): TSchema {
  const { default: _, ...rest } = schema as TSchema & { default?: unknown }
  return rest as TSchema
}

/**
 * Where the rows of core's lists stand; a plugin's `<plugin>.<resource>` stands in its table of that name.
 */
const TABLES: Readonly<Record<string, string>> = {
  companies: 'access.company',
  items: 'items.item',
  locations: 'locations.location',
  lots: 'items.lot',
  owners: 'access.owner',
  sites: 'locations.site',
}

function referenceOf(name: string, schema: TSchema): [string, string][] {
  const resource = (schema as unknown as Record<string, unknown>)[REFERENCE]
  if (typeof resource !== 'string') return []
  const table = TABLES[resource] ?? resource
  if (/^[a-z0-9-]+\.[a-z0-9_]+$/.test(table)) return [[name, table]]
  throw new Error(`the member "${name}" refers to "${resource}", which is no resource`)
}

interface Parts {
  readonly members: readonly Member[]
  readonly row: TObject
  readonly ownerColumn: string | undefined
}

function listOf(entity: string, resource: ResourceDeclaration, parts: Parts): ListDeclaration {
  const { members, row, ownerColumn } = parts
  const { sort = '-createdAt', sortable = [], filterable = [], search } = resource
  const fields: Record<string, ListField> = { id: { column: 'r.id', type: 'uuid', filter: true } }
  if (ownerColumn !== undefined) fields.owner = { column: 'o.id', type: 'uuid', filter: true }
  for (const { name, schema } of members) {
    const type = typeOf(schema)
    const isFiltered = filterable.includes(name) || REFERENCE in schema
    fields[name] = {
      column: `r.${columnOf(name)}`,
      type,
      ...(isFiltered && type !== 'json' && { filter: true }),
      ...(sortable.includes(name) && { sort: true }),
    }
  }
  fields.version = { column: 'r.version', type: 'integer' }
  fields.createdAt = { column: 'r.created_at', type: 'date-time', sort: true, filter: true }
  fields.updatedAt = { column: 'r.updated_at', type: 'date-time', sort: true }
  return {
    from: (trx) => {
      const rows = trx(`${entity} as r`)
      return ownerColumn === undefined ? rows : rows.leftJoin('access.owner as o', 'o.no', `r.${ownerColumn}`)
    },
    key: 'r.id',
    entity,
    defaultSort: sort,
    row,
    fields,
    ...(search && { search: search.map((name) => `r.${columnOf(name)}`) }),
  }
}

const FORMATS: Readonly<Record<string, ListFieldType>> = {
  uuid: 'uuid',
  date: 'date',
  'date-time': 'date-time',
}

function typeOf(schema: TSchema): ListFieldType {
  const {
    type,
    format,
    anyOf,
    enum: choices,
  } = schema as {
    type?: string
    format?: string
    anyOf?: readonly TSchema[]
    enum?: readonly unknown[]
  }
  if (anyOf !== undefined) {
    const types = new Set(anyOf.filter((one) => (one as { type?: string }).type !== 'null').map(typeOf))
    return types.size === 1 ? [...types][0]! : 'json'
  }
  // A choice of words or of numbers names no type of its own.
  const plain = type ?? typeof choices?.[0]
  switch (plain) {
    case 'string':
      return FORMATS[format ?? ''] ?? 'string'
    case 'number':
    case 'integer':
    case 'boolean':
      return plain
    default:
      return 'json'
  }
}
