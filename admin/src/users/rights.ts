/** Tidies what a rights field holds: the empty line that is being typed is not a permission. */
export function withRights(data: Record<string, unknown>): Record<string, unknown> {
  const { permissions } = data
  return Array.isArray(permissions) ? { ...data, permissions: permissions.filter(Boolean) } : data
}
