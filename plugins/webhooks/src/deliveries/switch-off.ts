import type { Actor, ServiceContext, Transaction } from '@stowage/sdk'
import { ENDPOINT_SWITCHED_OFF } from '../../contract.ts'

const FAILURES_LEAST = 5

/** Who may be switched off, and after how long. */
export interface Failing {
  readonly endpoints: readonly string[]
  /** Those that answered that they are gone for good. */
  readonly gone: readonly string[]
  readonly afterMinutes: number
}

interface SwitchedOff {
  readonly id: string
  readonly owner: number
  readonly name: string
  readonly url: string
  readonly notify: string | null
  readonly because: 'failing' | 'gone'
}

/**
 * Switches endpoints off that have failed for long, or are gone for good. It is told in the bell, by an
 * event and, where an address was named for it, by mail; what waits there is kept, and goes on when it is
 * switched on again.
 */
export async function switchOffFailing(
  { audit, events, mail }: Pick<ServiceContext, 'audit' | 'events' | 'mail'>,
  trx: Transaction,
  { actor, failing }: { readonly actor: Actor; readonly failing: Failing },
): Promise<void> {
  const { rows } = await trx.raw<{ rows: SwitchedOff[] }>(
    `update webhooks.endpoint e
        set is_on = false, switched_off_at = now(), version = e.version + 1, updated_at = now(),
            switched_off_because = case when e.id = any (:gone::uuid[]) then 'gone' else 'failing' end
       from webhooks.lane l
      where l.endpoint = e.id and e.is_on and e.id = any (:endpoints::uuid[])
        and (e.id = any (:gone::uuid[])
             or (l.failures >= :least and l.failing_since <= now() - :minutes * interval '1 minute'))
      returning e.id, e.owner, e.name, e.url, e.notify, e.switched_off_because as because`,
    {
      gone: failing.gone,
      endpoints: failing.endpoints,
      least: FAILURES_LEAST,
      minutes: failing.afterMinutes,
    },
  )
  for (const { id, owner, name, url, notify, because } of rows) {
    await audit.record(
      trx,
      { actor },
      {
        entity: 'webhooks.endpoint',
        id,
        action: 'switch_off',
        owner,
        before: { isOn: true },
        after: { isOn: false, because },
      },
    )
    await events.emit(trx, ENDPOINT_SWITCHED_OFF, { endpoint: id, name, because }, { owner })
    if (notify !== null) await mail.send(trx, { to: [notify], owner, ...letterOf({ name, url, because }) })
  }
}

/** In both languages, because nobody knows the reader's. */
function letterOf({ name, url, because }: Pick<SwitchedOff, 'name' | 'url' | 'because'>) {
  const host = URL.parse(url)?.host ?? ''
  const [why, pourquoi] =
    because === 'gone'
      ? ['it answered that it is gone for good (410)', 'il a répondu qu’il n’existe plus (410)']
      : ['it has failed for too long', 'il échoue depuis trop longtemps']
  return {
    subject: `Webhook switched off: ${name}`,
    text:
      `Nothing is sent to the webhook “${name}” (${host}) any more: ${why}. What waits for it is kept; ` +
      `switch it on again under Set up, Webhooks.\n\n` +
      `Plus rien n’est envoyé au webhook « ${name} » (${host}) : ${pourquoi}. Ce qui l’attend est gardé ; ` +
      `réactivez-le sous Réglages, Webhooks.\n`,
  }
}
