import { useState } from 'react'
import { CheckboxGroupInput, maxLength, required, SelectInput, TextInput } from 'react-admin'
import { useFormContext, useWatch } from 'react-hook-form'
import { useSearchParams } from 'react-router-dom'
import { CreatePage } from '../pieces/form-page.tsx'
import { PickerInput } from '../pieces/picker-input.tsx'
import { newId } from '../providers/ids.ts'
import { say } from '../words/say.ts'
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
      title={say('New hold')}
      over={{ word: say('Holds'), to: '/holds' }}
      verb={say('Place hold')}
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
        label={say('What to hold')}
        choices={[...scopes()]}
        validate={required()}
        helperText={false}
        onChange={() => setValue('subject', null)}
      />
      <PickerInput
        key={scope}
        source="subject"
        label={scopes().find(({ id }) => id === scope)?.name ?? say('What')}
        of={subjects[scope]}
        validate={required()}
        {...(scope === 'location' || scope === 'handling_unit'
          ? { help: say('All that is in it is on hold as well') }
          : {})}
      />
      <TextInput
        source="reason"
        label={say('Reason')}
        validate={[required(), maxLength(200)]}
        helperText={say('What everybody reads who runs into it: recall R-4')}
      />
      <CheckboxGroupInput
        source="blocks"
        label={say('It stops')}
        choices={blocks()}
        validate={required()}
        helperText={say('Counts, adjustments and reversals are never stopped')}
      />
      <div className="two">
        <TextInput
          source="lifter"
          label={say('Who may lift it, optional')}
          validate={maxLength(60)}
          helperText={say('In a word, for the refusal: QA')}
        />
        <TextInput
          source="liftedBy"
          label={say('Permission to lift, optional')}
          validate={maxLength(100)}
          helperText={say('ledger.hold.lift unless said')}
        />
      </div>
      <TextInput source="note" label={say('Note, optional')} multiline minRows={2} helperText={false} />
    </>
  )
}
