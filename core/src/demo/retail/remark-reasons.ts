/** A reason for an adjustment, as it is created in the ledger where it does not exist yet. */
export interface DemoReason {
  readonly code: string
  readonly title: string
}

const table: readonly (DemoReason & { readonly pattern: RegExp })[] = [
  {
    code: 'damaged',
    title: 'Damaged',
    pattern:
      /damag|dagamed|smash|crush|broke|breakage|crack|wet|rust|mould|smudge|fault|water|unsale|can't sell/i,
  },
  { code: 'thrown_away', title: 'Thrown away', pattern: /thr[oe]wn? away|destroy/i },
  {
    code: 'wrong_code',
    title: 'Wrong code or barcode',
    pattern: /barcode|code|mix|m(a)?rked|^\d{5}$|sold as \d{5}/i,
  },
  {
    code: 'sold_elsewhere',
    title: 'Sold through another shop',
    pattern: /amazon|dotcom|ebay|online|sold|sale|john lewis/i,
  },
  { code: 'sample', title: 'Sample', pattern: /sample|display|showroom|mailout|given/i },
  { code: 'found', title: 'Found', pattern: /found|put aside/i },
  { code: 'lost', title: 'Lost', pattern: /missing|lost|can't find|not rcvd/i },
  { code: 'count', title: 'Count difference', pattern: /check|count/i },
  {
    code: 'correction',
    title: 'Correction of an entry',
    pattern: /adjust|revers|credit|incorrect|oops|fix|return|entry|histor/i,
  },
]

/** What an adjustment gets whose remark says nothing that could be filed. */
const unknownReason: DemoReason = { code: 'unknown', title: 'Unknown' }

/** All reasons that the import may use; those that the ledger has already are left as they are. */
export const remarkReasons: readonly DemoReason[] = [
  ...table.map(({ code, title }) => ({ code, title })),
  unknownReason,
]

/** Files a remark ("wet pallet-thrown away") under a reason: the first line of the table that fits. */
export function reasonForRemark(remark: string): string {
  return table.find((line) => line.pattern.test(remark))?.code ?? unknownReason.code
}
