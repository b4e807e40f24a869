/** What a command ends with. Scripts rely on these numbers: they are added to, never changed. */
export const EXIT_CODES = {
  /** Something that should not happen; the stack is printed. */
  unexpected: 1,
  /** An unknown command or option, or one missing. */
  usage: 2,
  /** A setting is unknown or out of range. */
  settings: 3,
  /** Another program listens on the port. */
  port: 4,
  /** The database does not answer, or the embedded one does not start. */
  databaseDown: 5,
  /** The database is too old, unsafe, another program's, or lacks rights. */
  databaseUnfit: 6,
  /** Another Stowage works on this data. */
  running: 7,
  /** `verify` found a difference. */
  difference: 8,
  /** A file or a name given to the command is missing or wrong. */
  input: 9,
  /** A plugin's declaration stops the boot. */
  plugin: 10,
  /** The platform refused what was asked: an address that is taken, a password that is too short. */
  refused: 11,
  /** `doctor` found a fault. */
  unwell: 12,
} as const

/** Why a command ended. */
export type FailureKind = keyof typeof EXIT_CODES

/** The expected failure of a command: one sentence for a person, and an exit code for a script. */
export class CommandFailure extends Error {
  readonly kind: FailureKind
  readonly exitCode: number

  constructor(kind: FailureKind, sentence: string) {
    super(sentence)
    this.name = 'CommandFailure'
    this.kind = kind
    this.exitCode = EXIT_CODES[kind]
  }
}
