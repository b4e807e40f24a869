import {
  BooleanInput,
  CheckboxGroupInput,
  DateInput,
  DateTimeInput,
  email,
  maxLength,
  maxValue,
  minLength,
  minValue,
  NullableBooleanInput,
  NumberInput,
  PasswordInput,
  regex,
  required,
  SelectInput,
  TextInput,
  type Validator,
} from 'react-admin'
import { PickerInput } from '../pieces/picker-input.tsx'
import { say } from '../words/say.ts'
import type { FieldShape } from './field-shape.ts'
import { JsonInput } from './json-input.tsx'
import { NamesInput } from './names-input.tsx'
import { usePickable } from './references.ts'
import { TextsInput } from './texts-input.tsx'

const wholeNumber = 1

interface SchemaInputProps {
  readonly field: FieldShape
  /** Whether it is of a row that is not there yet, so that it begins with its default. */
  readonly isNew?: boolean
}

/** A field of a form, as its schema says it is to be filled in. The server judges it again. */
export function SchemaInput({ field, isNew = false }: SchemaInputProps) {
  const { source, schema, kind, unit } = field
  const isNeeded = (field.isRequired && !field.isNullable) || kind === 'boolean'
  const title = unit === undefined ? field.title : `${field.title} (${unit})`
  const label = isNeeded ? title : say('{title}, optional', { title })
  const common = {
    source,
    label,
    helperText: field.help ?? false,
    validate: checksOf(field),
    ...(isNew && schema.default !== undefined ? { defaultValue: schema.default as string } : {}),
  } as const
  switch (kind) {
    case 'boolean':
      return isTwofold(field) ? <BooleanInput {...common} /> : <NullableBooleanInput {...common} />
    case 'number':
      return <NumberInput {...common} {...(schema.type === 'integer' ? { step: wholeNumber } : {})} />
    case 'date':
      return <DateInput {...common} />
    case 'date-time':
      return <DateTimeInput {...common} />
    case 'choice':
      return <SelectInput {...common} choices={[...field.choices]} />
    case 'choices':
      return <CheckboxGroupInput {...common} choices={[...field.choices]} />
    case 'long-text':
      return <TextInput {...common} multiline minRows={3} />
    case 'url':
      return <TextInput {...common} type="url" placeholder="https://" />
    case 'secret':
      return (
        <PasswordInput
          {...common}
          autoComplete="new-password"
          helperText={[field.help, say('It is kept encrypted; what stands there is not shown')]
            .filter(Boolean)
            .join('. ')}
        />
      )
    case 'reference':
      return <ReferenceField field={field} label={label} />
    case 'texts':
      return <TextsField field={field} label={label} />
    case 'object':
      return (
        <fieldset className="members">
          <legend>{field.title}</legend>
          {field.help ? <p className="small muted">{field.help}</p> : null}
          {field.members.map((member) => (
            <SchemaInput key={member.source} field={member} />
          ))}
        </fieldset>
      )
    case 'json':
      return <JsonInput source={source} label={label} help={field.help} />
    default:
      return <TextInput {...common} />
  }
}

/** All fields of a schema's form, in its order. */
export function SchemaInputs(props: { fields: readonly FieldShape[]; isNew?: boolean }) {
  const { fields, isNew = false } = props
  return fields.map((field) => <SchemaInput key={field.source} field={field} isNew={isNew} />)
}

function TextsField({ field: { source, help, choicesAt }, label }: { field: FieldShape; label: string }) {
  if (choicesAt === undefined) return <TextsInput source={source} label={label} help={help} />
  return <NamesInput source={source} label={label} help={help} address={choicesAt} />
}

function ReferenceField({ field, label }: { field: FieldShape; label: string }) {
  const of = usePickable(field.resource)
  const validate = checksOf(field)
  if (!of)
    return (
      <TextInput source={field.source} label={label} helperText={field.help ?? false} validate={validate} />
    )
  const help = field.help === undefined ? {} : { help: field.help }
  return <PickerInput source={field.source} label={label} of={of} validate={validate} {...help} />
}

/** A switch has two states; where nothing may be said, there is a third. */
function isTwofold({ isNullable, isRequired, schema }: FieldShape): boolean {
  return !isNullable && (isRequired || schema.default !== undefined)
}

function checksOf({ isRequired, isNullable, kind, schema }: FieldShape): Validator[] {
  const checks: Validator[] = []
  if (isRequired && !isNullable && kind !== 'boolean') checks.push(required())
  if (kind === 'url')
    checks.push(regex(/^https?:\/\/\S+$/, say('An address begins with https:// or http://')))
  if (kind === 'text' || kind === 'long-text' || kind === 'secret') {
    if (schema.minLength !== undefined) checks.push(minLength(schema.minLength))
    if (schema.maxLength !== undefined) checks.push(maxLength(schema.maxLength))
    if (schema.pattern !== undefined)
      checks.push(regex(new RegExp(schema.pattern, 'u'), say('Not written as it is meant to be')))
    if (schema.format === 'email') checks.push(email())
  }
  if (kind === 'number') {
    if (schema.minimum !== undefined) checks.push(minValue(schema.minimum))
    if (schema.maximum !== undefined) checks.push(maxValue(schema.maximum))
  }
  return checks
}
