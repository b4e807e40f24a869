import type { ErrorDeclaration } from '@stowage/sdk'

/** Every way in which a file can be refused. */
export const fileErrors = {
  'host.file_missing': {
    status: 400,
    message: 'The request carries no file; send it as multipart/form-data, in a part named "file".',
  },
  'host.file_form_invalid': {
    status: 400,
    message:
      'The form cannot be read: {problem}. It takes a part "owner" where there is one, then the part "file".',
  },
  'host.file_empty': { status: 422, message: 'The file {name} is empty; choose another.' },
  'host.file_too_large': {
    status: 413,
    message: 'The file {name} is larger than the {maximumBytes} bytes that are stored; make it smaller.',
  },
  'host.file_name_invalid': {
    status: 422,
    message:
      'A file cannot be stored under this name; give it a plain one such as note.pdf, without ' +
      'folders, of 200 characters at most.',
  },
  'host.file_type_refused': {
    status: 415,
    message: 'The file {name} is {found} by its content; stored are {allowed}.',
  },
  'host.file_disguised': {
    status: 422,
    message:
      'The file {name} is a {mediaType} with something else in it or behind it; save it anew ' +
      'as a plain {mediaType}.',
  },
  'host.file_archive_refused': {
    status: 422,
    message: 'The archive {name} is not stored: {problem}; pack it anew without that.',
  },
  'host.file_in_use': {
    status: 409,
    message:
      'The file {name} belongs to {count} other things, such as {entity}; take it away from them first.',
  },
  'host.file_owner_missing': {
    status: 422,
    message:
      'Say whose file it is: your rights end at some owners’ stock, so send one of them in a ' +
      'part "owner" before the file.',
  },
  'host.file_busy': { status: 503, message: 'Too many files arrive at this moment; try again at once.' },
  'host.file_store_full': {
    status: 503,
    message:
      'There is no room for the file; an administrator has to make some on the disk of the ' +
      'home. Nothing was stored.',
  },
  'host.file_lost': {
    status: 500,
    message: 'The content of the file {id} is not in the home’s folder; bring it back from a backup.',
  },
  'host.file_store_missing': { status: 503, message: 'This process keeps no files; ask one that serves.' },
} as const satisfies Record<string, ErrorDeclaration>
