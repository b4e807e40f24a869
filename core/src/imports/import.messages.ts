import type { Messages } from '@stowage/sdk'

/** What imports say in other languages than English. */
export const importMessages: Readonly<Record<string, Messages>> = {
  fr: {
    errors: {
      'imports.importable_unknown':
        'Les lignes d’un fichier ne peuvent pas devenir {name} ; elles peuvent devenir : {known}.',
      'imports.no_table':
        'Le fichier {name} n’est pas un tableau ; envoyez un CSV, quel que soit son codage, ou un ' +
        'classeur XLSX.',
      'imports.xlsx_broken':
        'Le classeur ne peut pas être lu : {problem}. Ouvrez-le dans un tableur et enregistrez-le à ' +
        'nouveau en ' +
        'XLSX ou en CSV.',
      'imports.sheet_unknown': 'Le classeur n’a pas de feuille {sheet} ; il a : {sheets}.',
      'imports.wrong_encoding':
        'Le fichier n’est pas écrit en {encoding} : ce qui suit {after} octets n’y correspond pas. ' +
        'Choisissez un ' +
        'autre codage ({encodings}), ou enregistrez-le à nouveau.',
      'imports.quote_not_closed':
        'Un guillemet qui s’ouvre à la ligne {row} n’est jamais fermé ; fermez-le, ou doublez-le là où ' +
        'il est voulu.',
      'imports.csv_broken':
        'Le fichier ne peut pas être lu à partir de la ligne {row} : {problem}. Corrigez-le et renvoyez-le.',
      'imports.too_many_columns':
        'La ligne {row} a plus de {limit} colonnes ; retirez celles qui ne servent pas.',
      'imports.cell_too_long':
        'La colonne {column} de la ligne {row} a plus de {limit} caractères ; manque-t-il un guillemet ' +
        'avant elle ?',
      'imports.too_many_rows': 'Le fichier a plus de {limit} lignes ; coupez-le en plusieurs.',
      'imports.no_rows':
        'Le fichier n’a aucune ligne sous les noms de ses colonnes ; choisissez un autre fichier ou une ' +
        'autre feuille.',
      'imports.format_unfit':
        'Un fichier {kind} ne peut pas être lu comme {asked} ; envoyez le format de son espèce.',
      'imports.column_unknown': 'Rien ne s’appelle {column} ; il y a : {known}.',
      'imports.column_missing':
        'Le fichier a {columns} colonnes ; aucune n’a la place {index} à laquelle {column} est rattaché.',
      'imports.column_not_mapped':
        'Dites quelle colonne du fichier est {title}, ou donnez-lui une valeur pour toutes les lignes ; ' +
        'sans cela ' +
        'rien n’entre.',
      'imports.not_now': 'L’import est {state} ; ceci se fait quand il est : {wanted}.',
      'imports.not_checked':
        'Personne n’a essayé le fichier tel qu’il est rattaché ; faites-le d’abord essayer.',
      'imports.nothing_refused': 'Toutes les lignes de ce fichier sont entrées ; il n’y a rien à réessayer.',
      'imports.too_many_for_atomic':
        'Tout ou rien vaut pour des fichiers de {limit} lignes au plus ; laissez entrer les bonnes ' +
        'lignes et ' +
        'corrigez les autres.',
      'imports.nothing_went_in':
        'Rien n’est entré, car {refused} lignes ont été refusées et c’était tout ou rien ; corrigez-les.',
      'imports.fault':
        'L’import s’est arrêté après la ligne {row} par une faute de notre part : {problem}. Ce qui est ' +
        'entré ' +
        'reste ; reprenez-le plus tard.',
      'imports.no_undo':
        'Ce que {title} est devenu ne se reprend pas d’un coup ; corrigez les lignes et importez-les à ' +
        'nouveau.',
      'imports.has_written': 'Des lignes de cet import sont entrées ; il reste donc dans l’historique.',
      'imports.row_not_refused':
        'La ligne {number} n’a pas été refusée ; on ne corrige ici que celles qui l’ont été.',
      'imports.row_too_long':
        'La ligne a {cells} cellules pour {columns} colonnes nommées ; un séparateur est-il resté sans ' +
        'guillemets ?',
      'imports.twice_in_file': 'La même chose est déjà à la ligne {first} ; retirez l’une des deux.',
      'imports.value_missing': '{title} manque ; remplissez-le.',
      'imports.not_a_number':
        '{title} vaut {value}, ce qui n’est pas un nombre ; signe décimal attendu : {decimal}.',
      'imports.not_a_whole_number': '{title} vaut {value} ; il faut un nombre entier.',
      'imports.not_yes_or_no': '{title} vaut {value} ; écrivez oui ou non.',
      'imports.not_a_day':
        '{title} vaut {value}, ce qui n’est pas un jour du calendrier ; écrivez 2026-11-23, ou {days}.',
      'imports.not_an_instant':
        '{title} vaut {value}, ce qui n’est pas un instant ; écrivez-le comme 2026-11-23T22:15:00Z.',
      'imports.not_a_choice': '{title} vaut {value} ; il faut l’un de ceux-ci : {choices}.',
      'imports.value_too_long': '{title} vaut {value}, plus de {limit} caractères ; raccourcissez-le.',
      'imports.value_out_of_range': '{title} vaut {value} ; il doit être {comparison} {limit}.',
      'imports.value_unfit': '{title} vaut {value}, ce qui ne peut pas s’y trouver ; corrigez-le.',
    },
    permissions: {
      'imports.import.read': 'Voir les imports, et sortir les lignes refusées',
      'imports.import.write': 'Faire entrer des fichiers, de ce que l’on peut écrire soi-même',
    },
    words: { Imports: 'Imports', 'Work on an import': 'Travailler à un import' },
  },
}
