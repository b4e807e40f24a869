import type { Messages } from '@stowage/sdk'

const errors = {
  'labels.field_unknown': 'Il n’y a pas de {field} sur ces étiquettes ; il y a {known}.',
  'labels.element_outside':
    'L’élément {element} dépasse l’étiquette de {width} × {height} mm ; déplacez-le ou réduisez-le.',
  'labels.content_not_gs1':
    '{content} n’est pas un contenu GS1 ; écrivez chaque élément avec son identifiant : ' +
    '(01)(gtin entre accolades).',
  'labels.template_name_taken': 'Il y a déjà un modèle {name} pour ces étiquettes ; donnez-lui un autre nom.',
  'labels.default_taken': 'Un autre modèle est déjà pris pour ces étiquettes ; modifiez d’abord celui-là.',
  'labels.template_unknown': 'Il n’y a pas de modèle {id} ; choisissez-en un dans la liste.',
  'labels.template_of_other_kind':
    '{template} est pour des étiquettes de type {kind}, pas {asked} ; choisissez-en un autre.',
  'labels.no_default':
    'Aucun modèle n’est pris pour les étiquettes de type {kind} ; nommez-en un, ou marquez-en un.',
  'labels.printer_name_taken': 'Il y a déjà une imprimante {name} ; donnez un autre nom à celle-ci.',
  'labels.printer_without_host':
    'Une imprimante jointe par {connection} a besoin d’un hôte ; écrivez son nom ou son adresse.',
  'labels.browser_prints_pdf': 'Un navigateur imprime du PDF ; choisissez pdf comme langage.',
  'labels.printer_unknown': 'Il n’y a pas d’imprimante {id} ; choisissez-en une dans la liste.',
  'labels.printer_off':
    'L’imprimante {printer} n’est pas en service ; choisissez-en une autre, ou remettez-la en service.',
  'labels.selection_unclear': 'Dites soit les identifiants de ce qui est à étiqueter, soit un filtre.',
  'labels.filter_foreign':
    'Les étiquettes de type {kind} ne se choisissent pas par {filter} ; elles le sont par {known}.',
  'labels.too_many': 'Ce serait plus de {most} étiquettes ; restreignez le choix, et imprimez par parties.',
  'labels.nothing_selected': 'Rien de type {kind} n’est ainsi ; élargissez le choix.',
  'labels.thing_unknown': 'Il n’y a pas de {kind} {id} que vous puissiez voir.',
  'labels.level_unknown':
    '{thing} n’a pas de conditionnement {level} en service ; ajoutez-le à l’article, ou ' +
    'choisissez-en un autre.',
  'labels.level_of_other_kind':
    'Les étiquettes de type {kind} n’ont pas de conditionnement ; omettez le niveau.',
  'labels.job_too_large':
    'Les {labels} étiquettes sont trop pour un seul travail ; imprimez-les par parties.',
  'labels.queue_full':
    '{most} travaux attendent déjà {printer} ; voyez pourquoi elle n’imprime pas, ou ' +
    'choisissez-en une autre.',
  'labels.request_taken': 'L’identifiant {id} a déjà servi à une autre impression ; prenez-en un nouveau.',
  'labels.job_unknown': 'Il n’y a pas de travail d’impression {id} que vous puissiez voir.',
  'labels.job_not_failed':
    'Le travail {number} est {standing} : seul un travail échoué ou en attente est ' +
    'retenté ; réimprimez-le plutôt.',
  'labels.job_under_way': 'Le travail {number} est {standing}, il ne peut plus être abandonné.',
  'labels.job_forgotten': 'Ce que le travail {number} a envoyé n’est plus gardé ; imprimez à neuf.',
  'labels.printer_differs':
    '{printer} n’imprime pas ce que le travail {number} a envoyé ({language}) ; ' +
    'choisissez-en une qui le fait, ' +
    'ou imprimez à neuf.',
  'labels.preview_busy': 'Trop d’aperçus sont en train d’être dessinés ; réessayez dans un instant.',
  'labels.preview_failed': 'L’aperçu n’a pu être dessiné ({fault}) ; réessayez.',
  'labels.printer_refused':
    '{printer} n’a rien pris : elle a répondu {answer}. Voyez l’imprimante, son chemin et son langage.',
  'labels.printer_not_allowed':
    '{host} port {port} n’est pas contacté ; un administrateur le permet sous Cibles permises, avec ce port.',
  'labels.printer_host_refused':
    '{host} n’est jamais contacté : il est lien local, propre à un nuage, ou nulle part. Corrigez l’hôte.',
  'labels.printer_unreachable':
    '{host} port {port} n’a pas été joint ({reason}) ; voyez si l’imprimante est allumée ' +
    'et son adresse juste.',
  'labels.printer_silent':
    '{host} port {port} n’a rien pris pendant {seconds} secondes ; voyez si elle a du ' +
    'papier et n’est pas en pause.',
  'labels.text_cut': 'Le texte « {text} » est coupé : agrandissez son cadre, ou réduisez les lettres.',
  'labels.letters_unknown':
    'Le texte « {text} » a des lettres qu’aucune police n’a ici ; des cadres vides les remplacent.',
  'labels.content_missing':
    '{thing} n’a pas tout ce que {content} demande ; complétez, ou dites dans le modèle ce qui le remplace.',
  'labels.content_wrong':
    '{data} de {thing} n’est pas juste selon GS1 ({fault}) ; corrigez, ou dites dans le ' +
    'modèle ce qui le remplace.',
  'labels.content_unwritable':
    '{data} ne peut s’écrire dans ce type de code-barres ; choisissez QR, qui a toutes les lettres.',
  'labels.code_too_large':
    'Le code-barres de {data} demande {needed} mm et a {width} × {height} ; donnez-lui plus de place, ou ' +
    'choisissez DataMatrix.',
  'labels.print_jobs_failed':
    '{count} travaux d’impression ont été abandonnés ; voyez ce qui manque à leurs ' +
    'imprimantes, et retentez-les.',
}

/** What the plugin says in languages beside English. */
export const messages: Readonly<Record<string, Messages>> = {
  fr: {
    errors,
    permissions: {
      'labels.label.print': 'Imprimer des étiquettes, et les réimprimer',
      'labels.template.read': 'Voir à quoi ressemblent les étiquettes',
      'labels.template.write': 'Dire à quoi ressemblent les étiquettes',
      'labels.printer.read': 'Voir les imprimantes',
      'labels.printer.write': 'Dire quelles imprimantes il y a',
      'labels.job.read': 'Voir ce qui attend les imprimantes, et ce qui a été imprimé',
      'labels.job.write': 'Retenter des travaux d’impression, et les abandonner',
    },
    words: {
      'Every print job says of what each of its labels is.':
        'Chaque travail d’impression dit de quoi est chacune de ses étiquettes.',
      'A print job has an end if, and only if, it is neither waiting nor printing.':
        'Un travail d’impression a une fin si, et seulement si, il n’est ni en attente ni en cours.',
      Labels: 'Étiquettes',
      'Print labels': 'Imprimer des étiquettes',
      'Print jobs': 'Travaux d’impression',
      'Print job': 'Travail d’impression',
      Number: 'Numéro',
      'The order in which a printer gets them': 'L’ordre dans lequel une imprimante les reçoit',
      Template: 'Modèle',
      Copies: 'Exemplaires',
      State: 'État',
      Attempts: 'Essais',
      Who: 'Qui',
      Why: 'Pourquoi',
      'Why the last attempt failed': 'Pourquoi le dernier essai a échoué',
      'Who gave it up': 'Qui l’a abandonné',
      'Its content is there still, so that it can be printed again':
        'Son contenu est encore là, pour être réimprimé',
      'Of what its first label is': 'De quoi est sa première étiquette',
      'Label template': 'Modèle d’étiquette',
      'Label templates': 'Modèles d’étiquettes',
      Printer: 'Imprimante',
      Printers: 'Imprimantes',
      Name: 'Nom',
      'Label of': 'Étiquette de',
      Width: 'Largeur',
      Height: 'Hauteur',
      Millimetres: 'Millimètres',
      'What stands on it': 'Ce qui y figure',
      'Taken unless another is named': 'Pris si aucun autre n’est nommé',
      'One template of each kind is': 'Un modèle de chaque type l’est',
      Created: 'Créé',
      Changed: 'Modifié',
      'From the left': 'Depuis la gauche',
      'From the top': 'Depuis le haut',
      Text: 'Texte',
      Size: 'Taille',
      Bold: 'Gras',
      Align: 'Alignement',
      'Kind of barcode': 'Type de code-barres',
      Content: 'Contenu',
      Otherwise: 'Sinon',
      'What a thing without GS1 data gets, in the same kind of barcode without GS1':
        'Ce que reçoit une chose sans données GS1, dans le même type de code-barres sans GS1',
      'In words below': 'En toutes lettres dessous',
      Stroke: 'Trait',
      'Dots per millimetre': 'Points par millimètre',
      Connection: 'Connexion',
      'raw: bytes to port 9100; ipp: Internet Printing Protocol; browser: a PDF to print from there':
        'raw : des octets au port 9100 ; ipp : Internet Printing Protocol ; browser : un ' +
        'PDF à imprimer de là',
      Host: 'Hôte',
      'Name or address, such as 10.0.0.5; an administrator allows it with its port':
        'Nom ou adresse, comme 10.0.0.5 ; un administrateur le permet avec son port',
      Port: 'Port',
      '9100 for raw, 631 for ipp': '9100 pour raw, 631 pour ipp',
      Path: 'Chemin',
      'For ipp: /ipp/print': 'Pour ipp : /ipp/print',
      Encrypted: 'Chiffré',
      'For ipp: over TLS': 'Pour ipp : par TLS',
      Language: 'Langage',
      'What the printer understands': 'Ce que l’imprimante comprend',
      Site: 'Site',
      'In use': 'En service',
      'A printer that is not keeps its queue and gets nothing':
        'Une imprimante qui ne l’est pas garde sa file et ne reçoit rien',
      Note: 'Note',
      'Print again for': 'Réimprimable pendant',
      'Days for which what was sent to printers is kept, so that it can be printed again as it was':
        'Jours pendant lesquels ce qui a été envoyé aux imprimantes est gardé, pour être réimprimé tel quel',
      'Send labels to printers': 'Envoyer les étiquettes aux imprimantes',
      'Forget what old print jobs sent': 'Oublier ce que d’anciens travaux ont envoyé',
      'Labels not printed': 'Étiquettes non imprimées',
      Review: 'Examiner',
    },
  },
}
