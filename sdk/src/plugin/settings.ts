import { type Static, type TObject, type TString, type TStringOptions, Type } from 'typebox'

/**
 * Where a setting may be said otherwise, from the widest to the narrowest; the narrowest that says it
 * counts.
 */
export type SettingsScope = 'organisation' | 'company' | 'site' | 'owner'

/**
 * What a plugin may be set up with. Each member of the schema has a title, a description, and a default or
 * `Type.Optional`: the admin draws its form from them, and a plugin that nobody has set up yet runs.
 * @since 0.1.0
 */
export interface SettingsDeclaration<Schema extends TObject = TObject> {
  /** One flat object; each member is said or left out as a whole. */
  readonly schema: Schema
  /** The scopes beside the organisation in which each member may be said otherwise. */
  readonly scopes?: readonly Exclude<SettingsScope, 'organisation'>[]
  /**
   * It is set up several times (two ERPs, five printers), each with a name and secrets of its own. Members
   * may then be required without a default: each set-up has to say them.
   */
  readonly instances?: true
}

/** For whom settings are asked: by ids. What is left out is not asked about; a site brings its company. */
export interface SettingsPlace {
  readonly company?: string
  readonly site?: string
  readonly owner?: string
}

/** One of several set-ups of a plugin. */
export interface SettingsInstance<Values> {
  readonly id: string
  readonly name: string
  readonly values: Values
}

/**
 * A plugin's own settings, with its secrets readable. Read anew at each call, so that a change counts at the
 * next one on all nodes. Secrets are there by name alone: they are not enumerable, so that a log line or a
 * copy of the whole has none.
 * @example const { days } = await context.settings.of<Static<typeof Schema>>({ site })
 * @since 0.1.0
 */
export interface SettingsReader {
  /**
   * The values for a place: defaults, then the organisation's, then ever narrower ones.
   * @throws nothing for a secret whose key is lost; reading that member then throws `host.secret_key_lost`
   */
  of<Values = Readonly<Record<string, unknown>>>(place?: SettingsPlace): Promise<Values>
  /** All set-ups, by name, where the declaration allows several. */
  instances<Values = Readonly<Record<string, unknown>>>(): Promise<readonly SettingsInstance<Values>[]>
}

/** The values of a settings declaration. */
export type SettingsOf<Declaration> =
  Declaration extends SettingsDeclaration<infer Schema> ? Static<Schema> : Record<string, never>

/** Encrypts what a plugin keeps in its own tables and must not be read there. */
export interface SecretStore {
  /** @returns a text that only this plugin of this deployment can open */
  seal(text: string): string
  /** @throws DomainError `host.secret_key_lost` when it was sealed with another key */
  open(sealed: string): string
}

/**
 * A text that is stored encrypted, shown as dots, and written to no log, answer or audit.
 * @example settings: { schema: Type.Object({ token: Type.Optional(Secret({ title: 'Token of the carrier' }))
 * }) }
 */
export function Secret(options: TStringOptions = {}): TString {
  return Type.String({ ...options, 'x-secret': true } as TStringOptions)
}
