import './login.css'
import type { ReactNode } from 'react'
import { say, sayParts } from '../words/say.ts'
import { Logo } from './logo.tsx'

/** What stands before the desk: the rack at the left, and at the right what is asked. */
export function OutsideFrame({ children }: { readonly children: ReactNode }) {
  return (
    <div className="login">
      <aside className="art" aria-label={say('What Stowage is')}>
        <img src="/rack.svg" alt="" />
        <p>{say('What do we have, and where is it? One record answers.')}</p>
      </aside>
      <main>
        <div className="column">
          <div className="wordmark">{sayParts('{logo}Stowage', { logo: <Logo size={40} /> })}</div>
          {children}
        </div>
      </main>
    </div>
  )
}
