import type { ErrorDeclaration } from '@stowage/sdk'

/** What can be wrong with switching plugins, in words. */
export const pluginErrors = {
  'host.tile_not_known': {
    status: 404,
    message: 'There is no tile {tile} here; its plugin may be off.',
  },
  'host.staff_only': {
    status: 403,
    message: 'Plugins are the business of the house; an actor of some owners may not.',
  },
  'host.plugin_not_known': {
    status: 404,
    message: 'There is no plugin "{plugin}" here; /api/v1/host/plugins lists those that were found.',
  },
  'host.plugin_of_core': {
    status: 409,
    message: '"{plugin}" belongs to the core and is always on; only plugins are switched and removed.',
  },
  'host.change_not_known': { status: 404, message: 'There is no change {change} of the set of plugins.' },
  'host.plugin_already': { status: 409, message: 'The plugin "{plugin}" is {state} already.' },
  'host.plugin_needed': {
    status: 409,
    message: 'The plugin "{by}" needs "{plugin}"; switch "{by}" off first.',
  },
  'host.plugin_blocked': {
    status: 409,
    message:
      'The plugin "{plugin}" cannot go yet: {blockers}. Finish that, or have it let go with "release".',
  },
  'host.plugin_on': {
    status: 409,
    message: 'The plugin "{plugin}" is on; switch it off before it is removed.',
  },
  'host.change_running': {
    status: 409,
    message: 'Another plugin is being switched on or off; /api/v1/host/plugin-changes tells how far that is.',
  },
  'host.fixed_set': {
    status: 409,
    message: 'This server was made for a fixed set of plugins; they cannot be switched here.',
  },
  'host.plugin_unfit': { status: 422, message: 'The plugin "{plugin}" does not fit ({fault}): {problem}.' },
  'host.node_failed': {
    status: 500,
    message: 'The server {node} cannot run the set with "{plugin}" ({fault}): {problem} All is as it was.',
  },
  'host.node_slow': {
    status: 503,
    message: 'These servers did not get ready for "{plugin}" in time: {nodes}. All is as it was; try again.',
  },
  'host.postings_in_the_way': {
    status: 503,
    message:
      'Postings did not leave {ms} ms for "{plugin}" in {tries} tries; all is as it was, try again later.',
  },
} satisfies Record<string, ErrorDeclaration>
