import type { Messages } from '@stowage/sdk'

/** What the plugin says in languages beside English. */
export const messages: Readonly<Record<string, Messages>> = {
  fr: {
    errors: {
      'temperature.requirement_taken':
        'Il est déjà dit jusqu’à quelle chaleur cet article peut aller ; modifiez cela.',
      'temperature.too_warm':
        'Il fait {celsius} °C à {location}, et {sku} peut aller jusqu’à {warmest} °C ; mettez-le dans un ' +
        'lieu plus froid.',
      'temperature.lies_too_warm':
        'Des marchandises froides sont où il fait trop chaud, dans {count} soldes ; mettez-les au froid.',
      'temperature.unknown_here':
        'Nul ne sait quelle chaleur il fait à {location}, et {sku} peut aller jusqu’à {warmest} °C ; lisez-y ' +
        'd’abord une sonde.',
    },
    permissions: {
      'temperature.reading.read': 'Voir quelle chaleur il fait, et où il fait trop chaud',
      'temperature.reading.write': 'Dire ce que lisent les sondes',
      'temperature.requirement.read': 'Voir jusqu’à quelle chaleur un article peut aller',
      'temperature.requirement.write': 'Dire jusqu’à quelle chaleur un article peut aller',
    },
    words: {
      'No probe reads less than absolute zero or more than an oven.':
        'Aucune sonde ne mesure moins que le zéro absolu, ni plus qu’un four.',
      Temperature: 'Température',
      'Too warm': 'Trop chaud',
      Review: 'Voir',
      Reading: 'Relevé',
      Readings: 'Relevés',
      Location: 'Lieu',
      Measured: 'Mesuré',
      '°C': '°C',
      Probe: 'Sonde',
      Requirement: 'Exigence',
      Requirements: 'Exigences',
      Item: 'Article',
      'At most °C': '°C au plus',
      'Hours fresh': 'Heures de validité',
      'How old the last reading of a place may be before nobody knows how warm it is there':
        'L’âge que peut avoir le dernier relevé d’un lieu avant que nul n’en sache la chaleur',
    },
  },
}
