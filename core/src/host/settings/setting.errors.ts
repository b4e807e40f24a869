import type { ErrorDeclaration } from '@stowage/sdk'

/** Every way in which a wish about settings can fail, with the sentence that the reader gets. */
export const settingErrors = {
  'host.settings_unknown': {
    status: 404,
    message:
      'There is no plugin {plugin} with settings here; GET /api/v1/host/settings lists those there are.',
  },
  'host.setting_unknown': {
    status: 422,
    message: 'The plugin {plugin} has no setting {member}; there are: {known}.',
  },
  'host.setting_invalid': {
    status: 422,
    message: 'The setting "{title}" of {plugin} cannot be {value}: {problem}.',
  },
  'host.setting_missing': {
    status: 422,
    message: 'The setting "{title}" of {plugin} has no default; say it here, or for the whole organisation.',
  },
  'host.settings_too_large': {
    status: 413,
    message: 'These settings of {plugin} come to {bytes} bytes; {limit} are the most.',
  },
  'host.setting_scope': {
    status: 422,
    message: 'The settings of {plugin} cannot be said for one {scope}; they can for: {scopes}.',
  },
  'host.setting_place_unknown': {
    status: 422,
    message: 'There is no {scope} {place}; "place" is the id of one, or null for the organisation.',
  },
  'host.instances_not_kept': {
    status: 422,
    message: 'The plugin {plugin} is set up once and not several times; PUT its values for the organisation.',
  },
  'host.instances_too_many': {
    status: 422,
    message: 'The plugin {plugin} has {limit} set-ups already, which are the most; take one away first.',
  },
  'host.instance_taken': {
    status: 409,
    message: 'There is a set-up named {name} already, whatever its case; choose another name.',
  },
  'host.text_unprintable': {
    status: 422,
    message:
      'The {field} {value} is empty or holds a control character; send at least one printable character.',
  },
  'host.staff_only': {
    status: 403,
    message: 'This belongs to the house, and your rights end at some owners’ rows; ask the staff.',
  },
  'host.secret_key_lost': {
    status: 503,
    message:
      'The secret "{member}" of {plugin} was encrypted with the key {sealedWith}, not with {present}; ' +
      'put that key back (STOWAGE_HOME/secret-key, STOWAGE_SECRET_KEY), or type it anew in the settings.',
  },
  'host.secret_key_missing': {
    status: 503,
    message: 'This node has no key to encrypt secrets with; give it one by STOWAGE_SECRET_KEY.',
  },
} as const satisfies Record<string, ErrorDeclaration>
