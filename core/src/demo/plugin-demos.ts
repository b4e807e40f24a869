import type { PluginDeclaration, Services, Transaction } from '@stowage/sdk'
import { demoItemId } from './warehouse/demo-item-id.ts'

/** Who may have something to add to the demo business. */
export interface PluginDemos {
  readonly trx: Transaction
  readonly services: Services
  readonly plugins: readonly PluginDeclaration[]
}

/** Lets plugins put rows of their own beside the demo business; where that was not loaded, nothing. */
export async function addPluginDemos({ trx, services, plugins }: PluginDemos): Promise<void> {
  const adding = plugins.filter(({ lifecycle }) => lifecycle?.demo !== undefined)
  if (adding.length === 0 || !(await hasDemo(trx))) return
  for (const { lifecycle } of adding) await lifecycle?.demo?.({ trx, services })
}

/** Its items have ids that nobody else makes. */
async function hasDemo(trx: Transaction): Promise<boolean> {
  return (
    (await trx('items.item')
      .where({ id: demoItemId(0) })
      .first('id')) !== undefined
  )
}
