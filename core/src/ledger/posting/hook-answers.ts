import type { Enrichment, PluginDeclaration, Refusal } from '@stowage/sdk'

/** What hooks may name: codes of refusals, and permissions that override them. */
export interface HookWords {
  readonly codes: ReadonlySet<string>
  readonly permissions: ReadonlySet<string>
}

/** Gathers what is declared, by whomever. */
export function hookWordsOf(plugins: readonly PluginDeclaration[]): HookWords {
  return {
    codes: new Set(plugins.flatMap(({ errors = {} }) => Object.keys(errors))),
    permissions: new Set(plugins.flatMap(({ permissions = {} }) => Object.keys(permissions))),
  }
}

/**
 * What a guard answered, held against what it may answer: nobody is shown a code without a sentence.
 * @throws TypeError for anything else
 */
export function checkedRefusals(answer: unknown, words: HookWords): Refusal | readonly Refusal[] | undefined {
  if (answer === undefined || answer === null) return undefined
  return Array.isArray(answer) ? listed(answer, words) : checkedRefusal(answer, words)
}

function listed(answers: readonly unknown[], words: HookWords): readonly Refusal[] | undefined {
  return answers.length === 0 ? undefined : answers.map((one) => checkedRefusal(one, words))
}

function checkedRefusal(answer: unknown, { codes, permissions }: HookWords): Refusal {
  const { code, facts = {}, overridableBy } = (Object(answer) ?? {}) as Partial<Refusal>
  if (typeof code !== 'string') {
    throw new TypeError('a guard returns a refusal with a code, several of them, or undefined')
  }
  if (!codes.has(code)) throw new TypeError(`nobody declares the code "${code}" that it refused with`)
  if (typeof facts !== 'object' || facts === null || Array.isArray(facts)) {
    throw new TypeError(`the facts of "${code}" have to be an object`)
  }
  if (overridableBy === undefined) return { code, facts }
  if (!permissions.has(overridableBy)) {
    throw new TypeError(`nobody declares the permission "${overridableBy}" that would override "${code}"`)
  }
  return { code, facts, overridableBy }
}

/**
 * What an enricher answered.
 * @throws TypeError for anything but an array of objects, or of nothing
 */
export function checkedEnrichments(answer: unknown, movements: number): (Enrichment | undefined)[] {
  if (!Array.isArray(answer) || answer.length > movements) {
    throw new TypeError('an enricher returns an array with an entry for each movement')
  }
  const all = answer as unknown[]
  if (!all.every(isEnrichment)) {
    throw new TypeError(
      'an entry of an enricher is { lines, reason, note }, each left out or not, or undefined',
    )
  }
  return all.map((one) => (one === null ? undefined : (one as Enrichment | undefined)))
}

function isEnrichment(one: unknown): boolean {
  if (one === undefined || one === null) return true
  if (typeof one !== 'object') return false
  const { lines = [], reason = '', note = '' } = one as Record<string, unknown>
  return Array.isArray(lines) && lines.every(isLine) && typeof reason === 'string' && typeof note === 'string'
}

function isLine(line: unknown): boolean {
  const { item, quantity, from, to } = Object(line) as Record<string, unknown>
  return typeof item === 'string' && typeof quantity === 'number' && isPlace(from) && isPlace(to)
}

function isPlace(place: unknown): boolean {
  const { location, status } = Object(place) as Record<string, unknown>
  return typeof location === 'string' && typeof status === 'string'
}

/**
 * The keys that a plugin has locked.
 * @throws TypeError for anything but texts
 */
export function checkedKeys(answer: unknown): readonly string[] {
  if (Array.isArray(answer) && answer.every((key) => typeof key === 'string' && key !== '')) return answer
  throw new TypeError('`lock` returns an array of texts')
}
