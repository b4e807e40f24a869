import type { ErrorDeclaration } from '@stowage/sdk'

/** Every way in which a wish about sites and locations can fail, with the sentence that the reader gets. */
export const locationErrors = {
  'locations.staff_only': {
    status: 403,
    message: 'Sites and locations are the house’s; only staff who see all owners may change them.',
  },
  'locations.id_taken': {
    status: 409,
    message: 'The id {id} is taken by something else; send the same content again, or a new id.',
  },
  'locations.code_taken': {
    status: 409,
    message: 'The code {code} is taken in this site, and every code stands for one place; choose another.',
  },
  'locations.site_code_taken': {
    status: 409,
    message: 'The code {code} is taken by another site or stands for the world outside; choose another.',
  },
  'locations.barcode_taken': {
    status: 409,
    message: 'The barcode {barcode} is taken, and every barcode stands for one place; print another.',
  },
  'locations.code_unusable': {
    status: 422,
    message:
      'The {field} {value} is empty, or holds a space, a slash or a control character; choose one without.',
  },
  'locations.text_unprintable': {
    status: 422,
    message:
      'The {field} {value} is empty or holds a control character; send at least one printable character.',
  },
  'locations.time_zone_unknown': {
    status: 422,
    message: 'There is no time zone {timeZone}; use an IANA name such as Europe/Zurich.',
  },
  'locations.company_unknown': { status: 422, message: 'There is no company {company}; create it first.' },
  'locations.site_unknown': { status: 422, message: 'There is no site {site}; create it first.' },
  'locations.kind_unknown': {
    status: 422,
    message: 'There is no kind of location {kind} to choose; there are {kinds}.',
  },
  'locations.parent_unknown': {
    status: 422,
    message: 'There is no location {parent} in this site to put it in; create it, or mend the id.',
  },
  'locations.parent_inactive': {
    status: 409,
    message: 'The location {parent} is out of use; put it in use first, or choose another parent.',
  },
  'locations.parent_is_beneath': {
    status: 409,
    message: 'The location {parent} stands beneath {code} itself; a place cannot be inside what it holds.',
  },
  'locations.too_deep': {
    status: 422,
    message:
      'The path {path} is longer than {limit} characters; put it higher up, or shorten a code on the way.',
  },
  'locations.import_elsewhere': {
    status: 422,
    message:
      'The location {code} stands at {path} and not in {parent}; move it on its own page, which moves all ' +
      'beneath it, or leave its parent out of the file.',
  },
  'locations.root_is_fixed': {
    status: 409,
    message: 'The location {code} is the root of its site; change the site, or a location beneath it.',
  },
  'locations.external_is_fixed': {
    status: 409,
    message: 'The location {code} stands for the world outside, which is the same in every installation.',
  },
  'locations.stock_stands_there': {
    status: 409,
    message:
      'Stock still stands in {code} or beneath it ({balances} balances, among them {examples}); move it ' +
      'first.',
  },
  'locations.debt_too_low': {
    status: 409,
    message:
      'In {code}, {sku} stands at {onHand}, below a limit of {debtLimit}; bring it up first, or allow ' +
      '{needed} at least.',
  },
  'locations.layout_too_large': {
    status: 422,
    message:
      'The pattern makes {count} locations; one layout makes {limit} at most, so lay out part after part.',
  },
  'locations.layout_template': {
    status: 422,
    message: 'The template {template} is not usable: {problem}. Mend it there.',
  },
  'locations.plan_too_large': {
    status: 422,
    message: '{code} has more than {limit} places, which is the most that one plan shows; list them instead.',
  },
  'locations.layout_count_missing': {
    status: 422,
    message:
      'The pattern does not say how many {part} there are; give a count, or write the code with ranges ' +
      'such as A-[01-20]-[01-30]-[1-4].',
  },
  'locations.layout_collides': {
    status: 409,
    message:
      '{count} codes of this layout are taken, among them {examples}; change the pattern or the start.',
  },
  'locations.layout_repeats': {
    status: 422,
    message: 'The template {template} gives the code {code} to two places; name every running part in it.',
  },
  'locations.check_digits_too_few': {
    status: 422,
    message:
      '{digits} check digits tell no {places} places of one bay apart; take more digits, or fewer places ' +
      'to a bay.',
  },
  'locations.layout_out_of_reach': {
    status: 422,
    message: 'The {field} {value} lies outside ±{limit} m; check pitch, width and origin.',
  },
} as const satisfies Record<string, ErrorDeclaration>
