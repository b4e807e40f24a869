import { EditPage } from '../pieces/form-page.tsx'
import { say } from '../words/say.ts'

/** What is kept of a piece in fields; where it is and was is the ledger's to say. */
export default function SerialEdit() {
  return (
    <EditPage
      title={say('The serial number')}
      over={{ word: say('Serial numbers'), to: '/serials' }}
      verb={say('Save serial number')}
      nameOf={({ number }) => number}
      transform={() => ({})}
    >
      <p className="muted">{say('Where it is, and was, is the ledger’s to say.')}</p>
    </EditPage>
  )
}
