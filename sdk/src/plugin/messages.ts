/**
 * What a plugin says in one language beside English. Whatever is left out is said in English; what is named
 * here and declared nowhere stops the boot, so that a sentence cannot outlive its code.
 * @since 0.1.0
 * @example
 * messages: {
 *   fr: {
 *     errors: { 'fefo.lot_too_short': 'Le lot {lot} expire le {expiresOn}.' },
 *     permissions: { 'fefo.override.grant': 'Expédier un lot que FEFO refuse' },
 *     words: { Days: 'Jours' },
 *   },
 * }
 */
export interface Messages {
  /** The sentence of each error code, with facts in braces that the English one has as well. */
  readonly errors?: Readonly<Record<string, string>>
  /** The words of each permission. */
  readonly permissions?: Readonly<Record<string, string>>
  /**
   * Titles, descriptions and menu groups of settings, resources, fields, pages, jobs and points, and the
   * sentences of invariants, by the English words that the declaration has for them.
   */
  readonly words?: Readonly<Record<string, string>>
  /**
   * Facts of refusals that are clauses and not data, by their English: what is told as `deed`, `holder`,
   * `lifter`, `part`, `problem`, `standsIn`, `state` or `subject`. What changes in one stands in braces.
   * @example facts: { 'it holds more than {most} lots': 'il contient plus de {most} lots' }
   */
  readonly facts?: Readonly<Record<string, string>>
}
