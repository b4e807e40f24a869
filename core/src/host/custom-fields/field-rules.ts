import { refuse } from '@stowage/sdk'
import isSafePattern from 'safe-regex2'
import { cleanLines, cleanText } from '../../naming/clean-text.ts'
import { shortly } from '../settings/setting-values.ts'
import type { CustomField } from './custom-field.model.ts'
import type { FieldKind, FieldRules } from './custom-field.schemas.ts'
import { checkOf, kindRules, longestText, wholePattern } from './field-schema.ts'
import { isQuickPattern } from './quick-pattern.ts'

/** What a filter's name would be taken for. */
const RESERVED_NAMES = ['eq', 'in', 'gte', 'gt', 'lte', 'lt', 'contains', 'startsWith', 'has', 'isNull']

type Said = Pick<CustomField, 'kind' | 'label' | 'labels' | 'help' | 'helps' | 'rules'>

/** @throws `host.field_name_reserved` */
export function checkName(name: string): void {
  if (RESERVED_NAMES.includes(name)) throw refuse('host.field_name_reserved', { name }, '/name')
}

/**
 * Holds what is said of a field together, whoever says which part of it.
 * @throws a refusal that names the member
 */
export function checkField(field: Said): void {
  checkWords(field)
  const { kind, rules } = field
  const known = kindRules[kind]
  const alien = Object.keys(rules).find((rule) => !known.includes(rule as keyof FieldRules))
  if (alien !== undefined) {
    throw refuse('host.field_rule_alien', { kind, rule: alien, known: [...known] }, `/rules/${alien}`)
  }
  if (known.includes('choices')) checkChoices(kind, rules)
  checkBounds(kind, rules)
  if (rules.pattern !== undefined) {
    checkPattern(rules.pattern, rules.maxLength ?? (kind === 'text' ? 200 : (longestText[kind] ?? 0)))
  }
  if (rules.default !== undefined) checkDefault(field)
}

function checkWords({ label, labels, help, helps }: Said): void {
  const texts: [string, string | null][] = [
    ['label', label],
    ...each('labels', labels),
    ['help', help],
    ...each('helps', helps),
  ]
  for (const [member, text] of texts) {
    if (text === null) continue
    const clean = member.startsWith('help') ? cleanLines(text) : cleanText(text)
    if (clean) continue
    throw refuse('host.field_text_unprintable', { member: member.replace('/', ' ') }, `/${member}`)
  }
}

function each(member: string, texts: Readonly<Record<string, string>>): [string, string][] {
  return Object.entries(texts).map(([language, text]) => [`${member}/${language}`, text])
}

function checkChoices(kind: FieldKind, { choices }: FieldRules): void {
  if (choices === undefined)
    throw refuse('host.field_rule_missing', { kind, rule: 'choices' }, '/rules/choices')
  const seen = new Set<string>()
  for (const [index, { value, label, labels = {} }] of choices.entries()) {
    if (seen.has(value)) {
      throw refuse('host.field_choice_twice', { value }, `/rules/choices/${index}/value`)
    }
    seen.add(value)
    for (const [member, text] of [['label', label] as const, ...each('labels', labels)]) {
      if (cleanText(text) !== undefined) continue
      const pointer = `/rules/choices/${index}/${member}`
      throw refuse('host.field_text_unprintable', { member: `label of ${value}` }, pointer)
    }
  }
}

function checkBounds(kind: FieldKind, { minimum, maximum, minLength, maxLength }: FieldRules): void {
  const most = longestText[kind] ?? Number.POSITIVE_INFINITY
  if ((maxLength ?? 0) > most) {
    throw refuse('host.field_too_long', { kind, most, asked: maxLength }, '/rules/maxLength')
  }
  const pairs = [
    ['minimum', minimum, 'maximum', maximum],
    ['minLength', minLength, 'maxLength', maxLength],
  ] as const
  for (const [least, from, highest, to] of pairs) {
    if (from === undefined || to === undefined || from <= to) continue
    throw refuse('host.field_bounds', { least, from, most: highest, to }, `/rules/${least}`)
  }
}

function checkPattern(pattern: string, longest: number): void {
  const whole = wholePattern(pattern)
  try {
    new RegExp(whole, 'u')
  } catch (error) {
    const problem = (error as Error).message.split(': ').at(-1)
    throw refuse('host.field_pattern_invalid', { pattern, problem }, '/rules/pattern')
  }
  if (!isSafePattern(whole) || !isQuickPattern(pattern, longest))
    throw refuse('host.field_pattern_slow', { pattern }, '/rules/pattern')
}

function checkDefault({ kind, rules }: Said): void {
  const problem = checkOf({ kind, rules })(rules.default)
  if (problem === undefined) return
  const facts = { value: shortly(rules.default), problem: problem.replace(/\.$/, '') }
  throw refuse('host.field_default_invalid', facts, '/rules/default')
}
