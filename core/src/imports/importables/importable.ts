import { type Actor, type ImportAddition, type PluginDeclaration, refuse } from '@stowage/sdk'
import type { ValidateFunction } from 'ajv'
import { extensionsOf } from '../../host/fields/extensions.ts'
import { pointRegistryOf } from '../../host/points/point-registry.ts'
import { createAjv, schemaFault } from '../../http/json-schema.ts'
import { mayUse } from '../../http/may-use.ts'
import { HostError } from '../../plugin-host/host-error.ts'
import { columnsOf, extensionColumns, type ImportColumn } from './columns.ts'

/** Something that rows of a file become, ready for use. */
export interface Importable extends ImportAddition {
  readonly plugin: PluginDeclaration
  readonly columns: readonly ImportColumn[]
  /**
   * Holds the values of a row against its schema, by the names of the columns; compiled for the first row.
   */
  readonly isFit: ValidateFunction
}

const ajv = createAjv({ allErrors: true })
const gathered = new WeakMap<readonly PluginDeclaration[], ReadonlyMap<string, Importable>>()

/**
 * All importables of one set of plugins, by name.
 * @throws HostError `host.import_invalid` for a mistake in one of them
 */
export function importablesOf(plugins: readonly PluginDeclaration[]): ReadonlyMap<string, Importable> {
  const known = gathered.get(plugins)
  if (known !== undefined) return known
  const additions = pointRegistryOf(plugins).additionsTo<ImportAddition>('import')
  const importables = new Map(
    additions.map(({ plugin, value }) => [value.name, importableOf(plugins, plugin, value)]),
  )
  gathered.set(plugins, importables)
  return importables
}

/** @throws DomainError `imports.importable_unknown` */
export function importableNamed(importables: ReadonlyMap<string, Importable>, name: string): Importable {
  const found = importables.get(name)
  if (found === undefined)
    throw refuse('imports.importable_unknown', { name, known: [...importables.keys()] })
  return found
}

/** The columns that somebody may say. */
export function columnsFor({ columns }: Importable, actor: Actor): ImportColumn[] {
  return columns.filter(({ permission }) => permission === undefined || mayUse(actor, permission))
}

function importableOf(
  plugins: readonly PluginDeclaration[],
  declarer: string,
  addition: ImportAddition,
): Importable {
  const plugin = plugins.find(({ name }) => name === declarer)!
  if ((addition.write === undefined) === (addition.post === undefined))
    throw fault(declarer, `"${addition.name}" needs either "write" or "post"`)
  const extensions = extensionsOf(plugins).get(addition.entity ?? '') ?? []
  const own = columnsOf(addition.row, plugin)
  const columns = [...own, ...extensionColumns(extensions, plugins)]
  const schema = schemaOf(columns)
  const problem = schemaFault(schema)
  if (problem !== undefined) throw fault(declarer, `"${addition.name}" has no valid schema: ${problem}`)
  let check: ValidateFunction | undefined
  return {
    ...addition,
    plugin,
    columns,
    get isFit() {
      check ??= ajv.compile(schema)
      return check
    },
  }
}

/** One flat schema: what stands in no cell is told apart from what may not be missing. */
function schemaOf(columns: readonly ImportColumn[]): object {
  return {
    type: 'object',
    properties: Object.fromEntries(
      columns.map(({ name, schema, isNullable, plugin }) => [
        name,
        plugin !== undefined && isNullable ? { anyOf: [schema, { type: 'null' }] } : schema,
      ]),
    ),
    required: columns.filter(({ isRequired }) => isRequired).map(({ name }) => name),
    additionalProperties: false,
  }
}

function fault(plugin: string, problem: string): HostError {
  return new HostError(
    'host.import_invalid',
    plugin,
    `An import of the plugin "${plugin}" is faulty: ${problem}.`,
  )
}
