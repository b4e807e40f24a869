interface Role {
  readonly role: string
  readonly sites?: readonly string[] | null
  readonly owners?: readonly string[] | null
  readonly endsAt?: string | null
}

type Values = Record<string, unknown>

/**
 * Tidies what a rights field holds: the empty line that is being typed is not a permission, no site or owner
 * means all of them, and what was taken for a while is not given again. Roles that are what they were are not
 * sent: giving roles logs somebody out.
 */
export function withRights(data: Values, { previousData }: { previousData?: Values } = {}): Values {
  const { permissions, roles, password, ...rest } = data
  const isSame = JSON.stringify(given(roles)) === JSON.stringify(given(previousData?.roles))
  return {
    ...rest,
    ...(password ? { password } : {}),
    ...(Array.isArray(permissions) ? { permissions: permissions.filter(Boolean) } : {}),
    ...(Array.isArray(roles) && !isSame ? { roles: given(roles) } : {}),
  }
}

function given(roles: unknown): Role[] {
  return Array.isArray(roles) ? (roles as Role[]).filter(isForGood).map(roleOf) : []
}

function isForGood({ endsAt }: Role): boolean {
  return endsAt === null || endsAt === undefined
}

function roleOf({ role, sites, owners }: Role): Role {
  return { role, sites: sites?.length ? sites : null, owners: owners?.length ? owners : null }
}
