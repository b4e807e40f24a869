import type { ErrorDeclaration } from '@stowage/sdk'

/** Every way in which logging in otherwise is refused. */
export const errors = {
  'sso.code_wrong': {
    status: 422,
    message:
      'This code is not right. Take the one that the app shows now, or a recovery code that was ' +
      'not used yet; ' +
      'if it stays wrong, set the clock of the phone by the network.',
  },
  'sso.code_used': {
    status: 422,
    message: 'This code was used already; wait until the app shows the next one.',
  },
  'sso.set_up_not_begun': {
    status: 409,
    message: 'No app is being set up; begin with POST /api/v1/sso/second-factor.',
  },
  'sso.factor_stands': {
    status: 409,
    message: 'A second factor is set up already; show a code of it, or a recovery code.',
  },
  'sso.factor_missing': {
    status: 409,
    message: 'This person has no second factor; nothing is to be taken away.',
  },
  'sso.factor_required': {
    status: 409,
    message:
      'Your role {role} asks for a second factor. Set up another app in its place, or have the role changed.',
  },
  'sso.password_needed': {
    status: 422,
    message: 'Type your password as well: it could be anybody at your desk.',
  },
  'sso.answer_needed': {
    status: 422,
    message: 'Show a code of the app that counts now as well, or a recovery code.',
  },
  'sso.reset_over': {
    status: 422,
    message: 'This link was used, is too old, or is not whole. Ask for another one at the log-in.',
  },
  'sso.address_missing': {
    status: 409,
    message:
      'Nobody has said yet at which address people reach the desk, so no link can be made. An ' +
      'administrator ' +
      'says it in the settings of the host.',
  },
} as const satisfies Record<string, ErrorDeclaration>
