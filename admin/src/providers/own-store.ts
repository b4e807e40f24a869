import { localStorageStore, type Store } from 'react-admin'
import { call } from './http-client.ts'

/** What follows somebody to any browser: how he has his lists and his desk, and what he was shown once. */
const followsHim = /^(theme|desk\.[A-Za-z.]+|.+\.(views|density|datatable|datatable_columnRanks))$/
const restMs = 400
/** Whose copy this browser has. */
const ownerKey = 'stowage.person'

interface Kept {
  readonly name: string
  readonly value: unknown
}

/** React-admin's store, of which the server keeps what is the person's and not the browser's. */
export interface OwnStore extends Store {
  /** Takes over what this person set elsewhere, and lets go of what another one set here. */
  load(of: string): Promise<void>
}

/** Names that were set here and that the server has not yet: they outlive the page, should it be left now. */
const unsentKey = 'stowage.unsent'

/** Makes the store. This browser's copy answers at once; what is set goes to the server a moment later. */
export function ownStore(inner: Store = localStorageStore('1', 'stowage')): OwnStore {
  const timers = new Map<string, ReturnType<typeof setTimeout>>()
  const unsent = new Set<string>(JSON.parse(localStorage.getItem(unsentKey) ?? '[]') as string[])
  const remember = () => localStorage.setItem(unsentKey, JSON.stringify([...unsent]))
  const send = (name: string) => {
    const value: unknown = inner.getItem(name) ?? null
    // Whoever looks with another's eyes changes nothing of his; the browser's copy does for the moment.
    call('/access/session/preferences', { method: 'PUT', body: { name, value } })
      .then(() => unsent.delete(name))
      .then(remember, () => undefined)
  }
  const keep = (name: string) => {
    if (!followsHim.test(name)) return
    unsent.add(name)
    remember()
    clearTimeout(timers.get(name))
    timers.set(
      name,
      setTimeout(() => send(name), restMs),
    )
  }
  return {
    ...inner,
    setItem(name, value) {
      inner.setItem(name, value)
      keep(name)
    },
    removeItem(name) {
      inner.removeItem(name)
      keep(name)
    },
    async load(of) {
      if (localStorage.getItem(ownerKey) !== of) {
        // Somebody else sat here: what he set and could not send is his, and not the next one's.
        unsent.clear()
        remember()
        localStorage.setItem(ownerKey, of)
      }
      const { data } = await call<{ data: readonly Kept[] }>('/access/session/preferences')
      const known = new Map(data.map(({ name, value }) => [name, value]))
      for (const name of Object.keys(inner.listItems?.() ?? {})) {
        if (followsHim.test(name) && !known.has(name) && !unsent.has(name)) inner.removeItem(name)
      }
      for (const [name, value] of known) {
        if (unsent.has(name) || JSON.stringify(inner.getItem(name)) === JSON.stringify(value)) continue
        inner.setItem(name, value)
      }
      for (const name of unsent) send(name)
    },
  }
}
