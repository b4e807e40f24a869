const english = {
  webhooks: 'Webhooks',
  edit: 'Edit',
  on: 'On',
  off: 'Off',
  offFailing: 'Switched off: it failed for long',
  offGone: 'Switched off: it answered that it is gone for good (410)',
  failing: 'Failing since',
  switchOn: 'Switch on',
  switchOff: 'Switch off',
  test: 'Send a test',
  tested: 'The test was acknowledged with {status} after {ms} ms.',
  testFailed: 'The test failed after {ms} ms: {why}',
  showSecret: 'Show the secret',
  rotate: 'Rotate the secret …',
  rotateTitle: 'Make another secret?',
  rotateText:
    'From now on each message is signed with the new secret, and for some hours with the former ' +
    'one as well, so ' +
    'that the receiver can be changed in between.',
  overlap: 'Hours for which the former secret signs as well',
  rotateVerb: 'Make another',
  secret: 'Secret',
  secretText:
    'The receiver verifies with it what comes. Whoever knows it can write messages that look like ours.',
  formerUntil: 'The former secret signs as well until',
  replay: 'Send again …',
  replayTitle: 'Send again what happened?',
  replayText:
    'Each event comes with the id that it had, behind what waits already. Say from which ' +
    'position on, or from when.',
  stream: 'Order',
  streamLedger: 'Movements (ledger), up to {head}',
  streamOutbox: 'All other events (outbox), up to {head}',
  from: 'From position',
  since: 'Or from this moment on',
  to: 'To position, or the newest one',
  replayVerb: 'Send again',
  replaying: 'Positions {from} to {to} are being sent again.',
  cancel: 'Cancel',
  close: 'Close',
  remove: 'Remove …',
  removeTitle: 'Remove “{name}”?',
  removeText: 'Nothing is sent there any more, and what waits for it is forgotten.',
  removeVerb: 'Remove',
  removed: '“{name}” is removed.',
  facts: 'Facts',
  address: 'Address',
  owner: 'Owner',
  allOwners: 'Events of all owners',
  events: 'Events',
  allEvents: 'All of them',
  notify: 'Mail when it is switched off',
  waiting: 'Waiting',
  dead: 'Dead letters',
  lately: 'Deliveries',
  allDeliveries: 'All deliveries',
  deliveries: 'Deliveries of webhooks',
  deliveriesNoun: 'deliveries',
  deadNoun: 'dead letters',
  toldFrom: 'Told from',
  toldBefore: 'Told before',
  toDo: 'To do',
  areSentAgain: 'are sent again',
  areDropped: 'are let go',
  none: 'Nothing was sent there yet.',
  noDead: 'No dead letters. What fails is tried again by itself, and stands here when its tries are used up.',
  event: 'Event',
  position: 'Position',
  state: 'State',
  tries: 'Tries',
  told: 'Told',
  endpoint: 'Webhook',
  lastAnswer: 'Last answer',
  sendAgain: 'Send again',
  sendAllAgain: 'Send all again',
  sentAgain: '{count} are being sent again.',
  drop: 'Drop …',
  dropTitle: 'Let this delivery go?',
  dropText: 'The receiver never gets it; what waited for it goes on.',
  dropVerb: 'Drop for good',
  reason: 'Why (it stands in the audit)',
  delivery: 'Delivery',
  subjects: 'About',
  nextTry: 'Next try',
  ended: 'Ended',
  replayed: 'Sent again from a position',
  request: 'Request',
  body: 'Body',
  answers: 'Tries and answers',
  notTried: 'It was not tried yet.',
  took: 'Took',
  answered: 'Answered',
  at: 'At',
}
/** What the screens say, by name. */
export type Words = typeof english

const french: Words = {
  webhooks: 'Webhooks',
  edit: 'Modifier',
  on: 'Activé',
  off: 'Désactivé',
  offFailing: 'Désactivé : il échouait depuis longtemps',
  offGone: 'Désactivé : il a répondu qu’il n’existe plus (410)',
  failing: 'En échec depuis',
  switchOn: 'Activer',
  switchOff: 'Désactiver',
  test: 'Envoyer un essai',
  tested: 'L’essai a été confirmé par {status} après {ms} ms.',
  testFailed: 'L’essai a échoué après {ms} ms : {why}',
  showSecret: 'Montrer le secret',
  rotate: 'Renouveler le secret …',
  rotateTitle: 'Créer un autre secret ?',
  rotateText:
    'Désormais chaque message est signé avec le nouveau secret, et pendant quelques heures avec ' +
    'l’ancien aussi, le ' +
    'temps de changer le destinataire.',
  overlap: 'Heures pendant lesquelles l’ancien secret signe aussi',
  rotateVerb: 'En créer un autre',
  secret: 'Secret',
  secretText:
    'Le destinataire s’en sert pour vérifier ce qui arrive. Qui le connaît peut écrire des ' +
    'messages qui semblent venir ' +
    'de nous.',
  formerUntil: 'L’ancien secret signe aussi jusqu’au',
  replay: 'Renvoyer …',
  replayTitle: 'Renvoyer ce qui s’est passé ?',
  replayText:
    'Chaque événement garde son identifiant et passe derrière ce qui attend déjà. Dites depuis ' +
    'quelle position, ou ' +
    'depuis quand.',
  stream: 'Ordre',
  streamLedger: 'Mouvements (ledger), jusqu’à {head}',
  streamOutbox: 'Tous les autres événements (outbox), jusqu’à {head}',
  from: 'Depuis la position',
  since: 'Ou depuis ce moment',
  to: 'Jusqu’à la position, ou la plus récente',
  replayVerb: 'Renvoyer',
  replaying: 'Les positions {from} à {to} sont renvoyées.',
  cancel: 'Annuler',
  close: 'Fermer',
  remove: 'Supprimer …',
  removeTitle: 'Supprimer « {name} » ?',
  removeText: 'Plus rien n’y est envoyé, et ce qui l’attend est oublié.',
  removeVerb: 'Supprimer',
  removed: '« {name} » est supprimé.',
  facts: 'Informations',
  address: 'Adresse',
  owner: 'Propriétaire',
  allOwners: 'Événements de tous les propriétaires',
  events: 'Événements',
  allEvents: 'Tous',
  notify: 'E-mail en cas de désactivation',
  waiting: 'En attente',
  dead: 'Lettres mortes',
  lately: 'Livraisons',
  allDeliveries: 'Toutes les livraisons',
  deliveries: 'Livraisons des webhooks',
  deliveriesNoun: 'livraisons',
  deadNoun: 'lettres mortes',
  toldFrom: 'Annoncé depuis',
  toldBefore: 'Annoncé avant',
  toDo: 'À faire',
  areSentAgain: 'renvoyées',
  areDropped: 'abandonnées',
  none: 'Rien n’y a encore été envoyé.',
  noDead:
    'Aucune lettre morte. Ce qui échoue est réessayé de lui-même, et vient ici quand ses essais ' +
    'sont épuisés.',
  event: 'Événement',
  position: 'Position',
  state: 'État',
  tries: 'Essais',
  told: 'Annoncé',
  endpoint: 'Webhook',
  lastAnswer: 'Dernière réponse',
  sendAgain: 'Renvoyer',
  sendAllAgain: 'Tout renvoyer',
  sentAgain: '{count} sont renvoyées.',
  drop: 'Abandonner …',
  dropTitle: 'Abandonner cette livraison ?',
  dropText: 'Le destinataire ne la reçoit jamais ; ce qui l’attendait continue.',
  dropVerb: 'Abandonner pour de bon',
  reason: 'Pourquoi (noté dans l’audit)',
  delivery: 'Livraison',
  subjects: 'Au sujet de',
  nextTry: 'Prochain essai',
  ended: 'Terminé',
  replayed: 'Renvoyé depuis une position',
  request: 'Requête',
  body: 'Contenu',
  answers: 'Essais et réponses',
  notTried: 'Il n’y a pas encore eu d’essai.',
  took: 'Durée',
  answered: 'Réponse',
  at: 'Le',
}

const englishStates: Readonly<Record<string, string>> = {
  pending: 'waits',
  delivered: 'delivered',
  dead: 'dead letter',
  dropped: 'dropped',
}
const frenchStates: Readonly<Record<string, string>> = {
  pending: 'en attente',
  delivered: 'livré',
  dead: 'lettre morte',
  dropped: 'abandonné',
}

const englishFailures: Readonly<Record<string, string>> = {
  status: 'answered with an error',
  redirect: 'redirects, which nobody follows',
  gone: 'is gone for good (410)',
  timeout: 'did not answer whole in time',
  unreachable: 'could not be reached',
  refused: 'is no address that may be called; an administrator can allow the host',
  too_large: 'answered with more than 64 KiB',
}
const frenchFailures: Readonly<Record<string, string>> = {
  status: 'a répondu par une erreur',
  redirect: 'redirige, ce que personne ne suit',
  gone: 'n’existe plus (410)',
  timeout: 'n’a pas répondu en entier à temps',
  unreachable: 'est injoignable',
  refused: 'n’est pas une adresse que l’on peut appeler ; un administrateur peut autoriser l’hôte',
  too_large: 'a répondu plus de 64 Kio',
}

/** The screens' words in the reader's language, which the desk tells by the page's own. */
export function wordsOf(language = document.documentElement.lang): {
  readonly words: Words
  readonly states: Readonly<Record<string, string>>
  readonly failures: Readonly<Record<string, string>>
} {
  return language.startsWith('fr')
    ? { words: french, states: frenchStates, failures: frenchFailures }
    : { words: english, states: englishStates, failures: englishFailures }
}

/** A sentence with its facts. */
export function fill(sentence: string, facts: Readonly<Record<string, unknown>>): string {
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => String(facts[name] ?? ''))
}
