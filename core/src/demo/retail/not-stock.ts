/**
 * Which codes of the year are no stock items, and why. Everything else is goods, `PADS` among it: the
 * cushion pads that go with each cover, things that lie on a shelf although they cost nothing.
 */
const codes: Readonly<Record<string, string>> = {
  POST: 'postage on the invoice',
  DOT: 'postage of orders from the web shop',
  C2: 'carriage',
  23444: 'next day carriage, under a number like an item’s',
  23574: 'packing charge, under a number like an item’s',
  D: 'discount',
  M: 'manual correction of an invoice; what it was for is not told',
  S: 'value of samples; which items were sent is not told',
  B: 'bad debt written off; moves money, not goods',
  AMAZONFEE: 'fee of a marketplace',
  'BANK CHARGES': 'bank charges',
  CRUK: 'commission to a charity',
  22016: 'gift voucher, under a number like an item’s',
  23702: 'an image file sold to a customer',
}

const families: readonly { readonly pattern: RegExp; readonly why: string }[] = [
  { pattern: /^GIFT_\d+_\d+$/, why: 'gift voucher: money owed to its bearer' },
  { pattern: /^DCGS/, why: 'the web shop’s own listing, outside this warehouse’s catalogue' },
]

/** Why a code is no stock item, or undefined where it is one. Case and blanks around it do not matter. */
export function whyNotStock(code: string): string | undefined {
  const key = code.trim().toUpperCase()
  return codes[key] ?? families.find((family) => family.pattern.test(key))?.why
}
