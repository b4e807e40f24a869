/** The same in French. */
export const sentences: Readonly<Record<string, string>> = {
  EMPTY_SCAN: 'Rien n’a été reçu : scannez à nouveau.',
  SCAN_TOO_LONG: 'Plus de {most} caractères ont été reçus : scannez un code à la fois.',
  NOT_GS1: 'Ce n’est pas un code GS1. C’est peut-être un code de la maison : emplacement, unité ou personne.',
  UNKNOWN_SYMBOLOGY:
    'La lecture commence par {identifier}, qui n’est aucun type de code-barres : vérifiez Verr. Maj et ' +
    'la disposition de clavier du lecteur.',
  NO_ELEMENTS: 'Le code est vide : il ne contient aucun identifiant d’application.',
  NO_AI_FOUND:
    'Aucun identifiant d’application ne commence par « {text} » : l’étiquette ou la lecture est ' +
    'coupée, scannez à nouveau.',
  UNKNOWN_AI:
    'GS1 n’a attribué aucun identifiant d’application ({ai}) : nul ne sait où finissent ses données.',
  UNKNOWN_AI_NOT_DL_ATTRIBUTE:
    '({ai}) n’est pas un identifiant d’application qu’une adresse web peut porter.',
  INVALID_DL_ATTRIBUTE: '({ai}) ne peut pas figurer après le point d’interrogation de cette adresse web.',
  MALFORMED_AI:
    '« {text} » n’est pas un identifiant d’application : il a deux à quatre chiffres, entre parenthèses.',
  EMPTY_VALUE: '({ai}) n’a pas de valeur : scannez à nouveau ou saisissez-la.',
  TOO_SHORT:
    '({ai}) a {length} caractères, il en faut au moins {shortest} : scannez à nouveau ou saisissez-le.',
  TOO_LONG:
    '({ai}) a {length} caractères, {longest} au plus sont permis : scannez à nouveau ou saisissez-le.',
  INCORRECT_LENGTH: '({ai}) ne peut pas avoir {length} caractères : scannez à nouveau ou saisissez-le.',
  SEPARATOR_IN_BRACKETS:
    'La valeur de ({ai}) contient un séparateur, qui n’est jamais imprimé : saisissez-la sans lui.',
  SEPARATOR_WRITTEN_AS:
    'Le lecteur semble écrire {sign} à la place du séparateur GS1. Dites-le à la page de réglage, et ' +
    'la lecture sera comprise.',
  SEPARATOR_MISSING:
    'Le lecteur a peut-être perdu le séparateur après ({ai}) : ce peut être aussi {others}. Dites ce ' +
    'que c’est, et réglez le lecteur pour qu’il envoie GS.',
  DL_ILLEGAL_CHARACTER: 'L’adresse web contient un caractère qu’aucune adresse web ne peut avoir.',
  DL_NO_DOMAIN: 'L’adresse web n’a pas de domaine, ou rien ne le suit.',
  DL_NO_PRIMARY_KEY: 'L’adresse web ne désigne aucun produit, unité ni lieu de GS1.',
  DL_INVALID_PATH: 'Après ({ai}), {path} ne peut pas figurer dans une adresse web, ou pas dans cet ordre.',
  DL_REPEATED_AI: '({ai}) figure deux fois dans l’adresse web.',
  NON_DIGIT_CHARACTER:
    '({ai}) n’admet que des chiffres, « {value} » contient autre chose : scannez à nouveau ou saisissez-le.',
  INVALID_CSET82_CHARACTER: '({ai}) contient un caractère que GS1 n’admet pas : « {value} ».',
  INVALID_CSET39_CHARACTER: '({ai}) n’admet que majuscules, chiffres et # - / : « {value} ».',
  INVALID_CSET64_CHARACTER: '({ai}) n’admet que lettres, chiffres, - et _ : « {value} ».',
  INVALID_CSET64_PADDING: '({ai}) n’est pas complété par = comme il faut.',
  INCORRECT_CHECK_DIGIT:
    'La clé de contrôle de ({ai}) est {is}, elle devrait être {due} : scannez à nouveau ou saisissez-le.',
  INCORRECT_CHECK_PAIR:
    'Les deux caractères de contrôle de ({ai}) sont faux : scannez à nouveau ou saisissez-le.',
  TOO_SHORT_FOR_CHECK_PAIR: '({ai}) est trop court pour avoir ses deux caractères de contrôle.',
  TOO_SHORT_FOR_GCP: '({ai}) est trop court pour commencer par un numéro d’entreprise GS1.',
  INVALID_GCP_PREFIX: '({ai}) ne commence pas par un numéro d’entreprise GS1 : « {value} ».',
  INVALID_IMPORT_IDX_CHARACTER: 'Le dernier caractère de ({ai}) est une lettre, un chiffre, - ou _.',
  ILLEGAL_ZERO_VALUE: 'Un nombre de ({ai}) est 0 et ne doit pas l’être : « {value} ».',
  NOT_ZERO: '({ai}) doit commencer par 0 : « {value} ».',
  ILLEGAL_ZERO_PREFIX: 'Un nombre de ({ai}) ne doit pas commencer par 0 : « {value} ».',
  NOT_ZERO_OR_ONE: '({ai}) est 0 pour non ou 1 pour oui, et non « {value} ».',
  INVALID_WINDING_DIRECTION: 'Le sens d’enroulement de ({ai}) est 0, 1 ou 9 : « {value} ».',
  NOT_ISO3166: '({ai}) ne désigne aucun pays : « {part} ».',
  NOT_ISO3166_OR_999: '({ai}) ne désigne aucun pays, ni 999 pour plusieurs : « {part} ».',
  NOT_ISO3166_ALPHA2: '({ai}) ne désigne aucun pays : « {part} ».',
  NOT_ISO4217: '({ai}) ne désigne aucune monnaie : « {part} ».',
  IBAN_TOO_SHORT: 'Le numéro de compte de ({ai}) est trop court.',
  IBAN_TOO_LONG: 'Le numéro de compte de ({ai}) est trop long.',
  INVALID_IBAN_CHARACTER: 'Le numéro de compte de ({ai}) n’admet que majuscules et chiffres.',
  ILLEGAL_IBAN_COUNTRY_CODE: 'Le numéro de compte de ({ai}) ne commence par aucun pays.',
  INCORRECT_IBAN_CHECKSUM: 'Les chiffres de contrôle du numéro de compte de ({ai}) sont faux.',
  ILLEGAL_MONTH: 'La date de ({ai}), {part}, n’a pas de tel mois : année, mois, jour, deux chiffres chacun.',
  ILLEGAL_DAY: 'La date de ({ai}), {part}, n’a pas de tel jour : année, mois, jour, deux chiffres chacun.',
  ILLEGAL_HOUR: 'L’heure de ({ai}) n’existe pas : « {part} ».',
  ILLEGAL_MINUTE: 'Les minutes de ({ai}) n’existent pas : « {part} ».',
  ILLEGAL_SECOND: 'Les secondes de ({ai}) n’existent pas : « {part} ».',
  ZERO_PIECE_NUMBER: 'La pièce de ({ai}) porte le numéro 0.',
  ZERO_TOTAL_PIECES: 'L’ensemble de ({ai}) a 0 pièce.',
  PIECE_NUMBER_EXCEEDS_TOTAL:
    'La pièce de ({ai}) porte un numéro supérieur au nombre de pièces : « {part} ».',
  INVALID_PERCENT_SEQUENCE:
    'Dans ({ai}), deux chiffres ou lettres A à F doivent suivre chaque % : « {value} ».',
  INVALID_LATITUDE: 'La latitude de ({ai}) n’existe pas : « {part} ».',
  INVALID_LONGITUDE: 'La longitude de ({ai}) n’existe pas : « {part} ».',
  NOT_HYPHEN: 'La température de ({ai}) peut finir par - pour un froid, et par rien d’autre : « {value} ».',
  INVALID_BIOLOGICAL_SEX_CODE: '({ai}) est 0, 1, 2 ou 9 : « {value} ».',
  POSITION_IN_SEQUENCE_MALFORMED: '({ai}) s’écrit comme 1/3 : « {value} ».',
  POSITION_EXCEEDS_END: 'Dans ({ai}) le rang dépasse la fin : « {value} ».',
  INVALID_MEDIA_TYPE: '({ai}) ne désigne aucun type de support : « {value} ».',
  INVALID_PACKAGE_TYPE: '({ai}) ne désigne aucun type d’emballage : « {value} ».',
  REQUIRES_NON_DIGIT_CHARACTER: '({ai}) doit avoir un caractère qui ne soit pas un chiffre : « {value} ».',
  REQUIRED_AIS_NOT_SATISFIED:
    '({ai}) exige {required} à son côté : scannez aussi l’autre code de l’étiquette.',
  INVALID_AI_PAIRS:
    '({ai}) et ({other}) ne doivent pas figurer sur une même étiquette : demandez à qui l’a imprimée.',
  INSTANCES_OF_AI_HAVE_DIFFERENT_VALUES: '({ai}) figure plusieurs fois, chaque fois autrement.',
  SERIAL_NOT_PRESENT: '({ai}) n’a pas de numéro de série, que la signature (8030) exige.',
  COUPON: '({ai}) n’est pas un coupon selon GS1 ({code}) : traitez-le à la main.',
  OTHER: '({ai}) est faux ({code}) : « {value} ».',
  UPC_NOTE: 'Si c’est un UPC-E, son numéro est {upc} : réglez le lecteur pour qu’il envoie l’UPC-E en UPC-A.',
  SEVERAL: 'Ceci désigne {count} choses, qui diffèrent par {members} : dites laquelle c’est.',
  NO_SUCH_KEY: 'Aucun article ni aucune unité n’a ({ai}) {value}.',
  NO_SUCH_CODE: 'Aucun emplacement, unité, article, pièce ni personne n’a le code « {value} ».',
  'differs.kind': 'leur nature',
  'differs.owner': 'leur propriétaire',
  'differs.code': 'le code',
  'differs.packagingLevel': 'l’emballage',
  'differs.lot': 'le lot',
  'differs.serial': 'le numéro de série',
  'differs.reading': 'la lecture de l’étiquette',
  'differs.site': 'le site',
}
