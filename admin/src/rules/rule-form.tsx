import Button from '@mui/material/Button'
import { type ReactNode, useState } from 'react'
import { Form, HttpError, maxLength, NumberInput, TextInput } from 'react-admin'
import { useFormContext, useWatch } from 'react-hook-form'
import { Link } from 'react-router-dom'
import { type FormProblem, problemOf, sentenceOfError } from '../providers/problem.ts'
import { fieldsOf } from '../schema/field-shape.ts'
import { defaultsOf, valuesFor } from '../schema/form-values.ts'
import { SchemaInputs } from '../schema/schema-input.tsx'
import { say } from '../words/say.ts'
import { type Condition, factsOf } from './condition.ts'
import { ConditionBuilder } from './condition-builder.tsx'
import type { Rule, StrategyPoint } from './rule.ts'
import { PointField, StrategyField } from './rule-choices.tsx'
import { RulePlaceFields, RulePlaceWords } from './rule-place.tsx'
import { RuleTry } from './rule-try.tsx'
import { SwitchOn } from './switch-on.tsx'

/** What the form holds. */
export type RuleValues = Partial<Omit<Rule, 'id'>> & { readonly reason?: string }

interface RuleFormProps {
  readonly points: readonly StrategyPoint[]
  /** What the form begins with. */
  readonly record: RuleValues
  readonly verb: string
  readonly backTo: string
  readonly isNew?: boolean
  readonly onSave: (values: RuleValues) => Promise<unknown>
  /** What is shown where somebody else saved it meanwhile: told what is typed, and how to go on. */
  readonly outdated?: (mine: RuleValues, onDone: () => void) => ReactNode
}

/** What a rule says: who answers, set how, for whom, on which condition, from when on. Tried before it counts. */
export function RuleForm({ points, record, verb, backTo, isNew = false, onSave, outdated }: RuleFormProps) {
  const [refusal, setRefusal] = useState<unknown>()
  const save = async (data: RuleValues) => {
    setRefusal(undefined)
    try {
      await onSave(sendable(points, data))
      return undefined
    } catch (error) {
      setRefusal(error)
      return error instanceof HttpError ? (error.body as FormProblem).errors : undefined
    }
  }
  return (
    <Form record={record} onSubmit={save} warnWhenUnsavedChanges disableInvalidFormNotification>
      <div className="stack">
        <section className="card form-page" style={{ maxWidth: 760 }}>
          <div className="form-body">
            <RuleFields points={points} isNew={isNew} />
          </div>
          <div className="form-actions">
            <Button type="submit" variant="contained">
              {verb}
            </Button>
            <Button component={Link} to={backTo}>
              {say('Cancel')}
            </Button>
            <Refusal refusal={refusal} {...(outdated && { outdated })} onDone={() => setRefusal(undefined)} />
          </div>
        </section>
        <RuleTry draftOf={(values) => draftOf(points, values)} />
      </div>
    </Form>
  )
}

interface RefusalProps extends Pick<RuleFormProps, 'outdated'> {
  readonly refusal: unknown
  readonly onDone: () => void
}

function Refusal({ refusal, outdated, onDone }: RefusalProps) {
  const { getValues } = useFormContext<RuleValues>()
  if (refusal === undefined) return null
  if (problemOf(refusal)?.status === 412 && outdated) return outdated(getValues(), onDone)
  return (
    <span className="small" role="alert" style={{ color: 'var(--damaged)', flex: 1 }}>
      {sentenceOfError(refusal)}
    </span>
  )
}

function RuleFields({ points, isNew }: { points: readonly StrategyPoint[]; isNew: boolean }) {
  const { setValue } = useFormContext()
  const values = useWatch() as RuleValues
  const point = points.find(({ name }) => name === values.point)
  const strategy = point?.strategies.find(({ id }) => id === values.strategy)
  const settings = strategy ? fieldsOf(strategy.settings, 'settings.') : []
  const change = (name: string, value: unknown) => setValue(name, value, { shouldDirty: true })
  return (
    <>
      <TextInput
        source="title"
        label={say('Name, optional')}
        validate={maxLength(120)}
        helperText={say('What people call it: cold goods by their use')}
      />
      {isNew ? (
        <PointField
          points={points}
          value={values.point ?? ''}
          onChange={(next) => {
            change('point', next.name)
            change('strategy', next.strategies[0]?.id ?? null)
            change('settings', next.strategies[0] ? defaultsOf(next.strategies[0].settings) : {})
            change('condition', null)
          }}
        />
      ) : null}
      <h2>{say('For whom')}</h2>
      {isNew ? <RulePlaceFields /> : <RulePlaceWords place={{ ...nowhere, ...values }} />}
      <h2>{say('When')}</h2>
      {point ? (
        <ConditionBuilder
          value={(values.condition as Condition | null | undefined) ?? null}
          facts={factsOf(point.facts)}
          onChange={(condition) => change('condition', condition)}
        />
      ) : null}
      <h2>{say('Who answers')}</h2>
      {point ? (
        <StrategyField
          point={point}
          value={values.strategy ?? ''}
          onChange={(next) => {
            change('strategy', next.id)
            change('settings', defaultsOf(next.settings))
          }}
        />
      ) : null}
      <SchemaInputs fields={settings} />
      <TimeAndOrder
        site={values.site ?? null}
        validFrom={values.validFrom}
        onChange={(validFrom) => change('validFrom', validFrom)}
      />
    </>
  )
}

interface TimeAndOrderProps {
  readonly site: string | null
  readonly validFrom: string | undefined
  readonly onChange: (validFrom: string | undefined) => void
}

function TimeAndOrder({ site, validFrom, onChange }: TimeAndOrderProps) {
  return (
    <>
      <h2>{say('From when on')}</h2>
      <SwitchOn site={site} value={validFrom} onChange={onChange} />
      <div className="two">
        <NumberInput
          source="rank"
          label={say('Order')}
          min={1}
          max={1000}
          step={1}
          helperText={say('Within one place the lower is asked first')}
        />
        <TextInput
          source="reason"
          label={say('Why, optional')}
          validate={maxLength(500)}
          helperText={say('It stands in the history and in the audit')}
        />
      </div>
    </>
  )
}

const nowhere = { company: null, site: null, owner: null, category: null }

/** The form's values as the API takes them: settings by their schema, empty places as null. */
function sendable(points: readonly StrategyPoint[], values: RuleValues): RuleValues {
  const { company, site, owner, category, title } = values
  const strategy = points
    .find(({ name }) => name === values.point)
    ?.strategies.find(({ id }) => id === values.strategy)
  return {
    ...values,
    title: title || null,
    company: company || null,
    site: site || null,
    owner: owner || null,
    category: category || null,
    condition: values.condition ?? null,
    settings: strategy ? valuesFor(strategy.settings, { ...values.settings }) : {},
  }
}

function draftOf(points: readonly StrategyPoint[], values: RuleValues): object {
  const { point, strategy, company, site, owner, category, settings, condition } = sendable(points, values)
  return { point, strategy, company, site, owner, category, settings, condition }
}
