/**
 * One request as the generator wishes it. Rows are not known before they are made, so that it names what it
 * wants of them; what stands for that is known when the request is sent.
 */
export interface Wish {
  readonly who: Who
  readonly method: string
  /** As the description has it: `/api/v1/items/{id}`. */
  readonly path: string
  /** What stands for the names in the path, and in the query. */
  readonly params: Readonly<Record<string, unknown>>
  readonly query: readonly (readonly [string, unknown])[]
  readonly headers: Readonly<Record<string, unknown>>
  readonly body: Body
  /** What was broken of it on purpose, in words. */
  readonly broken: readonly string[]
}

/** On whose behalf it is sent. */
export type Who = 'administrator' | 'client' | 'nobody'

/** What is sent behind the headers. */
export type Body =
  | { readonly kind: 'none' }
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'form'; readonly parts: readonly Part[] }
  /** Bytes, where it is broken so that it has no value. */
  | { readonly kind: 'bytes'; readonly bytes: Buffer; readonly type: string | undefined }
  /** The JSON of a value, spoiled as a text. */
  | { readonly kind: 'spoiled'; readonly value: unknown; readonly spoil: (text: string) => string }

/** One part of a form. */
export interface Part {
  readonly name: string
  readonly fileName?: string
  readonly content: unknown
}

/** Something that was seen in an answer under one of these names. */
export class Seen {
  readonly names: readonly string[]
  readonly pick: number
  readonly otherwise: unknown

  constructor(names: readonly string[], pick: number, otherwise: unknown) {
    this.names = names
    this.pick = pick
    this.otherwise = otherwise
  }
}

/** A fresh id. */
export class Fresh {}

/** Characters in the body that no value of JavaScript is written as: `-0`, `1e400`. */
export class Raw {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

/** Writes JSON, with what stands there raw. */
export function toJson(value: unknown): string {
  if (value instanceof Raw) return value.text
  if (Array.isArray(value)) return `[${value.map(toJson).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const members = Object.entries(value).map(([name, one]) => `${JSON.stringify(name)}:${toJson(one)}`)
  return `{${members.join(',')}}`
}
