import Button from '@mui/material/Button'
import type { ReactNode } from 'react'
import { Link } from 'react-router-dom'
import { PageHead } from '../shell/page-head.tsx'
import { say } from '../words/say.ts'

interface TokenCardProps {
  readonly title: string
  readonly over: { readonly word: string; readonly to: string }
  readonly token: string
  /** What it is called: key, token. */
  readonly noun: string
  /** Where it goes. */
  readonly help: string
  readonly actions?: ReactNode
  /** The same for a scanner. */
  readonly picture?: ReactNode
}

/** A secret that the server shows this once, to be copied. */
export function TokenCard({ title, over, token, noun, help, actions, picture }: TokenCardProps) {
  return (
    <>
      <PageHead title={title} over={<Link to={over.to}>{over.word}</Link>} />
      <section className="card form-page">
        <div className="form-body" style={{ gap: 12 }}>
          <b>{say('Copy the {noun} now. It is shown this once.', { noun })}</b>
          <code className="code" style={{ whiteSpace: 'normal', overflowWrap: 'anywhere' }}>
            {token}
          </code>
          {picture}
          <span className="muted">{help}</span>
        </div>
        <div className="form-actions">
          <Button variant="contained" onClick={() => navigator.clipboard?.writeText(token)}>
            {say('Copy {noun}', { noun })}
          </Button>
          {actions}
          <Button component={Link} to={over.to}>
            {say('To the list')}
          </Button>
        </div>
      </section>
    </>
  )
}
