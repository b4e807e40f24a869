import Button from '@mui/material/Button'
import { say } from '../words/say.ts'
import type { Credentials } from './plugin.ts'

/** What a program takes part by, shown this once. */
export function CredentialsNote({ credentials }: { credentials: Credentials }) {
  return (
    <div className="stack" style={{ gap: 12 }}>
      <b>{say('Give these to the program now. They are shown this once.')}</b>
      <OneOf name={say('Key')} text={credentials.key} />
      <OneOf name={say('Signing secret')} text={credentials.signingSecret} />
    </div>
  )
}

function OneOf({ name, text }: { name: string; text: string }) {
  return (
    <div className="stack" style={{ gap: 4 }}>
      <span className="row wrap" style={{ gap: 8, justifyContent: 'space-between' }}>
        {name}
        <Button size="small" onClick={() => navigator.clipboard?.writeText(text)}>
          {say('Copy {name}', { name: name.toLowerCase() })}
        </Button>
      </span>
      <code className="code" style={{ whiteSpace: 'normal', overflowWrap: 'anywhere' }}>
        {text}
      </code>
    </div>
  )
}
