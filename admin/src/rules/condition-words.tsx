import { Fragment } from 'react'
import type { FieldShape } from '../schema/field-shape.ts'
import { SchemaValue } from '../schema/schema-value.tsx'
import { say } from '../words/say.ts'
import { type Comparison, type Condition, type Group, isGroup, partsOf, wordOf } from './condition.ts'

/** A condition as a sentence: Category is Cold and (Available is less than 10 or Minimum is more than 5). */
export function ConditionWords({
  condition,
  facts,
}: {
  condition: Condition | null
  facts: readonly FieldShape[]
}) {
  if (condition === null) return <span className="muted">{say('always')}</span>
  return <GroupWords group={condition} facts={facts} />
}

function GroupWords({
  group,
  facts,
}: {
  group: Group<Comparison | Group<Comparison>>
  facts: readonly FieldShape[]
}) {
  const { join, members } = partsOf(group)
  return members.map((member, n) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: they have nothing but their place
    <Fragment key={n}>
      {n > 0 ? <span className="muted"> {join === 'all' ? say('and') : say('or')} </span> : null}
      {isGroup(member) ? (
        <>
          (<GroupWords group={member} facts={facts} />)
        </>
      ) : (
        <ComparisonWords comparison={member} facts={facts} />
      )}
    </Fragment>
  ))
}

function ComparisonWords({
  comparison: { fact, is, value },
  facts,
}: {
  comparison: Comparison
  facts: readonly FieldShape[]
}) {
  const field = facts.find(({ source }) => source === fact)
  const { words, takes } = wordOf(field?.kind, is)
  const values = takes === 'nothing' ? [] : [value ?? '…'].flat()
  return (
    <span>
      {field?.title ?? fact} {words}{' '}
      {values.map((one, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same may stand there twice
        <Fragment key={n}>
          {n > 0 ? ', ' : ''}
          <b>{field ? <SchemaValue field={field} value={one} /> : String(one)}</b>
        </Fragment>
      ))}
    </span>
  )
}
