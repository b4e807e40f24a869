import { CHOICES, PERMISSION, REFERENCE, SUBJECT } from '@stowage/sdk'
import { Ajv, type Options, type ValidateFunction } from 'ajv'
import draft from 'ajv/dist/refs/json-schema-draft-07.json' with { type: 'json' }
import { REQUIRED, UNIT, WORDS } from '../host/fields/field-words.ts'
import { addOwnFormats } from './formats.ts'

/** What schemas of ours say beside JSON Schema's own words; it checks nothing. */
const OWN_KEYWORDS = [
  ...[
    'example',
    REFERENCE,
    CHOICES,
    SUBJECT,
    'x-sort',
    'x-filter',
    PERMISSION,
    'x-secret',
    'x-names',
    'x-function',
  ],
  ...[WORDS, UNIT, REQUIRED],
]

/**
 * An Ajv that knows our formats and keywords. It leaves it to `schemaFault` whether something is a schema:
 * each Ajv would compile the schema of schemas for itself, for 25 ms. What is compiled checks as fast without
 * being optimized, and compiling takes half the time.
 */
export function createAjv(options: Options = {}): Ajv {
  const strict = { strictSchema: true, strictTypes: false, strictTuples: false } as const
  const keywords = [...OWN_KEYWORDS]
  // Tenths and hundredths are no exact numbers, and 0.3 is a multiple of 0.1 all the same.
  const multipleOfPrecision = 6
  const unlooked = { meta: false, validateSchema: false, code: { optimize: false } } as const
  return addOwnFormats(
    new Ajv({ ...strict, keywords, multipleOfPrecision, verbose: true, ...options, ...unlooked }),
  )
}

/**
 * Compiles a schema that nobody has looked at.
 * @throws Error with what is wrong with it, and where
 */
export function compileSchema(ajv: Ajv, schema: object): ValidateFunction {
  const fault = schemaFault(schema)
  if (fault !== undefined) throw new Error(`it is no JSON Schema: ${fault}`)
  return ajv.compile(schema)
}

const ajv = createAjv({ strictSchema: false })
const words = [...Object.keys(ajv.RULES.keywords), ...OWN_KEYWORDS]
const isSchema = ajv.compile({
  ...draft,
  $id: 'urn:stowage:schema',
  properties: {
    ...Object.fromEntries(words.map((word) => [word, true])),
    ...draft.properties,
    format: { enum: Object.keys(ajv.formats) },
  },
  // A word that nobody knows is a slip of the pen, and would check nothing.
  additionalProperties: false,
})

/** Most schemas are constants, and are met again with each set of plugins. */
const sound = new WeakSet<object>()

/**
 * Finds a mistake in a schema without compiling it, which would take ten times as long.
 * @returns what is wrong and where; undefined where it can be compiled
 */
export function schemaFault(schema: object): string | undefined {
  if (sound.has(schema)) return undefined
  if (isSchema(schema)) {
    sound.add(schema)
    return undefined
  }
  const [fault] = isSchema.errors!
  const { additionalProperty, allowedValues } = fault!.params
  const more = additionalProperty === undefined ? allowedValues?.join(', ') : `"${additionalProperty}"`
  return `${fault!.instancePath || 'its top'} ${fault!.message}${more === undefined ? '' : ` (${more})`}`
}
