import type { Actor } from '@stowage/sdk'

/** Whether an actor has a permission; `'*'` stands for all. */
export function mayUse({ permissions }: Pick<Actor, 'permissions'>, permission: string): boolean {
  return permissions.has(permission) || permissions.has('*')
}
