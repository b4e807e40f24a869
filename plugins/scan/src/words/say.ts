import type { Problem } from '../gs1/problem.ts'
import { sentences as english } from './sentences.en.ts'
import { sentences as french } from './sentences.fr.ts'

/** The languages in which problems are told; every other one is told in English. */
const LANGUAGES: Readonly<Record<string, Readonly<Record<string, string>>>> = { en: english, fr: french }

/** A problem as a sentence for whoever scans: what is wrong, and what to do. */
export function sayProblem(problem: Problem, language = 'en'): string {
  const sentences = LANGUAGES[language.slice(0, 2)] ?? english
  const own = { ai: problem.ai ?? '', code: problem.code, value: '', part: '' }
  const facts: Readonly<Record<string, string | number>> = { ...own, ...problem.facts }
  const sentence = fill(sentences[templateOf(problem.code)] ?? english.OTHER!, facts)
  return 'upc' in facts ? `${sentence} ${fill(sentences.UPC_NOTE!, facts)}` : sentence
}

function templateOf(code: string): string {
  if (code in english) return code
  return code.startsWith('COUPON_') ? 'COUPON' : 'OTHER'
}

function fill(sentence: string, facts: Readonly<Record<string, string | number>>): string {
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => printable(String(facts[name] ?? '')))
}

/** Control characters are told by their symbols, so that a sentence never breaks a terminal. */
function printable(text: string): string {
  return Array.from(text, (character) =>
    character < ' ' ? String.fromCharCode(0x2400 + character.charCodeAt(0)) : character,
  ).join('')
}

/** What to ask whoever scans, or what was looked for in vain; null where one thing was found. */
export function sayOutcome(
  scan: {
    readonly text: string | null
    readonly elements: readonly { readonly ai: string; readonly value: string }[]
  },
  {
    outcome,
    candidates,
    differIn,
  }: { outcome: string; candidates: readonly unknown[]; differIn: readonly string[] },
  language = 'en',
): string | null {
  if (outcome === 'one') return null
  const sentences = LANGUAGES[language.slice(0, 2)] ?? english
  const named = (word: string) => sentences[`differs.${word}`] ?? word
  if (outcome === 'several') {
    return fill(sentences.SEVERAL!, { count: candidates.length, members: differIn.map(named).join(', ') })
  }
  const key = scan.elements.find(({ ai }) => ['01', '02', '00', '8006'].includes(ai))
  if (key !== undefined) return fill(sentences.NO_SUCH_KEY!, { ai: key.ai, value: key.value })
  return fill(sentences.NO_SUCH_CODE!, { value: scan.text ?? '' })
}
