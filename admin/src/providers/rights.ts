import { useGetIdentity, usePermissions } from 'react-admin'

/** What the desk knows of who is logged in beside his name. */
export interface Standing {
  /** Whether he looks with another's eyes: nothing can be changed then. */
  readonly isViewing?: boolean
  /** Whether he is bound to no owner and no site: to the others, what is the house's is closed. */
  readonly isStaff?: boolean
}

/** What whoever is logged in may do here. Until it is known, nothing that takes a permission. */
export function useRights() {
  const { permissions } = usePermissions<readonly string[]>()
  const { identity } = useGetIdentity()
  const { isViewing, isStaff = false } = (identity ?? {}) as Standing
  const may = (needed: string | undefined) => isAllowed(permissions ?? [], needed)
  return {
    isKnown: permissions !== undefined,
    isStaff,
    isViewing: isViewing === true,
    may,
    mayChange: (needed: string) => isViewing === false && may(needed),
  }
}

/** Whether somebody with these permissions may do what `needed` names. `'*'` stands for all of them. */
export function isAllowed(permissions: readonly string[], needed: string | undefined): boolean {
  return needed === undefined || permissions.includes('*') || permissions.includes(needed)
}
