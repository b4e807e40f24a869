import type { Messages } from '@stowage/sdk'

/** What the plugin says in languages beside English; what scans are told stands in src/words. */
export const messages: Readonly<Record<string, Messages>> = {
  fr: {
    permissions: { 'scan.code.read': 'Voir ce qu’un code scanné dit et désigne' },
    words: {
      Scan: 'Scan',
      Scanned: 'Scanné',
      'Test a scanner': 'Tester un lecteur',
      'Set up': 'Réglages',
      'Scanners send GS': 'Les lecteurs envoient GS',
      'Every scanner passed the test: no separator can have been swallowed, and none is asked about':
        'Chaque lecteur a réussi l’essai : aucun séparateur n’a pu être avalé, et rien n’est demandé',
      'Written for GS': 'Écrit à la place de GS',
      'What scanners write that cannot send GS, such as ^; it must stand in no lot or serial number':
        'Ce qu’écrivent les lecteurs qui ne savent pas envoyer GS, comme ^ ; aucun lot ni numéro de série ' +
        'ne doit le contenir',
    },
  },
}
