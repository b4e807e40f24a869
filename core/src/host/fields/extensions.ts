import type { PluginDeclaration } from '@stowage/sdk'
import type { TObject, TSchema } from 'typebox'
import type { ListFieldType, ListOperator } from '../../http/list/list-declaration.ts'
import { HostError } from '../../plugin-host/host-error.ts'
import { findOpenObject } from '../../plugin-host/open-object.ts'
import { REQUIRED } from './field-words.ts'

/** One field that a plugin adds to the rows of a resource. */
export interface ExtensionField {
  readonly name: string
  readonly schema: TSchema
  readonly type: ListFieldType
  readonly filter?: true | readonly ListOperator[]
  readonly isSortable: boolean
  readonly isRequired: boolean
}

/** The fields of one plugin on one resource. */
export interface Extension {
  readonly plugin: string
  readonly entity: string
  readonly fields: readonly ExtensionField[]
  /** The names of those whose values are kept and shown to nobody. */
  readonly hidden: readonly string[]
}

/** Under this name stand the values of what administrators defined, as those of a plugin under its own. */
export const CUSTOM = 'custom'
/** Names, in the object's schema, fields that are not there now and whose values are kept. */
export const HIDDEN = 'x-hidden'
/** How many fields a plugin may keep on one resource. */
export const MAX_FIELDS = 40

const ENTITY = /^[a-z][a-z0-9-]*\.[a-z][a-z0-9_]*$/
const NAME = /^[a-z][A-Za-z0-9]{0,63}$/
const OPERATORS: Readonly<Partial<Record<ListFieldType, readonly ListOperator[]>>> = {
  texts: ['has', 'isNull'],
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

/** Those of them that have something to show on a resource. */
export function shownOn(
  extensions: ReadonlyMap<string, readonly Extension[]>,
  entity: string | undefined,
): readonly Extension[] {
  return (extensions.get(entity ?? '') ?? []).filter(({ fields }) => fields.length > 0)
}

function extensionOf(plugin: string, entity: string, schema: TObject): Extension {
  if (!ENTITY.test(entity)) throw fault(plugin, `"${entity}" is no resource; write it like "items.item"`)
  const {
    type,
    properties,
    [HIDDEN]: hidden = [],
  } = (schema ?? {}) as {
    type?: unknown
    properties?: Record<string, TSchema>
    [HIDDEN]?: readonly string[]
  }
  if (type !== 'object' || properties === undefined)
    throw fault(plugin, `those of "${entity}" need a Type.Object`)
  const members = Object.entries(properties)
  if (members.length > MAX_FIELDS)
    throw fault(plugin, `"${entity}" gets ${members.length}, and ${MAX_FIELDS} are the most`)
  const fields = members.map(([name, member]) => fieldOf(plugin, `"${name}" of "${entity}"`, name, member))
  return { plugin, entity, fields, hidden }
}

function fieldOf(plugin: string, place: string, name: string, schema: TSchema): ExtensionField {
  if (!NAME.test(name)) throw fault(plugin, `${place} has to be named in camelCase`)
  const {
    'x-filter': asked,
    'x-sort': sort,
    [REQUIRED]: required,
  } = schema as { 'x-filter'?: unknown; 'x-sort'?: unknown; [REQUIRED]?: unknown }
  const open = findOpenObject(schema)
  if (open !== undefined) {
    const way = 'write { additionalProperties: false } into that object'
    throw fault(plugin, `${place} would take members it does not know (at ${open}); ${way}`)
  }
  const type = typeOf(schema)
  const filter =
    asked === true || Array.isArray(asked) ? (asked as true | readonly ListOperator[]) : undefined
  const isUnfit = type === 'json' ? filter !== undefined || sort === true : type === 'texts' && sort === true
  if (isUnfit) {
    throw fault(
      plugin,
      `${place} can be filtered only as text, texts, number, day or boolean, and sorted as one`,
    )
  }
  return {
    name,
    schema,
    type,
    ...(filter !== undefined && { filter: filter === true ? (OPERATORS[type] ?? true) : filter }),
    isSortable: sort === true,
    isRequired: required === true,
  }
}

/** How values are compared. An instant is compared as the text that it is, because no index could cast it. */
function typeOf(schema: TSchema): ListFieldType {
  const { type, format, items } = schema as Node
  switch (type) {
    case 'string':
      return format === 'date' ? 'date' : 'string'
    case 'number':
    case 'integer':
    case 'boolean':
      return type
    case 'array':
      return isText(items) ? 'texts' : 'json'
    default:
      return isText(schema as Node) ? 'string' : 'json'
  }
}

interface Node {
  readonly type?: unknown
  readonly format?: unknown
  readonly items?: Node
  readonly anyOf?: readonly Node[]
}

/** A text, or one of some words. */
function isText(schema: Node | undefined): boolean {
  return schema?.type === 'string' || (schema?.anyOf?.every(isText) ?? false)
}

function fault(plugin: string, problem: string): HostError {
  const sentence = `The extension fields of the plugin "${plugin}" cannot be used: ${problem}.`
  return new HostError('host.fields_invalid', plugin, sentence)
}

/** The SQL of one value, given the alias of its table; indexes are made of the same words. */
export function fieldSql(alias: string, { name, type }: ExtensionField): string {
  if (type === 'json' || type === 'texts') return `(${alias}said -> '${name}')`
  const text = `(${alias}said ->> '${name}')`
  if (type === 'date') return `host.day_of(${text})`
  const cast = { number: '::numeric', integer: '::bigint', boolean: '::boolean' }[type as string]
  return cast === undefined ? text : `(${text}${cast})`
}
