import { AsyncLocalStorage } from 'node:async_hooks'

/** Which part of which plugin runs. */
export interface CodeSite {
  readonly plugin: string
  readonly version: string
  /** Such as `ledger.guard`, `routes` or the name of a job. */
  readonly hook: string
}

const running = new AsyncLocalStorage<CodeSite>()

/** Runs a plugin's code, so that whatever comes of it later is known as this plugin's. */
export function asCodeOf<Result>(site: CodeSite, work: () => Result): Result {
  return running.run(site, work)
}

/** Whose code runs; nothing where it is our own. */
export function whoseCode(): CodeSite | undefined {
  return running.getStore()
}
