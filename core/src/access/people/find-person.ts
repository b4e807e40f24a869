import type { Person, Transaction } from '@stowage/sdk'

/**
 * Finds somebody who logs in, with his roles and what a plugin keeps on each of them.
 * @param plugin whose fields of roles are told
 */
export async function findPerson(
  trx: Transaction,
  plugin: string,
  who: { readonly id: string } | { readonly email: string },
): Promise<Person | undefined> {
  const [column, value] = 'id' in who ? ['a.id', who.id] : ['a.email', who.email.trim().toLowerCase()]
  const { rows } = await trx.raw<{ rows: Person[] }>(
    `select a.id, n.name, a.email, a.language, a.is_active as "isActive",
            a.password_hash is not null as "hasPassword",
            (select coalesce(json_agg(json_build_object('id', r.id, 'name', r.name,
                                                        'fields', coalesce(f.said, '{}'))
                                      order by r.name), '[]')
               from access.role_grant g join access.role r on r.id = g.role
               left join host.field_value f on f.entity = 'access.role' and f.id = r.id and f.plugin = ?
              where g.actor = a.id and (g.ends_at is null or g.ends_at > now())) as roles
       from access.account a join access.actor n on n.id = a.id where ${column} = ?`,
    [plugin, value!],
  )
  return rows[0]
}
