import type { ErrorDeclaration } from '@stowage/sdk'

/** Every way in which access can be refused, with the sentence that the reader gets. */
export const accessErrors = {
  'access.gone': {
    status: 409,
    message: 'Who began this may not work any more ({id}); somebody else has to begin it anew.',
  },
  'access.wrong_credentials': {
    status: 401,
    message: 'E-mail and password do not belong together, or the account is out of use.',
  },
  'access.gone_meanwhile': {
    status: 401,
    message: 'This account was changed or put out of use at this very moment; log in anew.',
  },
  'access.log_in_over': {
    status: 401,
    message: 'Nobody is on his way in by this browser, or it took too long; log in from the beginning.',
  },
  'access.log_in_step_missing': {
    status: 403,
    message:
      'Each of your log-ins takes a step ({step}) that is not to be had now. Have an administrator switch ' +
      'its plugin on, or let you in once by `stowage user let-in`.',
  },
  'access.password_wrong': {
    status: 422,
    message: 'This is not the password of this account; type the one that you log in with.',
  },
  'access.people_only': {
    status: 403,
    message: 'This is for a person who is logged in at the desk with his own eyes, about himself.',
  },
  'access.role_for_people': {
    status: 422,
    message: 'The role {role} may do everything: an administrator alone gives it, by hand.',
  },
  'access.too_many_attempts': {
    status: 429,
    message: 'Too many failed log-ins; try again in {retryAfterSeconds} seconds.',
  },
  'access.log_in_busy': { status: 503, message: 'Too many people log in at this moment; try again at once.' },
  'access.preference_too_long': {
    status: 422,
    message: 'What was set under {name} has {length} characters; {most} are the most.',
  },
  'access.too_many_preferences': {
    status: 422,
    message: 'You have set {most} things for your own screens, which is the most; let go of some first.',
  },
  'access.staff_only': {
    status: 403,
    message: 'This is for staff who see all owners and sites; your rights end at some of them.',
  },
  'access.email_taken': { status: 409, message: 'The e-mail {email} belongs to another user.' },
  'access.name_taken': { status: 409, message: 'The name {name} is taken; choose another.' },
  'access.id_taken': {
    status: 409,
    message: 'The id {id} is taken by something else; send the same content again, or a new id.',
  },
  'access.email_malformed': {
    status: 422,
    message: 'The e-mail {email} is none; it looks like name@example.com.',
  },
  'access.password_too_short': {
    status: 422,
    message: 'The password has {length} characters; it needs {minimum} at least.',
  },
  'access.text_unprintable': {
    status: 422,
    message:
      'The {field} {value} is empty or holds a control character; send at least one printable character.',
  },
  'access.permission_unknown': {
    status: 422,
    message: 'There is no permission {permission}; it looks like items.item.read, or * for all.',
  },
  'access.beyond_own_rights': {
    status: 403,
    message:
      'You do not have {permission} yourself there, so you can neither give it nor change ' +
      'somebody who has it.',
  },
  'access.scopes_cross': {
    status: 422,
    message:
      'The permission {permission} would count for some owners in some sites and for others elsewhere, ' +
      'which together would open more than was meant; give those roles the same sites or the same owners, ' +
      'or make two users of it.',
  },
  'access.role_unknown': {
    status: 422,
    message: 'There is no role {role}; GET /api/v1/access/roles lists them.',
  },
  'access.role_given': {
    status: 409,
    message: 'The role {role} is given to {holders}; take it from them first.',
  },
  'access.site_unknown': {
    status: 422,
    message: 'There is no site {site}; GET /api/v1/locations/sites lists them.',
  },
  'access.view_only': {
    status: 403,
    message: 'You look with the eyes of {actor}, which changes nothing; end the view to do something.',
  },
  'access.view_for_people': {
    status: 403,
    message: 'Only a person who is logged in at the desk can look with another’s eyes.',
  },
  'access.glass_for_people': {
    status: 403,
    message: 'Only a person who is logged in at the desk can take a role for a while.',
  },
  'access.device_unknown': {
    status: 401,
    message:
      'This device is not registered, or was revoked; have it registered and enter its code here once.',
  },
  'access.badge_unknown': {
    status: 401,
    message: 'Badge or PIN are not known here, or the account is out of use.',
  },
  'access.badge_or_person': {
    status: 422,
    message: 'Send either a badge, or a person and a PIN.',
  },
  'access.badge_taken': { status: 409, message: 'This badge belongs to another person.' },
  'access.language_unknown': {
    status: 422,
    message: 'Nobody speaks {language} here; choose one of: {spoken}.',
  },
  'access.owner_unknown': {
    status: 422,
    message: 'There is no owner {owner}; GET /api/v1/access/owners lists them.',
  },
  'access.company_unknown': { status: 422, message: 'There is no company {company}; create it first.' },
  'access.company_mismatch': {
    status: 422,
    message: 'An owner of the kind company names its company, and no other kind does.',
  },
  'access.expiry_past': {
    status: 422,
    message: 'The expiry {expiresAt} is over already; choose a later one.',
  },
  'access.last_administrator': {
    status: 409,
    message: 'This is the last administrator; make another one before you take these rights away.',
  },
  'access.reference_taken': {
    status: 409,
    message:
      'In {system} {externalId} is the name of another row already ({holder}); take it away from that one ' +
      'first, or compare the two systems.',
  },
  'access.reference_unknown': {
    status: 404,
    message: 'This row has no name {externalId} in {system}; the list shows those it has.',
  },
  'access.reference_changed': {
    status: 409,
    message: 'Somebody changes the name {externalId} in {system} at this moment; send it again.',
  },
  'access.reference_of_house': {
    status: 403,
    message: 'The row {id} is the house’s; only staff who see all owners say what other systems call it.',
  },
  'access.period_in_future': {
    status: 422,
    message:
      'The books cannot be closed through {closedThrough}, which is still to come; choose one before now.',
  },
  'access.period_goes_back': {
    status: 403,
    message:
      'The books of {company} are closed through {closedThrough}; reopening takes the permission ' +
      '{permission}.',
  },
  'access.health_devices_silent': {
    status: 503,
    message:
      '{count} of {total} devices were not seen since yesterday: {names}. ' +
      'Charge them, or revoke what is lost.',
  },
  'access.currency_unknown': {
    status: 422,
    message: 'There is no currency {baseCurrency}; use its ISO 4217 code such as EUR.',
  },
} as const satisfies Record<string, ErrorDeclaration>
