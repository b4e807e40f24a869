import { Ajv } from 'ajv'
import { type Static, Type } from 'typebox'
import { CommandFailure } from './cli/command-failure.ts'

const PREFIX = 'STOWAGE_'
const secret = (whose: string) =>
  Type.String({
    minLength: 16,
    description: `${whose}; else made once and kept in STOWAGE_HOME/database.json`,
  })

/** Every setting of a node, with its default and its meaning. There is no other place. */
export const Settings = Type.Object(
  {
    PORT: Type.Integer({
      minimum: 0,
      maximum: 65535,
      default: 3000,
      description: 'The port to listen on; 0 takes a free one',
    }),
    HOST: Type.String({ minLength: 1, default: '127.0.0.1', description: 'The address to listen on' }),
    DATABASE_URL: Type.Optional(
      Type.String({
        pattern: '^postgres(ql)?://',
        description: 'A PostgreSQL server of your own, 15 or newer; else the embedded one is used',
      }),
    ),
    STOWAGE_HOME: Type.String({
      minLength: 1,
      default: '.stowage',
      description: 'The folder for the embedded database and what is made once',
    }),
    STOWAGE_LOG_LEVEL: Type.Union(
      ['trace', 'debug', 'info', 'warn', 'error', 'silent'].map((level) => Type.Literal(level)),
      { default: 'info', description: 'How much the server logs: trace, debug, info, warn, error or silent' },
    ),
    STOWAGE_PLUGINS: Type.Optional(
      Type.String({
        minLength: 1,
        description:
          'Further plugins, with commas between: folders that are one or are full of them, ' +
          'or installed packages',
      }),
    ),
    STOWAGE_OWNER_PASSWORD: Type.Optional(secret('Password of the role stowage_owner, which migrates')),
    STOWAGE_APP_PASSWORD: Type.Optional(secret('Password of the role stowage_app')),
    STOWAGE_APP_ALL_PASSWORD: Type.Optional(secret('Password of the role stowage_app_all')),
    STOWAGE_HOOK_PASSWORD: Type.Optional(secret('Password of the role stowage_hook, which posts')),
    STOWAGE_WRITER_KEY: Type.Optional(secret("The key to the ledger's writing functions")),
    STOWAGE_SECRET_KEY: Type.Optional(
      Type.String({
        minLength: 43,
        description:
          'The key that secrets in settings are encrypted with (32 bytes, base64url), or several while keys ' +
          'are changed; else made once and kept in STOWAGE_HOME/secret-key',
      }),
    ),
    STOWAGE_SECRET_KEY_FILE: Type.Optional(
      Type.String({ minLength: 1, description: 'A file with that key' }),
    ),
    STOWAGE_SEAL_KEY_FILE: Type.Optional(
      Type.String({
        minLength: 1,
        description:
          "The Ed25519 key (PEM) that seals the ledger's chain; else made once and kept in " +
          'STOWAGE_HOME/seal-key.pem',
      }),
    ),
  },
  { additionalProperties: false },
)

/** The settings of one node, checked. */
export type Settings = Static<typeof Settings>

// That it is a schema needs no proof at each start.
const unproved = { meta: false, validateSchema: false } as const
const check = new Ajv({
  coerceTypes: true,
  useDefaults: true,
  allErrors: true,
  ...unproved,
}).compile<Settings>(Settings)

/**
 * Reads the settings from an environment. Names that are not ours are left alone, but a misspelt `STOWAGE_…`
 * would be a setting that silently does nothing, so it is an error. An empty value counts as not given.
 * @throws CommandFailure that names every faulty setting
 */
export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const ours = Object.entries(env).filter(
    ([name, value]) =>
      value !== undefined && value !== '' && (name in Settings.properties || name.startsWith(PREFIX)),
  )
  const settings: Record<string, unknown> = Object.fromEntries(ours)
  if (check(settings)) return settings
  const faults = new Set(check.errors!.filter(({ keyword }) => keyword !== 'const').map(sentenceOf(settings)))
  throw new CommandFailure('settings', [...faults].join(' '))
}

function sentenceOf(settings: Readonly<Record<string, unknown>>) {
  return ({ keyword, instancePath, params, message }: (typeof check.errors & object)[number]): string => {
    if (keyword === 'additionalProperties') {
      return `There is no setting ${params.additionalProperty}; \`stowage help\` lists them all.`
    }
    const name = instancePath.slice(1)
    const schema = Settings.properties[name as keyof Settings]
    const isSecret = /PASSWORD|KEY|URL/.test(name)
    const value = isSecret ? '' : ` ${JSON.stringify(String(settings[name]))}`
    const why = keyword === 'anyOf' ? `is not allowed; ${descriptionOf(schema)}` : String(message)
    return `The setting ${name}${value} ${why}.`
  }
}

/** The meaning of one setting, as the help prints it. */
export function descriptionOf(schema: object): string {
  return (schema as { description?: string }).description ?? ''
}
