import { PERMISSION } from '@stowage/sdk'
import type { TSchema } from 'typebox'
import { createAjv } from '../../http/json-schema.ts'
import { wordsOf } from '../../http/validation.ts'
import { REQUIRED, UNIT, WORDS } from '../fields/field-words.ts'
import type { CustomField, FieldShape } from './custom-field.model.ts'
import type { FieldKind, FieldRules } from './custom-field.schemas.ts'

/** How long texts are unless somebody says otherwise. */
export const longestText: Readonly<Partial<Record<FieldKind, number>>> = {
  // An index takes 2,704 bytes, and a character has up to four of them.
  text: 500,
  'long-text': 5_000,
}

/** What each kind takes beside what all fields have. */
export const kindRules: Readonly<Record<FieldKind, readonly (keyof FieldRules)[]>> = {
  text: ['minLength', 'maxLength', 'pattern', 'default'],
  'long-text': ['minLength', 'maxLength', 'default'],
  number: ['unit', 'decimals', 'minimum', 'maximum', 'default'],
  integer: ['unit', 'minimum', 'maximum', 'default'],
  boolean: ['default'],
  date: ['default'],
  choice: ['choices', 'default'],
  choices: ['choices', 'default'],
  url: ['default'],
}

/** A field as plugins declare theirs: from here on nobody has to know who made it. */
export function schemaOfField(field: CustomField): TSchema {
  const { kind, label, labels, help, helps, isRequired, permission, rules } = field
  const words = inOtherLanguages(labels, helps)
  return {
    ...valueSchema(field),
    title: label,
    ...(help !== null && { description: help }),
    ...(words && { [WORDS]: words }),
    ...(permission !== null && { [PERMISSION]: permission }),
    ...(isRequired && { [REQUIRED]: true }),
    ...(rules.unit !== undefined && { [UNIT]: rules.unit }),
    ...(rules.default !== undefined && { default: rules.default }),
    ...listKeywords(kind),
  } as unknown as TSchema
}

/** What its values are, without its words. */
function valueSchema({ kind, rules }: FieldShape): object {
  const { decimals, minimum, maximum, minLength, maxLength, pattern, choices = [] } = rules
  const bounds = { ...(minimum !== undefined && { minimum }), ...(maximum !== undefined && { maximum }) }
  switch (kind) {
    case 'text':
    case 'long-text':
      return {
        type: 'string',
        minLength: minLength ?? 1,
        maxLength: maxLength ?? (kind === 'text' ? 200 : longestText[kind]),
        ...(pattern !== undefined && { pattern: wholePattern(pattern) }),
      }
    case 'number':
      return { type: 'number', ...bounds, ...(decimals !== undefined && { multipleOf: stepOf(decimals) }) }
    case 'integer':
      return { type: 'integer', minimum: -1e12, maximum: 1e12, ...bounds }
    case 'boolean':
      return { type: 'boolean' }
    case 'date':
      return { type: 'string', format: 'date' }
    case 'url':
      return { type: 'string', format: 'uri', pattern: '^https?://', maxLength: 2_000 }
    case 'choice':
      return oneOfThem(choices)
    case 'choices':
      return { type: 'array', items: oneOfThem(choices), minItems: 1, maxItems: 200, uniqueItems: true }
  }
}

/** A pattern holds for the whole text, as whoever is no programmer expects. */
export function wholePattern(pattern: string): string {
  return `^(?:${pattern})$`
}

function stepOf(decimals: number): number {
  return Number(`1e-${decimals}`)
}

function oneOfThem(choices: NonNullable<FieldRules['choices']>): object {
  return {
    type: 'string',
    anyOf: choices.map(({ value, label, labels = {} }) => {
      const words = inOtherLanguages(labels, {})
      return { const: value, title: label, ...(words && { [WORDS]: words }) }
    }),
  }
}

type Words = Readonly<Record<string, { readonly title?: string; readonly description?: string }>>

function inOtherLanguages(
  labels: Readonly<Record<string, string>>,
  helps: Readonly<Record<string, string>>,
): Words | undefined {
  const languages = [...new Set([...Object.keys(labels), ...Object.keys(helps)])]
  if (languages.length === 0) return undefined
  return Object.fromEntries(
    languages.map((language) => [
      language,
      {
        ...(labels[language] !== undefined && { title: labels[language] }),
        ...(helps[language] !== undefined && { description: helps[language] }),
      },
    ]),
  )
}

/** What stands in lists is found there: long texts by their words, all others by value and in order. */
function listKeywords(kind: FieldKind): object {
  if (kind === 'long-text' || kind === 'url') return { 'x-filter': ['contains', 'isNull'] }
  return { 'x-filter': true, ...(kind !== 'choices' && { 'x-sort': true }) }
}

const ajv = createAjv()

/** @returns a function that says what is wrong with a value, as a sentence; nothing where it fits */
export function checkOf(shape: FieldShape): (value: unknown) => string | undefined {
  const schema = valueSchema(shape)
  const isValid = ajv.compile(schema)
  // Nobody asks for this one again.
  ajv.removeSchema(schema)
  return (value) => (isValid(value) ? undefined : wordsOf(isValid.errors!.at(-1)!, 'member'))
}
