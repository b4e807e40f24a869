import { useState } from 'react'
import { DateTimeInput } from 'react-admin'
import { CreatePage } from '../pieces/form-page.tsx'
import { NameInput } from '../pieces/name-input.tsx'
import { TokenCard } from '../pieces/token-card.tsx'
import { withRights } from '../users/rights.ts'
import { RightsInput } from '../users/rights-input.tsx'
import { RolesInput } from '../users/roles-input.tsx'
import { say } from '../words/say.ts'

const over = () => ({ word: say('API keys'), to: '/api-keys' })

/** A new key. Its secret is shown once, here, and never again. */
export default function ApiKeyCreate() {
  const [token, setToken] = useState<string>()
  if (token) {
    return (
      <TokenCard
        title={say('New API key')}
        over={over()}
        token={token}
        noun={say('key')}
        help={say('Send it as “Authorization: Bearer …”.')}
      />
    )
  }
  return (
    <CreatePage
      title={say('New API key')}
      over={over()}
      verb={say('Create key')}
      defaults={{ permissions: [], roles: [] }}
      transform={keyOf}
      onSaved={(row) => setToken(String(row.token))}
    >
      <NameInput help={say('Which machine it is for')} />
      <RolesInput />
      <RightsInput />
      <DateTimeInput
        source="expiresAt"
        label={say('Expires, optional')}
        helperText={say('It works no longer from then on')}
      />
    </CreatePage>
  )
}

/** A field for a date and a time holds the reader's own; the API takes instants. */
function keyOf(data: Record<string, unknown>): Record<string, unknown> {
  const { expiresAt } = data
  return {
    ...withRights(data),
    ...(expiresAt ? { expiresAt: new Date(expiresAt as string).toISOString() } : {}),
  }
}
