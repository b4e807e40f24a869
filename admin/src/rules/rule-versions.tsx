import type { ReactNode } from 'react'
import { Instant } from '../pieces/instant.tsx'
import { ScrollX } from '../pieces/scroll-x.tsx'
import { say } from '../words/say.ts'
import { factsOf } from './condition.ts'
import { ConditionWords } from './condition-words.tsx'
import type { RuleContent, StrategyPoint } from './rule.ts'

/** One thing that two versions of a rule may say differently. */
interface Row {
  readonly word: string
  readonly of: (version: RuleContent) => unknown
  readonly show: (version: RuleContent) => ReactNode
}

interface SideBySideProps {
  readonly one: RuleContent
  readonly other: RuleContent
  /** What each of them is. */
  readonly heads: readonly [string, string]
  readonly point: StrategyPoint | undefined
}

/** Two versions of a rule, member by member; what is the same stands once. */
export function SideBySide({ one, other, heads, point }: SideBySideProps) {
  return (
    <ScrollX>
      <table className="table">
        <thead>
          <tr>
            <th>{say('What it says')}</th>
            <th>{heads[0]}</th>
            <th>{heads[1]}</th>
          </tr>
        </thead>
        <tbody>
          {rowsOf(point).map((row) => (
            <tr key={row.word}>
              <td>{row.word}</td>
              <td>{row.show(one)}</td>
              <td>
                {differs(row, one, other) ? (
                  row.show(other)
                ) : (
                  <span className="muted">{say('the same')}</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollX>
  )
}

/** What differs between two versions. */
export function differencesOf(one: RuleContent, other: RuleContent, point: StrategyPoint | undefined) {
  return rowsOf(point).filter((row) => differs(row, one, other))
}

function rowsOf(point: StrategyPoint | undefined): readonly Row[] {
  const plain = (word: string, of: Row['of']): Row => ({ word, of, show: (version) => shown(of(version)) })
  return [
    plain(say('Name'), ({ title }) => title),
    {
      word: say('When'),
      of: ({ condition }) => condition,
      show: ({ condition }) => (
        <ConditionWords condition={condition} facts={point ? factsOf(point.facts) : []} />
      ),
    },
    plain(
      say('Asks'),
      ({ strategy }) => point?.strategies.find(({ id }) => id === strategy)?.title ?? strategy,
    ),
    plain(say('Settings'), ({ settings }) => settings),
    plain(say('Order'), ({ rank }) => rank),
    {
      word: say('Until'),
      of: ({ validUntil }) => validUntil,
      show: ({ validUntil }) => (validUntil ? <Instant at={validUntil} length="short" /> : say('open')),
    },
  ]
}

function shown(value: unknown): string {
  if (value === null || value === undefined) return say('nothing')
  if (typeof value !== 'object') return String(value)
  const members = Object.entries(value)
  return members.length === 0
    ? say('as they are')
    : members
        .map(([name, one]) => `${name} ${typeof one === 'object' ? JSON.stringify(one) : one}`)
        .join(', ')
}

function differs({ of }: Row, one: RuleContent, other: RuleContent): boolean {
  return JSON.stringify(of(one)) !== JSON.stringify(of(other))
}
