import type { ErrorDeclaration } from '@stowage/sdk'

/** Every way in which mail can be refused. */
export const mailErrors = {
  'host.mail_invalid': { status: 422, message: 'The mail cannot be sent: {problem}.' },
  'host.mail_not_set_up': {
    status: 409,
    message: 'No mail server is said yet, or nobody by whom mail is sent; save both in the settings first.',
  },
  'host.mail_sent': { status: 409, message: 'The mail {id} was sent already; write another one.' },
} as const satisfies Record<string, ErrorDeclaration>
