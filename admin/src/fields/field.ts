import { say } from '../words/say.ts'

/** What a field can be. */
export type Kind =
  | 'text'
  | 'long-text'
  | 'number'
  | 'integer'
  | 'boolean'
  | 'date'
  | 'choice'
  | 'choices'
  | 'url'

/** One of a list, with its words. */
export interface Choice {
  readonly value: string
  readonly label: string
  readonly labels?: Readonly<Record<string, string>>
}

/** A field that an administrator gave to records, as the API writes it. */
export interface CustomField {
  readonly id: string
  readonly entity: string
  readonly name: string
  readonly kind: Kind
  readonly label: string
  readonly isRequired: boolean
  readonly isRetired: boolean
  readonly place: number
  readonly rules: { readonly choices?: readonly Choice[] }
  readonly version: number
  /** How many records hold a value; where it was read alone. */
  readonly records?: number
}

/** The kinds as choices, the commonest first. */
export const kinds = () =>
  [
    { id: 'text', name: say('text') },
    { id: 'long-text', name: say('long text') },
    { id: 'number', name: say('number') },
    { id: 'integer', name: say('whole number') },
    { id: 'boolean', name: say('yes or no') },
    { id: 'date', name: say('date') },
    { id: 'choice', name: say('one of a list') },
    { id: 'choices', name: say('several of a list') },
    { id: 'url', name: say('web address') },
  ] as const

/** Which of the rules each kind takes. */
export const rulesOfKind: Readonly<Record<Kind, readonly string[]>> = {
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

/** `Best before (days)` is `bestBeforeDays`: the name of a field in the API, as its label suggests it. */
export function nameFromLabel(label: string): string {
  const words = plain(label)
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean)
  const name = words.map((word, place) => (place === 0 ? word : capital(word))).join('')
  return name.replace(/^[0-9]+/, '').slice(0, 64)
}

/** `Fruits à coque` is `fruits-a-coque`: what is stored for a choice. */
export function valueFromLabel(label: string): string {
  return plain(label)
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 64)
}

function plain(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{Diacritic}/gu, '')
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}
