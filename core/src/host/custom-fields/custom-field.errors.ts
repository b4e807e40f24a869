import type { ErrorDeclaration } from '@stowage/sdk'

/** Why a field cannot be made, changed or removed. */
export const customFieldErrors = {
  'host.field_entity_unknown': {
    status: 422,
    message: 'There are no records "{entity}" that take fields; there are: {known}.',
  },
  'host.field_name_taken': {
    status: 409,
    message: 'Records {entity} have a field {name} already; name yours otherwise.',
  },
  'host.field_name_own': {
    status: 422,
    message: 'Records {entity} say {name} by themselves; a field of yours needs another name.',
  },
  'host.field_name_of_plugin': {
    status: 422,
    message:
      'The plugin {plugin} keeps a field {name} on records {entity}; name yours otherwise, so that nobody ' +
      'mixes them up.',
  },
  'host.field_name_reserved': {
    status: 422,
    message: 'The name {name} means something else in filters; take another one.',
  },
  'host.field_text_unprintable': {
    status: 422,
    message: 'The {member} is empty, or has a character that cannot be printed; write it otherwise.',
  },
  'host.fields_too_many': {
    status: 422,
    message: 'Records {entity} have {most} fields already, which are the most; retire one first.',
  },
  'host.field_permission_unknown': {
    status: 422,
    message: 'There is no permission {permission}; take one of those that roles are made of.',
  },
  'host.field_rule_alien': {
    status: 422,
    message: 'A field of the kind {kind} has no {rule}; it takes: {known}.',
  },
  'host.field_rule_missing': {
    status: 422,
    message: 'A field of the kind {kind} needs {rule}.',
  },
  'host.field_bounds': {
    status: 422,
    message: 'The {least} of {from} is above the {most} of {to}; nothing would fit between them.',
  },
  'host.field_too_long': {
    status: 422,
    message: 'A field of the kind {kind} holds {most} characters at most, and {asked} were asked for.',
  },
  'host.field_pattern_invalid': {
    status: 422,
    message: 'The pattern {pattern} cannot be read: {problem}.',
  },
  'host.field_pattern_slow': {
    status: 422,
    message:
      'The pattern {pattern} could take for ever on some texts, because a repetition stands inside ' +
      'another, around a choice, or beside too many others; write it without.',
  },
  'host.field_choice_twice': {
    status: 422,
    message: 'The choice {value} stands there twice; each needs a value of its own.',
  },
  'host.field_default_invalid': {
    status: 422,
    message: 'The default {value} does not fit the field itself: {problem}.',
  },
  'host.field_values_unfit': {
    status: 409,
    message:
      '{count} records hold a value of {name} that would not fit, such as {example} ({entity} {id}); ' +
      'change those first, or make another field.',
  },
  'host.field_has_values': {
    status: 409,
    message:
      '{count} records hold a value of {name}. Retire the field to hide and keep them, or remove it ' +
      'withValues=true to lose them for good.',
  },
  'host.fields_changed': {
    status: 409,
    message:
      'The fields of these records were changed a moment ago; read the record again and send yours ' +
      'once more.',
  },
} as const satisfies Record<string, ErrorDeclaration>
