import Button from '@mui/material/Button'
import IconButton from '@mui/material/IconButton'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import { IconX } from '@tabler/icons-react'
import { useFormState } from 'react-hook-form'
import type { FieldShape } from '../schema/field-shape.ts'
import { say } from '../words/say.ts'
import { ComparisonValue } from './comparison-value.tsx'
import {
  type Comparison,
  type Condition,
  comparisonsOf,
  type Group,
  groupOf,
  isGroup,
  type Join,
  newComparison,
  partsOf,
  wordOf,
} from './condition.ts'
import './rules.css'

const mostMembers = 10

interface BuilderProps {
  readonly value: Condition | null
  readonly facts: readonly FieldShape[]
  readonly onChange: (condition: Condition | null) => void
}

/** Builds a condition out of comparisons, and of groups of them. Without any, the rule holds always. */
export function ConditionBuilder({ value, facts, onChange }: BuilderProps) {
  if (facts.length === 0) {
    return <p className="small muted">{say('This question tells no facts that a rule could ask about.')}</p>
  }
  if (value === null) {
    return (
      <div className="row wrap">
        <span>{say('It answers always.')}</span>
        <Button type="button" size="small" onClick={() => onChange({ all: [newComparison(facts)] })}>
          {say('Add a condition')}
        </Button>
      </div>
    )
  }
  return <GroupFields group={value} facts={facts} path="condition" onChange={onChange} isOuter />
}

interface GroupFieldsProps<Member> {
  readonly group: Group<Member>
  readonly facts: readonly FieldShape[]
  /** Where it stands in the form, for what was refused. */
  readonly path: string
  readonly onChange: (group: Group<Member> | null) => void
  readonly isOuter?: boolean
}

function GroupFields(props: GroupFieldsProps<Comparison | Group<Comparison>>) {
  const { group, facts, path, onChange, isOuter = false } = props
  const { join, members } = partsOf(group)
  const put = (n: number, member: Comparison | Group<Comparison> | null) => {
    const others = member === null ? members.toSpliced(n, 1) : members.with(n, member)
    onChange(others.length === 0 ? null : groupOf(join, others))
  }
  const add = (member: Comparison | Group<Comparison>) => onChange(groupOf(join, [...members, member]))
  return (
    <fieldset className="condition-group">
      <legend>
        <JoinField join={join} isOuter={isOuter} onChange={(next) => onChange(groupOf(next, members))} />
      </legend>
      {members.map((member, n) => {
        const at = `${path}.${join}.${n}`
        return isGroup(member) ? (
          <GroupFields
            key={at}
            group={member}
            facts={facts}
            path={at}
            onChange={(next) => put(n, next as Group<Comparison> | null)}
          />
        ) : (
          <ComparisonFields
            key={at}
            comparison={member}
            facts={facts}
            path={at}
            onChange={(next) => put(n, next)}
          />
        )
      })}
      {members.length < mostMembers ? (
        <div className="row wrap">
          <Button type="button" size="small" onClick={() => add(newComparison(facts))}>
            {say('Add a condition')}
          </Button>
          {isOuter ? (
            <Button
              type="button"
              size="small"
              onClick={() => add(groupOf(join === 'all' ? 'any' : 'all', [newComparison(facts)]))}
            >
              {say('Add a group')}
            </Button>
          ) : null}
        </div>
      ) : null}
    </fieldset>
  )
}

function JoinField(props: { join: Join; isOuter: boolean; onChange: (join: Join) => void }) {
  const { join, isOuter, onChange } = props
  return (
    <span className="row">
      {isOuter ? say('It answers where') : say('and where')}
      <TextField
        select
        margin="none"
        value={join}
        onChange={(event) => onChange(event.target.value as Join)}
        slotProps={{
          select: { native: true },
          htmlInput: {
            'aria-label': isOuter ? say('How the conditions are joined') : say('How the group is joined'),
          },
        }}
      >
        <option value="all">{say('all of these hold')}</option>
        <option value="any">{say('one of these holds')}</option>
      </TextField>
    </span>
  )
}

interface ComparisonFieldsProps {
  readonly comparison: Comparison
  readonly facts: readonly FieldShape[]
  readonly path: string
  readonly onChange: (comparison: Comparison | null) => void
}

function ComparisonFields({ comparison, facts, path, onChange }: ComparisonFieldsProps) {
  const { fact, is } = comparison
  const field = facts.find(({ source }) => source === fact)
  const word = wordOf(field?.kind, is)
  const problem = useProblem(path)
  const choose = (source: string) => {
    const next = facts.find((one) => one.source === source)
    onChange({ fact: source, is: comparisonsOf(next?.kind)[0]!.id })
  }
  return (
    <div>
      <div className="condition-row">
        <TextField
          select
          margin="none"
          value={fact}
          onChange={(event) => choose(event.target.value)}
          slotProps={{ htmlInput: { 'aria-label': say('Fact') } }}
        >
          {facts.map(({ source, title }) => (
            <MenuItem key={source} value={source}>
              {title}
            </MenuItem>
          ))}
        </TextField>
        <TextField
          select
          margin="none"
          value={is}
          onChange={(event) => onChange(reworded(comparison, field, event.target.value))}
          slotProps={{ htmlInput: { 'aria-label': say('Comparison') } }}
        >
          {comparisonsOf(field?.kind).map(({ id, words }) => (
            <MenuItem key={id} value={id}>
              {words}
            </MenuItem>
          ))}
        </TextField>
        <ComparisonValue comparison={comparison} field={field} takes={word.takes} onChange={onChange} />
        <IconButton type="button" aria-label={say('Take this condition out')} onClick={() => onChange(null)}>
          <IconX className="icon s" />
        </IconButton>
      </div>
      {problem ? (
        <p className="small" role="alert" style={{ color: 'var(--damaged)', margin: '4px 0 0' }}>
          {problem}
        </p>
      ) : null}
    </div>
  )
}

/** Keeps the value where the other way to compare takes one as well. */
function reworded({ fact, value }: Comparison, field: FieldShape | undefined, is: string): Comparison {
  const { takes } = wordOf(field?.kind, is)
  if (takes === 'nothing' || value === undefined) return { fact, is }
  const one = [value].flat()
  return takes === 'list'
    ? { fact, is, value: one }
    : { fact, is, ...(one[0] !== undefined && { value: one[0] }) }
}

/** What the server said of this comparison. */
function useProblem(path: string): string | undefined {
  const { errors } = useFormState()
  const at = path.split('.').reduce<unknown>((node, name) => (node as Tree | undefined)?.[name], errors)
  const { fact, is, value } = (at ?? {}) as Record<string, { message?: string } | undefined>
  return [fact, is, value].map((error) => error?.message).find(Boolean)
}

interface Tree {
  readonly [name: string]: unknown
}
