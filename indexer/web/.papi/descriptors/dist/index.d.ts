import { default as weir, type WeirWhitelistEntry } from "./weir";
export { weir };
export type * from "./weir";
export { Phase, DispatchClass, TokenError, ArithmeticError, TransactionalError, BalanceStatus, TransactionPaymentEvent, MultiAddress, BalancesAdjustmentDirection } from './common-types';
export declare const getMetadata: (codeHash: string) => Promise<Uint8Array | null>;
export type WhitelistEntry = WeirWhitelistEntry;
export type WhitelistEntriesByChain = Partial<{
    "*": WhitelistEntry[];
    weir: WhitelistEntry[];
}>;
