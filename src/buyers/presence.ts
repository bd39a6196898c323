/** Which deals have which property: who was known, what had happened, which words were used. */
export interface Presence {
  readonly labels: readonly string[];
  /** Per label the deals that have it, ascending. */
  readonly rows: readonly Int32Array[];
}

/** Deals that a comparison looks at. */
export interface Deals {
  /** 1 won, 0 lost, per deal. */
  readonly y: Uint8Array;
  /** Dense account per deal: deals of one account go together. */
  readonly account: Int32Array;
}

/** The presence among some deals only, and these deals by themselves: rows are places in `among`. */
export function within(presence: Presence, deals: Deals, among: Int32Array): { presence: Presence; deals: Deals } {
  const place = new Int32Array(deals.y.length).fill(-1);
  for (let i = 0; i < among.length; i++) place[among[i]!] = i;
  return {
    presence: {
      labels: presence.labels,
      rows: presence.rows.map((rows) => rows.map((row) => place[row]!).filter((at) => at >= 0)),
    },
    deals: {
      y: Uint8Array.from(among, (row) => deals.y[row]!),
      account: Int32Array.from(among, (row) => deals.account[row]!),
    },
  };
}
