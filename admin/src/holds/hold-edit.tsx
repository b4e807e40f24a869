import { maxLength, TextInput } from 'react-admin'
import { EditPage } from '../pieces/form-page.tsx'
import { say } from '../words/say.ts'

/** What is noted of a hold. What it stops, and why, stays: else it is lifted, and another is placed. */
export default function HoldEdit() {
  return (
    <EditPage
      title={say('Hold')}
      over={{ word: say('Holds'), to: '/holds' }}
      verb={say('Save hold')}
      nameOf={({ subject, reason }) => `${subject.name ?? ''} (${reason})`}
      transform={({ note }) => ({ note: note === '' ? null : note })}
      redirect="list"
    >
      <TextInput
        source="note"
        label={say('Note, optional')}
        multiline
        minRows={2}
        validate={maxLength(2000)}
        helperText={say('What it stops, and why, stays; lift it and place another')}
      />
    </EditPage>
  )
}
