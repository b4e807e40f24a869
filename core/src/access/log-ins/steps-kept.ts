import type { LogIns } from '@stowage/sdk'

/** The steps that people take at each log-in, as one plugin keeps its own. */
export function stepsKept(plugin: string): Pick<LogIns, 'keepStep' | 'letGoOfStep'> {
  const own = (step: string) => {
    if (!step.startsWith(`${plugin}.`)) throw new Error(`the plugin ${plugin} has no step ${step}`)
    return step
  }
  return {
    async keepStep(trx, account, step) {
      await trx('access.log_in_step')
        .insert({ account, step: own(step) })
        .onConflict(['account', 'step'])
        .ignore()
    },
    async letGoOfStep(trx, account, step) {
      await trx('access.log_in_step')
        .where({ account, step: own(step) })
        .delete()
    },
  }
}
