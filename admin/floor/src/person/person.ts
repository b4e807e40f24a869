import { call } from '../line/call.ts'
import { change } from '../settings/settings.ts'
import { languages } from '../words/words.ts'

/** Which device this is. */
export interface Device {
  readonly id: string
  readonly name: string
  readonly site: string
  readonly siteName: string
  readonly asksPin: boolean
  readonly idleMinutes: number
}

/** Who works on it. */
export interface Person {
  readonly id: string
  readonly name: string
  readonly mayPost: boolean
  /** How he takes his last move back: as his own, or as whoever may reverse any. */
  readonly undoes: 'undo' | 'reversal' | undefined
}

interface Me {
  readonly id: string
  readonly name: string
  readonly permissions: readonly string[]
  readonly device: string | null
  readonly language: string | null
}

/** Tells the server which device this browser is. */
export function register(token: string): Promise<Device> {
  return call<Device>('/access/device', { method: 'POST', body: { token } })
}

/** Which device this browser is. @throws Problem `access.device_unknown` */
export function thisDevice(): Promise<Device> {
  return call<Device>('/access/device')
}

/** Who may log in by PIN here. */
export async function people(): Promise<readonly { readonly id: string; readonly name: string }[]> {
  return (await call<{ data: readonly { id: string; name: string }[] }>('/access/device/people')).data
}

/** Logs somebody in, by his badge, his PIN or both. */
export async function logIn(words: { badge?: string; person?: string; pin?: string }): Promise<Person> {
  const person = personOf(await call<Me>('/access/session/badge', { method: 'POST', body: words }))
  return person
}

/** Who is logged in on this device; somebody of the desk is nobody here. */
export async function whoIsHere(device: Device): Promise<Person | undefined> {
  const me = await call<Me>('/access/session')
  return me.device === device.id ? personOf(me) : undefined
}

/** Ends the log-in. */
export function logOut(): Promise<void> {
  return call('/access/session', { method: 'DELETE' })
}

/** Has the server speak a language to whoever is logged in, here and at the desk. */
export function chooseLanguage(language: string): Promise<unknown> {
  return call('/access/session/language', { method: 'PUT', body: { language } })
}

/** His language becomes the device's while he works on it. */
function personOf({ id, name, permissions, language }: Me): Person {
  if (language !== null && language in languages) change({ language: language as keyof typeof languages })
  const may = (permission: string) => permissions.includes(permission) || permissions.includes('*')
  const undoes = may('ledger.movement.reverse')
    ? 'reversal'
    : may('ledger.movement.undo')
      ? 'undo'
      : undefined
  return { id, name, mayPost: may('ledger.movement.post'), undoes }
}
