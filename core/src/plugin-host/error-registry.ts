import type { ErrorDeclaration, PluginDeclaration } from '@stowage/sdk'
import { httpErrors } from '../http/http-errors.ts'

/** A declared failure and whose it is. */
export interface RegisteredError {
  readonly status: number
  readonly message: string
  readonly plugin: string
}

/** Every code that this deployment can answer with: the kernel's own and the plugins'. */
export interface ErrorRegistry {
  find(code: string): RegisteredError | undefined
  /** The sentence of a code with its facts filled in; the code itself when nobody declared it. */
  sentence(code: string, facts: Readonly<Record<string, unknown>>): string
  readonly all: ReadonlyMap<string, RegisteredError>
}

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
  return {
    all,
    find: (code) => all.get(code),
    sentence(code, facts) {
      const message = all.get(code)?.message
      return message === undefined ? code : fillIn(message, facts)
    },
  }
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
