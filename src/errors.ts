/** The person must act on what they gave us: a file, a column, a value, an option. Exit code 1, one sentence. */
export class InputError extends Error {
  override readonly name = "InputError";
}

/** Something named does not exist. Exit code 1, one sentence. */
export class NotFoundError extends Error {
  override readonly name = "NotFoundError";
}

/** The database refused a statement; carries it. */
export class WarehouseError extends Error {
  override readonly name = "WarehouseError";
  readonly sql: string;

  constructor(message: string, sql: string, options?: ErrorOptions) {
    super(message, options);
    this.sql = sql;
  }
}

/** The person interrupted the work (Ctrl-C). Exit code 130, nothing left behind. */
export class InterruptedError extends Error {
  override readonly name = "InterruptedError";
}
