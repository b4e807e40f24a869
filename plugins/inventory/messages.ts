import type { Messages } from '@stowage/sdk'

/** What the plugin says in languages beside English. */
export const messages: Readonly<Record<string, Messages>> = {
  fr: {
    errors: {
      'inventory.reorder_point_taken':
        'Cet article a déjà un point de commande sur ce site ; modifiez celui-ci.',
      'inventory.runs_short':
        '{count} articles sont sous leur point de commande. Commandez-les, ou faites-en venir d’un autre site.',
      'inventory.target_below_minimum':
        'Compléter jusqu’à {target} laisserait l’article sous son minimum de {minimum} ; augmentez la cible.',
    },
    permissions: {
      'inventory.reorder_point.read': 'Voir les points de commande et ce qui vient à manquer',
      'inventory.reorder_point.write': 'Dire à partir de quand un article est à recommander',
    },
    words: {
      'No reorder point fills up to less than its minimum.':
        'Aucun point de commande ne remplit en dessous de son minimum.',
      Inventory: 'Inventaire',
      'Below reorder point': 'Sous le point de commande',
      'Where less is available at a site than its reorder point says':
        'Où il y a moins de disponible sur un site que ne le dit son point de commande',
      Review: 'Examiner',
      'Reorder point': 'Point de commande',
      'Reorder points': 'Points de commande',
      Item: 'Article',
      Site: 'Site',
      Minimum: 'Minimum',
      'Base units; with less available than this, it runs short':
        'Unités de base ; avec moins de disponible, l’article vient à manquer',
      'Fill up to': 'Compléter jusqu’à',
      'Base units; how much there should be after a delivery':
        'Unités de base ; ce qu’il devrait y avoir après une livraison',
      Note: 'Note',
      Stock: 'Stock',
      'Look what runs short': 'Chercher ce qui vient à manquer',
      'How much to reorder of what runs short': 'Combien recommander de ce qui vient à manquer',
      SKU: 'Référence',
      Category: 'Catégorie',
      'Base units': 'Unités de base',
      Available: 'Disponible',
      Shortage: 'Manquant',
      Shortages: 'Manquants',
      Proposed: 'Proposé',
      'How much to reorder, as it was decided when it began to run short or was asked for again':
        'Combien recommander, comme décidé quand l’article a commencé à manquer ou redemandé depuis',
      'The decision that says why': 'La décision qui dit pourquoi',
      'Missing to the minimum': 'Manque jusqu’au minimum',
      'Fill up to the target': 'Compléter jusqu’à la cible',
      'As much as is used in some days': 'Autant que ce qui est utilisé en quelques jours',
      Days: 'Jours',
      'For how many days it lasts': 'Pour combien de jours cela suffit',
      'The most': 'Au plus',
      'Base units; more is never proposed': 'Unités de base ; jamais davantage n’est proposé',
    },
  },
}
