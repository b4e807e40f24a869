/** Where a browser remembers that somebody who is logged in went to a provider to add it to his own ways. */
export const ADDING = 'stowage.sso.adding'
