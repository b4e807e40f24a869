import { useState } from 'react'
import { CheckboxGroupInput, maxLength, required, SelectInput, TextInput } from 'react-admin'
import { useFormContext, useWatch } from 'react-hook-form'
import { useSearchParams } from 'react-router-dom'
import { CreatePage } from '../pieces/form-page.tsx'
import { PickerInput } from '../pieces/picker-input.tsx'
import { newId } from '../providers/ids.ts'
import { blocks, type HoldScope, scopes, subjects } from './hold.ts'

/**
 * Stops stock. Its id is made here, so that pressing twice places one hold; `?scope=lot&subject=…` names
 * what.
 */
export default function HoldCreate() {
  const [params] = useSearchParams()
  const [defaults] = useState(() => ({
    id: newId(),
    scope: params.get('scope') ?? 'lot',
    subject: params.get('subject'),
    blocks: ['allocate', 'ship'],
  }))
  return (
    <CreatePage
      title="New hold"
      over={{ word: 'Holds', to: '/holds' }}
      verb="Place hold"
      defaults={defaults}
      redirect="list"
    >
      <HoldFields />
    </CreatePage>
  )
}

function HoldFields() {
  const scope = (useWatch({ name: 'scope' }) as HoldScope | undefined) ?? 'lot'
  const { setValue } = useFormContext()
  return (
    <>
      <SelectInput
        source="scope"
        label="What to hold"
        choices={[...scopes]}
        validate={required()}
        helperText={false}
        onChange={() => setValue('subject', null)}
      />
      <PickerInput
        key={scope}
        source="subject"
        label={scopes.find(({ id }) => id === scope)?.name ?? 'What'}
        of={subjects[scope]}
        validate={required()}
        {...(scope === 'location' || scope === 'handling_unit'
          ? { help: 'All that is in it is on hold as well' }
          : {})}
      />
      <TextInput
        source="reason"
        label="Reason"
        validate={[required(), maxLength(200)]}
        helperText="What everybody reads who runs into it: recall R-4"
      />
      <CheckboxGroupInput
        source="blocks"
        label="It stops"
        choices={blocks}
        validate={required()}
        helperText="Counts, adjustments and reversals are never stopped"
      />
      <div className="two">
        <TextInput
          source="lifter"
          label="Who may lift it, optional"
          validate={maxLength(60)}
          helperText="In a word, for the refusal: QA"
        />
        <TextInput
          source="liftedBy"
          label="Permission to lift, optional"
          validate={maxLength(100)}
          helperText="ledger.hold.lift unless said"
        />
      </div>
      <TextInput source="note" label="Note, optional" multiline minRows={2} helperText={false} />
    </>
  )
}
