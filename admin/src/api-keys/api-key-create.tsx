import Button from '@mui/material/Button'
import { useState } from 'react'
import { CreateBase, Form, maxLength, required, TextInput } from 'react-admin'
import { Link } from 'react-router-dom'
import { PageHead } from '../shell/page-head.tsx'
import { withRights } from '../users/rights.ts'
import { RightsInput } from '../users/rights-input.tsx'

/** A new key. Its secret is shown once, here, and never again. */
export default function ApiKeyCreate() {
  const [token, setToken] = useState<string>()
  if (token) return <TokenCard token={token} />
  return (
    <CreateBase
      mutationMode="pessimistic"
      redirect={false}
      transform={withRights}
      mutationOptions={{ onSuccess: (row) => setToken(String(row.token)) }}
    >
      <PageHead title="New API key" over={<Link to="/api-keys">API keys</Link>} />
      <Form defaultValues={{ permissions: [] }}>
        <section className="card form-page">
          <div className="form-body">
            <TextInput
              source="name"
              label="Name"
              validate={[required(), maxLength(120)]}
              helperText="Which machine it is for"
            />
            <RightsInput />
          </div>
          <div className="form-actions">
            <Button type="submit" variant="contained">
              Create key
            </Button>
          </div>
        </section>
      </Form>
    </CreateBase>
  )
}

function TokenCard({ token }: { token: string }) {
  return (
    <>
      <PageHead title="New API key" over={<Link to="/api-keys">API keys</Link>} />
      <section className="card form-page">
        <div className="form-body" style={{ gap: 12 }}>
          <b>Copy the key now. It is shown this once.</b>
          <code className="code" style={{ whiteSpace: 'normal', overflowWrap: 'anywhere' }}>
            {token}
          </code>
          <span className="muted">Send it as “Authorization: Bearer …”.</span>
        </div>
        <div className="form-actions">
          <Button variant="contained" onClick={() => navigator.clipboard?.writeText(token)}>
            Copy key
          </Button>
          <Button component={Link} to="/api-keys">
            To the keys
          </Button>
        </div>
      </section>
    </>
  )
}
