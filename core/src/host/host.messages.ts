import type { Messages } from '@stowage/sdk'
import { customFieldMessages } from './custom-fields/custom-field.messages.ts'

/** What the host says in other languages than English. */
export const hostMessages: Readonly<Record<string, Messages>> = {
  fr: {
    facts: {
      on: 'allumé',
      off: 'éteint',
      'there is no secret that could be kept': 'il n’y a pas de secret à garder',
      '{count} requests came at once, and {most} are the most':
        '{count} demandes sont venues à la fois, pour {most} au plus',
      'it gave another number of answers than it was asked':
        'elle n’a pas donné autant de réponses que de demandes',
      'it goes to nobody': 'il ne va à personne',
      'it goes to more than {most} addresses': 'il va à plus de {most} adresses',
      '{address} is no plain address': '{address} n’est pas une simple adresse',
      'its subject is not one line of {most} characters at most':
        'son objet n’est pas une ligne de {most} caractères au plus',
      'it is longer than {most} characters': 'il dépasse {most} caractères',
      'it carries more than {most} files': 'il porte plus de {most} fichiers',
      'something follows the file': 'quelque chose suit le fichier',
      'there is no part "{part}"': 'il n’y a pas de partie « {part} »',
      'the owner is no id': 'le propriétaire n’est pas un identifiant',
      'it is broken, or has more parts than one file': 'il est rompu, ou a plus de parties qu’un fichier',
      'it is not multipart/form-data': 'ce n’est pas du multipart/form-data',
      'it has more than {most} files': 'elle a plus de {most} fichiers',
      'it is damaged, or has names that lead out of it': 'elle est abîmée, ou a des noms qui en sortent',
      'it is encrypted, so that nobody knows what is in it':
        'elle est chiffrée, et nul ne sait ce qu’elle contient',
      'it has a link in it': 'elle contient un lien',
      'unpacked it is larger than {most} bytes': 'dépliée, elle dépasse {most} octets',
      'unpacked it is more than {most} times as large': 'dépliée, elle est plus de {most} fois plus grande',
      'an XML file in it has a DOCTYPE': 'un fichier XML y a un DOCTYPE',
      'it has a member "{member}", which is not known here': 'il a un membre « {member} », inconnu ici',
      'it has no content': 'il n’a pas de contenu',
      'it is too large or too deep': 'il est trop grand ou trop profond',
      'it holds more than {most} characters': 'il contient plus de {most} caractères',
      'it holds a {kind}': 'il contient : {kind}',
      'it holds the number {number}': 'il contient le nombre {number}',
      'it holds half a character': 'il contient la moitié d’un caractère',
      'it is deeper than {most} levels': 'il a plus de {most} niveaux',
      '"{member}" is not drawn here': '« {member} » n’est pas dessiné ici',
      'there is no font {font}, only {known}': 'il n’y a pas de police {font}, seulement {known}',
      'the picture "{name}" is not a data: text of PNG or JPEG':
        'l’image « {name} » n’est pas un texte data: de PNG ou JPEG',
      'it takes too much memory': 'il prend trop de mémoire',
      'its thread ended': 'son fil d’exécution s’est arrêté',
    },
    errors: {
      ...customFieldMessages.errors,
      'host.tile_not_known': 'La tuile {tile} n’existe pas ici ; son plugin est peut-être éteint.',
      'host.staff_only':
        'Ceci concerne toute la maison, et vos droits s’arrêtent aux lignes de certains propriétaires ; ' +
        'demandez à son personnel.',
      'host.event_not_declared':
        'Le plugin {plugin} annonce {event}, qu’il ne déclare pas ; ses « events » doivent le nommer.',
      'host.event_payload':
        'L’événement {event} a été annoncé avec un contenu qui ne suit pas sa déclaration : {problem}.',
      'host.event_too_large':
        'L’événement {event} a un contenu de {bytes} octets ; {most} sont le maximum. Envoyez des ' +
        'identifiants et laissez les autres regarder.',
      'host.events_too_many':
        '{count} événements {event} ont été annoncés à la fois ; {most} sont le maximum. Envoyez-les en ' +
        'plusieurs fois.',
      'host.cursor_unknown': 'Le curseur {id} n’existe pas ; GET /api/v1/host/cursors en donne la liste.',
      'host.cursor_not_asking':
        'Ce curseur de {event} n’attend pas de réponse : son plugin est éteint, ou il tourne déjà.',
      'host.job_not_declared':
        'Le plugin {plugin} met en file {job}, qu’il ne déclare pas ; ses « jobs » doivent le nommer.',
      'host.job_payload':
        'La tâche {job} a été mise en file avec un contenu qui ne suit pas sa déclaration : {problem}.',
      'host.job_too_large':
        'La tâche {job} a un contenu de {bytes} octets ; {most} sont le maximum. Mettez en file des ' +
        'identifiants et laissez-la regarder.',
      'host.job_unknown': 'La tâche {id} n’existe pas ; GET /api/v1/host/jobs en donne la liste.',
      'host.job_not_waiting':
        'La tâche {name} est {state} ; seule une tâche qui attend ou qui est morte peut être relancée ' +
        'ou abandonnée.',
      'host.health_not_seen':
        'Cela n’a pas pu être regardé ({check} de {plugin}) ; le journal du serveur dit pourquoi.',
      'host.health_jobs_dead':
        '{count} tâches sont mortes, dont {name} : leurs essais sont épuisés. Lisez ce qui les a arrêtées, ' +
        'réparez, puis relancez-les ou abandonnez-les.',
      'host.health_jobs_late':
        '{count} tâches attendent depuis {since}, dont {name}, et personne ne les prend. Voyez qu’un ' +
        'serveur tourne, et ce que son journal dit des tâches.',
      'host.health_cursors_failing':
        '{count} abonnés échouent sur leur prochain événement ({plugins}). Ils réessaient d’eux-mêmes ; ' +
        'lisez leur dernière erreur.',
      'host.health_cursors_asking':
        '{count} abonnés sont revenus et ont du retard ({plugins}). Dites s’ils rattrapent ou sautent.',
      'host.health_mail_failed':
        '{count} courriers n’ont pas pu partir : {error}. Regardez le réglage du serveur de courrier, ' +
        'puis faites-les réessayer.',
      'host.health_invariants_broken':
        'Ce qui doit toujours être vrai ne l’est pas, ou n’a pas pu être regardé : {names}. Lisez quelles ' +
        'lignes s’y opposent.',
      'host.health_invariants_late':
        'Ce qui doit toujours être vrai a été regardé pour la dernière fois le {since}. ' +
        'Faites-le regarder, ' +
        'et voyez si les tâches tournent.',
      'host.health_hooks_failed':
        'Des crochets de {plugins} ont échoué depuis hier. Lisez la faute, ou éteignez le plugin.',
      'host.health_secrets_lost':
        '{count} secrets ne peuvent être lus avec la clé de ce serveur : {names}. Remettez la clé ' +
        '(STOWAGE_HOME/secret-key ou STOWAGE_SECRET_KEY), ou saisissez-les à nouveau ; ' +
        'tout le reste marche.',
      'host.health_backup_old':
        'La dernière sauvegarde date du {since}, par {by}. Faites-en une : npx stowage backup, chaque nuit.',
      'host.health_backup_none':
        'Aucune sauvegarde n’a jamais été faite avec Stowage. Faites-en une : npx stowage backup, ' +
        'chaque nuit.',
      'host.health_nodes_behind':
        '{count} serveurs servent un autre ensemble de plugins que celui qui est allumé, et ne postent ' +
        'rien : {nodes}. Relancez-les.',
      'host.live_topic_unknown':
        'Le sujet {topic} n’existe pas. Les sujets sont ledger.stock et les genres de lignes, comme ' +
        'items.item.',
      'host.live_topics_too_many':
        'Plus de {most} sujets ont été demandés ; écoutez sur plusieurs connexions.',
      'host.live_full':
        'Ce serveur n’accepte pas plus d’auditeurs, ou vous écoutez déjà {most} fois. Fermez d’autres ' +
        'fenêtres, ou réessayez dans un instant.',
      'host.number_series_unknown':
        'La série de numéros {series} n’existe pas ; un plugin allumé doit l’ajouter à ' +
        '« number.series ».',
      'host.number_company_unknown':
        'Il n’y a pas de société {company} pour laquelle tirer un numéro ; GET /api/v1/access/companies ' +
        'en donne la liste.',
      'host.plugin_not_known':
        'Il n’y a pas de plugin « {plugin} » ici ; /api/v1/host/plugins donne ceux qui ont été trouvés.',
      'host.plugin_of_core':
        '« {plugin} » fait partie du noyau et reste allumé ; seuls les plugins s’allument et s’enlèvent.',
      'host.change_not_known': 'Le changement {change} de l’ensemble des plugins n’existe pas.',
      'host.plugin_already': 'Le plugin « {plugin} » est déjà {state}.',
      'host.plugin_needed': 'Le plugin « {by} » a besoin de « {plugin} » ; éteignez d’abord « {by} ».',
      'host.plugin_blocked':
        'Le plugin « {plugin} » ne peut pas encore partir : {blockers}. Finissez cela, ou faites-le ' +
        'lâcher prise avec « release ».',
      'host.program_unknown':
        'Aucun programme « {plugin} » n’est allumé ; /api/v1/host/plugins liste ce qu’il y a.',
      'host.owners_of_no_program':
        'Seul un programme à part est lié à des propriétaires ou à des sites ; « {plugin} » tourne dans ce ' +
        'serveur, où chacun voit les siens. Omettez « owners » et « sites ».',
      'host.events_of_no_site':
        '« {plugin} » est averti de {events}, qui ne disent aucun site : il ne peut être lié à quelques-uns ; ' +
        'liez-le à des propriétaires, ou retirez-les de son stowage.plugin.json.',
      'host.program_without_key':
        'Le programme « {plugin} » n’a pas de clé ; éteignez-le et rallumez-le, ce qui en fait une.',
      'host.not_a_program':
        '{actor} n’est pas un programme qui participe par stowage.plugin.json ; appelez ceci avec la clé ' +
        'qui a été montrée quand il a été allumé.',
      'host.plugin_on': 'Le plugin « {plugin} » est allumé ; éteignez-le avant de l’enlever.',
      'host.change_running':
        'Un autre plugin est en train d’être allumé ou éteint ; /api/v1/host/plugin-changes dit où cela ' +
        'en est.',
      'host.fixed_set':
        'Ce serveur a été fait pour un ensemble fixe de plugins ; on ne peut pas les commuter ici.',
      'host.plugin_unfit': 'Le plugin « {plugin} » ne convient pas ({fault}) : {problem}.',
      'host.node_failed':
        'Le serveur {node} ne peut pas faire tourner l’ensemble avec « {plugin} » ({fault}) : {problem} ' +
        'Tout est comme avant.',
      'host.node_slow':
        'Ces serveurs n’ont pas été prêts à temps pour « {plugin} » : {nodes}. Tout est comme avant ; ' +
        'réessayez.',
      'host.postings_in_the_way':
        'Les comptabilisations n’ont pas laissé {ms} ms à « {plugin} » en {tries} essais ; tout est ' +
        'comme avant, réessayez plus tard.',
      'host.settings_unknown':
        'Il n’y a pas de plugin {plugin} avec des réglages ici ; GET /api/v1/host/settings donne ceux ' +
        'qu’il y a.',
      'host.setting_unknown': 'Le plugin {plugin} n’a pas de réglage {member} ; il y a : {known}.',
      'host.setting_invalid': 'Le réglage « {title} » de {plugin} ne peut être {value} : {problem}.',
      'host.setting_missing':
        'Le réglage « {title} » de {plugin} n’a pas de valeur par défaut ; dites-la ici, ou pour toute ' +
        'l’organisation.',
      'host.settings_too_large': 'Ces réglages de {plugin} font {bytes} octets ; {limit} sont le maximum.',
      'host.setting_scope':
        'Les réglages de {plugin} ne peuvent être dits pour un {scope} ; ils le peuvent pour : ' +
        '{scopes}.',
      'host.setting_place_unknown':
        '{scope} {place} n’existe pas ; « place » est l’identifiant d’un, ou null pour l’organisation.',
      'host.instances_not_kept':
        'Le plugin {plugin} se règle une fois et non plusieurs ; envoyez par PUT ses valeurs pour ' +
        'l’organisation.',
      'host.instances_too_many':
        'Le plugin {plugin} a déjà {limit} réglages nommés, ce qui est le maximum ; enlevez-en un ' +
        'd’abord.',
      'host.instance_taken':
        'Un réglage nommé {name} existe déjà, quelle que soit sa casse ; choisissez un autre nom.',
      'host.text_unprintable':
        '{field} {value} est vide ou contient un caractère de contrôle ; envoyez au moins un caractère ' +
        'imprimable.',
      'host.secret_key_lost':
        'Le secret « {member} » de {plugin} a été chiffré avec la clé {sealedWith}, pas avec ' +
        '{present} ; remettez cette clé (STOWAGE_HOME/secret-key, STOWAGE_SECRET_KEY), ou retapez-le ' +
        'dans les réglages.',
      'host.secret_key_missing':
        'Ce nœud n’a pas de clé pour chiffrer des secrets ; donnez-lui-en une par STOWAGE_SECRET_KEY.',
      'host.strategy_missing':
        'Rien ne répond à la question {point} : liez-y une stratégie, ou allumez un plugin qui en a ' +
        'une.',
      'host.strategy_failed':
        'La stratégie {strategy} de {plugin} a échoué : {problem}. Liez-en une autre à {point} jusqu’à ' +
        'sa réparation.',
      'host.strategy_unknown': 'Il n’y a pas de stratégie {strategy} pour {point} ; il y a : {known}.',
      'host.binding_setting_invalid':
        'Le réglage « {title} » de la stratégie {strategy} ne peut être {value} : {problem}.',
      'host.binding_setting_unknown':
        'La stratégie {strategy} n’a pas de réglage {member} ; il y a : {known}.',
      'host.binding_runs_backward':
        'Une liaison ne peut finir à {validUntil}, avant de commencer à {validFrom}.',
      'host.binding_place_unknown': '{what} {id} n’existe pas ; une stratégie ne peut y être liée.',
      'host.condition_fact_unknown':
        'Aucune règle ne peut interroger {fact} ici ; elle peut interroger : {known}.',
      'host.condition_comparison_unfit':
        'On ne peut demander de {title} « {comparison} » ; on peut demander : {known}.',
      'host.condition_value_unfit': '{title} ne peut être comparé à {value} : {problem}.',
      'host.trial_runs_backward':
        'Une règle ne peut être essayée de {validFrom} à {validUntil} ; faites-la commencer avant sa fin.',
      'host.decision_not_derivable': 'Cette décision ne peut être déduite de nouveau : {why}.',
      'host.calendar_hours_invalid':
        'Cela ouvre à {opens} et ferme à {closes} ; écrivez en deux fois les heures qui passent minuit, ' +
        'jusqu’à 24:00 et à partir de 00:00.',
      'host.calendar_hours_overlap':
        'Le jour de semaine {weekday}, les heures à partir de {opens} commencent avant la fin des ' +
        'précédentes ; joignez-les.',
      'host.calendar_holiday_twice': 'Le jour {day} figure deux fois parmi les jours fériés.',
      'host.calendar_never_open':
        'Le site {site} n’est pas ouvert {minutes} minutes dans les dix ans à venir ; corrigez ses ' +
        'heures d’ouverture.',
      'host.file_missing':
        'La requête ne porte pas de fichier ; envoyez-le en multipart/form-data, dans une partie nommée ' +
        '« file ».',
      'host.file_form_invalid':
        'Le formulaire est illisible : {problem}. Il prend une partie « owner » s’il y en a un, puis la ' +
        'partie « file ».',
      'host.file_empty': 'Le fichier {name} est vide ; choisissez-en un autre.',
      'host.file_too_large':
        'Le fichier {name} dépasse les {maximumBytes} octets que l’on garde ; réduisez-le.',
      'host.file_name_invalid':
        'Un fichier ne peut être gardé sous ce nom ; donnez-lui-en un simple comme note.pdf, sans ' +
        'dossier, de 200 caractères au plus.',
      'host.file_type_refused': 'Le fichier {name} est {found} par son contenu ; on garde {allowed}.',
      'host.file_disguised':
        'Le fichier {name} est un {mediaType} avec autre chose dedans ou derrière ; enregistrez-le de ' +
        'nouveau en simple {mediaType}.',
      'host.file_archive_refused': 'L’archive {name} n’est pas gardée : {problem} ; refaites-la sans cela.',
      'host.file_in_use':
        'Le fichier {name} appartient à {count} autres choses, comme {entity} ; retirez-le-leur ' +
        'd’abord.',
      'host.file_owner_missing':
        'Dites à qui est le fichier : vos droits s’arrêtent au stock de certains propriétaires ; ' +
        'envoyez-en un dans une partie « owner » avant le fichier.',
      'host.file_busy': 'Trop de fichiers arrivent en ce moment ; réessayez tout de suite.',
      'host.file_store_full':
        'Il n’y a pas de place pour le fichier ; un administrateur doit en faire sur le disque du ' +
        'foyer. Rien n’a été gardé.',
      'host.file_lost':
        'Le contenu du fichier {id} n’est pas dans le dossier du foyer ; ramenez-le d’une sauvegarde.',
      'host.file_store_missing': 'Ce processus ne garde pas de fichiers ; demandez à un qui sert.',
      'host.mail_invalid': 'Le courrier ne peut être envoyé : {problem}.',
      'host.mail_not_set_up':
        'Aucun serveur de courrier n’est indiqué, ou aucun expéditeur ; enregistrez d’abord les deux dans les réglages.',
      'host.mail_sent': 'Le courrier {id} a déjà été envoyé ; écrivez-en un autre.',
      'host.http_url_invalid':
        'Ce n’est pas une adresse à appeler ; écrivez-la https://hôte/chemin, sans nom ni mot de passe ' +
        'dedans.',
      'host.http_scheme_refused':
        '{host} ne s’appelle pas par {scheme} : utilisez https, ou faites permettre http simple pour ' +
        'cet hôte par un administrateur.',
      'host.http_address_refused':
        '{host} n’est pas une adresse publique et n’est donc pas appelé ; un administrateur peut ' +
        'permettre un hôte de votre propre réseau.',
      'host.http_name_unknown':
        'Personne ne connaît le nom {host} ; vérifiez-le, ou réessayez quand le service de noms répond.',
      'host.http_header_refused':
        'L’en-tête {header} ne peut être envoyé : la connexion le pose, ou ce n’en est pas un ; ' +
        'omettez-le.',
      'host.http_timeout':
        '{host} n’a pas répondu en entier en {seconds} secondes ; réessayez, ou demandez moins.',
      'host.http_failed': '{host} n’a pu être joint ({reason}) ; vérifiez l’adresse, ou réessayez.',
      'host.http_answer_too_large':
        '{host} a répondu plus que les {maximumBytes} octets que l’on prend ; demandez moins.',
      'host.tcp_not_allowed':
        '{host} port {port} n’est pas contacté : un administrateur doit permettre cet hôte avec ce port.',
      'host.http_not_json':
        'L’autre système a répondu {status} avec quelque chose qui n’est pas du JSON ; voyez son ' +
        'adresse.',
      'host.target_host_invalid':
        '{host} n’est ni un nom d’hôte ni une adresse ; écrivez erp.example.com ou 10.0.0.5, sans port.',
      'host.target_never':
        '{host} ne peut jamais être appelé : c’est lien local, multidiffusion, réservé ou nulle part.',
      'host.target_taken': '{host} est déjà permis, pour ce port ; modifiez cette ligne.',
      'host.render_invalid': 'Le document ne peut être fait : {problem}.',
      'host.render_too_long': 'Le document aurait plus de {maximumPages} pages ; demandez-en un plus court.',
      'host.render_timeout':
        'Le document n’était pas prêt après {seconds} secondes et a été abandonné ; demandez-en un plus ' +
        'court.',
      'host.render_busy': 'Trop de documents se font en ce moment ; réessayez dans un instant.',
      'host.sign_content_invalid':
        'L’enregistrement ne peut être signé, car {problem} ; il doit être du simple JSON.',
      'host.sign_person_only':
        'Une signature est celle d’une personne ; {actor} est une clé. Connectez-vous et signez.',
      'host.sign_password_wrong':
        'Ce n’est pas votre mot de passe ; rien n’a été signé. Les erreurs comptent comme des ' +
        'connexions échouées.',
      'host.sign_done':
        'Ceci a déjà été signé, par {signer} ; demandez une autre signature s’il en faut une de plus.',
    },
    permissions: {
      ...customFieldMessages.permissions,
      'host.health.read': 'Voir comment va ce qui tourne tout seul',
      'host.strategy.read': 'Voir quelle stratégie répond à quelle question et où',
      'host.strategy.write': 'Lier des stratégies',
      'host.decision.read': 'Voir ce que les stratégies ont choisi, et pourquoi',
      'host.point.read': 'Voir ce que les plugins s’ouvrent les uns aux autres',
      'host.file.read': 'Voir et sortir des fichiers',
      'host.file.write': 'Garder et enlever des fichiers',
      'host.job.manage': 'Voir les tâches, les faire relancer ou abandonner',
      'host.invariant.read': 'Voir ce qui doit toujours être vrai, et si cela l’est',
      'host.invariant.run': 'Faire vérifier tout ce qui doit être vrai',
      'host.event.manage': 'Voir où en sont les plugins avec les événements, les faire relancer ou sauter',
      'host.plugin.read': 'Voir les plugins, et comment ils vont',
      'host.plugin.manage': 'Allumer et éteindre des plugins',
      'host.calendar.read': 'Voir quand les sites sont ouverts',
      'host.calendar.write': 'Dire quand les sites sont ouverts',
      'host.signature.read': 'Voir les signatures, et ce qui en attend une',
      'host.signature.write': 'Signer des documents',
      'host.mail.read': 'Voir ce qu’est devenu le courrier',
      'host.mail.write': 'Faire réessayer le courrier',
      'host.number.read': 'Voir jusqu’où sont allés les numéros de documents',
      'host.target.read': 'Voir quels hôtes les plugins peuvent appeler en plus des publics',
      'host.target.write': 'Dire quels hôtes les plugins peuvent appeler en plus des publics',
      'host.setting.read': 'Voir comment les plugins sont réglés ; les secrets en points',
      'host.setting.write': 'Régler les plugins',
    },
    words: {
      'Item asked for': 'Article demandé',
      SKU: 'Référence',
      Category: 'Catégorie',
      'Kept in lots': 'Suivi par lots',
      Quantity: 'Quantité',
      'Balances to choose from': 'Soldes parmi lesquels choisir',
      Host: 'Hôte',
      'Looks at how something does, for the page of health':
        'Regards sur ce qui tourne, pour la page de santé',
      'Readers of codes that no list has as they are': 'Lecteurs de codes qu’aucune liste n’a tels quels',
      'What may be asked of people who have shown who they are, before they are in':
        'Ce qui peut être demandé à qui a montré qui il est, avant de le laisser entrer',
      'Work that waits for somebody: in the bell, on the first screen and beside the menu':
        'Travail qui attend quelqu’un : dans la cloche, sur le premier écran et dans le menu',
      'What the first screen shows': 'Ce que montre le premier écran',
      Jobs: 'Tâches',
      'Event subscribers': 'Abonnés aux événements',
      Mail: 'Courrier',
      Invariants: 'Invariants',
      Backups: 'Sauvegardes',
      Plugins: 'Plugins',
      'Address of the desk': 'Adresse du bureau',
      'As people type it, such as https://stock.example.com; links in mail begin with it':
        'Comme on la saisit, par exemple https://stock.example.com ; les liens du courrier ' +
        'commencent par elle',
      'Mail server': 'Serveur de courrier',
      'smtps://name:password@mail.example.com; mail waits until it is said':
        'smtps://nom:motdepasse@mail.example.com ; le courrier attend que ce soit dit',
      'Mail is sent by': 'Le courrier est envoyé par',
      'The address of the sender, such as stock@example.com':
        'L’adresse de l’expéditeur, par exemple stock@example.com',
      'Look at all invariants': 'Vérifier tous les invariants',
      'Forget jobs that ended a week ago, and what invariants were a year ago':
        'Oublier les tâches finies depuis une semaine, et les invariants d’il y a un an',
      'Which balances stock is kept on for a demand, in which order':
        'Sur quels soldes le stock est gardé pour une demande, et dans quel ordre',
      'The owner’s number': 'Le numéro du propriétaire',
      'Base units': 'Unités de base',
      'Buckets among the candidates, the first to be taken first':
        'Des compartiments parmi les candidats, le premier à prendre d’abord',
      'A schema, each member with a title': 'Un schéma, chaque membre avec un titre',
      'What rows of a file can become': 'Ce que les lignes d’un fichier peuvent devenir',
      'Lists that one search of everything looks through': 'Listes que parcourt la recherche de tout',
      'With a "search", and rows that have an id': 'Avec « search », et des lignes qui ont un id',
      'Kinds of places, with what stock may do there': 'Types de places, avec ce que le stock peut y faire',
      'Stock statuses, with what may be done with such stock':
        'Statuts de stock, avec ce qu’on peut faire d’un tel stock',
      'Kinds of movements, and whether one needs a reason': 'Types de mouvements, et s’il y faut un motif',
      'Reasons for changing stock by hand': 'Motifs de modifier le stock à la main',
      'Series of document numbers without a gap': 'Séries de numéros de documents sans trou',
    },
  },
}
