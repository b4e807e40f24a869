import { say } from '../words/say.ts'

/** What was done to a row, as the audit tells it; a plugin's own deed by its name. */
export function actionWord(action: string): string {
  const words: Readonly<Record<string, string>> = {
    create: say('Created'),
    change: say('Changed'),
    remove: say('Removed'),
    delete: say('Removed'),
    log_in: say('Logged in'),
    change_password: say('Changed the password'),
    end_sessions: say('Logged out everywhere'),
    set_badge: say('Gave a badge'),
    view_as: say('Looked with these eyes'),
    end_view_as: say('Ceased to look with these eyes'),
    break_glass: say('Broke the glass'),
    give_glass_back: say('Gave the role back'),
    revoke: say('Revoked'),
    enable: say('Turned on'),
    disable: say('Turned off'),
    lift: say('Lifted'),
    retry: say('Tried again'),
    drop: say('Dropped'),
    skip: say('Skipped'),
    undo: say('Took back'),
    run: say('Ran'),
    add_reference: say('Added a reference'),
    remove_reference: say('Removed a reference'),
  }
  return words[action] ?? action.replaceAll('_', ' ')
}

/** A field of core's rows as people call it; any other by its name: weightGrams is `Weight grams`. */
export function fieldWord(field: string): string {
  const words: Readonly<Record<string, string>> = {
    baseUnit: say('Base unit'),
    barcode: say('Barcode'),
    category: say('Category'),
    checkDigits: say('Check digits'),
    code: say('Code'),
    debtLimit: say('Debt limit'),
    description: say('Description'),
    email: say('E-mail'),
    expiresOn: say('Expires'),
    fields: say('Fields'),
    gtin: say('GTIN'),
    hasLots: say('Kept in lots'),
    heightMm: say('Height in mm'),
    isActive: say('In use'),
    kind: say('Kind'),
    language: say('Language'),
    lengthMm: say('Length in mm'),
    lifecycle: say('Lifecycle'),
    name: say('Name'),
    owner: say('Owner'),
    permissions: say('Permissions'),
    reason: say('Reason'),
    roles: say('Roles'),
    serials: say('Serial numbers'),
    sku: say('SKU'),
    step: say('Step'),
    timeZone: say('Time zone'),
    title: say('Title'),
    weightGrams: say('Weight, g'),
    widthMm: say('Width in mm'),
  }
  return words[field] ?? asWritten(field)
}

function asWritten(field: string): string {
  const words = field.replace(/([A-Z])/g, ' $1').toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}
