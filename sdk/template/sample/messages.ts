import type { Messages } from '@stowage/sdk'

/**
 * What the plugin says, in languages beside English, which stands in the declaration. A refusal is a code
 * with facts; the sentence is made at the edge, in the language of whoever reads it.
 */
export const messages: Readonly<Record<string, Messages>> = {
  fr: {
    errors: {
      'sample.limit_taken': 'Cet article a déjà une limite ; modifiez-la.',
      'sample.over_limit':
        'Au plus {largest} de {sku} peuvent sortir à la fois, pas {asked} ; faites plusieurs sorties.',
    },
    permissions: {
      'sample.limit.read':
        'Voir combien d’un article peut sortir à la fois, ce qui est sorti, et quels emplacements sont vides',
      'sample.limit.write': 'Dire combien d’un article peut sortir à la fois',
    },
    words: {
      'Each departure is a line that left, with its quantity.':
        'Chaque départ est une ligne qui est sortie, avec sa quantité.',
      Sample: 'Exemple',
      'Days kept': 'Jours conservés',
      'How many days what left, and a bin that ran dry, is called recent':
        'Pendant combien de jours une sortie, ou un emplacement vidé, est dit récent',
      Limit: 'Limite',
      Limits: 'Limites',
      Item: 'Article',
      'Largest quantity': 'Quantité maximale',
      'Base units that may leave by one movement': 'Unités de base qui peuvent sortir par un mouvement',
      Note: 'Note',
      'Dry bins': 'Emplacements vides',
      'Forget bins that ran dry long ago': 'Oublier les emplacements vidés il y a longtemps',
      'What to do about a bin that ran dry, in one sentence':
        'Que faire d’un emplacement vide, en une phrase',
      'The fullest bin first': 'L’emplacement le plus plein d’abord',
    },
  },
}
