/** The columns by which an actor's rights find his rows: at least one of the two. */
export interface RowsOfSome {
  /**
   * The column of the owner's number; or, where that does not say it all, a condition that has to hold as
   * well: other tables that it reads are read under their own policies. It is evaluated for actors bound to
   * some owners alone. Without a column, such rows are written by staff.
   */
  readonly owner?: string | { readonly column?: string; readonly when: string }
  /**
   * The column of the site's number, or, where the row has none, a condition that holds for rows in the
   * actor's sites: other tables that it reads are read under their own policies. It is evaluated for actors
   * bound to some sites alone.
   */
  readonly site?: string | { readonly when: string }
}

/**
 * Who may see and write a table's rows. Every table of a plugin declares it; the host makes the row-level
 * policies and grants from it in the transaction that creates the table. An undeclared table stops the boot.
 */
export interface TableAccess {
  /**
   * Which rows a route may see on behalf of an actor who is bound to some owners:
   * `'house'` all of them (reference data), `'staff'` none (only actors who see all owners, and hooks where
   * they may write), or
   * `{ owner }` those whose owner-number column names one of his owners; a null there means the house's own,
   * visible to everyone. `{ site }` does the same for actors bound to some sites, by the site's number; both
   * together bind both ways. A table with a site alone is written by staff.
   */
  readonly rows: 'house' | 'staff' | RowsOfSome
  /**
   * Who writes: `'routes'` the routes of staff and, where `rows` names an owner, of that owner;
   * `'hooks'` the same and hooks inside the posting transaction (the default);
   * `'functions'` nobody but the schema's own SECURITY DEFINER functions.
   */
  readonly write?: 'routes' | 'hooks' | 'functions'
  /**
   * The only columns that routes and hooks write, where functions alone write the others; rows are then never
   * deleted by them. All of them unless said.
   */
  readonly columns?: readonly string[]
}
