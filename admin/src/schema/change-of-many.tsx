import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import { useEffect, useState } from 'react'
import { FormProvider, useForm, useFormContext, useWatch } from 'react-hook-form'
import { say } from '../words/say.ts'
import { type FieldShape, fieldsOf } from './field-shape.ts'
import { valuesOf } from './form-values.ts'
import type { JsonSchema } from './json-schema.ts'
import { SchemaInput } from './schema-input.tsx'

type Change = Readonly<Record<string, unknown>>

interface ChangeOfManyProps {
  /** Of a row's change. */
  readonly schema: JsonSchema
  /** Is told the change once it is whole, and that there is none while it is not. */
  readonly onChange: (change: Change | undefined) => void
}

/** One field, and what it is to say in all the rows that were chosen. */
export function ChangeOfMany({ schema, onChange }: ChangeOfManyProps) {
  const fields = fieldsOf(schema).filter(({ kind }) => kind !== 'secret')
  const [chosen, setChosen] = useState(fields[0]?.source ?? '')
  const field = fields.find(({ source }) => source === chosen)
  return (
    <>
      <TextField
        select
        label={say('Field')}
        fullWidth
        margin="none"
        value={chosen}
        onChange={({ target }) => setChosen(target.value)}
      >
        {fields.map(({ source, title }) => (
          <MenuItem key={source} value={source}>
            {title}
          </MenuItem>
        ))}
      </TextField>
      {field ? <OneValue key={chosen} field={field} onChange={onChange} /> : null}
    </>
  )
}

function OneValue({ field, onChange }: { field: FieldShape; onChange: ChangeOfManyProps['onChange'] }) {
  const form = useForm({ mode: 'onChange' })
  return (
    <FormProvider {...form}>
      <div>
        <SchemaInput field={field} />
        {field.isNullable ? (
          <p className="small muted">{say('Left empty, it takes away what stands there.')}</p>
        ) : null}
      </div>
      <Told field={field} onChange={onChange} />
    </FormProvider>
  )
}

/** Tells what the field says, as the API takes it. */
function Told({ field, onChange }: { field: FieldShape; onChange: ChangeOfManyProps['onChange'] }) {
  const { formState } = useFormContext()
  const values = useWatch()
  const change = formState.isValid ? valuesOf([field], values) : {}
  const told = JSON.stringify(change)
  useEffect(() => onChange(told === '{}' ? undefined : (JSON.parse(told) as Change)), [told, onChange])
  return null
}
