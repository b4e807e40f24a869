import type { PluginDeclaration, SettingsDeclaration, SettingsScope } from '@stowage/sdk'
import type { ValidateFunction } from 'ajv'
import type { TSchema } from 'typebox'
import { compileSchema, createAjv } from '../../http/json-schema.ts'
import { wordsOf } from '../../http/validation.ts'
import { HostError } from '../../plugin-host/host-error.ts'

/** One member of a plugin's settings. */
export interface SettingsMember {
  readonly name: string
  readonly title: string
  readonly isSecret: boolean
  /** It has neither a default nor `Type.Optional`: each instance has to say it. */
  readonly isRequired: boolean
  readonly default: unknown
  /**
   * Holds a value against the member's schema and fills in what is left out inside of it.
   * @returns what is wrong, as a sentence; undefined when it fits
   */
  faultOf(value: unknown): SettingFault | undefined
}

/** What is wrong with a value, and where inside of it. */
export interface SettingFault {
  readonly pointer: string
  readonly words: string
}

/** A plugin's settings declaration, looked through once. */
export interface SettingsShape {
  readonly plugin: string
  readonly declaration: SettingsDeclaration
  readonly members: ReadonlyMap<string, SettingsMember>
  readonly scopes: readonly SettingsScope[]
}

const SCOPES: readonly unknown[] = ['company', 'site', 'owner']
const KNOWN = ['schema', 'scopes', 'instances']
const ajv = createAjv({ useDefaults: true })
const NAME = /^[a-z][A-Za-z0-9]{0,63}$/

/** Schemas are module constants, so a second composition of the same plugins finds them compiled. */
const shapes = new WeakMap<object, SettingsShape>()

/**
 * Looks a plugin's settings through; undefined where it declares none.
 * @throws HostError for a schema that cannot be used, a default that does not fit, or a member without one
 */
export function settingsShapeOf({ name, settings }: PluginDeclaration): SettingsShape | undefined {
  if (settings === undefined) return undefined
  const known = shapes.get(settings)
  if (known?.plugin === name) return known
  checkDeclaration(name, settings)
  const { properties, required = [] } = settings.schema as unknown as {
    properties: Record<string, TSchema>
    required?: readonly string[]
  }
  const members = Object.entries(properties).map(([member, schema]) => {
    const made = memberOf({ plugin: name, member, schema, isRequired: required.includes(member) })
    if (made.isRequired && settings.instances !== true) {
      throw fault(
        'host.setting_default_missing',
        name,
        `The setting "${member}" of the plugin "${name}" has no default, so the plugin could not run ` +
          'before somebody set it; give it a default, or make it Type.Optional.',
      )
    }
    return [member, made] as const
  })
  const shape: SettingsShape = {
    plugin: name,
    declaration: settings,
    members: new Map(members),
    scopes: ['organisation', ...(settings.scopes ?? [])],
  }
  shapes.set(settings, shape)
  return shape
}

function checkDeclaration(plugin: string, settings: SettingsDeclaration): void {
  if (typeof settings !== 'object' || settings === null) {
    const sentence = `The settings of the plugin "${plugin}" have to be an object: `
    throw fault('host.settings_schema_invalid', plugin, `${sentence}{ schema: Type.Object({ … }) }.`)
  }
  const alien = Object.keys(settings).find((member) => !KNOWN.includes(member))
  if (alien !== undefined) {
    const known = KNOWN.join(', ')
    const sentence = `The settings of the plugin "${plugin}" have a member "${alien}"; known are ${known}.`
    throw fault('host.settings_schema_invalid', plugin, sentence)
  }
  const { type, properties } = (settings.schema ?? {}) as { type?: unknown; properties?: unknown }
  if (type !== 'object' || typeof properties !== 'object' || properties === null) {
    const sentence = `The settings of the plugin "${plugin}" need a schema made by Type.Object.`
    throw fault('host.settings_schema_invalid', plugin, sentence)
  }
  const misnamed = Object.keys(properties).find((member) => !NAME.test(member))
  if (misnamed !== undefined) {
    const sentence = `The setting "${misnamed}" of the plugin "${plugin}" has to be named in camelCase.`
    throw fault('host.settings_schema_invalid', plugin, sentence)
  }
  const scopes: readonly unknown[] = settings.scopes ?? []
  if (!scopes.every((scope) => SCOPES.includes(scope)) || new Set(scopes).size < scopes.length) {
    const sentence = `The settings of the plugin "${plugin}" name the scopes ${JSON.stringify(scopes)}; `
    throw fault(
      'host.settings_schema_invalid',
      plugin,
      `${sentence}each of company, site and owner may stand there once.`,
    )
  }
}

interface MemberSource {
  readonly plugin: string
  readonly member: string
  readonly schema: TSchema
  readonly isRequired: boolean
}

function memberOf({ plugin, member, schema, isRequired }: MemberSource): SettingsMember {
  const {
    title = member,
    default: standard,
    'x-secret': secret,
  } = schema as {
    title?: string
    default?: unknown
    'x-secret'?: unknown
  }
  const isSecret = secret === true
  if (!isSecret && hasSecret(schema)) {
    throw fault(
      'host.settings_schema_invalid',
      plugin,
      `The setting "${member}" of the plugin "${plugin}" holds a secret inside; put it at the top.`,
    )
  }
  if (isSecret && standard !== undefined) {
    const sentence = `The secret setting "${member}" of the plugin "${plugin}" cannot have a default; `
    throw fault('host.setting_default_invalid', plugin, `${sentence}make it Type.Optional.`)
  }
  const check = compiled({ plugin, member, schema })
  const faultOf = (value: unknown) => (check({ value }) ? undefined : describe(check))
  const wrong = standard === undefined ? undefined : faultOf(structuredClone(standard))
  if (wrong !== undefined) {
    const sentence = `The default of the setting "${member}" of "${plugin}" does not fit its schema: `
    throw fault('host.setting_default_invalid', plugin, `${sentence}${wrong.words}.`)
  }
  return {
    name: member,
    title,
    isSecret,
    isRequired: isRequired && standard === undefined,
    default: standard,
    faultOf,
  }
}

function compiled({
  plugin,
  member,
  schema,
}: Pick<MemberSource, 'plugin' | 'member' | 'schema'>): ValidateFunction {
  try {
    // A default is only taken where it stands in an object.
    return compileSchema(ajv, { type: 'object', properties: { value: schema } })
  } catch (cause) {
    const sentence = `The schema of the setting "${member}" of the plugin "${plugin}" cannot be used: `
    throw fault('host.settings_schema_invalid', plugin, `${sentence}${(cause as Error).message}.`)
  }
}

function describe({ errors }: ValidateFunction): SettingFault {
  const [error] = errors!.filter(({ keyword }) => keyword === 'anyOf').concat(errors!)
  return { pointer: error!.instancePath.replace('/value', ''), words: inOneClause(wordsOf(error!, 'member')) }
}

function inOneClause(sentence: string): string {
  return `${sentence.charAt(0).toLowerCase()}${sentence.slice(1).replace(/\.$/, '')}`
}

function hasSecret(schema: unknown): boolean {
  if (typeof schema !== 'object' || schema === null) return false
  return 'x-secret' in schema || Object.values(schema).some(hasSecret)
}

function fault(code: `host.${string}`, plugin: string, sentence: string): HostError {
  return new HostError(code, plugin, sentence)
}
