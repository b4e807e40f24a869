/**
 * What the plugin says in languages beside English.
 * @type {Readonly<Record<string, import('@stowage/sdk').Messages>>}
 */
export const messages = {
  fr: {
    errors: {
      'loyalty-hold.place_taken': 'Ce lieu est déjà gardé pour cet article ; modifiez cette ligne.',
      'loyalty-hold.kept':
        'Ce qui est à {location} est gardé pour les clients fidèles, et ceci est pour {demand} ; prenez-le ' +
        'ailleurs.',
      'loyalty-hold.kept_from_unnamed':
        'Ce qui est à {location} est gardé pour les clients fidèles, et rien ne dit pour qui est ceci ; ' +
        'nommez le document, ou prenez-le ailleurs.',
    },
    permissions: {
      'loyalty-hold.place.read': 'Voir quels lieux sont gardés pour les clients fidèles',
      'loyalty-hold.place.write': 'Dire quels lieux sont gardés pour les clients fidèles',
      'loyalty-hold.place.override': 'Donner à d’autres ce qui est gardé pour les clients fidèles',
    },
    words: {
      'Only places that have balances are kept for somebody.':
        'Seuls des emplacements qui ont des soldes sont gardés pour quelqu’un.',
      'Loyalty hold': 'Garde pour fidèles',
      Loyalty: 'Fidélité',
      'Demands of loyalty customers': 'Demandes des clients fidèles',
      'The kinds of demands, and the types of sources, that get what is kept':
        'Les types de demandes, et de sources, qui reçoivent ce qui est gardé',
      'Kept place': 'Lieu gardé',
      'Kept places': 'Lieux gardés',
      Location: 'Lieu',
      Item: 'Article',
      'Left out, all that lies there is kept': 'Omis, tout ce qui s’y trouve est gardé',
      Note: 'Note',
    },
  },
}
