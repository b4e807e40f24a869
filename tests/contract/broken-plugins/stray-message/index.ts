import { definePlugin } from '@stowage/sdk'

/** The code that it is refused with, and words of the sentence that tells how to mend it. */
export const refused = { code: 'host.messages_unknown', says: 'take the sentence out' }

/** It says in French what it does not declare. */
export default definePlugin({
  name: 'stray-message',
  version: '0.1.0',
  errors: { 'stray-message.too_heavy': { status: 422, message: 'The box weighs {grams} g.' } },
  messages: { fr: { errors: { 'stray-message.too_light': 'La boîte pèse {grams} g.' } } },
})
