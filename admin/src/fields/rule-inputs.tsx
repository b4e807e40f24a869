import {
  CheckboxGroupInput,
  DateInput,
  maxLength,
  maxValue,
  minValue,
  NullableBooleanInput,
  NumberInput,
  SelectInput,
  TextInput,
} from 'react-admin'
import { useWatch } from 'react-hook-form'
import { say } from '../words/say.ts'
import { ChoicesInput } from './choices-input.tsx'
import { type Choice, type Kind, rulesOfKind } from './field.ts'

/** What values of a kind are held to. */
export function RuleInputs({ kind }: { kind: Kind }) {
  const rules = rulesOfKind[kind] ?? []
  const has = (rule: string) => rules.includes(rule)
  return (
    <>
      {has('choices') ? <ChoicesInput /> : null}
      <div className="two">
        {has('unit') ? (
          <TextInput
            source="rules.unit"
            label={say('Unit, optional')}
            validate={maxLength(20)}
            helperText={say('kg, %, °C')}
          />
        ) : null}
        {has('decimals') ? (
          <NumberInput
            source="rules.decimals"
            label={say('Decimals, optional')}
            validate={[minValue(0), maxValue(6)]}
            helperText={say('As many as one likes, unless said')}
          />
        ) : null}
        {has('minimum') ? (
          <NumberInput source="rules.minimum" label={say('Smallest, optional')} helperText={false} />
        ) : null}
        {has('maximum') ? (
          <NumberInput source="rules.maximum" label={say('Largest, optional')} helperText={false} />
        ) : null}
        {has('minLength') ? (
          <NumberInput
            source="rules.minLength"
            label={say('Fewest characters, optional')}
            helperText={false}
          />
        ) : null}
        {has('maxLength') ? (
          <NumberInput
            source="rules.maxLength"
            label={say('Most characters, optional')}
            helperText={kind === 'text' ? say('200 unless said, 500 at most') : say('5,000 unless said')}
          />
        ) : null}
        {has('pattern') ? (
          <TextInput
            source="rules.pattern"
            label={say('Pattern, optional')}
            validate={maxLength(200)}
            helperText={say('A regular expression for the whole text: [A-Z]{2}\\d{4}')}
          />
        ) : null}
        <DefaultInput kind={kind} />
      </div>
    </>
  )
}

/** What a new record says where nobody says anything. */
function DefaultInput({ kind }: { kind: Kind }) {
  const choices = (useWatch({ name: 'rules.choices' }) || []) as readonly Choice[]
  const words = choices.map(({ value, label }) => ({ id: value, name: label }))
  const common = { source: 'rules.default', label: say('Default, optional'), helperText: false } as const
  switch (kind) {
    case 'number':
    case 'integer':
      return <NumberInput {...common} />
    case 'boolean':
      return <NullableBooleanInput {...common} />
    case 'date':
      return <DateInput {...common} />
    case 'choice':
      return <SelectInput {...common} choices={words} />
    case 'choices':
      return words.length === 0 ? null : <CheckboxGroupInput {...common} choices={words} />
    default:
      return <TextInput {...common} />
  }
}
