import Button from '@mui/material/Button'
import { useState } from 'react'
import { CreateBase, DateTimeInput, Form, maxLength, required, TextInput } from 'react-admin'
import { Link } from 'react-router-dom'
import { useExtendedTransform } from '../extensions/extended-values.ts'
import { ExtensionInputs } from '../extensions/extension-inputs.tsx'
import { TokenCard } from '../pieces/token-card.tsx'
import { PageHead } from '../shell/page-head.tsx'
import { withRights } from '../users/rights.ts'
import { RightsInput } from '../users/rights-input.tsx'
import { RolesInput } from '../users/roles-input.tsx'
import { say } from '../words/say.ts'

const over = () => ({ word: say('API keys'), to: '/api-keys' })

/** A new key. Its secret is shown once, here, and never again. */
export default function ApiKeyCreate() {
  const [token, setToken] = useState<string>()
  const transform = useExtendedTransform(keyOf)
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
    <CreateBase
      mutationMode="pessimistic"
      redirect={false}
      transform={transform}
      mutationOptions={{ onSuccess: (row) => setToken(String(row.token)) }}
    >
      <PageHead title={say('New API key')} over={<Link to={over().to}>{over().word}</Link>} />
      <Form defaultValues={{ permissions: [], roles: [] }}>
        <section className="card form-page">
          <div className="form-body">
            <TextInput
              source="name"
              label={say('Name')}
              validate={[required(), maxLength(120)]}
              helperText={say('Which machine it is for')}
            />
            <RolesInput />
            <RightsInput />
            <DateTimeInput
              source="expiresAt"
              label={say('Expires, optional')}
              helperText={say('It works no longer from then on')}
            />
            <ExtensionInputs />
          </div>
          <div className="form-actions">
            <Button type="submit" variant="contained">
              {say('Create key')}
            </Button>
          </div>
        </section>
      </Form>
    </CreateBase>
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
