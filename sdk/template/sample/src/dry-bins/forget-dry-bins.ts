import type { JobDeclaration } from '@stowage/sdk'

/** A job: every night it forgets bins that ran dry long ago. */
export const forgetDryBins: JobDeclaration = {
  title: 'Forget bins that ran dry long ago',
  cron: '30 3 * * *',
  async run({ services, transaction, progress }) {
    const since = await services.sample.recentSince()
    const forgotten = await transaction((trx) => trx('sample.dry_bin').where('at', '<', since).delete())
    await progress.tell(forgotten, forgotten, 'forgotten')
  },
}
