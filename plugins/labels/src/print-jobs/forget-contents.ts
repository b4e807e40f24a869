import type { JobDeclaration } from '@stowage/sdk'
import type { LabelSettings } from '../../settings.ts'

/** Lets go of what old jobs sent; the log stays, printing them again as they were ends. */
export const forgetContents: JobDeclaration<Record<string, never>> = {
  title: 'Forget what old print jobs sent',
  cron: '20 3 * * *',
  async run({ services, transaction }) {
    const { keepDays } = await services.labels.settings<LabelSettings>()
    await transaction((trx) =>
      trx.raw(
        `update labels.print_job set content = null
          where id in (select id from labels.print_job
                        where content is not null and ended_at < now() - make_interval(days => ?)
                        order by ended_at limit 10000)`,
        [keepDays],
      ),
    )
  },
}
