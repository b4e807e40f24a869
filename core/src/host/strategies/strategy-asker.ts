import {
  type Decided,
  type PluginDeclaration,
  refuse,
  type StrategyAsker,
  type StrategyPlace,
  type Transaction,
} from '@stowage/sdk'
import { pointRegistryOf } from '../points/point-registry.ts'
import { answerRequests } from './answer-requests.ts'
import { readInTransaction } from './read-in-transaction.ts'
import { rulesInForce } from './rules-in-force.ts'

/** What a plugin's context has to ask strategies with. */
export function createStrategyAsker(plugins: readonly PluginDeclaration[]): StrategyAsker {
  const registry = pointRegistryOf(plugins)
  return {
    async decide<Choice>(
      trx: Transaction,
      point: string,
      { requests, place = {} }: { readonly requests: readonly unknown[]; readonly place?: StrategyPlace },
    ) {
      const declaration = registry.points.get(point)?.declaration
      if (declaration?.kind !== 'strategy') throw refuse('host.strategy_missing', { point })
      if (requests.length === 0) return []
      const { decided, records } = await readInTransaction(trx, async (read) => {
        const rules = await rulesInForce(registry, read, { point, place })
        return answerRequests(read, { plugins, name: point, point: declaration, rules, requests, place })
      })
      await trx.raw('select host.record_decisions(?)', [JSON.stringify(records)])
      return decided as readonly Decided<Choice>[]
    },
    async keep(trx, decisions, reference) {
      if (decisions.length > 0) await trx.raw('select host.keep_decisions(?, ?)', [[...decisions], reference])
    },
  }
}
