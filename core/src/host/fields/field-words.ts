/** What a member is called in other languages, in its own schema: `{ fr: { title, description } }`. */
export const WORDS = 'x-words'
/** What a figure is counted or measured in. */
export const UNIT = 'x-unit'
/** Who writes a new row has to say it; who changes a row may leave it out, and cannot take it away. */
export const REQUIRED = 'x-required'

interface Node {
  readonly [WORDS]?: Readonly<Record<string, object>>
  readonly [keyword: string]: unknown
}

/** A schema with its words in one language; English where it has none. */
export function inWordsOf<Schema>(schema: Schema, language: string): Schema {
  if (Array.isArray(schema)) return schema.map((one) => inWordsOf(one, language)) as Schema
  if (typeof schema !== 'object' || schema === null) return schema
  const { [WORDS]: words, ...rest } = schema as Node
  const members = Object.entries(rest).map(([key, value]) => [key, inWordsOf(value, language)])
  return { ...Object.fromEntries(members), ...words?.[language] }
}
