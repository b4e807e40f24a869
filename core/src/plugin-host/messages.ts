import type { PluginDeclaration } from '@stowage/sdk'
import { HostError } from './host-error.ts'
import { programOf } from './program.ts'

/** The language of all declarations, and of whatever is not translated. */
export const ENGLISH = 'en'

const LANGUAGE = /^[a-z]{2,3}(-[A-Z]{2})?$/
/** The members of a declaration whose titles people read. */
const READ = ['settings', 'resources', 'fields', 'admin', 'jobs', 'opens'] as const
/** What is read of them; a member of this name that is no text is a schema's own property. */
const TITLES = ['title', 'titlePlural', 'description', 'group', 'verb']
/** Values, which nobody translates. */
const VALUES = ['default', 'const', 'enum', 'examples', 'example']
/** What an addition hands to programs, for which nobody has words. */
const HANDED = ['list']

/**
 * Holds what a plugin says in other languages against what it declares.
 * @throws HostError `host.messages_language`, `host.messages_unknown`, `host.messages_fact`
 */
export function checkMessages(plugin: PluginDeclaration): void {
  const { name, errors = {}, messages = {} } = plugin
  for (const [language, said] of Object.entries(messages)) {
    if (!LANGUAGE.test(language) || language === ENGLISH) {
      throw new HostError(
        'host.messages_language',
        name,
        `The plugin "${name}" has messages in "${language}"; name a language by its tag, such as "fr", ` +
          'and leave English to the declaration.',
      )
    }
    for (const [kind, known] of sayable(plugin)) {
      const stray = Object.keys(said[kind] ?? {}).find((key) => !known.has(key))
      if (stray === undefined) continue
      const sentence = `The plugin "${name}" has ${kind} in "${language}" for "${stray}", undeclared; `
      throw new HostError('host.messages_unknown', name, `${sentence}declare it, or take the sentence out.`)
    }
    for (const [clause, own] of Object.entries(said.facts ?? {})) {
      const unknown = factsIn(own).find((fact) => !factsIn(clause).includes(fact))
      if (unknown === undefined) continue
      throw new HostError(
        'host.messages_fact',
        name,
        `In the plugin "${name}", the clause "${own}" in "${language}" names the fact "${unknown}", ` +
          'which the English one lacks; correct it.',
      )
    }
    for (const [code, sentence] of Object.entries(said.errors ?? {})) {
      const facts = factsIn(errors[code]!.message)
      const unknown = factsIn(sentence).find((fact) => !facts.includes(fact))
      if (unknown === undefined) continue
      const fault =
        `In the plugin "${name}", the sentence of "${code}" in "${language}" names ` +
        `the fact "${unknown}", `
      throw new HostError(
        'host.messages_fact',
        name,
        `${fault}which the English one does not have; correct it.`,
      )
    }
  }
}

/** What a plugin leaves to English in the languages that it speaks: `fr errors "fefo.lot_too_short"`. */
export function missingMessages(plugin: PluginDeclaration): string[] {
  return Object.entries(plugin.messages ?? {}).flatMap(([language, said]) =>
    sayable(plugin).flatMap(([kind, known]) =>
      [...known]
        .filter((key) => said[kind]?.[key] === undefined)
        .map((key) => `${language} ${kind} "${key}"`),
    ),
  )
}

function sayable(plugin: PluginDeclaration): ['errors' | 'permissions' | 'words', ReadonlySet<string>][] {
  const { title, errors = {}, permissions = {} } = plugin
  const words = new Set(title === undefined ? [] : [title])
  const collect = (word: string) => {
    words.add(word)
    return word
  }
  for (const member of READ) eachTitle(plugin[member], collect)
  eachTitle(programOf(plugin)?.screens, collect)
  for (const addition of Object.values(plugin.adds ?? {}).flat()) eachTitle(forPeople(addition), collect)
  for (const { sentence } of plugin.invariants ?? []) words.add(sentence)
  return [
    ['errors', new Set(Object.keys(errors))],
    ['permissions', new Set(Object.keys(permissions))],
    ['words', words],
  ]
}

function forPeople(addition: unknown): unknown {
  if (typeof addition !== 'object' || addition === null) return addition
  return Object.fromEntries(Object.entries(addition).filter(([member]) => !HANDED.includes(member)))
}

/** A copy of anything a declaration shows, its titles in the reader's language. */
export function inLanguage<Shown>(plugin: PluginDeclaration, language: string, shown: Shown): Shown {
  const words = plugin.messages?.[language]?.words
  return words === undefined ? shown : eachTitle(shown, (word) => words[word] ?? word)
}

function eachTitle<Shown>(shown: Shown, say: (word: string) => string): Shown {
  if (Array.isArray(shown)) return shown.map((one) => eachTitle(one, say)) as Shown
  if (typeof shown !== 'object' || shown === null || shown instanceof URL) return shown
  const members = Object.entries(shown).map(([key, value]) => {
    if (typeof value === 'string') return [key, TITLES.includes(key) ? say(value) : value]
    return [key, VALUES.includes(key) ? value : eachTitle(value, say)]
  })
  return Object.fromEntries(members)
}

function factsIn(sentence: string): string[] {
  return [...sentence.matchAll(/\{(\w+)\}/g)].map(([, fact]) => fact!)
}
