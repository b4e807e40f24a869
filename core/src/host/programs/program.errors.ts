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
      'Only a program that runs by itself is bound to owners or sites; "{plugin}" runs within this server, ' +
      'where each reader sees his own. Leave "owners" and "sites" out.',
  },
  'host.events_of_no_site': {
    status: 422,
    message:
      '"{plugin}" is told of {events}, which say no site, so it cannot be bound to some; bind it to ' +
      'owners, or take these out of its stowage.plugin.json.',
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
