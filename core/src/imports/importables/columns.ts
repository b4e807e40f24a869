import { PERMISSION, type PluginDeclaration } from '@stowage/sdk'
import type { TObject, TSchema } from 'typebox'
import type { Extension } from '../../host/fields/extensions.ts'

/** What a column's cells are read as. */
export type ColumnKind = 'text' | 'number' | 'integer' | 'boolean' | 'day' | 'instant' | 'word' | 'words'

/** Something of a row that a column of a file can give. */
export interface ImportColumn {
  /** `sku`, or `fields.cold-chain.maximum` for what a plugin keeps. */
  readonly name: string
  readonly title: string
  readonly kind: ColumnKind
  readonly choices: readonly string[]
  readonly isRequired: boolean
  /** Whether a new row cannot be without it, and one that stands can. */
  readonly isRequiredForNew: boolean
  /** Whether an empty cell can take the value away. */
  readonly isNullable: boolean
  readonly description: string | undefined
  /** What it takes to say it. */
  readonly permission: string | undefined
  /** Names that columns of files go by, in every language, as `plainName` writes them. */
  readonly names: readonly string[]
  /** The plugin that keeps it, for what stands beside the row itself. */
  readonly plugin: string | undefined
  /** The schema of a value. */
  readonly schema: TSchema
}

interface Node {
  readonly type?: string
  readonly format?: string
  readonly const?: string
  readonly anyOf?: readonly Node[]
  readonly items?: Node
  readonly title?: string
  readonly description?: string
  readonly 'x-names'?: readonly string[]
  readonly 'x-words'?: Readonly<Record<string, { readonly title?: string }>>
  readonly [PERMISSION]?: string
}

/** The columns of an importable's own row. */
export function columnsOf(row: TObject, declarer: PluginDeclaration): ImportColumn[] {
  const required = (row.required ?? []) as readonly string[]
  return Object.entries(row.properties as Record<string, TSchema>).map(([name, schema]) =>
    columnOf({ name, schema, isRequired: required.includes(name), declarer }),
  )
}

/** The columns of what plugins keep of such rows. */
export function extensionColumns(
  extensions: readonly Extension[],
  plugins: readonly PluginDeclaration[],
): ImportColumn[] {
  return extensions.flatMap(({ plugin, fields }) =>
    fields
      .filter(({ type }) => type !== 'json')
      .map(({ name, schema, isRequired }) => {
        const declarer = plugins.find((one) => one.name === plugin)!
        const column = columnOf({ name: `fields.${plugin}.${name}`, schema, isRequired: false, declarer })
        return {
          ...column,
          isNullable: !isRequired,
          isRequiredForNew: isRequired,
          plugin,
          names: [...column.names, plainName(name)],
        }
      }),
  )
}

interface Given {
  readonly name: string
  readonly schema: TSchema
  readonly isRequired: boolean
  readonly declarer: PluginDeclaration
}

function columnOf({ name, schema, isRequired, declarer }: Given): ImportColumn {
  const whole = schema as Node
  const one = whole.items ?? whole
  const branches = (one.anyOf ?? [one]).filter(({ type }) => type !== 'null')
  const choices = branches.flatMap((branch) => (branch.const === undefined ? [] : [branch.const]))
  const title = whole.title ?? name
  const words = Object.values(declarer.messages ?? {}).map((messages) => messages.words?.[title])
  const labels = Object.values(whole['x-words'] ?? {}).map((said) => said.title)
  const names = [name, title, ...words, ...labels, ...(whole['x-names'] ?? [])].filter(
    (one) => one !== undefined,
  )
  return {
    name,
    title,
    kind: whole.items ? 'words' : choices.length > 0 ? 'word' : kindOf(branches[0] ?? {}),
    choices,
    isRequired,
    isRequiredForNew: false,
    isNullable: whole.anyOf?.some(({ type }) => type === 'null') === true,
    description: whole.description,
    permission: whole[PERMISSION],
    names: [...new Set(names.map(plainName))],
    plugin: undefined,
    schema,
  }
}

function kindOf({ type, format }: Node): ColumnKind {
  if (type === 'number' || type === 'integer' || type === 'boolean') return type
  if (format === 'date') return 'day'
  return format === 'date-time' ? 'instant' : 'text'
}

/** A name without case, accents and signs: `Art.-Nr.` is `artnr`. */
export function plainName(name: string): string {
  return name
    .normalize('NFKD')
    .replaceAll(/\p{Diacritic}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
}
