import type { LabelKind } from '../design/design.schemas.ts'
import type { Values } from '../design/fill-in.ts'

/** What a design may name in braces. */
export interface Field {
  readonly name: string
  /** What it is, in words that the screens translate. */
  readonly title: string
  /** What the preview shows where no thing was chosen. */
  readonly sample: string
}

const ITEM: readonly Field[] = [
  { name: 'sku', title: 'SKU', sample: 'OAT-1' },
  { name: 'name', title: 'Name', sample: 'Oat drink, barista, 1 l' },
  { name: 'description', title: 'Description', sample: 'Keep cool once opened' },
  { name: 'category', title: 'Category', sample: 'Drinks' },
  { name: 'baseUnit', title: 'Base unit', sample: 'each' },
  { name: 'gtin', title: 'GTIN', sample: '09501101530003' },
  { name: 'owner', title: 'Owner', sample: 'The house' },
  { name: 'level', title: 'Package', sample: 'case' },
  { name: 'levelQuantity', title: 'How many are in the package', sample: '12' },
]
const LOT: readonly Field[] = [
  { name: 'lot', title: 'Lot', sample: 'AB-123' },
  { name: 'expiresOn', title: 'Expiry date', sample: '2027-12-31' },
  { name: 'bestBefore', title: 'Best before', sample: '2027-12-01' },
  { name: 'manufacturedOn', title: 'Made on', sample: '2026-11-26' },
]
const LOCATION: readonly Field[] = [
  { name: 'code', title: 'Code', sample: 'A-01-02' },
  { name: 'path', title: 'Path', sample: 'HAM/A/01/A-01-02' },
  { name: 'kind', title: 'Kind', sample: 'bin' },
  { name: 'site', title: 'Site', sample: 'Hamburg' },
  { name: 'scanned', title: 'What scanners read', sample: 'A-01-02' },
  { name: 'checkDigits', title: 'Check digits', sample: '47' },
]
const UNIT: readonly Field[] = [
  { name: 'code', title: 'Code', sample: '395011015300000011' },
  { name: 'sscc', title: 'SSCC', sample: '395011015300000011' },
  { name: 'kind', title: 'Kind', sample: 'pallet' },
  { name: 'location', title: 'Location', sample: 'A-01-02' },
  { name: 'sku', title: 'SKU of what is in it', sample: 'OAT-1' },
  { name: 'name', title: 'Name of what is in it', sample: 'Oat drink, barista, 1 l' },
  { name: 'gtin', title: 'GTIN of what is in it', sample: '09501101530003' },
  { name: 'lot', title: 'Lot of what is in it', sample: 'AB-123' },
  { name: 'expiresOn', title: 'Expiry date of what is in it', sample: '2027-12-31' },
  { name: 'count', title: 'How many are in it', sample: '480' },
]
const FIELDS: Readonly<Record<LabelKind, readonly Field[]>> = {
  item: ITEM,
  lot: [...ITEM, ...LOT],
  location: LOCATION,
  unit: UNIT,
}

/** What things of a kind have. */
export function fieldsOf(kind: LabelKind): readonly Field[] {
  return FIELDS[kind]
}

/** A thing that there is not, for previews. */
export function sampleOf(kind: LabelKind): Values {
  return Object.fromEntries(fieldsOf(kind).map(({ name, sample }) => [name, sample]))
}
