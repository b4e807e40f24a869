/** All sites, or all owners, as the header asks for them: so much that no switch has more. */
export const everyOne = {
  pagination: { page: 1, perPage: 200 },
  sort: { field: 'name', order: 'ASC' },
} as const
