import type { SettingsReader } from '@stowage/sdk'
import { Type } from 'typebox'

/** Where people reach the desk. It is said by an administrator: whoever sends a request may lie about it. */
export const addressSettings = {
  address: Type.Optional(
    Type.String({
      title: 'Address of the desk',
      description: 'As people type it, such as https://stock.example.com; links in mail begin with it',
      pattern: '^https?://[a-zA-Z0-9.-]+(:[0-9]{1,5})?$',
      maxLength: 200,
    }),
  ),
}

/** What `context.address` is, read anew at each call. */
export function addressOf(host: SettingsReader): () => Promise<string | undefined> {
  return async () => (await host.of<{ address?: string }>()).address?.toLowerCase()
}
