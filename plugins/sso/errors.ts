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
  'sso.provider_unknown': {
    status: 404,
    message: 'There is no provider {id}; GET /api/v1/sso/ways lists them.',
  },
  'sso.provider_unreachable': {
    status: 503,
    message:
      '{provider} cannot be asked now ({reason}). Try again later, or log in with your password; ' +
      'an administrator ' +
      'finds its set-up among the plugins.',
  },
  'sso.provider_denied': {
    status: 401,
    message: '{provider} has not let you in ({reason}). Begin again, or ask who administers it.',
  },
  'sso.answer_refused': {
    status: 401,
    message:
      'What came back from {provider} was not right ({reason}), so nobody was let in. Log in ' +
      'from the beginning; if ' +
      'it comes again, an administrator compares its set-up with the provider’s.',
  },
  'sso.flow_over': {
    status: 401,
    message:
      'This log-in was not begun in this browser, took longer than ten minutes, or is used up; begin again.',
  },
  'sso.email_missing': {
    status: 403,
    message:
      '{provider} has told no e-mail, by which you would be known here. An administrator adds ' +
      '"email" to the scope, ' +
      'or you log in with your password and add {provider} to your account.',
  },
  'sso.email_unverified': {
    status: 403,
    message:
      '{provider} has not verified the e-mail {email}, which so proves nothing. Verify it there, ' +
      'or log in with your ' +
      'password and add {provider} to your account.',
  },
  'sso.domain_foreign': {
    status: 403,
    message: 'By {provider} nobody comes in with an e-mail of {domain}; an administrator says whose do.',
  },
  'sso.person_unknown': {
    status: 403,
    message:
      'Nobody here has the e-mail {email}. Ask an administrator to make you a user, then log in again.',
  },
  'sso.role_missing': {
    status: 403,
    message: 'None of the groups that {provider} tells gives you a role here; ask an administrator.',
  },
  'sso.identity_taken': {
    status: 409,
    message: 'This log-in at {provider} belongs to another account here; remove it there first.',
  },
  'sso.identity_unknown': {
    status: 404,
    message: 'There is no such way to log in ({id}); it may be removed already.',
  },
  'sso.last_way': {
    status: 409,
    message:
      'You would have no way to log in any more. Add another one first, or have a password given to you.',
  },
  'sso.address_unsafe': {
    status: 409,
    message:
      'Browsers keep passkeys for a name over https alone, and people reach the desk at {address}. ' +
      'An administrator says another address in the settings of the host.',
  },
  'sso.ceremony_over': {
    status: 401,
    message:
      'The passkey was not asked for in this browser, it took longer than five minutes, or is used up; ' +
      'try again.',
  },
  'sso.passkey_unknown': {
    status: 401,
    message:
      'This passkey is not known here; it may have been removed. Log in another way and add it to your ' +
      'account.',
  },
  'sso.passkey_refused': {
    status: 401,
    message: 'What the passkey signed was not right ({reason}); try again, or log in another way.',
  },
  'sso.passkey_taken': { status: 409, message: 'This passkey is known here already; add another one.' },
  'sso.passkey_unnamed': {
    status: 422,
    message: 'The passkey has no name; say which phone or stick it is on.',
  },
  'sso.passkey_missing': { status: 404, message: 'You have no passkey {id}; it may be removed already.' },
  'sso.passkeys_too_many': {
    status: 409,
    message: 'You have {most} passkeys, which is the most; remove one first.',
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
