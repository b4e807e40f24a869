/** What is always true of stock, in French, by its English. */
export const frenchInvariants: Readonly<Record<string, string>> = {
  ['Every balance is what the last line of its bucket left, at ' +
    'that line’s version and instant; one that was swept left ' +
    'nothing.']:
    'Chaque solde est ce que la dernière ligne de son compartiment a laissé, à la version et à ' +
    'l’instant de cette ligne ; un solde effacé n’avait rien laissé.',
  'A bucket has a balance or was swept, never both.':
    'Un compartiment a un solde ou a été effacé, jamais les deux.',
  'Positions count on from one without a gap.': 'Les positions se suivent à partir de un, sans trou.',
  'Every movement that was committed before the sequencer’s last look has one position, at its instant.':
    'Chaque mouvement validé avant le dernier passage du séquenceur a une position, à son ' + 'instant.',
  'What a balance has allocated is the sum of its allocations.':
    'Ce qu’un solde a d’alloué est la somme de ses allocations.',
  ['Every allocation is what its events made of it: as much, on ' +
    'that balance, of that piece, for that demand and owner.']:
    'Chaque allocation est ce que ses événements en ont fait : cette quantité, sur ce solde, de ' +
    'cette pièce, pour cette demande et ce propriétaire.',
  'A piece that is kept by its number stands in the balance that its allocation is on.':
    'Une pièce gardée par son numéro est dans le solde que vise son allocation.',
  'A balance copies its bucket, with lot and handling unit, and the limit of its place.':
    'Un solde reprend son compartiment, avec lot et unité de manutention, et la limite de son ' +
    'emplacement.',
  ['Every line has its movement, with the same owner and ' +
    'instant of happening; none has neither line nor unit.']:
    'Chaque ligne a son mouvement, avec le même propriétaire et le même instant ; aucun n’est ' +
    'sans ligne ni unité.',
  'The lines of a movement are numbered from one, without a gap.':
    'Les lignes d’un mouvement sont numérotées à partir de un, sans trou.',
  'A line shows a balance after on each side that keeps one, and on no other.':
    'Une ligne montre un solde après de chaque côté qui en tient un, et d’aucun autre.',
  'A line moves one item of one owner: both its buckets are of that item and owner.':
    'Une ligne déplace un article d’un propriétaire : ses deux compartiments sont de cet article ' +
    'et de ce propriétaire.',
  'A reversal undoes one movement, and each movement is undone at most once.':
    'Une contre-passation annule un mouvement, et chaque mouvement est annulé une fois au plus.',
  'Every serial number is where the last line that it was on left it, in its item, owner and lot.':
    'Chaque numéro de série est là où sa dernière ligne l’a laissé, dans son article, son ' +
    'propriétaire et son lot.',
  'Of an item whose every piece has a number, as many stand in a balance as it has on hand.':
    'D’un article dont chaque pièce a un numéro, il y en a dans un solde autant que de stock ' + 'physique.',
  ['What a serial number left one line for is where the next ' +
    'one takes it from; its lines are numbered without a gap.']:
    'Là où une ligne envoie un numéro de série, la suivante le prend ; ses lignes sont ' +
    'numérotées sans trou.',
  'A line of an item whose every piece has a number names as many as its quantity.':
    'Une ligne d’un article dont chaque pièce a un numéro en nomme autant que sa quantité.',
  'All stock in a handling unit is in the place where the unit stands.':
    'Tout le stock d’une unité de manutention est à l’emplacement de l’unité.',
  'A handling unit, also an empty one, stands where its last move left it.':
    'Une unité de manutention, même vide, est là où son dernier déplacement l’a laissée.',
  'Each move of a handling unit begins where the one before it ended.':
    'Chaque déplacement d’une unité de manutention commence là où le précédent a fini.',
  'Every edge of a transformation says what its line says.':
    'Chaque arête d’une transformation dit ce que dit sa ligne.',
  'Every line into or out of a transformation has its edge, unless it undoes one.':
    'Chaque ligne qui entre dans une transformation ou en sort a son arête, sauf si elle en ' + 'annule une.',
  'Every bucket is of an item, a place, an owner and a status that are there.':
    'Chaque compartiment est d’un article, d’un emplacement, d’un propriétaire et d’un statut qui existent.',
}
