import { useQuery } from '@tanstack/react-query'
import { BooleanInput, maxLength, NumberInput, regex, required, SelectInput, TextInput } from 'react-admin'
import { useWatch } from 'react-hook-form'
import { call } from '../providers/http-client.ts'
import { type Kind, kinds, nameFromLabel } from './field.ts'
import { RuleInputs } from './rule-inputs.tsx'
import { useEntities } from './use-entities.ts'

/** A field's form. Whose it is and its name in the API stay, because other systems know it by them. */
export function FieldInputs({ isNew = false }: { isNew?: boolean }) {
  return (
    <>
      <IdentityInputs isNew={isNew} />
      <KindInputs />
      <h2>Who has to say it, and who may</h2>
      <BooleanInput
        source="isRequired"
        label="New records have to say it"
        helperText="Records that are there already may go on without"
      />
      <PermissionInput />
      <NumberInput
        source="place"
        label="Place among the others"
        helperText="The smallest stands first"
        validate={required()}
      />
    </>
  )
}

function IdentityInputs({ isNew }: { isNew: boolean }) {
  const entities = useEntities()
  const label: unknown = useWatch({ name: 'label' })
  const suggested = nameFromLabel(typeof label === 'string' ? label : '')
  return (
    <>
      <h2>What it is</h2>
      <SelectInput
        source="entity"
        label="Of which records"
        choices={entities.map(({ entity, title }) => ({ id: entity, name: title }))}
        validate={required()}
        disabled={!isNew}
        helperText={isNew ? 'It stays for good' : false}
      />
      <div className="two">
        <TextInput source="label" label="Label" validate={[required(), maxLength(80)]} helperText={false} />
        <TextInput
          source="labels.fr"
          label="Label in French, optional"
          validate={maxLength(80)}
          helperText={false}
        />
        <TextInput
          source="help"
          label="Help, optional"
          validate={maxLength(300)}
          helperText="Stands under the field"
        />
        <TextInput
          source="helps.fr"
          label="Help in French, optional"
          validate={maxLength(300)}
          helperText={false}
        />
      </div>
      <TextInput
        source="name"
        label={isNew ? 'Name in the API, optional' : 'Name in the API'}
        placeholder={suggested}
        disabled={!isNew}
        validate={[maxLength(64), regex(/^[a-z][A-Za-z0-9]*$/, 'Letters and digits, a small letter first')]}
        helperText={isNew ? `Left empty it is ${suggested || 'made of the label'}; it stays for good` : false}
      />
    </>
  )
}

function KindInputs() {
  const kind = useWatch({ name: 'kind' }) as Kind
  return (
    <>
      <h2>What can be said</h2>
      <SelectInput source="kind" label="Kind" choices={[...kinds]} validate={required()} helperText={false} />
      <RuleInputs kind={kind} />
    </>
  )
}

interface Permission {
  readonly name: string
  readonly title: string
  readonly words: string
}

function PermissionInput() {
  const { data } = useQuery({
    queryKey: ['permissions'],
    queryFn: () => call<{ data: Permission[] }>('/access/permissions'),
  })
  const choices = (data?.data ?? []).map(({ name, title, words }) => ({
    id: name,
    name: `${title}: ${words}`,
  }))
  return (
    <SelectInput
      source="permission"
      label="Seen by those who may, optional"
      choices={choices}
      emptyText="everybody who sees the record"
      helperText="Whoever lacks it finds the field nowhere"
    />
  )
}
