import type { JsonSchema } from '../schema/json-schema.ts'

/** Values by a plugin's schema; secrets as dots. */
export type Values = Record<string, unknown>

/** For whom settings are said, from wide to narrow. */
export type Scope = 'organisation' | 'company' | 'site' | 'owner'

/** The company, site or owner that is meant; none for the whole organisation. */
export interface Place {
  readonly scope: Scope
  readonly id: string | null
}

/** The widest place. */
export const organisation: Place = { scope: 'organisation', id: null }

/** What is said in one place. */
export interface Said {
  readonly scope: Scope
  readonly place: string | null
  readonly values: Values
  /** Secrets that cannot be read any more. */
  readonly lost: readonly string[]
  readonly version: number
}

/** One of the set-ups of a plugin that is set up several times. */
export interface Instance {
  readonly id: string
  readonly name: string
  readonly values: Values
  /** Secrets that cannot be read any more. */
  readonly lost: readonly string[]
  readonly version: number
}

/** What a plugin can be set up with, what is said where, and what counts in the place asked about. */
export interface Settings {
  readonly schema: JsonSchema
  readonly scopes: readonly Scope[]
  readonly hasInstances: boolean
  readonly values: readonly Said[]
  readonly effective: Values
}

/** What is said in a place, where anything is. */
export function saidIn({ values }: Settings, { scope, id }: Place): Said | undefined {
  return values.find((said) => said.scope === scope && said.place === id)
}

/** Asks what counts in a place. */
export function placeQuery({ scope, id }: Place): string {
  return scope === 'organisation' || id === null ? '' : `?${scope}=${id}`
}
