import { type SeededRandom, seededRandom } from '../seeded-random.ts'
import { columnNames } from './row-reader.ts'

const goods = [
  ['85123A', 'WHITE HANGING HEART T-LIGHT HOLDER'],
  ['71053', 'WHITE METAL LANTERN'],
  ['22423', 'REGENCY CAKESTAND 3 TIER'],
  ['47566', 'PARTY BUNTING'],
  ['20725', 'LUNCH BAG RED RETROSPOT'],
  ['84879', 'ASSORTED COLOUR BIRD ORNAMENT'],
  ['22386', 'JUMBO BAG PINK POLKADOT'],
  ['21137', 'BLACK RECORD COVER FRAME'],
  ['85099B', 'JUMBO BAG RED RETROSPOT'],
  ['22469', 'HEART OF WICKER SMALL'],
  ['84596F', 'SMALL MARSHMALLOWS PINK BOWL'],
  ['21175', 'GIN + TONIC DIET METAL SIGN'],
  ['82494L', 'WOODEN FRAME ANTIQUE WHITE '],
  ['22197', 'SMALL POPCORN HOLDER, "RETRO"'],
  ['20972', 'PINK CREAM FELT CRAFT TRINKET BOX'],
  ['22960', 'JAM MAKING SET WITH JARS'],
  ['21703', 'BAG 125g SWIRLY MARBLES'],
  ['46000S', 'POLYESTER FILLER PAD 40x40cm'],
  ['PADS', 'PADS TO MATCH ALL CUSHIONS'],
  ['18007', 'ESSENTIAL BALM 3.5g TIN IN ENVELOPE'],
] as const

const services = [
  ['POST', 'POSTAGE'],
  ['post', 'POSTAGE'],
  ['DOT', 'DOTCOM POSTAGE'],
  ['C2', 'CARRIAGE'],
  ['M', 'Manual'],
  ['D', 'Discount'],
  ['BANK CHARGES', 'Bank Charges'],
  ['AMAZONFEE', 'AMAZON FEE'],
  ['23444', 'Next Day Carriage'],
  ['gift_0001_20', 'Dotcomgiftshop Gift Voucher £20.00'],
] as const

const remarks = [
  'damaged',
  '?',
  'found',
  'thrown away',
  'wet pallet',
  'sold as set on dotcom',
  'missing',
  '',
  'MIA',
]

/**
 * Writes a year of trade in the shape of the real data set, with its warts: codes in two cases, services
 * among the goods, cancellations, gifts, remarks instead of descriptions, commas and quotes in names, doubled
 * rows, summer time, and a few rows that no shop should have. The same seed gives the same file.
 */
export function generateYear({ rows, seed }: { rows: number; seed: number }): string {
  const random = seededRandom(seed)
  const lines = [columnNames.map((name) => `"${name}"`).join(',')]
  const odd = oddRows(dateAt(0))
  let invoice = 536365
  let written = 0
  while (written < rows) {
    const date = dateAt(written / rows)
    const customer = random.chance(0.25) ? '' : String(random.between(12346, 18287))
    const many = random.chance(0.01) ? 60 : random.between(1, 8)
    for (let n = 0; n < many && written < rows; n++) {
      const isOdd = odd.length > 0 && written % Math.max(1, Math.floor(rows / 40)) === 20 % rows
      const line = isOdd ? odd.shift()! : rowOf(random, String(invoice), date, customer)
      lines.push(line)
      written++
      if (written < rows && random.chance(0.01)) {
        lines.push(line)
        written++
      }
    }
    invoice++
  }
  return `${lines.join('\n')}\n`
}

function rowOf(random: SeededRandom, invoice: string, date: string, customer: string): string {
  const [code, name] = random.pick(goods)
  const spelled = random.chance(0.03) ? code.toLowerCase() : code
  const quantity = random.chance(0.02) ? random.between(100, 3000) : random.between(1, 24)
  const price = (random.between(29, 1495) / 100).toString()
  const draw = random.next()
  if (draw < 0.02) {
    const [service, description] = random.pick(services)
    return csvRow(invoice, service, description, 1, date, price, customer)
  }
  if (draw < 0.05) return csvRow(`C${invoice}`, spelled, name, -quantity, date, price, customer)
  if (draw < 0.055) return csvRow(invoice, spelled, name, quantity, date, '0', '13113')
  if (draw < 0.075) {
    const change = random.chance(0.5) ? -quantity : quantity
    return csvRow(invoice, spelled, random.pick(remarks), change, date, '0', '')
  }
  return csvRow(invoice, spelled, name, quantity, date, price, customer)
}

/** Each of these is there once: what the real file has seldom, and what another one might have. */
function oddRows(date: string): string[] {
  return [
    csvRow('A563185', 'B', 'Adjust bad debt', 1, date, '11062.06', ''),
    csvRow('A563186', 'B', 'Adjust bad debt', 1, date, '-11062.06', ''),
    csvRow('999001', '71053', 'WHITE METAL LANTERN', 0, date, '3.39', '17850'),
    csvRow('999002', '71053', 'WHITE METAL LANTERN', 3, date, '-3.39', '17850'),
    csvRow('999003', '71053', 'WHITE METAL LANTERN', -3, date, '3.39', '17850'),
    csvRow('C99904', '71053', 'WHITE METAL LANTERN', 3, date, '3.39', '17850'),
    csvRow('999005', '84611B', 'thrown away', -12, date, '0', ''),
    csvRow('999006', '71053', 'WHITE METAL LANTERN', 2, '2011-02-30 10:00:00', '3.39', '17850'),
    csvRow('999007', '71053', 'WHITE METAL LANTERN', 1.5, date, '3.39', '17850'),
    '"999008","71053","WHITE METAL LANTERN",1',
    csvRow('', '71053', 'WHITE METAL LANTERN', 1, date, '3.39', '17850'),
    // Ahead of its time: rows are sorted by when they happened, not by where they stand.
    csvRow('999009', '22423', 'REGENCY CAKESTAND 3 TIER', 7, '2011-03-27 02:30:00', '12.75', '17850'),
    csvRow('999010', '22423', 'REGENCY CAKESTAND 3 TIER', 5, '2011-10-30 01:30:00', '12.75', '17850'),
  ]
}

function csvRow(
  invoice: string,
  code: string,
  description: string,
  quantity: number,
  date: string,
  price: string,
  customer: string,
): string {
  const text = (value: string): string => `"${value.replaceAll('"', '""')}"`
  return [
    text(invoice),
    text(code),
    text(description),
    quantity,
    date,
    price,
    customer,
    text('United Kingdom'),
  ].join(',')
}

/** Shop hours from 2010-12-01 to 2011-12-09, to the minute. */
function dateAt(share: number): string {
  const day = Math.floor(share * 373)
  const minute = Math.floor((share * 373 - day) * 660) + 8 * 60
  const at = new Date(Date.UTC(2010, 11, 1) + (day * 1440 + minute) * 60_000).toISOString()
  return `${at.slice(0, 10)} ${at.slice(11, 19)}`
}

// `node core/src/demo/retail/generate-year.ts 2000 7 > year.csv`
if (import.meta.main) {
  const [rows = 2000, seed = 7] = process.argv.slice(2).map(Number)
  process.stdout.write(generateYear({ rows, seed }))
}
