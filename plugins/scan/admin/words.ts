import type { Finding } from '../src/scanner-test/diagnose.ts'

const english = {
  title: 'Test a scanner',
  introduction:
    'Click into the field, scan the barcode beside it with the scanner, and read below how it is set ' +
    'up and what to mend. Any other code shows what it says.',
  field: 'Scan here',
  barcode: 'The test code: (01)09501101530003 (10)Ab-123 (21)X7',
  waiting: 'Nothing was received yet.',
  received: 'What was received',
  bytes: '{count} bytes, in hex',
  kind: 'Kind of barcode',
  noKind: 'not told',
  otherKeys: 'Keys without a character',
  says: 'What it says',
  findings: 'How the scanner is set up',
  inOrder: 'In order',
  toMend: 'To mend',
  settings: 'Say what the scanners of the house do',
}
export type Words = typeof english

const french: Words = {
  title: 'Tester un lecteur',
  introduction:
    'Cliquez dans le champ, scannez le code-barres voisin avec le lecteur, puis lisez dessous comment ' +
    'il est réglé et ce qu’il faut corriger. Tout autre code montre ce qu’il dit.',
  field: 'Scannez ici',
  barcode: 'Le code d’essai : (01)09501101530003 (10)Ab-123 (21)X7',
  waiting: 'Rien n’a encore été reçu.',
  received: 'Ce qui a été reçu',
  bytes: '{count} octets, en hexadécimal',
  kind: 'Type de code-barres',
  noKind: 'non communiqué',
  otherKeys: 'Touches sans caractère',
  says: 'Ce qu’il dit',
  findings: 'Comment le lecteur est réglé',
  inOrder: 'En ordre',
  toMend: 'À corriger',
  settings: 'Dire ce que font les lecteurs de la maison',
}

const englishFindings: Readonly<Record<Finding, string>> = {
  'content.right': 'Every character of the test code arrived as it is.',
  'content.changed':
    'The test code arrived changed. Reset the scanner to its factory settings, take out prefixes and ' +
    'data formatting, and test again.',
  'other.code': 'This is not the test code; scan the barcode on this page to test the settings.',
  'separator.sent': 'GS arrives: the scanner tells where an element ends.',
  'separator.written':
    'The scanner writes “{sign}” for GS. Set it to send GS (hex 1D) as a control character, or say in ' +
    'the settings of this plugin that it writes “{sign}”.',
  'separator.lost':
    'GS is swallowed: a lot may take the serial number with it. Switch on “send control characters” ' +
    '(Ctrl + X mode, or Alt mode) in the scanner, or have it replace GS (hex 1D) by ^ and say so in ' +
    'the settings of this plugin.',
  'identifier.sent': 'The symbology identifier arrives: the kind of barcode is known.',
  'identifier.off':
    'The symbology identifier is off, so that the kind of barcode is guessed from its content. Switch ' +
    'on “transmit AIM code ID” in the scanner.',
  'suffix.enter': 'Enter ends the scan.',
  'suffix.tab': 'Tab ends the scan.',
  'suffix.none':
    'Nothing ends the scan, so that each waits for a pause. Set the suffix of the scanner to Enter (CR).',
  'case.turned':
    'Capital and small letters are turned round: Caps Lock is on, or the scanner is set to change the ' +
    'case. Switch it off; lots and serial numbers depend on it.',
  'layout.foreign':
    'The keyboard layout of the scanner is not that of this device: digits arrive as signs. Set the ' +
    'scanner to the country of the keyboard, or the device to the scanner’s.',
}

const frenchFindings: Readonly<Record<Finding, string>> = {
  'content.right': 'Chaque caractère du code d’essai est arrivé tel quel.',
  'content.changed':
    'Le code d’essai est arrivé modifié. Remettez le lecteur à ses réglages d’usine, retirez préfixes ' +
    'et mises en forme, puis recommencez.',
  'other.code':
    'Ce n’est pas le code d’essai ; scannez le code-barres de cette page pour tester les réglages.',
  'separator.sent': 'GS arrive : le lecteur dit où finit un élément.',
  'separator.written':
    'Le lecteur écrit « {sign} » à la place de GS. Réglez-le pour envoyer GS (hex 1D) comme caractère ' +
    'de contrôle, ou dites dans les paramètres de ce module qu’il écrit « {sign} ».',
  'separator.lost':
    'GS est avalé : un lot peut emporter le numéro de série. Activez « envoyer les caractères de ' +
    'contrôle » (mode Ctrl + X, ou mode Alt) dans le lecteur, ou faites-lui remplacer GS (hex 1D) par ' +
    '^ et dites-le dans les paramètres de ce module.',
  'identifier.sent': 'L’identifiant de symbologie arrive : le type de code-barres est connu.',
  'identifier.off':
    'L’identifiant de symbologie est désactivé : le type de code-barres est deviné d’après son ' +
    'contenu. Activez « transmettre l’AIM code ID » dans le lecteur.',
  'suffix.enter': 'Entrée termine la lecture.',
  'suffix.tab': 'Tab termine la lecture.',
  'suffix.none':
    'Rien ne termine la lecture, chacune attend donc une pause. Réglez le suffixe du lecteur sur ' +
    'Entrée (CR).',
  'case.turned':
    'Majuscules et minuscules sont inversées : Verr. Maj est actif, ou le lecteur change la casse. ' +
    'Désactivez-le ; lots et numéros de série en dépendent.',
  'layout.foreign':
    'La disposition de clavier du lecteur n’est pas celle de cet appareil : les chiffres arrivent ' +
    'comme des signes. Réglez le lecteur sur le pays du clavier, ou l’appareil sur celui du lecteur.',
}

/** The page's words in the reader's language, which the desk tells by the page's own. */
export function wordsOf(language = document.documentElement.lang): {
  readonly words: Words
  readonly findings: Readonly<Record<Finding, string>>
} {
  return language.startsWith('fr')
    ? { words: french, findings: frenchFindings }
    : { words: english, findings: englishFindings }
}
