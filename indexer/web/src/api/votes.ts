// Rows about votes and grants.

/** A row of `/v1/proposals`. */
export interface ProposalRow {
  readonly proposal: number;
  readonly height: number;
  readonly event_index: number;
  readonly timestamp: string;
  readonly author: string;
  /** 0 signal, 1 funding, 2 revocation. */
  readonly kind: number;
  readonly beneficiary: string;
  readonly amount: string;
  readonly duration: string;
  readonly as_tokens: boolean;
  readonly expiry: string;
  readonly deposit: string;
  readonly title: string;
  readonly link: string;
}

/** A row of `/v1/grants`. */
export interface GrantRow {
  readonly grant_id: number;
  readonly timestamp: string;
  readonly beneficiary: string;
  readonly proposal: number;
  readonly amount: string;
  readonly start: string;
  readonly duration: string;
  readonly as_tokens: boolean;
}

/** A row of `/v1/withdrawals`. */
export interface WithdrawalRow {
  readonly grant_id: number;
  readonly timestamp: string;
  readonly beneficiary: string;
  readonly receiver: string;
  readonly amount: string;
  readonly tokens: string;
}

/** A row of `/v1/revocations`. */
export interface RevocationRow {
  readonly grant_id: number;
  readonly proposal: number;
  readonly returned: string;
  readonly timestamp: string;
}
