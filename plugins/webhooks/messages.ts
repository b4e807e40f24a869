import type { Messages } from '@stowage/sdk'

/** What the plugin says in languages beside English; what its own screens say stands in admin/words.ts. */
export const messages: Readonly<Record<string, Messages>> = {
  fr: {
    errors: {
      'webhooks.endpoint_unknown':
        'Il n’y a pas de webhook {id} ; GET /api/v1/webhooks/endpoints en donne la liste.',
      'webhooks.delivery_unknown':
        'Il n’y a pas de livraison {id} ; GET /api/v1/webhooks/deliveries en donne la liste.',
      'webhooks.delivery_over':
        'La livraison {id} est terminée ({state}) ; seule une livraison en attente ou lettre ' +
        'morte peut être ' +
        'renvoyée ou abandonnée.',
      'webhooks.event_unknown':
        'Personne n’annonce d’événement {event} ; GET /api/v1/webhooks/events les donne tous.',
      'webhooks.sites_bound':
        'Vous êtes limité à certains sites, et les événements n’en nomment aucun ; faites créer ' +
        'ce webhook par ' +
        'quelqu’un qui voit tous les sites.',
      'webhooks.replay_start':
        'Dites où commencer : soit « from », une position, soit « since », un instant.',
      'webhooks.replay_empty':
        'Il n’y a rien à renvoyer de {from} à {to} : {stream} s’arrête à {head}. Commencez à une' +
        ' position antérieure.',
      'webhooks.dead_letters':
        '{count} webhooks ont échoué aussi souvent que permis. Lisez les réponses, puis ' +
        'renvoyez-les ou abandonnez-les.',
      'webhooks.switched_off':
        '{count} webhooks ont été désactivés parce qu’ils échouaient depuis longtemps ou ' +
        'n’existent plus, dont {name}. ' +
        'Réparez le destinataire, testez-le, puis réactivez-le.',
      'webhooks.failing':
        '{count} webhooks échouent en ce moment, dont {name} ; de nouveaux essais se font d’eux-mêmes.',
    },
    permissions: {
      'webhooks.endpoint.read': 'Voir où les événements sont envoyés, ce qui a été envoyé et répondu',
      'webhooks.endpoint.write':
        'Faire envoyer les événements de ses propriétaires à d’autres systèmes, tester, et les renvoyer',
    },
    words: {
      'Nobody who has webhooks of one owner is told of another owner’s events.':
        'Qui a des webhooks d’un propriétaire n’apprend rien des événements d’un autre.',
      'What is a dead letter was tried.': 'Une lettre morte a été essayée.',
      Webhook: 'Webhook',
      Webhooks: 'Webhooks',
      'Webhooks switched off': 'Webhooks désactivés',
      'Set up': 'Réglages',
      Review: 'Examiner',
      Name: 'Nom',
      Address: 'Adresse',
      'https://…, to a public address; others once an administrator has allowed the host':
        'https://…, vers une adresse publique ; d’autres quand un administrateur a autorisé l’hôte',
      Owner: 'Propriétaire',
      'Whose events it is told of; null is all owners’':
        'De qui viennent les événements ; vide, de tous les propriétaires',
      'Whose events it is told of; left out, all owners’, or your own':
        'De qui viennent les événements ; vide, de tous les propriétaires, ou de vous-même',
      Events: 'Événements',
      'Names such as ledger.movement.posted@1; none means all':
        'Des noms comme ledger.movement.posted@1 ; aucun signifie tous',
      'Mail when it is switched off': 'E-mail en cas de désactivation',
      'Who is told when it has failed for long': 'Qui est prévenu quand il échoue depuis longtemps',
      On: 'Activé',
      'Switched off': 'Désactivé le',
      'Switched off because': 'Désactivé parce que',
      'Failing since': 'En échec depuis',
      Waiting: 'En attente',
      'Counted up to 10,000': 'Compté jusqu’à 10 000',
      'Dead letters': 'Lettres mortes',
      'Dead letter': 'Lettre morte',
      'Former secret signs until': 'L’ancien secret signe jusqu’au',
      Created: 'Créé',
      Changed: 'Modifié',
      Delivery: 'Livraison',
      'Deliveries of webhooks': 'Livraisons des webhooks',
      Endpoint: 'Webhook',
      Event: 'Événement',
      Position: 'Position',
      State: 'État',
      Tries: 'Essais',
      'Next try': 'Prochain essai',
      'Last failure': 'Dernier échec',
      'Last status': 'Dernier statut',
      'Sent again from a position': 'Renvoyé depuis une position',
      Told: 'Annoncé',
      Ended: 'Terminé',
      'What failed so often is a dead letter, and waits for a person':
        'Ce qui a échoué si souvent est une lettre morte, et attend quelqu’un',
      'First pause (seconds)': 'Première pause (secondes)',
      'After each further failure it is twice as long': 'Après chaque nouvel échec, elle double',
      'Longest pause (seconds)': 'Pause la plus longue (secondes)',
      'Time for an answer (seconds)': 'Temps pour répondre (secondes)',
      'Who has not answered whole by then has failed': 'Qui n’a pas répondu en entier d’ici là a échoué',
      'Switch off what fails for so long (minutes)': 'Désactiver ce qui échoue aussi longtemps (minutes)',
      'With no success in between, and five failures at least':
        'Sans succès entre-temps, et après cinq échecs au moins',
      'Keep what was delivered (days)': 'Garder ce qui a été livré (jours)',
      'Dead letters are kept for ninety days': 'Les lettres mortes sont gardées quatre-vingt-dix jours',
      'ledger or outbox: the order that the position counts in':
        'ledger ou outbox : l’ordre dans lequel compte la position',
      'What it is about; it waits for all before it that share one':
        'De quoi il s’agit ; il attend tous ceux d’avant qui en partagent un',
      'Send former events again': 'Renvoyer d’anciens événements',
      'Forget webhooks of long ago': 'Oublier les webhooks d’il y a longtemps',
    },
  },
}
