import type { ErrorDeclaration } from '@stowage/sdk'

/** What can be wrong with programs of their own, in words. */
export const programErrors = {
  'host.program_unknown': {
    status: 404,
    message: 'There is no program "{plugin}" that is switched on; /api/v1/host/plugins lists what there is.',
  },
  'host.owners_of_no_program': {
    status: 422,
    message:
      'Only a program that runs by itself is bound to owners; "{plugin}" runs within this server, where each ' +
      'reader sees his own. Leave "owners" out.',
  },
  'host.program_without_key': {
    status: 409,
    message: 'The program "{plugin}" has no key; switch it off and on again, which makes one.',
  },
  'host.not_a_program': {
    status: 403,
    message:
      '{actor} is no program that takes part by stowage.plugin.json; call this with the key that was shown ' +
      'when it was switched on.',
  },
} satisfies Record<string, ErrorDeclaration>
