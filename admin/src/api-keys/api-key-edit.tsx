import { EditPage } from '../pieces/form-page.tsx'
import { NameInput } from '../pieces/name-input.tsx'
import { say } from '../words/say.ts'

/** Renames a key, and says what is kept of it. Its rights stay: whoever needs others makes another key. */
export default function ApiKeyEdit() {
  return (
    <EditPage
      title={say('API key')}
      over={{ word: say('API keys'), to: '/api-keys' }}
      verb={say('Save key')}
      nameOf={(row) => row.name}
      transform={({ name }) => ({ name })}
      redirect="list"
    >
      <NameInput help={say('Which machine it is for')} />
    </EditPage>
  )
}
