import type { ErrorDeclaration } from '@stowage/sdk'

const finding = (message: string): ErrorDeclaration => ({ status: 503, message })

/** What the page of health finds wrong. */
export const healthErrors: Readonly<Record<string, ErrorDeclaration>> = {
  'host.health_not_seen': finding(
    'It could not be looked at ({check} of {plugin}); the server’s log says why.',
  ),
  'host.health_jobs_dead': finding(
    '{count} jobs are dead, {name} among them: their tries are used up. Read what stopped ' +
      'them, mend it, and run or drop them.',
  ),
  'host.health_jobs_late': finding(
    '{count} jobs have waited since {since}, {name} among them, and nobody takes them. See that a ' +
      'server runs, and what its log says of jobs.',
  ),
  'host.health_cursors_failing': finding(
    '{count} subscribers fail at their next event ({plugins}). They try again by themselves; ' +
      'read their last error.',
  ),
  'host.health_cursors_asking': finding(
    '{count} subscribers came back and are behind ({plugins}). Say whether they catch up or skip.',
  ),
  'host.health_mail_failed': finding(
    '{count} mails could not be sent: {error}. Look at the mail server’s setting, then have ' +
      'them tried again.',
  ),
  'host.health_secrets_lost': finding(
    '{count} secrets cannot be read with the key of this server: {names}. Put the key back ' +
      '(STOWAGE_HOME/secret-key or STOWAGE_SECRET_KEY), or type them anew; all else works.',
  ),
  'host.health_invariants_broken': finding(
    'What must always be true is not, or could not be looked at: {names}. Read which rows break it.',
  ),
  'host.health_invariants_late': finding(
    'What must always be true was last looked at on {since}. Have it looked at, and see that jobs run.',
  ),
  'host.health_hooks_failed': finding(
    'Hooks of {plugins} failed in postings since yesterday. Read the fault, or switch the plugin off.',
  ),
  'host.health_backup_old': finding(
    'The last backup was made on {since}, by {by}. Make one: npx stowage backup, once a night.',
  ),
  'host.health_backup_none': finding(
    'No backup was ever made with Stowage. Make one: npx stowage backup, once a night.',
  ),
  'host.health_nodes_behind': finding(
    '{count} servers serve another set of plugins than the one that is on, and post nothing: ' +
      '{nodes}. Start them again.',
  ),
}
