import { type FileStore, type MailMessage, type MailSender, refuse } from '@stowage/sdk'
import { newId } from '../database/ids.ts'
import type { SecretBox } from '../host/secrets/secret-box.ts'
import { sealContent } from './sealed-content.ts'

/** A plain address: what is quoted, commented or named is read otherwise by each mail server. */
const ADDRESS = /^[^\s@<>()[\]\\,;:"\p{C}]{1,64}@[a-z0-9](?:[a-z0-9.-]{0,252}[a-z0-9])?$/iu
const LINE = /^[^\p{Cc}\p{Cs}\u2028\u2029]{1,250}$/u
const MAXIMUM_RECIPIENTS = 100
const MAXIMUM_FILES = 10
const MAXIMUM_TEXT = 512 * 1024

/** Makes the sender of one plugin, whose name stands on its mail. */
export function createMailSender(plugin: string, files: FileStore, secrets: SecretBox): MailSender {
  return {
    async send(trx, message) {
      check(message)
      const id = newId()
      const { owner = 0, isConfidential, ...rest } = message
      const kept = isConfidential ? sealContent(secrets, id, rest) : rest
      await trx('host.mail').insert({ id, plugin, message: JSON.stringify(kept), owner })
      // Also finds out whether each is there, and whether the sender may see it.
      for (const file of message.files ?? []) await files.keep(trx, file, { entity: 'host.mail', id })
      return id
    },
  }
}

function check({ to, cc = [], replyTo, subject, text, html = '', files = [] }: MailMessage): void {
  const recipients = [...to, ...cc]
  if (to.length === 0) throw fault('it goes to nobody')
  if (recipients.length > MAXIMUM_RECIPIENTS)
    throw fault(`it goes to more than ${MAXIMUM_RECIPIENTS} addresses`)
  for (const address of replyTo === undefined ? recipients : [...recipients, replyTo]) {
    if (!ADDRESS.test(address)) throw fault(`${JSON.stringify(address.slice(0, 80))} is no plain address`)
  }
  // A line break in a header would begin another header, with recipients of somebody else's choice.
  if (!LINE.test(subject)) throw fault('its subject is not one line of 250 characters at most')
  if (text.length + html.length > MAXIMUM_TEXT) throw fault(`it is longer than ${MAXIMUM_TEXT} characters`)
  if (files.length > MAXIMUM_FILES) throw fault(`it carries more than ${MAXIMUM_FILES} files`)
}

function fault(problem: string): Error {
  return refuse('host.mail_invalid', { problem })
}
