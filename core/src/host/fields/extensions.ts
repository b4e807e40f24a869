import type { PluginDeclaration } from '@stowage/sdk'
import { type TObject, type TSchema, Type } from 'typebox'
import type { ListFieldType } from '../../http/list/list-declaration.ts'
import { HostError } from '../../plugin-host/host-error.ts'

/** One field that a plugin adds to the rows of a resource. */
export interface ExtensionField {
  readonly name: string
  readonly schema: TSchema
  readonly type: ListFieldType
  readonly isFilterable: boolean
  readonly isSortable: boolean
}

/** The fields of one plugin on one resource. */
export interface Extension {
  readonly plugin: string
  readonly entity: string
  readonly fields: readonly ExtensionField[]
}

const ENTITY = /^[a-z][a-z0-9-]*\.[a-z][a-z0-9_]*$/
const NAME = /^[a-z][A-Za-z0-9]{0,63}$/
const MAX_FIELDS = 40
const TYPES: Readonly<Record<string, ListFieldType>> = {
  string: 'string',
  number: 'number',
  integer: 'integer',
  boolean: 'boolean',
}

const gathered = new WeakMap<readonly PluginDeclaration[], ReadonlyMap<string, readonly Extension[]>>()

/**
 * The extension fields of all plugins, by the resource that they stand on.
 * @throws HostError `host.fields_invalid`
 */
export function extensionsOf(
  plugins: readonly PluginDeclaration[],
): ReadonlyMap<string, readonly Extension[]> {
  const known = gathered.get(plugins)
  if (known !== undefined) return known
  const all = plugins.flatMap(({ name, fields = {} }) =>
    Object.entries(fields).map(([entity, schema]) => extensionOf(name, entity, schema)),
  )
  const byEntity = Map.groupBy(all, ({ entity }) => entity)
  gathered.set(plugins, byEntity)
  return byEntity
}

function extensionOf(plugin: string, entity: string, schema: TObject): Extension {
  if (!ENTITY.test(entity)) throw fault(plugin, `"${entity}" is no resource; write it like "items.item"`)
  const { type, properties } = (schema ?? {}) as { type?: unknown; properties?: Record<string, TSchema> }
  if (type !== 'object' || properties === undefined)
    throw fault(plugin, `those of "${entity}" need a Type.Object`)
  const members = Object.entries(properties)
  if (members.length > MAX_FIELDS)
    throw fault(plugin, `"${entity}" gets ${members.length}, and ${MAX_FIELDS} are the most`)
  const fields = members.map(([name, member]): ExtensionField => {
    if (!NAME.test(name)) throw fault(plugin, `"${name}" of "${entity}" has to be named in camelCase`)
    const { type: kind, 'x-filter': filter, 'x-sort': sort } = member as Record<string, unknown>
    const known = TYPES[String(kind)] ?? 'json'
    if (known === 'json' && (filter === true || sort === true)) {
      throw fault(
        plugin,
        `"${name}" of "${entity}" can be filtered and sorted only as text, number or boolean`,
      )
    }
    return { name, schema: member, type: known, isFilterable: filter === true, isSortable: sort === true }
  })
  return { plugin, entity, fields }
}

function fault(plugin: string, problem: string): HostError {
  const sentence = `The extension fields of the plugin "${plugin}" cannot be used: ${problem}.`
  return new HostError('host.fields_invalid', plugin, sentence)
}

const closed = { additionalProperties: false }

/** What a write may say of extension fields: a member left out stays, null takes its value away. */
export function writtenFields(extensions: readonly Extension[]): TSchema {
  return Type.Object(
    Object.fromEntries(
      extensions.map(({ plugin, fields }) => {
        const members = fields.map(({ name, schema }) => [name, Type.Optional(orNull(schema))])
        return [plugin, Type.Optional(Type.Object(Object.fromEntries(members), closed))]
      }),
    ),
    {
      ...closed,
      description: 'What plugins keep of it, by plugin; what is left out stays, null takes it away',
    },
  )
}

/** Extension fields as they are read: all of them, null where nothing was said. */
export function readFields(extensions: readonly Extension[]): TSchema {
  return Type.Object(
    Object.fromEntries(
      extensions.map(({ plugin, fields }) => {
        const members = fields.map(({ name, schema }) => [name, orNull(schema)])
        return [plugin, Type.Object(Object.fromEntries(members))]
      }),
    ),
    { description: 'What plugins keep of it, by plugin' },
  )
}

function orNull(schema: TSchema): TSchema {
  return Type.Union([schema, Type.Null()])
}

/** The SQL of one value, given the alias of its table; indexes are made of the same words. */
export function fieldSql(alias: string, { name, type }: ExtensionField): string {
  if (type === 'json') return `(${alias}said -> '${name}')`
  const text = `(${alias}said ->> '${name}')`
  const cast = { number: '::numeric', integer: '::bigint', boolean: '::boolean' }[type as string]
  return cast === undefined ? text : `(${text}${cast})`
}
