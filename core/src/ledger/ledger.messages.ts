import type { Messages } from '@stowage/sdk'
import { frenchInvariants } from './invariant-words.ts'

/** What the ledger says in other languages than English. */
export const ledgerMessages: Readonly<Record<string, Messages>> = {
  fr: {
    facts: {
      allocated: 'pas d’allocation',
      shipped: 'pas d’expédition',
      moved: 'pas de déplacement',
      received: 'pas de réception',
      'whoever has the permission {permission}': 'quiconque a la permission {permission}',
      '{sku} of this owner': '{sku} de ce propriétaire',
      '{sku} on {unit}': '{sku} sur {unit}',
      '{sku} in {location}': '{sku} dans {location}',
      'another site': 'un autre site',
      'another place of this movement': 'un autre lieu de ce mouvement',
    },
    errors: {
      'ledger.health_order_waits':
        'Des mouvements attendent leur position depuis {seconds} s : une transaction reste ouverte sur le ' +
        'serveur de la base, et avec elle les événements, les signaux et les sceaux. Cherchez-la dans ' +
        'pg_stat_activity.',
      'ledger.not_enough_free':
        '{asked} de {sku} ont été demandés, et {free} sont libres là où ils peuvent être pris. Demandez ' +
        'moins, ou cherchez ailleurs.',
      'ledger.allocation_unknown':
        'Il n’y a plus d’allocation {allocation} de ce stock ; elle a été consommée, libérée, ou jamais ' +
        'faite.',
      'ledger.allocation_needs_site':
        'Vous voyez {sites} sites ; dites par location ou within dans lequel le stock doit être ' +
        'cherché.',
      'ledger.allocation_taken': 'Une allocation {id} existe déjà ; envoyez un nouvel identifiant.',
      'ledger.allocation_elsewhere':
        'L’allocation {allocation} de {sku} porte sur un autre stock que celui de {location} ; prenez ' +
        'celui-là, ou échangez-la d’abord.',
      'ledger.allocation_exceeded':
        'L’allocation {allocation} est de {allocated} de {sku} ; {asked} ont été demandés. Prenez ' +
        'moins, ou allouez davantage d’abord.',
      'ledger.allocation_carried_outside':
        'Une allocation ne peut être portée à {location}, qui ne tient pas de stock ; consommez-la ou ' +
        'libérez-la.',
      'ledger.piece_kept':
        '{serial} de {sku} est gardé pour {demandKind} {demand} ; prenez une autre pièce, ou libérez ' +
        'd’abord cette allocation.',
      'ledger.piece_not_here':
        '{serial} de {sku} n’est à aucune place de ce propriétaire que vous voyez ; vérifiez le ' + 'numéro.',
      'ledger.piece_not_allocatable':
        '{serial} de {sku} est dans {standsIn}, où rien ne peut être alloué ; déplacez-le, ou changez ' +
        'd’abord son statut.',
      'ledger.piece_says_where':
        '{serial} est une pièce et dit lui-même où il est ; demandez une quantité de 1, sans place, ' +
        'lot, unité ni statut.',
      'ledger.pieces_have_no_place':
        '{sku} n’est pas tenu pièce par pièce en stock : aucune pièce ne peut être allouée seule ; ' +
        'omettez le numéro.',
      'ledger.allocation_of_piece':
        'L’allocation {allocation} est de la pièce {serial} de {sku} ; prenez celle-là, ou libérez-la ' +
        'd’abord.',
      'ledger.allocation_not_expired': 'L’allocation {allocation} n’a pas expiré ; libérez-la plutôt.',
      'ledger.allocation_expires_past':
        '{expiresAt} est passé ; faites expirer l’allocation plus tard, ou omettez-le.',
      'ledger.batch_of_acts_too_large':
        '{acts} actes sur des allocations sont trop à la fois ; envoyez-en {actsMax} au plus.',
      'ledger.overtaken':
        'D’autres ont modifié ce dont il s’agit {tried} fois de suite ; renvoyez-le dans une seconde.',
      'ledger.on_hold':
        '{quantity} de {subject} sont bloqués ({reason}) : {deed}. {lifter} peut ' + 'lever le blocage.',
      'ledger.period_closed':
        'Les livres sont clos jusqu’à {closedThrough} ; {effectiveAt} est antérieur. Comptabilisez-le à ' +
        'maintenant, ou rouvrez-les.',
      'ledger.returns_unknown_line':
        'La ligne {line} n’a pas sorti ce {sku}, ou a été contre-passée ; nommez la ligne par laquelle ' +
        'il est parti.',
      'ledger.returned_too_much':
        'Des {issued} de {sku} de la ligne {line}, {returned} sont déjà revenus ; {asked} de plus sont ' +
        'trop. Recevez le reste sans elle.',
      'ledger.has_returns':
        'Du mouvement {id} quelque chose est déjà revenu ; contre-passez d’abord ce retour.',
      'ledger.hold_standing': '{name} est déjà bloqué ({reason}) ; donnez un autre motif, ou restez-en là.',
      'ledger.hold_lifted':
        'Ce blocage ({reason}) est déjà levé ; posez-en un nouveau si le stock doit être arrêté de ' +
        'nouveau.',
      'ledger.hold_not_yours':
        'Vous n’avez pas {permission}, qu’il faut pour lever ce blocage ({reason}). {lifter} peut le ' +
        'lever.',
      'ledger.hold_subject_unknown':
        '{scope} {subject} n’existe pas et ne peut être bloqué ; créez-le, ou corrigez l’identifiant.',
      'ledger.hold_subject_outside':
        '{name} désigne le monde extérieur ; bloquez une place à nous, l’article ou le propriétaire.',
      'ledger.hold_for_staff':
        '{name} est à la maison, et vos droits s’arrêtent au stock de certains propriétaires ; demandez ' +
        'à son personnel.',
      'ledger.permission_unknown':
        'La permission {permission} n’existe pas ; omettez-la, ou nommez-en une comme ledger.hold.lift.',
      'ledger.text_unprintable':
        'Le texte {value} est vide ou contient un caractère de contrôle ; envoyez au moins un caractère ' +
        'imprimable.',
      'ledger.insufficient_stock':
        '{location} contient {onHand} de {stock}, dont {unallocated} libres ; {asked} ont été ' +
        'demandés. Prenez moins, ou recevez d’abord.',
      'ledger.debt_limit_reached':
        '{location} est à {onHand} de {stock} et peut descendre à {lowest} ; {asked} ont été ' +
        'demandés. Prenez moins, recevez d’abord, ou relevez sa limite de dette.',
      'ledger.insufficient_in_the_past':
        '{location} ne contenait que {onHand} de {stock} à {instant} ; {asked} ont été demandés pour ' +
        'avant. Corrigez d’abord ce qui suivit, ou comptabilisez-le à maintenant.',
      'ledger.item_unknown': 'L’article {item} n’existe pas ; créez-le, ou corrigez l’identifiant.',
      'ledger.item_of_another_owner':
        '{sku} est dans le catalogue d’un autre propriétaire ; nommez ce propriétaire, ou prenez un ' +
        'article de la maison ou de celui-ci.',
      'ledger.location_unknown':
        'L’emplacement {location} n’existe pas ; créez-le, ou corrigez l’identifiant.',
      'ledger.status_unknown':
        'Le statut de stock {status} n’existe pas ; /api/v1/ledger/statuses en donne la liste.',
      'ledger.owner_required':
        'Vos droits s’arrêtent au stock de certains propriétaires ; dites dans `owner` de qui il ' + 'est.',
      'ledger.owner_unknown': 'Le propriétaire {owner} n’existe pas ; créez-le, ou corrigez l’identifiant.',
      'ledger.kind_unknown':
        'Il n’y a pas de type de mouvement {kind} à comptabiliser ; prenez-en un de {known}. Une ' +
        'contre-passation a sa propre route.',
      'ledger.reason_required':
        'Le type {kind} modifie le stock à la main et demande un motif ; /api/v1/ledger/reasons en ' +
        'donne la liste.',
      'ledger.reason_unknown':
        'Il n’y a pas de motif {reason} en service ; /api/v1/ledger/reasons en donne la liste.',
      'ledger.quantity_out_of_range':
        'La quantité {quantity} n’est pas entre 0 exclu et {max} au plus ; partagez-la.',
      'ledger.balance_out_of_range':
        '{location} contient {onHand} de {stock}, et aucun solde ne dépasse {max} ; déplacez-en ' +
        'd’abord une partie, ou prenez moins.',
      'ledger.quantity_not_a_step':
        '{sku} se compte par pas de {step} ; {quantity} n’en est pas un. Les plus proches sont {lower} ' +
        'et {upper}.',
      'ledger.quantity_missing':
        'Combien de {sku} ? Donnez une quantité en unités de base, ou ce qui fut compté d’un ' +
        'conditionnement.',
      'ledger.quantities_differ':
        'Ce qui fut compté de {sku} fait {counted}, et la quantité dit {quantity} ; omettez l’un des ' +
        'deux.',
      'ledger.level_unknown': '{sku} n’a pas de conditionnement {level} ; sa page en donne la liste.',
      'ledger.lot_required': '{sku} est tenu par lot : nommez le lot de cette ligne, ou créez-le d’abord.',
      'ledger.lot_not_kept': '{sku} n’est pas tenu par lot ; omettez le lot.',
      'ledger.lot_unknown': 'Il n’y a pas de lot {lot} de cet article ; créez-le, ou corrigez l’identifiant.',
      'ledger.unit_unknown':
        'L’unité de manutention {unit} n’existe pas ; créez-la, ou corrigez l’identifiant.',
      'ledger.catch_required': '{sku} se pèse : dites combien de {unit} c’était, en plus de la quantité.',
      'ledger.catch_not_kept':
        '{sku} n’a pas de seconde quantité ; omettez-la, ou donnez à l’article une unité de pesée.',
      'ledger.same_place':
        'La ligne va de {location} à la même place et au même statut ; nommez-en une autre.',
      'ledger.both_places_outside':
        'Ni {from} ni {to} ne tiennent de stock ; un bout de la ligne doit être une place à nous.',
      'ledger.item_blocked': '{sku} est bloqué ; rendez-le actif avant qu’il ne bouge.',
      'ledger.location_inactive': '{location} est hors service ; activez-le, ou choisissez-en un autre.',
      'ledger.effective_in_future':
        'Cela ne peut s’être passé à {effectiveAt}, à plus de deux minutes de maintenant ({now}) ; ' +
        'vérifiez l’horloge.',
      'ledger.effective_too_early':
        'Cela ne peut s’être passé à {effectiveAt}, avant 1970 ; vérifiez la date.',
      'ledger.effective_required':
        'L’historique est repris avec sa propre horloge : dites quand cela s’est passé (effectiveAt).',
      'ledger.too_long_ago':
        'Plus de {linesMax} lignes ont suivi sur ces soldes ; corrigez plutôt à maintenant.',
      'ledger.id_taken': 'Le mouvement {id} a déjà été comptabilisé ; envoyez un nouvel identifiant.',
      'ledger.id_far_from_now':
        'L’identifiant {id} n’est pas un UUIDv7 des derniers jours ; faites-en un quand le mouvement se ' +
        'fait.',
      'ledger.already_reversed':
        'Ce mouvement a déjà été contre-passé, et aucun n’est défait deux fois ; comptabilisez-le à ' +
        'nouveau s’il doit valoir encore.',
      'ledger.undo_not_own':
        'Quelqu’un d’autre a enregistré le mouvement {id} ; qui l’a enregistré peut le défaire, ou ' +
        'quiconque peut contre-passer des mouvements.',
      'ledger.undo_too_late':
        'Le mouvement {id} a plus de {minutes} minutes et ne se défait plus ; demandez à qui peut ' +
        'contre-passer des mouvements.',
      'ledger.undo_not_last':
        'Vous avez enregistré autre chose depuis le mouvement {id}, qui n’est donc pas votre dernier ; ' +
        'demandez à qui peut contre-passer des mouvements.',
      'ledger.override_forbidden':
        'Seul qui a la permission {permission} peut enregistrer malgré {code} ; faites-le faire par ' +
        'quelqu’un qui l’a, ou retirez la dérogation et corrigez ce qui est refusé.',
      'ledger.batch_refused':
        'Rien n’a été comptabilisé, car d’autres mouvements du même envoi ont été refusés.',
      'ledger.batch_too_large':
        '{movements} mouvements avec {lines} lignes sont trop à la fois ; envoyez-en {movementsMax} et ' +
        '{linesMax} au plus.',
      'ledger.key_reused':
        'La clé d’idempotence {key} a servi pour un autre contenu ; envoyez une nouvelle clé avec une ' +
        'nouvelle commande.',
      'ledger.busy':
        '{waiting} lignes attendent déjà d’être comptabilisées ; renvoyez-le dans une seconde, sous la ' +
        'même clé.',
      'ledger.hook_failed':
        'Le plugin {plugin} {version} a échoué dans {hook} ({fault}) et rien n’a été comptabilisé ; ' +
        'éteignez-le, ou dites-le à ses auteurs.',
      'ledger.posting_failed':
        'Ceci n’a pas pu être comptabilisé, et rien ne l’a été ; le journal en donne la cause sous ' +
        'l’identifiant de requête.',
      'ledger.plugins_changed':
        'L’ensemble des plugins a changé et ce serveur ne suit pas encore ; rien n’a été comptabilisé, ' +
        'renvoyez-le.',
      'ledger.import_location_unknown':
        'Il n’y a pas d’emplacement {location}, ou vous ne pouvez pas le voir ; comparez-le avec son ' +
        'étiquette.',
      'ledger.import_location_ambiguous':
        '{count} emplacements s’appellent {location} ; dites aussi dans quel site.',
      'ledger.import_unit_unknown': 'Il n’y a pas d’unité de manutention {unit} en usage ; créez-la d’abord.',
      'ledger.import_quantity':
        'La quantité vaut {quantity} ; un stock initial est au-dessus de 0, un ajustement est autre que 0.',
      'ledger.movement_not_found': 'Le mouvement {id} n’existe pas ; comparez l’identifiant.',
      'ledger.id_in_use': 'L’identifiant {id} désigne déjà autre chose ; envoyez-en un nouveau.',
      'ledger.staff_only':
        'Motifs et statuts valent pour toute la maison ; vos droits s’arrêtent au stock de certains ' +
        'propriétaires. Demandez à son personnel.',
      'ledger.proof_staff_only':
        'L’avancement de la preuve concerne le stock de tous les propriétaires ; vos droits s’arrêtent ' +
        'à certains. Demandez à son personnel.',
      'ledger.reason_taken': 'Un motif {code} existe déjà ; modifiez celui-là.',
      'ledger.as_of_too_wide':
        '{balances} soldes sont trop pour les demander à un autre instant ({balancesMax} au plus) ; ' +
        'ajoutez un filtre.',
      'ledger.matrix_too_wide':
        'Cette page a plus de {cellsMax} cases ; nommez jusqu’à {columnsMax} colonnes, prenez moins de ' +
        'lignes ou ajoutez un filtre.',
      'ledger.two_clocks':
        'Demandez selon une seule horloge : asOf (quand cela s’est passé) ou asKnownAt (quand ce fut ' +
        'comptabilisé).',
      'ledger.matrix_file_too_wide':
        'Un fichier a {columnsMax} colonnes de membres au plus ; ' +
        'nommez-les dans `columns`, ou prenez une autre dimension.',
      'ledger.members_of_few':
        '`members` sont des articles, des emplacements, des lots ou des unités de manutention ; {by} ' +
        'vient en premier dans `by` et n’en est pas.',
      'ledger.dimension_twice': 'Les dimensions {by} en nomment une deux fois ; nommez chacune une fois.',
      'ledger.serials_required':
        '{quantity} de {sku} demandent {quantity} numéros de série, un par pièce ; {given} ont été ' +
        'donnés.',
      'ledger.serials_too_many':
        '{given} numéros de série sont trop pour {quantity} de {sku} ; donnez-en un par pièce au plus.',
      'ledger.serials_not_kept': '{sku} n’est pas tenu par numéro de série ; omettez les numéros.',
      'ledger.serials_at_dispatch':
        'Les numéros de série de {sku} se prennent quand il part et quand il revient ; omettez-les ici.',
      'ledger.serial_unreadable':
        '« {serial} » n’est pas un numéro de série : jusqu’à 100 caractères imprimables, sans espace ' +
        'aux bouts.',
      'ledger.serial_twice':
        'Le numéro de série {serial} est nommé deux fois sur la ligne ; chaque pièce a le sien.',
      'ledger.serial_range_unreadable':
        'De {from} à {to} on ne compte pas : les deux commencent de même et finissent par des chiffres, ' +
        'comme SN-0998 à SN-1002. Nommez plutôt les numéros un par un.',
      'ledger.batch_of_serials_too_large':
        '{serials} numéros de série sont trop à la fois ; envoyez-en {serialsMax} au plus.',
      'ledger.serial_unknown':
        '{serial} de {sku} n’est pas dans {location} et n’est jamais venu ; vérifiez le numéro, ou ' +
        'recevez-le d’abord.',
      'ledger.serial_gone':
        '{serial} de {sku} est déjà parti, il n’est donc pas dans {location} ; reprenez-le d’abord, ou ' +
        'vérifiez le numéro.',
      'ledger.serial_elsewhere': '{serial} de {sku} est dans {standsIn}, pas dans {location} ; prenez-le là.',
      'ledger.serial_in_stock':
        '{serial} de {sku} est déjà dans {standsIn} et ne peut donc venir de l’extérieur ; vérifiez le ' +
        'numéro.',
      'ledger.serial_in_use': 'Le numéro {serial} de {sku} sert déjà ; vérifiez le numéro.',
      'ledger.serial_left_before':
        '{serial} de {sku} est parti et n’est pas revenu ; reprenez-le d’abord, ou vérifiez le numéro.',
      'ledger.serial_not_out':
        '{serial} de {sku} est déjà revenu et ne peut revenir encore ; vérifiez le numéro.',
      'ledger.serial_moved_later':
        '{serial} de {sku} a été déplacé à {instant}, après le moment où ceci se serait passé ; donnez ' +
        'un instant plus tardif, ou corrigez à maintenant.',
      'ledger.serial_on_hold':
        '{serial} de {sku} est bloqué ({reason}) : {deed}. {lifter} peut ' + 'lever le blocage.',
      'ledger.serial_not_found': 'Il n’y a pas de numéro de série avec l’identifiant {id} ; comparez-le.',
      'ledger.status_taken': 'Un statut {name} existe déjà ; modifiez celui-là.',
      'ledger.status_built_in':
        'Le statut {name} appartient à {plugin} et garde son sens ; créez-en un à vous.',
      'ledger.status_has_allocations':
        '{allocations} allocations gardent du stock au statut {name} ; libérez-les d’abord, ou déplacez ' +
        'le stock.',
      'ledger.statuses_full':
        'Il y a {count} statuts, et on n’en distingue pas plus de {countMax} ; modifiez l’un d’eux.',
      'ledger.unit_elsewhere':
        '{unit} est dans {stands}, pas dans {location} ; allez-y, ou déplacez d’abord l’unité.',
      'ledger.unit_nowhere':
        '{unit} n’est encore nulle part ; déplacez-la à une place, ou mettez-y quelque chose.',
      'ledger.unit_closed': '{unit} est fermée et ne prend plus rien ; rouvrez-la, ou prenez-en une autre.',
      'ledger.unit_already_there': '{unit} est déjà ainsi dans {location} ; nommez une autre place.',
      'ledger.unit_into_itself':
        '{into} est dans {unit} ou est {unit} même ; une unité ne peut aller dans ce qu’elle contient.',
      'ledger.unit_too_deep':
        '{unit} dans {into} ferait {depth} unités de profondeur, et {limit} est le maximum ; mettez-la ' +
        'ailleurs.',
      'ledger.unit_two_places': '{unit} va à une place ou dans une autre unité ; nommez l’une des deux.',
      'ledger.unit_twice':
        '{unit} est déplacée et touchée autrement dans une même commande ; envoyez l’un après l’autre.',
      'ledger.unit_of_others':
        '{unit} contient aussi du stock qui n’est pas à vous de déplacer ; demandez à la maison de la ' +
        'déplacer.',
      'ledger.unit_moved_since': '{unit} est allée ailleurs depuis ; ramenez-la au lieu de défaire ceci.',
      'ledger.unit_contents_left':
        '{unit} contient maintenant un autre stock que celui que ce mouvement a déplacé ; ramenez ' +
        'l’unité au lieu de défaire ceci.',
      'ledger.movement_empty': 'Il n’y a rien à déplacer ; nommez des lignes ou des unités de manutention.',
      'ledger.transformation_by_hand':
        'Ce qui entre dans une transformation se comptabilise avec ce qui en sort : POST ' +
        '/api/v1/ledger/transformations.',
      'ledger.transformation_unbalanced':
        'Une {kind} ne change pas les quantités, mais {sku} entre avec {input} et sort avec {output} ; ' +
        'corrigez-en une.',
      'ledger.transformation_uncounted':
        'Une {kind} ne change pas les quantités : chacune de ses lignes en demande une en unités de ' +
        'base.',
      'ledger.transformation_taken': 'Une transformation {id} existe déjà ; envoyez un nouvel identifiant.',
      'ledger.stock_not_in_unit':
        'Le solde {bucket} n’est pas de l’unité de manutention {unit} ; ' +
        'GET /api/v1/ledger/balances?handlingUnit=… donne ce qu’elle contient.',
      'ledger.transformation_not_found': 'La transformation {id} n’existe pas ; comparez l’identifiant.',
      'ledger.genealogy_of_what':
        'Demandez la généalogie d’un lot ou d’une unité de manutention : nommez l’un des deux.',
    },
    permissions: {
      'ledger.balance.read': 'Voir le stock',
      'ledger.movement.read': 'Voir les mouvements',
      'ledger.movement.post': 'Comptabiliser des mouvements',
      'ledger.movement.reverse': 'Contre-passer des mouvements',
      'ledger.movement.undo': 'Défaire ce que l’on a enregistré en dernier, dans les minutes qui suivent',
      'ledger.allocation.read': 'Voir ce qui est gardé pour qui',
      'ledger.allocation.write': 'Allouer du stock, et le libérer',
      'ledger.reason.write': 'Créer et modifier des motifs',
      'ledger.proof.read': 'Voir la preuve : positions, sceaux, têtes',
      'ledger.status.write': 'Créer et modifier des statuts de stock',
      'ledger.hold.place': 'Bloquer du stock',
      'ledger.hold.lift': 'Lever les blocages pour lesquels personne d’autre n’a été nommé',
      'ledger.history.import': 'Reprendre l’historique d’un ancien système, avec sa propre horloge',
    },
    words: {
      ...frenchInvariants,
      'Order and seals': 'Ordre et sceaux',
      Stock: 'Stock',
      SKU: 'SKU',
      Location: 'Emplacement',
      Quantity: 'Quantité',
      Owner: 'Propriétaire',
      Site: 'Site',
      Lot: 'Lot',
      'Expires on': 'Expire le',
      Status: 'Statut',
      'Handling unit': 'Unité de manutention',
      'Serial numbers': 'Numéros de série',
      'Catch weight': 'Poids réel',
      Kind: 'Type',
      Reason: 'Motif',
      Note: 'Remarque',
      'Happened at': 'Arrivé le',
      'Stock now': 'Le stock en ce moment',
      'In transit': 'En transit',
      'Items of which something is on its way between places':
        'Articles dont une partie est en route entre des emplacements',
      'Items in stock': 'Articles en stock',
      'Items of which there is any, anywhere': 'Articles dont il y a quelque chose, où que ce soit',
      'Places with anything in them; what is in transit is in none':
        'Emplacements qui contiennent quelque chose ; ce qui est en transit n’est dans aucun',
      'How often stock is kept for a demand at this moment':
        'Combien de fois du stock est gardé pour une demande en ce moment',
      'Holds that nobody has lifted': 'Blocages que personne n’a levés',
      'All that is on hand, in base units, by what may be done with it':
        'Tout ce qui est en stock, en unités de base, selon ce qu’on peut en faire',
      'By the day on which they were posted, not on which they happened':
        'Selon le jour où ils ont été comptabilisés, non celui où ils sont arrivés',
      'Places in use': 'Emplacements occupés',
      Allocations: 'Allocations',
      Holds: 'Blocages',
      'What the stock is': 'De quoi le stock est fait',
      Available: 'Disponible',
      'On hold': 'Bloqué',
      Allocated: 'Alloué',
      Quarantine: 'Quarantaine',
      Damaged: 'Endommagé',
      'Kept back otherwise': 'Retenu autrement',
      'Movements posted each day': 'Mouvements enregistrés par jour',
      'Stock ledger': 'Registre de stock',
      'The oldest lot first': 'Le lot le plus ancien d’abord',
    },
  },
}
