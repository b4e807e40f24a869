import type { Messages } from '@stowage/sdk'

/** What is said of locations in other languages than English. */
export const locationMessages: Readonly<Record<string, Messages>> = {
  fr: {
    facts: {
      '{piece} is none of {known}, or such a one with :02':
        '{piece} n’est ni l’un de {known}, ni un tel avec :02',
      'the code {code} is longer than {most} characters': 'le code {code} dépasse {most} caractères',
    },
    errors: {
      'locations.staff_only':
        'Les sites et les emplacements sont à la maison ; seul le personnel qui voit tous les ' +
        'propriétaires peut les modifier.',
      'locations.id_taken':
        'L’identifiant {id} désigne déjà autre chose ; renvoyez le même contenu, ou un nouvel ' +
        'identifiant.',
      'locations.code_taken': 'Le code {code} est pris dans ce site ; chaque code désigne une seule place.',
      'locations.site_code_taken':
        'Le code {code} est pris par un autre site ou désigne le monde extérieur ; choisissez-en un ' +
        'autre.',
      'locations.barcode_taken':
        'Le code-barres {barcode} est pris ; chaque code-barres désigne une seule place.',
      'locations.code_unusable':
        '{field} {value} est vide, ou contient une espace, une barre oblique ou un caractère de ' +
        'contrôle ; choisissez-en un sans.',
      'locations.text_unprintable':
        '{field} {value} est vide ou contient un caractère de contrôle ; envoyez au moins un caractère ' +
        'imprimable.',
      'locations.time_zone_unknown':
        'Le fuseau horaire {timeZone} n’existe pas ; donnez un nom IANA, par exemple Europe/Paris.',
      'locations.company_unknown': 'La société {company} n’existe pas ; créez-la d’abord.',
      'locations.site_unknown': 'Le site {site} n’existe pas ; créez-le d’abord.',
      'locations.kind_unknown': 'Il n’y a pas de type d’emplacement {kind} à choisir ; il y a {kinds}.',
      'locations.parent_unknown':
        'Il n’y a pas d’emplacement {parent} dans ce site pour l’y mettre ; créez-le, ou corrigez ' +
        'l’identifiant.',
      'locations.parent_inactive':
        'L’emplacement {parent} est hors service ; remettez-le d’abord en service, ou choisissez un ' +
        'autre parent.',
      'locations.parent_is_beneath':
        'L’emplacement {parent} est lui-même sous {code} ; une place ne peut être dans ce qu’elle ' +
        'contient.',
      'locations.too_deep': 'Le chemin {path} dépasse {limit} caractères.',
      'locations.import_elsewhere':
        'L’emplacement {code} est à {path} et non dans {parent} ; déplacez-le sur sa propre page, ce qui ' +
        'déplace tout ce qu’il contient, ou retirez cette colonne.',
      'locations.root_is_fixed':
        'L’emplacement {code} est la racine de son site ; modifiez le site, ou un emplacement ' +
        'au-dessous.',
      'locations.external_is_fixed':
        'L’emplacement {code} désigne le monde extérieur, qui est le même dans chaque installation.',
      'locations.stock_stands_there':
        'Du stock se trouve encore dans {code} ou au-dessous ({balances} soldes, dont {examples}) ; ' +
        'déplacez-le d’abord.',
      'locations.debt_too_low':
        'Dans {code}, {sku} est à {onHand}, sous une limite de {debtLimit} ; remontez-le d’abord, ou ' +
        'permettez au moins {needed}.',
      'locations.layout_too_large':
        'Le modèle fait {count} emplacements ; un plan en fait {limit} au plus : procédez partie par ' +
        'partie.',
      'locations.layout_template': 'Le modèle {template} est inutilisable : {problem}.',
      'locations.plan_too_large':
        '{code} a plus de {limit} emplacements, le maximum d’un plan ; listez-les plutôt.',
      'locations.layout_count_missing':
        'Le modèle ne dit pas combien il y a de {part} ; donnez un nombre, ou écrivez le code avec des ' +
        'plages comme A-[01-20]-[01-30]-[1-4].',
      'locations.layout_collides':
        '{count} codes de ce plan sont pris, dont {examples} ; changez le modèle ou le début.',
      'locations.layout_repeats':
        'Le modèle {template} donne le code {code} à deux places ; nommez-y chaque partie qui varie.',
      'locations.check_digits_too_few':
        '{digits} chiffres de contrôle ne distinguent pas {places} places d’une travée ; prenez plus de ' +
        'chiffres, ou moins de places par travée.',
      'locations.layout_out_of_reach':
        '{field} {value} sort de ±{limit} m ; vérifiez le pas, la largeur et l’origine.',
      'locations.unit_code_taken':
        'Le code {code} est sur une autre unité de manutention ; chaque étiquette en désigne une seule.',
      'locations.unit_code_twice':
        'Le code {code} figure deux fois dans cette liste ; chaque étiquette désigne une seule unité.',
      'locations.unit_code_unusable':
        'Le code {code} est vide, dépasse 60 caractères, ou contient une espace, une barre oblique ou ' +
        'un caractère de contrôle.',
      'locations.sscc_unusable':
        '{code} n’est pas un SSCC, qui a 18 chiffres ; relisez l’étiquette, ou dites que ce n’en est ' +
        'pas un.',
      'locations.sscc_check_digit':
        'La clé de contrôle de {code} est {found} et doit être {expected} ; relisez l’étiquette.',
      'locations.unit_kind_unknown': 'Il n’y a pas de type d’unité de manutention {kind} ; il y a {kinds}.',
      'locations.unit_place_unknown': 'Nous n’avons pas d’emplacement {location} où la mettre.',
      'locations.unit_place_closed':
        '{location} est hors service ; remettez-le d’abord en service, ou choisissez une autre place.',
      'locations.unit_parent_unknown':
        'Il n’y a pas d’unité de manutention {parent} où la mettre ; créez-la, ou corrigez ' +
        'l’identifiant.',
      'locations.unit_parent_unusable':
        'Rien ne peut être mis dans {parent} : elle est fermée, ou ne se trouve encore nulle part ; ' +
        'rouvrez-la, ou déplacez-la d’abord.',
      'locations.unit_two_places':
        'Une unité est à une place ou dans une autre unité ; nommez l’une des deux.',
      'locations.unit_parent_deep':
        '{parent} a déjà {depth} unités de profondeur, et {limit} est le maximum ; mettez-la ailleurs.',
      'locations.unit_not_empty':
        '{code} n’est pas vide ({balances} soldes, {units} unités dedans) ; sortez tout avant de la ' +
        'fermer.',
      'locations.units_too_many':
        'Nommez les unités, ou combien en faire : l’un des deux, et {limit} au plus.',
      'locations.series_unknown': 'La série {series} n’existe pas ; créez-la d’abord.',
      'locations.series_taken': 'Une série de ce nom ou de ce préfixe existe déjà ; modifiez celle-là.',
      'locations.series_prefix':
        'Le préfixe {prefix} ne convient pas : un préfixe GS1 a de 4 à 12 chiffres, une plaque commence ' +
        'par une majuscule et contient majuscules, chiffres et tirets.',
      'locations.series_first_number':
        'Le premier numéro {firstNumber} est inférieur à {current}, à partir duquel des codes furent ' +
        'faits ; choisissez-en un plus grand.',
      'locations.series_exhausted':
        'Tous les numéros du préfixe {prefix} sont utilisés ; ajoutez une série avec un autre préfixe.',
    },
    permissions: {
      'locations.location.read': 'Voir les emplacements et leurs types',
      'locations.location.write': 'Créer, modifier et tracer des emplacements',
      'locations.handling_unit.read': 'Voir les unités de manutention',
      'locations.handling_unit.write': 'Créer, réétiqueter et fermer des unités de manutention',
      'locations.unit_series.write': 'Dire d’où viennent les codes des unités de manutention',
      'locations.site.read': 'Voir les sites',
      'locations.site.write': 'Créer et modifier des sites',
    },
    words: {
      'Every path is the parent’s path and the location’s own code.':
        'Chaque chemin est celui du parent suivi du code de l’emplacement.',
      'Every location stands in the same site as the one it is in.':
        'Chaque emplacement est sur le même site que celui qui le contient.',
      'Every site has one root location, of the kind site, which carries the site’s code.':
        'Chaque site a un emplacement racine, du type site, qui porte le code du site.',
      'Nothing is in use inside a location that is out of use.':
        'Rien n’est en service dans un emplacement hors service.',
      'A handling unit stands where the unit does that it is in.':
        'Une unité de manutention est là où est l’unité qui la contient.',
      'No handling unit is inside itself, nor deeper than the limit.':
        'Aucune unité de manutention n’est dans elle-même, ni plus profond que la limite.',
      'Every SSCC has a right check digit.': 'Chaque SSCC a une clé de contrôle juste.',
      Locations: 'Emplacements',
      Site: 'Site',
      Code: 'Code',
      'Stands in': 'Se trouve dans',
      Kind: 'Type',
      Barcode: 'Code-barres',
      'Check digits': 'Chiffres de contrôle',
      'x in metres': 'x en mètres',
      'y in metres': 'y en mètres',
      'z in metres': 'z en mètres',
      'Handling units': 'Unités de manutention',
    },
  },
}
