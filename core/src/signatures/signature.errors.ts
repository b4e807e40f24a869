import type { ErrorDeclaration } from '@stowage/sdk'

/** Every way in which a signature can be refused. */
export const signatureErrors = {
  'host.sign_content_invalid': {
    status: 422,
    message: 'The record cannot be signed, because {problem}; it has to be plain JSON.',
  },
  'host.sign_person_only': {
    status: 403,
    message: 'A signature is a person’s; {actor} is a key. Log in and sign.',
  },
  'host.sign_password_wrong': {
    status: 422,
    message: 'This is not your password; nothing was signed. Wrong ones count as failed log-ins.',
  },
  'host.sign_done': {
    status: 409,
    message: 'This was signed already, by {signer}; ask for another signature if one more is needed.',
  },
} as const satisfies Record<string, ErrorDeclaration>
