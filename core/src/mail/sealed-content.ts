import type { MailMessage } from '@stowage/sdk'
import type { SecretBox, SecretPlace } from '../host/secrets/secret-box.ts'

/** A message as the list keeps it. What is confidential of it is sealed until it is sent. */
export interface KeptMessage extends Omit<MailMessage, 'text' | 'owner' | 'isConfidential'> {
  readonly text?: string
  readonly sealed?: string
}

/** Where the text of a message stands that is sealed. */
export function placeOfMail(id: string): SecretPlace {
  return { plugin: 'host', row: id, member: 'the text of a mail' }
}

/** Puts away what nobody may read who reads the list. */
export function sealContent(
  secrets: SecretBox,
  id: string,
  { text, html, ...open }: Omit<MailMessage, 'owner' | 'isConfidential'>,
): KeptMessage {
  return { ...open, sealed: secrets.seal(JSON.stringify({ text, html }), placeOfMail(id)) }
}

/** @throws `host.secret_key_lost` */
export function openContent(secrets: SecretBox, id: string, { sealed, ...open }: KeptMessage): KeptMessage {
  return sealed === undefined ? open : { ...open, ...JSON.parse(secrets.open(sealed, placeOfMail(id))) }
}
