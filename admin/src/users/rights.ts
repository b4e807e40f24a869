interface Role {
  readonly role: string
  readonly sites?: readonly string[] | null
  readonly owners?: readonly string[] | null
  readonly endsAt?: string | null
}

/**
 * Tidies what a rights field holds: the empty line that is being typed is not a permission, no site or owner
 * means all of them, and what was taken for a while is not given again.
 */
export function withRights(data: Record<string, unknown>): Record<string, unknown> {
  const { permissions, roles } = data
  return {
    ...data,
    ...(Array.isArray(permissions) ? { permissions: permissions.filter(Boolean) } : {}),
    ...(Array.isArray(roles) ? { roles: (roles as Role[]).filter(isForGood).map(roleOf) } : {}),
  }
}

function isForGood({ endsAt }: Role): boolean {
  return endsAt === null || endsAt === undefined
}

function roleOf({ role, sites, owners }: Role): Role {
  return { role, sites: sites?.length ? sites : null, owners: owners?.length ? owners : null }
}
