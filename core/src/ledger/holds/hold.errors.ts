import type { ErrorDeclaration } from '@stowage/sdk'

/** Every way in which placing or lifting a hold can fail, with the sentence that the reader gets. */
export const holdErrors = {
  'ledger.hold_standing': {
    status: 409,
    message: '{name} is on hold already ({reason}); give another reason, or leave it at that.',
  },
  'ledger.hold_lifted': {
    status: 409,
    message: 'This hold ({reason}) was lifted already; place a new one if the stock is to be stopped again.',
  },
  'ledger.hold_not_yours': {
    status: 403,
    message:
      'You do not have {permission}, which it takes to lift this hold ({reason}). {lifter} may lift it.',
  },
  'ledger.hold_subject_unknown': {
    status: 422,
    message: 'There is no {scope} {subject} to hold; create it, or mend the id.',
  },
  'ledger.hold_subject_outside': {
    status: 422,
    message: '{name} stands for the world outside; hold a place of ours, the item or the owner.',
  },
  'ledger.hold_for_staff': {
    status: 403,
    message: '{name} is the house’s, and your rights end at some owners’ stock; ask its staff.',
  },
  'ledger.permission_unknown': {
    status: 422,
    message: 'There is no permission {permission}; leave it out, or name one such as ledger.hold.lift.',
  },
  'ledger.text_unprintable': {
    status: 422,
    message: 'The text {value} is empty or holds a control character; send at least one printable character.',
  },
} as const satisfies Record<string, ErrorDeclaration>
