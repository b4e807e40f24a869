import { errors } from '../../errors.ts'
import { messages } from '../../messages.ts'

/** One of our codes as a sentence, in the reader's language. */
export function say(code: string, facts: Readonly<Record<string, unknown>>, language = 'en'): string {
  const own = messages[language.slice(0, 2)]?.errors?.[code]
  const sentence =
    own ?? (errors as Readonly<Record<string, { readonly message: string }>>)[code]?.message ?? code
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => String(facts[name] ?? ''))
}
