import { HttpError } from 'react-admin'
import { speakAs } from '../words/language.ts'
import { say } from '../words/say.ts'
import { call } from './http-client.ts'

/** Who is logged in, and what he may do. */
export interface Me {
  readonly id: string
  readonly name: string
  readonly email?: string | null
  readonly permissions: readonly string[]
  /** The owners and the sites that he is bound to; null is all of them. */
  readonly owners: readonly string[] | null
  readonly sites: readonly string[] | null
  /** Who looks with these eyes, where somebody does. */
  readonly viewer: { readonly name: string } | null
  /** The language that he chose; null is the browser's. */
  readonly language: string | null
}

/** What somebody logs in with. */
export interface LogInWords {
  readonly email: string
  readonly password: string
}

/** What is asked of somebody before he is in. */
export interface Step {
  readonly name: string
  readonly title: string
}

/** How far a log-in has come. */
export interface Standing {
  readonly isIn: boolean
  readonly step?: Step | undefined
}

/** Logs in by e-mail and password; a step may be asked yet. */
export async function knock(words: LogInWords): Promise<Standing> {
  const answer = await call<Me | Standing>('/access/session', { method: 'POST', body: words })
  return 'isIn' in answer ? answer : { isIn: true }
}

/**
 * Where this browser remembers that a session was opened; the session itself is a cookie no script can read.
 */
const hint = 'stowage.session'

/** The answer that was asked for while the desk was still on its way: the first to read it takes it. */
let early: Promise<Me> | undefined

/** Asks who is logged in before the desk is there to ask. */
export function askEarly(): void {
  early = call<Me>('/access/session')
  early.catch(() => undefined)
}

/** The session of this browser: asked for once, forgotten on log-out and on a 401. */
export class Session {
  private me: Promise<Me> | undefined
  private readonly onKnown: (me: Me) => Promise<void>

  /** @param onKnown done once it is known that somebody is logged in, before anything is shown to him */
  constructor(onKnown: (me: Me) => Promise<void> = async () => undefined) {
    this.onKnown = onKnown
  }

  /** Whether one was opened here; the server may have ended it since. */
  get isOpen(): boolean {
    return localStorage.getItem(hint) !== null
  }

  read(): Promise<Me> {
    // Whoever never logged in here need not ask the server to be told so.
    if (!this.isOpen) return Promise.reject(new HttpError(say('Log in to go on.'), 401, {}))
    this.me ??= this.ask().catch((error: unknown) => {
      this.me = undefined
      if (error instanceof HttpError && error.status === 401) localStorage.removeItem(hint)
      throw error
    })
    return this.me
  }

  /** How he has his desk is asked for at once; without it, the desk is as it comes. */
  private async ask(): Promise<Me> {
    const asked = early ?? call<Me>('/access/session')
    early = undefined
    const me = await asked
    await this.onKnown(me).catch(() => undefined)
    return me
  }

  /** Goes in, where the server has let this browser in. */
  async enter(): Promise<void> {
    this.me = undefined
    localStorage.setItem(hint, 'open')
    await this.read()
  }

  /** Whoever comes next is spoken to in the browser's language. */
  async close(): Promise<void> {
    const wasOpen = this.isOpen
    this.forget()
    if (!wasOpen) return
    await call('/access/session', { method: 'DELETE' }).catch(() => undefined)
    await speakAs(null)
  }

  forget(): void {
    this.me = undefined
    localStorage.removeItem(hint)
  }
}
