import { useSettings } from '../settings/settings.ts'
import { en } from './en.ts'
import { fr } from './fr.ts'

/** A language that the floor speaks. */
export type Language = 'en' | 'fr'
/** Something that the floor says. */
export type Word = keyof typeof en
/** What stands in the place of `{names}`. */
export type Facts = Readonly<Record<string, string | number>>
/** Says something in the language of the device. */
export type Say = (word: Word, facts?: Facts) => string

const dictionaries: Readonly<Record<Language, Readonly<Record<Word, string>>>> = { en, fr }

/** All languages, each by its own name. */
export const languages: Readonly<Record<Language, string>> = { en: 'English', fr: 'Français' }

/** Says something in a language. */
export function say(language: Language, word: Word, facts: Facts = {}): string {
  const sentence = dictionaries[language][word]
  // A question mark does not stand alone at the beginning of a line.
  const kept = language === 'fr' ? sentence.replace(/ (?=[?!:;])/g, '\u00a0') : sentence
  return kept.replace(/\{(\w+)\}/g, (whole, name) => String(facts[name] ?? whole))
}

/** The words of the device's language, for a component. */
export function useWords(): { readonly say: Say; readonly language: Language } {
  const { language } = useSettings()
  return { language, say: (word, facts) => say(language, word, facts) }
}

/** A quantity as people write it. */
export function quantityWord(quantity: number, language: Language): string {
  return new Intl.NumberFormat(language, { maximumFractionDigits: 6 }).format(quantity)
}

/** A status in the reader's language, where it is core's; one's own is called as the business calls it. */
export function statusWord(status: string, say: Say): string {
  const word = `status.${status}`
  return word in en ? say(word as Word) : status.replaceAll('_', ' ')
}

/** A code as it can be read, with the separators that are seen nowhere. */
export function codeWord(code: string): string {
  return code.replaceAll('\x1d', '<GS>')
}

/** A day as people write it: 28 Feb 2027. */
export function dayWord(day: string, language: Language): string {
  const format = { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' } as const
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, format).format(new Date(day))
}

/** A time of day: 23:20. */
export function clockWord(at: Date, language: Language): string {
  const tag = language === 'en' ? 'en-GB' : language
  return at.toLocaleTimeString(tag, { hour: '2-digit', minute: '2-digit' })
}

/** A short time as a clock shows it: 14:05. */
export function timeWord(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(Math.max(0, Math.floor(seconds)) % 60).padStart(2, '0')}`
}
