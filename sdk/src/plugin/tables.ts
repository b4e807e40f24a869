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
   * visible to everyone.
   */
  readonly rows: 'house' | 'staff' | { readonly owner: string }
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
