import { useQuery } from '@tanstack/react-query'
import { BooleanInput, maxLength, NumberInput, regex, required, SelectInput, TextInput } from 'react-admin'
import { useWatch } from 'react-hook-form'
import { call } from '../providers/http-client.ts'
import { say } from '../words/say.ts'
import { type Kind, kinds, nameFromLabel } from './field.ts'
import { RuleInputs } from './rule-inputs.tsx'
import { useEntities } from './use-entities.ts'

/** A field's form. Whose it is and its name in the API stay, because other systems know it by them. */
export function FieldInputs({ isNew = false }: { isNew?: boolean }) {
  return (
    <>
      <IdentityInputs isNew={isNew} />
      <KindInputs />
      <h2>{say('Who has to say it, and who may')}</h2>
      <BooleanInput
        source="isRequired"
        label={say('New records have to say it')}
        helperText={say('Records that are there already may go on without')}
      />
      <PermissionInput />
      <NumberInput
        source="place"
        label={say('Place among the others')}
        helperText={say('The smallest stands first')}
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
      <h2>{say('What it is')}</h2>
      <SelectInput
        source="entity"
        label={say('Of which records')}
        choices={entities.map(({ entity, title }) => ({ id: entity, name: title }))}
        validate={required()}
        disabled={!isNew}
        helperText={isNew ? say('It stays for good') : false}
      />
      <LabelInputs />
      <TextInput
        source="name"
        label={isNew ? say('Name in the API, optional') : say('Name in the API')}
        placeholder={suggested}
        disabled={!isNew}
        validate={[
          maxLength(64),
          regex(/^[a-z][A-Za-z0-9]*$/, say('Letters and digits, a small letter first')),
        ]}
        helperText={
          isNew
            ? say('Left empty it is {suggested}; it stays for good', {
                suggested: suggested || say('made of the label'),
              })
            : false
        }
      />
    </>
  )
}

function KindInputs() {
  const kind = useWatch({ name: 'kind' }) as Kind
  return (
    <>
      <h2>{say('What can be said')}</h2>
      <SelectInput
        source="kind"
        label={say('Kind')}
        choices={[...kinds()]}
        validate={required()}
        helperText={false}
      />
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
      label={say('Seen by those who may, optional')}
      choices={choices}
      emptyText={say('everybody who sees the record')}
      helperText={say('Whoever lacks it finds the field nowhere')}
    />
  )
}

function LabelInputs() {
  return (
    <div className="two">
      <TextInput
        source="label"
        label={say('Label')}
        validate={[required(), maxLength(80)]}
        helperText={false}
      />
      <TextInput
        source="labels.fr"
        label={say('Label in French, optional')}
        validate={maxLength(80)}
        helperText={false}
      />
      <TextInput
        source="help"
        label={say('Help, optional')}
        validate={maxLength(300)}
        helperText={say('Stands under the field')}
      />
      <TextInput
        source="helps.fr"
        label={say('Help in French, optional')}
        validate={maxLength(300)}
        helperText={false}
      />
    </div>
  )
}
