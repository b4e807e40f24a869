import { useSyncExternalStore } from 'react'

/** The languages of the screens. English is that of the code and needs no dictionary. */
export const languages = [
  { id: 'en', name: 'English', locale: 'en-GB' },
  { id: 'fr', name: 'Français', locale: 'fr-FR' },
] as const

/** The tag of one of them. */
export type Language = (typeof languages)[number]['id']

/** What a language says for the sentences of the code, and for those of the libraries of a page. */
export interface Dictionary {
  readonly sentences: Readonly<Record<string, string>>
  readonly reactAdmin?: object
  readonly mui?: object
}

/** A language together with its dictionary. */
export interface Spoken {
  readonly language: Language
  readonly dictionary: Dictionary
}

type Dictionaries = Readonly<Record<Exclude<Language, 'en'>, () => Promise<Dictionary>>>

/** Where this browser remembers what was chosen, so that the first paint is in that language already. */
const kept = 'stowage.language'

let dictionaries: Dictionaries | undefined
let spoken: Spoken = { language: 'en', dictionary: { sentences: {} } }
const listeners = new Set<() => void>()

/** The language of this page at this moment, for what is no component. */
export function nowSpoken(): Spoken {
  return spoken
}

/** The same for a component, which is drawn again when the language changes. */
export function useSpoken(): Spoken {
  return useSyncExternalStore(listen, nowSpoken)
}

/** How the page's language writes figures and dates. */
export function locale(): string {
  return languages.find(({ id }) => id === spoken.language)!.locale
}

/**
 * Begins in the language that was chosen here, else in the browser's. A page calls it before it shows
 * anything.
 * @param fetched how the dictionaries of this page are fetched, each when somebody speaks its language
 */
export async function beginToSpeak(fetched: Dictionaries): Promise<void> {
  dictionaries = fetched
  // A page in English is better than none.
  await speak(known(localStorage.getItem(kept)) ?? browsersOwn()).catch(() => speak('en'))
}

/** Speaks what a person chose, or the browser's language where he chose none; it holds for the next page, too. */
export async function speakAs(chosen: string | null): Promise<void> {
  const language = known(chosen)
  if (language === undefined) localStorage.removeItem(kept)
  else localStorage.setItem(kept, language)
  await speak(language ?? browsersOwn())
}

async function speak(language: Language): Promise<void> {
  if (language === spoken.language) return
  const dictionary = language === 'en' ? { sentences: {} } : await dictionaries![language]()
  spoken = { language, dictionary }
  document.documentElement.lang = language
  for (const listener of listeners) listener()
}

/** The first language that the browser asks for and that is spoken here. */
function browsersOwn(): Language {
  return navigator.languages.map(known).find((language) => language !== undefined) ?? 'en'
}

function known(tag: string | null): Language | undefined {
  const begin = tag?.toLowerCase().split('-')[0]
  return languages.find(({ id }) => id === begin)?.id
}

function listen(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
