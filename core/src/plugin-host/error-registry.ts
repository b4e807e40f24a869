import type { ErrorDeclaration, Messages, PluginDeclaration } from '@stowage/sdk'
import { httpErrors } from '../http/http-errors.ts'
import { httpMessages } from '../http/http-messages.ts'
import { ENGLISH } from './messages.ts'
import { PHRASED, Phrases } from './phrases.ts'

/** A declared failure and whose it is. */
export interface RegisteredError {
  readonly status: number
  readonly message: string
  readonly plugin: string
}

/** Every code that this deployment can answer with: the kernel's own and the plugins'. */
export interface ErrorRegistry {
  find(code: string): RegisteredError | undefined
  /**
   * The sentence of a code with its facts filled in; the code itself when nobody declared it.
   * @param language the reader's; English where the sentence was not translated
   */
  sentence(code: string, facts: Readonly<Record<string, unknown>>, language?: string): string
  /** A clause or sentence of ours in the reader's language; as it is where it was not translated. */
  phrase(text: string, language?: string): string
  readonly all: ReadonlyMap<string, RegisteredError>
  /** English, and every language that some plugin speaks. */
  readonly languages: readonly string[]
}

/** Facts that are nouns of ours and not data: `what` was not found, the `title` of a setting. */
const WORDS = ['what', 'title']

/** Gathers the codes of all plugins. Prefixes were checked before, so no two plugins can claim one code. */
export function buildErrorRegistry(plugins: readonly PluginDeclaration[]): ErrorRegistry {
  const all = new Map<string, RegisteredError>()
  for (const [code, { status, message }] of Object.entries(httpErrors)) {
    all.set(code, { status, message, plugin: 'http' })
  }
  for (const plugin of plugins) {
    for (const [code, error] of Object.entries<ErrorDeclaration>(plugin.errors ?? {})) {
      all.set(code, { status: error.status, message: error.message, plugin: plugin.name })
    }
  }
  const translations = translationsOf(plugins)
  return {
    all,
    languages: [ENGLISH, ...translations.keys()],
    find: (code) => all.get(code),
    sentence(code, facts, language = ENGLISH) {
      const message = all.get(code)?.message
      if (message === undefined) return code
      const said = translations.get(language)
      const sentence = said?.errors.get(code)
      return sentence === undefined ? fillIn(message, facts) : fillIn(sentence, inOwnWords(facts, said!))
    },
    phrase: (text, language = ENGLISH) => translations.get(language)?.phrases.say(text) ?? text,
  }
}

interface Translation {
  readonly errors: Map<string, string>
  readonly words: Map<string, string>
  readonly phrases: Phrases
}

function translationsOf(plugins: readonly PluginDeclaration[]): ReadonlyMap<string, Translation> {
  const translations = new Map<string, Translation>()
  const all: Readonly<Record<string, Messages>>[] = plugins.map(({ messages = {} }) => messages)
  for (const messages of [httpMessages, ...all]) {
    for (const [language, { errors = {}, words = {}, facts = {} }] of Object.entries<Messages>(messages)) {
      const said: Translation = translations.get(language) ?? {
        errors: new Map(),
        words: new Map(),
        phrases: new Phrases(),
      }
      translations.set(language, said)
      for (const [code, sentence] of Object.entries(errors)) said.errors.set(code, sentence)
      for (const [word, own] of Object.entries(words)) said.words.set(word.toLowerCase(), own)
      for (const [clause, own] of Object.entries(facts)) said.phrases.add(clause, own)
    }
  }
  return translations
}

function inOwnWords(
  facts: Readonly<Record<string, unknown>>,
  { words, phrases }: Translation,
): Readonly<Record<string, unknown>> {
  const said = Object.entries(facts).map(([name, fact]) => {
    if (typeof fact !== 'string') return [name, fact]
    if (WORDS.includes(name)) return [name, words.get(fact.toLowerCase()) ?? fact]
    return [name, PHRASED.includes(name) ? phrases.say(fact) : fact]
  })
  return Object.fromEntries(said)
}

/** Puts facts into a message's braces: `Bin {location} holds {onHand}.` */
export function fillIn(message: string, facts: Readonly<Record<string, unknown>>): string {
  return message.replace(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(facts, name) ? inWords(facts[name]) : whole,
  )
}

function inWords(fact: unknown): string {
  if (fact === null || fact === undefined) return 'none'
  if (Array.isArray(fact)) return fact.map(inWords).join(', ')
  return typeof fact === 'object' ? JSON.stringify(fact) : String(fact)
}
