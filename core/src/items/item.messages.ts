import type { Messages } from '@stowage/sdk'

/** What is said of items in other languages than English. */
export const itemMessages: Readonly<Record<string, Messages>> = {
  fr: {
    facts: {
      'something else': 'autre chose',
      'the {level} of {sku}': 'le niveau {level} de {sku}',
    },
    errors: {
      'items.id_taken':
        'L’identifiant {id} désigne déjà un autre article ; renvoyez le même contenu, ou un nouvel ' +
        'identifiant.',
      'items.sku_taken':
        'La référence {sku} est prise dans ce catalogue, quelle que soit sa casse ; choisissez-en une ' +
        'autre ou modifiez cet article.',
      'items.gtin_taken':
        'Le GTIN {gtin} est déjà sur {holder} ; un GTIN désigne une seule chose d’un catalogue.',
      'items.twice_in_batch': '{field} {value} figure deux fois dans ce lot de demandes ; retirez-en un.',
      'items.batch_too_large': '{count} articles sont trop pour un envoi ; envoyez-en {limit} au plus.',
      'items.text_unprintable':
        '{field} {value} est vide ou contient un caractère de contrôle ; envoyez au moins un caractère ' +
        'imprimable.',
      'items.gtin_malformed':
        'Le GTIN {gtin} n’a pas 8, 12, 13 ou 14 chiffres ; tapez-le tel qu’il est imprimé sous les ' +
        'barres.',
      'items.gtin_check_digit':
        'Le GTIN {gtin} finit par {found} là où sa clé de contrôle est {expected} ; comparez-le avec ' +
        'l’emballage.',
      'items.value_unusable': '{field} {value} doit être {wanted}.',
      'items.import_name_missing':
        'L’article {sku} n’existe pas encore, il lui faut une désignation ; remplissez-la.',
      'items.owner_unknown':
        'Le propriétaire {owner} n’existe pas, ou vous ne pouvez agir pour lui ; GET ' +
        '/api/v1/access/owners donne les vôtres.',
      'items.owner_required':
        'Vos droits s’arrêtent aux catalogues de certains propriétaires ; dites dans `owner` à qui est ' +
        'l’article.',
      'items.belongs_to_house':
        'L’article {sku} est dans le catalogue de la maison, que seul le personnel peut modifier.',
      'items.item_unknown':
        'L’article {item} n’existe pas, ou ne vous est pas visible ; GET /api/v1/items donne ceux que ' +
        'vous voyez.',
      'items.lot_id_taken':
        'L’identifiant {id} désigne déjà un autre lot ; renvoyez le même contenu, ou un nouvel ' +
        'identifiant.',
      'items.lot_name_taken':
        'L’article {sku} a déjà un lot {name}, qui expire le {expiresOn} ; utilisez celui-là, ou donnez ' +
        'un autre nom à celui-ci.',
      'items.lot_name_taken_now':
        'Quelqu’un vient de créer un lot {name} de l’article {sku} ; utilisez celui-là.',
      'items.lots_not_kept':
        'L’article {sku} n’est pas tenu par lots ; réglez son hasLots avant d’en comptabiliser le ' +
        'premier stock.',
      'items.lot_days_disordered':
        'Le jour {later}, {second}, précède le jour {earlier}, {first} ; comparez les deux avec ' +
        'l’étiquette.',
      'items.lot_differs':
        'Le lot {name} de {sku} porte {stands} comme jour {day}, pas {wished} ; corrigez le lot si ' +
        'c’est faux, ou donnez à cette marchandise un lot à elle.',
      'items.level_name_taken':
        'L’article {sku} a déjà un conditionnement {name} ; mettez celui-là hors service, ou choisissez ' +
        'un autre nom.',
      'items.level_named_as_base_unit':
        'L’article {sku} se compte en {name} : un {name} en vaut 1 ; choisissez un autre nom pour ce ' +
        'conditionnement.',
      'items.level_factor_fixed':
        'Un {level} de {sku} contient {holds} {baseUnit} pour toujours, car ce qui fut compté ainsi le ' +
        'signifie ; mettez-le hors service et créez-en un autre.',
      'items.level_quantity_uneven':
        '{quantity} {level} de {sku} ne font pas un multiple de son pas {step} {baseUnit} ; les plus ' +
        'proches sont {lower} et {upper} {baseUnit}.',
      'items.level_quantity_unusable':
        'La quantité {quantity} doit dépasser 0, avoir 6 décimales au plus, et faire {max} au plus.',
      'items.serials_need_pieces':
        'Les numéros de série de {sku} ne peuvent être pris {serials} tant que son pas est {step} : ' +
        'chacun désigne une pièce ; réglez le pas à 1 ou les numéros à never.',
      'items.catch_unit_is_base_unit':
        'L’unité de pesée {catchUnit} est déjà l’unité de base ; nommez l’unité de la seconde quantité, ' +
        'ou laissez-la vide.',
      'items.fixed_by_stock':
        '{field} de {sku} est fixé depuis que du stock en a été comptabilisé ; créez un nouvel article ' +
        'et déplacez-y le stock.',
    },
    permissions: {
      'items.item.read': 'Voir les articles et leurs conditionnements',
      'items.item.write': 'Créer et modifier des articles, et leurs conditionnements',
      'items.lot.read': 'Voir les lots',
      'items.lot.write': 'Créer et modifier des lots',
    },
    words: {
      'Every lot and packaging level belongs to the owner of its item.':
        'Chaque lot et chaque niveau d’emballage appartient au propriétaire de son article.',
      'Every GTIN of an item or a packaging level in use stands in the book, and nothing else.':
        'Chaque GTIN d’un article ou d’un niveau d’emballage en service figure dans le livre, et ' +
        'rien d’autre.',
      'Every balance is a multiple of its item’s step.':
        'Chaque solde est un multiple du pas de son article.',
      Items: 'Articles',
      Lots: 'Lots',
      'Packaging levels': 'Conditionnements',
      Level: 'Conditionnement',
      'Holds base units': 'Contient en unités de base',
      'Divided by': 'Divisé par',
      Owner: 'Propriétaire',
      SKU: 'SKU',
      Name: 'Désignation',
      Description: 'Description',
      Category: 'Catégorie',
      'Base unit': 'Unité de base',
      Step: 'Pas',
      GTIN: 'GTIN',
      'Weight in grams': 'Poids en grammes',
      'Length in mm': 'Longueur en mm',
      'Width in mm': 'Largeur en mm',
      'Height in mm': 'Hauteur en mm',
      'Kept in lots': 'Suivi par lots',
      'Serial numbers': 'Numéros de série',
      'Catch unit': 'Unité de poids réel',
      Lifecycle: 'Cycle de vie',
      Lot: 'Lot',
      'Made on': 'Fabriqué le',
      'Best before': 'À consommer de préférence avant',
      'Expires on': 'Expire le',
      'Test again on': 'À retester le',
    },
  },
}
