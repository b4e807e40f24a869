import type { JsonSchema } from '../schema/json-schema.ts'

/** Where something stands in the menu. */
export interface MenuPlace {
  readonly group: string
  /** One of the SDK's names. */
  readonly icon?: string
}

/** A resource of a plugin, with all that its screens are drawn from. */
export interface ScreenResource {
  readonly name: string
  readonly title: string
  readonly titlePlural: string
  /** Of the list, under the API's root. */
  readonly path: string
  readonly columns: readonly string[]
  readonly row: JsonSchema
  /** What the list can be asked for, by parameter. */
  readonly query: Readonly<Record<string, JsonSchema>>
  readonly create?: JsonSchema
  readonly update?: JsonSchema
  readonly hasOne: boolean
  /** Whether this person may remove a row. */
  readonly isRemovable: boolean
  /** Whether he may do so to many at once: to those chosen, or to all that a filter finds. */
  readonly changesMany: boolean
  readonly removesMany: boolean
  readonly menu?: MenuPlace
  /** Screens of its own, by the names under which the entry exports them. */
  readonly screens?: Readonly<Partial<Record<'list' | 'show' | 'create' | 'edit', string>>>
}

/** Where a program's screen is found. */
export interface ScreenFrame {
  /** Of the page around it, on this server. */
  readonly path: string
  /** Of the program. */
  readonly address: string
}

/** A whole page of a plugin. */
export interface ScreenPage {
  readonly path: string
  readonly title: string
  /** The name under which the entry exports it. */
  readonly component?: string
  /** In its place: the screen of a program that runs by itself. */
  readonly frame?: ScreenFrame
  readonly menu?: MenuPlace
}

/** What one plugin adds to this person's desk. */
export interface PluginScreens {
  readonly name: string
  readonly version: string
  readonly title: string
  /** The address of its built screens, which changes with them. */
  readonly entry: string | null
  readonly resources: readonly ScreenResource[]
  readonly slots: readonly { readonly slot: string; readonly component: string }[]
  readonly pages: readonly ScreenPage[]
}

/** What a plugin, or an administrator, keeps on the rows of a list. */
export interface KeptFields {
  /** Under which of the members of a row's `fields` they stand. */
  readonly plugin: string
  readonly title: string
  /** Of the list, under the API's root. */
  readonly path: string
  readonly schema: JsonSchema
}

/** What react-admin calls a plugin's resource, and where its screens are. */
export function resourceName(plugin: string, resource: string): string {
  return `x/${plugin}/${resource}`
}
