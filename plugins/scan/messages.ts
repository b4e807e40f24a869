import type { Messages } from '@stowage/sdk'

/** What the plugin says in languages beside English; what scans are told stands in src/words. */
export const messages: Readonly<Record<string, Messages>> = {
  fr: {
    permissions: { 'scan.code.read': 'Voir ce qu’un code scanné dit et désigne' },
    words: { Scan: 'Scan' },
  },
}
