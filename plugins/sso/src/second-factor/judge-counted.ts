import type { ServiceContext } from '@stowage/sdk'
import { judgeAnswer } from './factor.service.ts'
import { SECOND_FACTOR } from './factor-step.ts'

/**
 * Judges a code, and counts it first: five wrong ones a quarter of an hour, wherever they come from,
 * because a
 * code has six digits and whoever guesses it has the password already.
 * @throws `sso.code_wrong`, `sso.code_used`, `access.too_many_attempts`
 */
export async function judgeCounted(
  context: ServiceContext,
  given: { readonly account: string; readonly answer: string },
): Promise<void> {
  const { logIns, transaction, actor, people, audit } = context
  const guess = { at: 'code', account: given.account, address: null }
  await logIns.count(guess)
  await transaction(actor, async (trx) => {
    const kind = await judgeAnswer(context, trx, given)
    await logIns.forget(trx, guess)
    // It may have been let go of while the plugin was off.
    await logIns.keepStep(trx, given.account, SECOND_FACTOR)
    if (kind === 'code') return
    const person = (await people.find(trx, { id: given.account }))!
    const change = { entity: 'sso.second_factor', id: person.id, action: 'take_recovery_code' }
    await audit.record(trx, { actor: people.actorOf(person) }, change)
  })
}
