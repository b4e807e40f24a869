import { createElement, Fragment, type ReactNode } from 'react'
import { formatFigure } from '../pieces/format.ts'
import { type Language, nowSpoken } from './language.ts'

/** What a sentence may be told; of what is not known, nothing is written. */
type Told = string | number | null | undefined

/**
 * Says a sentence in the reader's language. It is written here in English, with `{names}` for what it is told, and
 * stands in French in french.json, under the English; a test fails where it does not.
 *
 * Numbers are written the reader's way. Where a sentence depends on a count, its two forms stand side by side:
 * `say('One line | {count} lines', { count })`.
 *
 * It is called while a screen is drawn, never while a file is loaded: what holds sentences is a function.
 */
export function say(sentence: string, told: Readonly<Record<string, Told>> = {}): string {
  return filled(formFor(sentence, told.count), told)
}

/** The same of a sentence that has parts of a screen in it. */
export function sayParts(sentence: string, told: Readonly<Record<string, ReactNode>>): ReactNode {
  const pieces = formFor(sentence, told.count).split(/\{([a-z]\w*)\}/)
  const parts = pieces.map((piece, place) => (place % 2 === 0 ? piece : partOf(told[piece])))
  return createElement(Fragment, null, ...parts)
}

/** What a plugin's screens say in other languages, each sentence under its English. */
export type PluginWords = Readonly<Partial<Record<Exclude<Language, 'en'>, Readonly<Record<string, string>>>>>

/**
 * Makes the `say` of a plugin's screens, which brings its own words. What a language lacks is said
 * in English.
 * @example const say = sayFrom({ fr: { '{count} parcels wait': '{count} colis attendent' } })
 */
export function sayFrom(words: PluginWords): typeof say {
  return (sentence, told = {}) => {
    const { language } = nowSpoken()
    const said = language === 'en' ? undefined : words[language]?.[sentence]
    return filled(chosen(said ?? sentence, told.count), told)
  }
}

/** The sentence in the reader's language; of two forms, the one that his language uses for this count. */
function formFor(sentence: string, count: unknown): string {
  return chosen(nowSpoken().dictionary.sentences[sentence] ?? sentence, count)
}

function chosen(sentence: string, count: unknown): string {
  const { language } = nowSpoken()
  const [one, other] = sentence.split(' | ')
  if (other === undefined) return one!
  return new Intl.PluralRules(language).select(Number(count)) === 'one' ? one! : other
}

function filled(sentence: string, told: Readonly<Record<string, Told>>): string {
  return sentence.replace(/\{([a-z]\w*)\}/g, (whole, name: string) =>
    name in told ? written(told[name]) : whole,
  )
}

function partOf(value: ReactNode): ReactNode {
  return typeof value === 'number' ? written(value) : value
}

function written(value: Told): string {
  return typeof value === 'number' ? formatFigure(value) : (value ?? '')
}
