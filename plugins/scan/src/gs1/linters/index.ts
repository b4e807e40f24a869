import * as characters from './characters.ts'
import { csum, csumalpha } from './check-digits.ts'
import { gcppos1, gcppos2 } from './company-prefix.ts'
import { iso3166, iso3166alpha2, iso3166999 } from './countries.ts'
import { couponcode, couponposoffer } from './coupons.ts'
import { iso4217 } from './currencies.ts'
import { hh, hhmi, mi, ss, yymmd0, yymmdd, yyyymmd0, yyyymmdd } from './dates.ts'
import * as figures from './figures.ts'
import { iban } from './iban.ts'
import type { Linter } from './linter.ts'
import { packagetype } from './package-types.ts'

const { csetnumeric, cset82, cset39, cset64, hasnondigit, hyphen, pcenc } = characters

/** All checks by the names that GS1's dictionary has for them. */
export const linters: Readonly<Record<string, Linter>> = {
  ...{ csetnumeric, cset82, cset39, cset64, hasnondigit, hyphen, pcenc },
  ...{ csum, csumalpha, gcppos1, gcppos2, iban },
  ...{ iso3166, iso3166999, iso3166alpha2, iso4217, packagetype },
  ...{ couponcode, couponposoffer },
  ...{ hh, hhmi, mi, ss, yymmd0, yymmdd, yyyymmd0, yyyymmdd },
  ...figures,
}
