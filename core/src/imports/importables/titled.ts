import type { TSchema } from 'typebox'

/**
 * A member of a wire shape as a column of a file: under the title that people choose by, and with further
 * names that columns go by in the files of others.
 */
export function titled<Schema extends TSchema>(
  schema: Schema,
  title: string,
  ...names: readonly string[]
): Schema {
  return { ...withoutDescription(schema), title, 'x-names': names } as unknown as Schema
}

/** What a description says is meant for programs that write JSON. */
function withoutDescription(schema: TSchema): object {
  const { description, anyOf, ...rest } = schema as Described
  return anyOf === undefined ? rest : { ...rest, anyOf: anyOf.map(withoutDescription) }
}

type Described = TSchema & { readonly description?: string; readonly anyOf?: readonly TSchema[] }
