import { Enum, GetEnum, SizedHex, SS58String, ResultPayload, FixedSizeArray, TxCallData } from "polkadot-api";
type AnonymousEnum<T extends {}> = T & {
    __anonymous: true;
};
type MyTuple<T> = [T, ...T[]];
type SeparateUndefined<T> = undefined extends T ? undefined | Exclude<T, undefined> : T;
type Anonymize<T> = SeparateUndefined<T extends string | number | bigint | boolean | void | undefined | null | symbol | Uint8Array | Enum<any> ? T : T extends AnonymousEnum<infer V> ? Enum<V> : T extends MyTuple<any> ? {
    [K in keyof T]: T[K];
} : T extends [] ? [] : T extends FixedSizeArray<infer L, infer T> ? number extends L ? Array<T> : FixedSizeArray<L, T> : {
    [K in keyof T & string]: T[K];
}>;
export type I5sesotjlssv2d = {
    "nonce": number;
    "consumers": number;
    "providers": number;
    "sufficients": number;
    "data": {
        "free": bigint;
        "reserved": bigint;
        "frozen": bigint;
        "flags": bigint;
    };
};
export type I3d0qej4irsrrs = Array<{
    "phase": Phase;
    "event": Enum<{
        "System": Enum<{
            /**
             * An extrinsic completed successfully.
             */
            "ExtrinsicSuccess": {
                "dispatch_info": Anonymize<Ic9s8f85vjtncc>;
            };
            /**
             * An extrinsic failed.
             */
            "ExtrinsicFailed": {
                "dispatch_error": Anonymize<Id6qafqf1l91pp>;
                "dispatch_info": Anonymize<Ic9s8f85vjtncc>;
            };
            /**
             * `:code` was updated to the code with the given hash.
             */
            "CodeUpdated": {
                "hash": SizedHex<32>;
            };
            /**
             * A new account was created.
             */
            "NewAccount": {
                "account": SS58String;
            };
            /**
             * An account was reaped.
             */
            "KilledAccount": {
                "account": SS58String;
            };
            /**
             * On on-chain remark happened.
             */
            "Remarked": {
                "sender": SS58String;
                "hash": SizedHex<32>;
            };
            /**
             * An upgrade was authorized.
             */
            "UpgradeAuthorized": {
                "code_hash": SizedHex<32>;
                "check_version": boolean;
            };
            /**
             * An invalid authorized upgrade was rejected while trying to apply it.
             */
            "RejectedInvalidAuthorizedUpgrade": {
                "code_hash": SizedHex<32>;
                "error": Anonymize<Id6qafqf1l91pp>;
            };
        }>;
        "Balances": Enum<{
            /**
             * An account was created with some free balance.
             */
            "Endowed": {
                "account": SS58String;
                "free_balance": bigint;
            };
            /**
             * An account was removed whose balance was non-zero but below ExistentialDeposit,
             * resulting in an outright loss.
             */
            "DustLost": {
                "account": SS58String;
                "amount": bigint;
            };
            /**
             * Transfer succeeded.
             */
            "Transfer": {
                "from": SS58String;
                "to": SS58String;
                "amount": bigint;
            };
            /**
             * A balance was set by root.
             */
            "BalanceSet": {
                "who": SS58String;
                "free": bigint;
            };
            /**
             * Some balance was reserved (moved from free to reserved).
             */
            "Reserved": {
                "who": SS58String;
                "amount": bigint;
            };
            /**
             * Some balance was unreserved (moved from reserved to free).
             */
            "Unreserved": {
                "who": SS58String;
                "amount": bigint;
            };
            /**
             * Some balance was moved from the reserve of the first account to the second account.
             * Final argument indicates the destination balance type.
             */
            "ReserveRepatriated": {
                "from": SS58String;
                "to": SS58String;
                "amount": bigint;
                "destination_status": BalanceStatus;
            };
            /**
             * Some amount was deposited (e.g. for transaction fees).
             */
            "Deposit": {
                "who": SS58String;
                "amount": bigint;
            };
            /**
             * Some amount was withdrawn from the account (e.g. for transaction fees).
             */
            "Withdraw": {
                "who": SS58String;
                "amount": bigint;
            };
            /**
             * Some amount was removed from the account (e.g. for misbehavior).
             */
            "Slashed": {
                "who": SS58String;
                "amount": bigint;
            };
            /**
             * Some amount was minted into an account.
             */
            "Minted": {
                "who": SS58String;
                "amount": bigint;
            };
            /**
             * Some credit was balanced and added to the TotalIssuance.
             */
            "MintedCredit": {
                "amount": bigint;
            };
            /**
             * Some amount was burned from an account.
             */
            "Burned": {
                "who": SS58String;
                "amount": bigint;
            };
            /**
             * Some debt has been dropped from the Total Issuance.
             */
            "BurnedDebt": {
                "amount": bigint;
            };
            /**
             * Some amount was suspended from an account (it can be restored later).
             */
            "Suspended": {
                "who": SS58String;
                "amount": bigint;
            };
            /**
             * Some amount was restored into an account.
             */
            "Restored": {
                "who": SS58String;
                "amount": bigint;
            };
            /**
             * An account was upgraded.
             */
            "Upgraded": {
                "who": SS58String;
            };
            /**
             * Total issuance was increased by `amount`, creating a credit to be balanced.
             */
            "Issued": {
                "amount": bigint;
            };
            /**
             * Total issuance was decreased by `amount`, creating a debt to be balanced.
             */
            "Rescinded": {
                "amount": bigint;
            };
            /**
             * Some balance was locked.
             */
            "Locked": {
                "who": SS58String;
                "amount": bigint;
            };
            /**
             * Some balance was unlocked.
             */
            "Unlocked": {
                "who": SS58String;
                "amount": bigint;
            };
            /**
             * Some balance was frozen.
             */
            "Frozen": {
                "who": SS58String;
                "amount": bigint;
            };
            /**
             * Some balance was thawed.
             */
            "Thawed": {
                "who": SS58String;
                "amount": bigint;
            };
            /**
             * The `TotalIssuance` was forcefully changed.
             */
            "TotalIssuanceForced": {
                "old": bigint;
                "new": bigint;
            };
            /**
             * Some balance was placed on hold.
             */
            "Held": {
                "reason": Anonymize<I6nfk9ulolbaon>;
                "who": SS58String;
                "amount": bigint;
            };
            /**
             * Held balance was burned from an account.
             */
            "BurnedHeld": {
                "reason": Anonymize<I6nfk9ulolbaon>;
                "who": SS58String;
                "amount": bigint;
            };
            /**
             * A transfer of `amount` on hold from `source` to `dest` was initiated.
             */
            "TransferOnHold": {
                "reason": Anonymize<I6nfk9ulolbaon>;
                "source": SS58String;
                "dest": SS58String;
                "amount": bigint;
            };
            /**
             * The `transferred` balance is placed on hold at the `dest` account.
             */
            "TransferAndHold": {
                "reason": Anonymize<I6nfk9ulolbaon>;
                "source": SS58String;
                "dest": SS58String;
                "transferred": bigint;
            };
            /**
             * Some balance was released from hold.
             */
            "Released": {
                "reason": Anonymize<I6nfk9ulolbaon>;
                "who": SS58String;
                "amount": bigint;
            };
            /**
             * An unexpected/defensive event was triggered.
             */
            "Unexpected": Enum<{
                "BalanceUpdated": undefined;
                "FailedToMutateAccount": undefined;
            }>;
        }>;
        "Sudo": Enum<{
            /**
             * A sudo call just took place.
             */
            "Sudid": {
                /**
                 * The result of the call made by the sudo user.
                 */
                "sudo_result": ResultPayload<undefined, Anonymize<Id6qafqf1l91pp>>;
            };
            /**
             * The sudo key has been updated.
             */
            "KeyChanged": {
                /**
                 * The old sudo key (if one was previously set).
                 */
                "old"?: (SS58String) | undefined;
                /**
                 * The new sudo key (if one was set).
                 */
                "new": SS58String;
            };
            /**
             * The key was permanently removed.
             */
            "KeyRemoved": undefined;
            /**
             * A [sudo_as](Pallet::sudo_as) call just took place.
             */
            "SudoAsDone": {
                /**
                 * The result of the call made by the sudo user.
                 */
                "sudo_result": ResultPayload<undefined, Anonymize<Id6qafqf1l91pp>>;
            };
        }>;
        "TransactionPayment": TransactionPaymentEvent;
        "Revive": Enum<{
            /**
             * A custom event emitted by the contract.
             */
            "ContractEmitted": Anonymize<I7svbvm6hg57aj>;
            /**
             * Contract deployed by deployer at the specified address.
             */
            "Instantiated": {
                "deployer": SizedHex<20>;
                "contract": SizedHex<20>;
            };
            /**
             * Emitted when an Ethereum transaction reverts.
             *
             * Ethereum transactions always complete successfully at the extrinsic level,
             * as even reverted calls must store their `ReceiptInfo`.
             * To distinguish reverted calls from successful ones, this event is emitted
             * for failed Ethereum transactions.
             */
            "EthExtrinsicRevert": {
                "dispatch_error": Anonymize<Id6qafqf1l91pp>;
            };
        }>;
        "Assets": Enum<{
            /**
             * Some asset class was created.
             */
            "Created": {
                "asset_id": number;
                "creator": SS58String;
                "owner": SS58String;
            };
            /**
             * Some assets were issued.
             */
            "Issued": {
                "asset_id": number;
                "owner": SS58String;
                "amount": bigint;
            };
            /**
             * Some assets were transferred.
             */
            "Transferred": {
                "asset_id": number;
                "from": SS58String;
                "to": SS58String;
                "amount": bigint;
            };
            /**
             * Some assets were destroyed.
             */
            "Burned": {
                "asset_id": number;
                "owner": SS58String;
                "balance": bigint;
            };
            /**
             * The management team changed.
             */
            "TeamChanged": {
                "asset_id": number;
                "issuer": SS58String;
                "admin": SS58String;
                "freezer": SS58String;
            };
            /**
             * The owner changed.
             */
            "OwnerChanged": {
                "asset_id": number;
                "owner": SS58String;
            };
            /**
             * Some account `who` was frozen.
             */
            "Frozen": {
                "asset_id": number;
                "who": SS58String;
            };
            /**
             * Some account `who` was thawed.
             */
            "Thawed": {
                "asset_id": number;
                "who": SS58String;
            };
            /**
             * Some asset `asset_id` was frozen.
             */
            "AssetFrozen": {
                "asset_id": number;
            };
            /**
             * Some asset `asset_id` was thawed.
             */
            "AssetThawed": {
                "asset_id": number;
            };
            /**
             * Accounts were destroyed for given asset.
             */
            "AccountsDestroyed": {
                "asset_id": number;
                "accounts_destroyed": number;
                "accounts_remaining": number;
            };
            /**
             * Approvals were destroyed for given asset.
             */
            "ApprovalsDestroyed": {
                "asset_id": number;
                "approvals_destroyed": number;
                "approvals_remaining": number;
            };
            /**
             * An asset class is in the process of being destroyed.
             */
            "DestructionStarted": {
                "asset_id": number;
            };
            /**
             * An asset class was destroyed.
             */
            "Destroyed": {
                "asset_id": number;
            };
            /**
             * Some asset class was force-created.
             */
            "ForceCreated": {
                "asset_id": number;
                "owner": SS58String;
            };
            /**
             * New metadata has been set for an asset.
             */
            "MetadataSet": {
                "asset_id": number;
                "name": Uint8Array;
                "symbol": Uint8Array;
                "decimals": number;
                "is_frozen": boolean;
            };
            /**
             * Metadata has been cleared for an asset.
             */
            "MetadataCleared": {
                "asset_id": number;
            };
            /**
             * (Additional) funds have been approved for transfer to a destination account.
             */
            "ApprovedTransfer": {
                "asset_id": number;
                "source": SS58String;
                "delegate": SS58String;
                "amount": bigint;
            };
            /**
             * An approval for account `delegate` was cancelled by `owner`.
             */
            "ApprovalCancelled": {
                "asset_id": number;
                "owner": SS58String;
                "delegate": SS58String;
            };
            /**
             * An `amount` was transferred in its entirety from `owner` to `destination` by
             * the approved `delegate`.
             */
            "TransferredApproved": {
                "asset_id": number;
                "owner": SS58String;
                "delegate": SS58String;
                "destination": SS58String;
                "amount": bigint;
            };
            /**
             * An asset has had its attributes changed by the `Force` origin.
             */
            "AssetStatusChanged": {
                "asset_id": number;
            };
            /**
             * The min_balance of an asset has been updated by the asset owner.
             */
            "AssetMinBalanceChanged": {
                "asset_id": number;
                "new_min_balance": bigint;
            };
            /**
             * Some account `who` was created with a deposit from `depositor`.
             */
            "Touched": {
                "asset_id": number;
                "who": SS58String;
                "depositor": SS58String;
            };
            /**
             * Some account `who` was blocked.
             */
            "Blocked": {
                "asset_id": number;
                "who": SS58String;
            };
            /**
             * Some assets were deposited (e.g. for transaction fees).
             */
            "Deposited": {
                "asset_id": number;
                "who": SS58String;
                "amount": bigint;
            };
            /**
             * Some assets were withdrawn from the account (e.g. for transaction fees).
             */
            "Withdrawn": {
                "asset_id": number;
                "who": SS58String;
                "amount": bigint;
            };
            /**
             * Reserve information was set or updated for `asset_id`.
             */
            "ReservesUpdated": {
                "asset_id": number;
                "reserves": Anonymize<I35l6p7kq19mr0>;
            };
            /**
             * Reserve information was removed for `asset_id`.
             */
            "ReservesRemoved": {
                "asset_id": number;
            };
            /**
             * Some assets were issued as Credit (no owner yet).
             */
            "IssuedCredit": {
                "asset_id": number;
                "amount": bigint;
            };
            /**
             * Some assets Credit was destroyed.
             */
            "BurnedCredit": {
                "asset_id": number;
                "amount": bigint;
            };
            /**
             * Some assets were burned and a Debt was created.
             */
            "IssuedDebt": {
                "asset_id": number;
                "amount": bigint;
            };
            /**
             * Some assets Debt was destroyed (and assets issued).
             */
            "BurnedDebt": {
                "asset_id": number;
                "amount": bigint;
            };
        }>;
    }>;
    "topics": Anonymize<Ic5m5lp1oioo8r>;
}>;
export type Phase = Enum<{
    "ApplyExtrinsic": number;
    "Finalization": undefined;
    "Initialization": undefined;
}>;
export declare const Phase: GetEnum<Phase>;
export type Ic9s8f85vjtncc = {
    "weight": Anonymize<I4q39t5hn830vp>;
    "class": DispatchClass;
    "pays_fee": Enum<{
        "Yes": undefined;
        "No": undefined;
    }>;
};
export type I4q39t5hn830vp = {
    "ref_time": bigint;
    "proof_size": bigint;
};
export type DispatchClass = Enum<{
    "Normal": undefined;
    "Operational": undefined;
    "Mandatory": undefined;
}>;
export declare const DispatchClass: GetEnum<DispatchClass>;
export type Id6qafqf1l91pp = AnonymousEnum<{
    "Other": undefined;
    "CannotLookup": undefined;
    "BadOrigin": undefined;
    "Module": Enum<{
        "System": Anonymize<I5o0s7c8q1cc9b>;
        "Timestamp": undefined;
        "Balances": Anonymize<Idj13i7adlomht>;
        "Sudo": Anonymize<Iaug04qjhbli00>;
        "Revive": Anonymize<I8r3rk2nkfs0an>;
        "Assets": Anonymize<Ide093k05nogkn>;
        "AssetsPermit": Anonymize<I5k971batm6ehv>;
    }>;
    "ConsumerRemaining": undefined;
    "NoProviders": undefined;
    "TooManyConsumers": undefined;
    "Token": TokenError;
    "Arithmetic": ArithmeticError;
    "Transactional": TransactionalError;
    "Exhausted": undefined;
    "Corruption": undefined;
    "Unavailable": undefined;
    "RootNotAllowed": undefined;
    "Trie": Enum<{
        "InvalidStateRoot": undefined;
        "IncompleteDatabase": undefined;
        "ValueAtIncompleteKey": undefined;
        "DecoderError": undefined;
        "InvalidHash": undefined;
        "DuplicateKey": undefined;
        "ExtraneousNode": undefined;
        "ExtraneousValue": undefined;
        "ExtraneousHashReference": undefined;
        "InvalidChildReference": undefined;
        "ValueMismatch": undefined;
        "IncompleteProof": undefined;
        "RootMismatch": undefined;
        "DecodeError": undefined;
    }>;
}>;
export type I5o0s7c8q1cc9b = AnonymousEnum<{
    /**
     * The name of specification does not match between the current runtime
     * and the new runtime.
     */
    "InvalidSpecName": undefined;
    /**
     * The specification version is not allowed to decrease between the current runtime
     * and the new runtime.
     */
    "SpecVersionNeedsToIncrease": undefined;
    /**
     * Failed to extract the runtime version from the new runtime.
     *
     * Either calling `Core_version` or decoding `RuntimeVersion` failed.
     */
    "FailedToExtractRuntimeVersion": undefined;
    /**
     * Suicide called when the account has non-default composite data.
     */
    "NonDefaultComposite": undefined;
    /**
     * There is a non-zero reference count preventing the account from being purged.
     */
    "NonZeroRefCount": undefined;
    /**
     * The origin filter prevent the call to be dispatched.
     */
    "CallFiltered": undefined;
    /**
     * A multi-block migration is ongoing and prevents the current code from being replaced.
     */
    "MultiBlockMigrationsOngoing": undefined;
    /**
     * No upgrade authorized.
     */
    "NothingAuthorized": undefined;
    /**
     * The submitted code is not authorized.
     */
    "Unauthorized": undefined;
}>;
export type Idj13i7adlomht = AnonymousEnum<{
    /**
     * Vesting balance too high to send value.
     */
    "VestingBalance": undefined;
    /**
     * Account liquidity restrictions prevent withdrawal.
     */
    "LiquidityRestrictions": undefined;
    /**
     * Balance too low to send value.
     */
    "InsufficientBalance": undefined;
    /**
     * Value too low to create account due to existential deposit.
     */
    "ExistentialDeposit": undefined;
    /**
     * Transfer/payment would kill account.
     */
    "Expendability": undefined;
    /**
     * A vesting schedule already exists for this account.
     */
    "ExistingVestingSchedule": undefined;
    /**
     * Beneficiary account must pre-exist.
     */
    "DeadAccount": undefined;
    /**
     * Number of named reserves exceed `MaxReserves`.
     */
    "TooManyReserves": undefined;
    /**
     * Number of holds exceed `VariantCountOf<T::RuntimeHoldReason>`.
     */
    "TooManyHolds": undefined;
    /**
     * Number of freezes exceed `MaxFreezes`.
     */
    "TooManyFreezes": undefined;
    /**
     * The issuance cannot be modified since it is already deactivated.
     */
    "IssuanceDeactivated": undefined;
    /**
     * The delta cannot be zero.
     */
    "DeltaZero": undefined;
}>;
export type Iaug04qjhbli00 = AnonymousEnum<{
    /**
     * Sender must be the Sudo account.
     */
    "RequireSudo": undefined;
}>;
export type I8r3rk2nkfs0an = AnonymousEnum<{
    /**
     * Invalid schedule supplied, e.g. with zero weight of a basic operation.
     */
    "InvalidSchedule": undefined;
    /**
     * Invalid combination of flags supplied to `seal_call` or `seal_delegate_call`.
     */
    "InvalidCallFlags": undefined;
    /**
     * The executed contract exhausted its gas limit.
     */
    "OutOfGas": undefined;
    /**
     * Performing the requested transfer failed. Probably because there isn't enough
     * free balance in the sender's account.
     */
    "TransferFailed": undefined;
    /**
     * Performing a call was denied because the calling depth reached the limit
     * of what is specified in the schedule.
     */
    "MaxCallDepthReached": undefined;
    /**
     * No contract was found at the specified address.
     */
    "ContractNotFound": undefined;
    /**
     * No code could be found at the supplied code hash.
     */
    "CodeNotFound": undefined;
    /**
     * No code info could be found at the supplied code hash.
     */
    "CodeInfoNotFound": undefined;
    /**
     * A buffer outside of sandbox memory was passed to a contract API function.
     */
    "OutOfBounds": undefined;
    /**
     * Input passed to a contract API function failed to decode as expected type.
     */
    "DecodingFailed": undefined;
    /**
     * Contract trapped during execution.
     */
    "ContractTrapped": undefined;
    /**
     * Event body or storage item exceeds [`limits::STORAGE_BYTES`].
     */
    "ValueTooLarge": undefined;
    /**
     * Termination of a contract is not allowed while the contract is already
     * on the call stack. Can be triggered by `seal_terminate`.
     */
    "TerminatedWhileReentrant": undefined;
    /**
     * `seal_call` forwarded this contracts input. It therefore is no longer available.
     */
    "InputForwarded": undefined;
    /**
     * The amount of topics passed to `seal_deposit_events` exceeds the limit.
     */
    "TooManyTopics": undefined;
    /**
     * A contract with the same AccountId already exists.
     */
    "DuplicateContract": undefined;
    /**
     * A contract self destructed in its constructor.
     *
     * This can be triggered by a call to `seal_terminate`.
     */
    "TerminatedInConstructor": undefined;
    /**
     * A call tried to invoke a contract that is flagged as non-reentrant.
     */
    "ReentranceDenied": undefined;
    /**
     * A contract called into the runtime which then called back into this pallet.
     */
    "ReenteredPallet": undefined;
    /**
     * A contract attempted to invoke a state modifying API while being in read-only mode.
     */
    "StateChangeDenied": undefined;
    /**
     * Origin doesn't have enough balance to pay the required storage deposits.
     */
    "StorageDepositNotEnoughFunds": undefined;
    /**
     * More storage was created than allowed by the storage deposit limit.
     */
    "StorageDepositLimitExhausted": undefined;
    /**
     * Code removal was denied because the code is still in use by at least one contract.
     */
    "CodeInUse": undefined;
    /**
     * The contract ran to completion but decided to revert its storage changes.
     * Please note that this error is only returned from extrinsics. When called directly
     * or via RPC an `Ok` will be returned. In this case the caller needs to inspect the flags
     * to determine whether a reversion has taken place.
     */
    "ContractReverted": undefined;
    /**
     * The contract failed to compile or is missing the correct entry points.
     *
     * A more detailed error can be found on the node console if debug messages are enabled
     * by supplying `-lruntime::revive=debug`.
     */
    "CodeRejected": undefined;
    /**
     * The code blob supplied is larger than [`limits::code::BLOB_BYTES`].
     */
    "BlobTooLarge": undefined;
    /**
     * The contract declares too much memory (ro + rw + stack).
     */
    "StaticMemoryTooLarge": undefined;
    /**
     * The program contains a basic block that is larger than allowed.
     */
    "BasicBlockTooLarge": undefined;
    /**
     * The program contains an invalid instruction.
     */
    "InvalidInstruction": undefined;
    /**
     * The contract has reached its maximum number of delegate dependencies.
     */
    "MaxDelegateDependenciesReached": undefined;
    /**
     * The dependency was not found in the contract's delegate dependencies.
     */
    "DelegateDependencyNotFound": undefined;
    /**
     * The contract already depends on the given delegate dependency.
     */
    "DelegateDependencyAlreadyExists": undefined;
    /**
     * Can not add a delegate dependency to the code hash of the contract itself.
     */
    "CannotAddSelfAsDelegateDependency": undefined;
    /**
     * Can not add more data to transient storage.
     */
    "OutOfTransientStorage": undefined;
    /**
     * The contract tried to call a syscall which does not exist (at its current api level).
     */
    "InvalidSyscall": undefined;
    /**
     * Invalid storage flags were passed to one of the storage syscalls.
     */
    "InvalidStorageFlags": undefined;
    /**
     * PolkaVM failed during code execution. Probably due to a malformed program.
     */
    "ExecutionFailed": undefined;
    /**
     * Failed to convert a U256 to a Balance.
     */
    "BalanceConversionFailed": undefined;
    /**
     * Immutable data can only be set during deploys and only be read during calls.
     * Additionally, it is only valid to set the data once and it must not be empty.
     */
    "InvalidImmutableAccess": undefined;
    /**
     * An `AccountID32` account tried to interact with the pallet without having a mapping.
     *
     * Call [`Pallet::map_account`] in order to create a mapping for the account.
     */
    "AccountUnmapped": undefined;
    /**
     * Tried to map an account that is already mapped.
     */
    "AccountAlreadyMapped": undefined;
    /**
     * The transaction used to dry-run a contract is invalid.
     */
    "InvalidGenericTransaction": undefined;
    /**
     * The refcount of a code either over or underflowed.
     */
    "RefcountOverOrUnderflow": undefined;
    /**
     * Unsupported precompile address.
     */
    "UnsupportedPrecompileAddress": undefined;
    /**
     * The calldata exceeds [`limits::CALLDATA_BYTES`].
     */
    "CallDataTooLarge": undefined;
    /**
     * The return data exceeds [`limits::CALLDATA_BYTES`].
     */
    "ReturnDataTooLarge": undefined;
    /**
     * Invalid jump destination. Dynamic jumps points to invalid not jumpdest opcode.
     */
    "InvalidJump": undefined;
    /**
     * Attempting to pop a value from an empty stack.
     */
    "StackUnderflow": undefined;
    /**
     * Attempting to push a value onto a full stack.
     */
    "StackOverflow": undefined;
    /**
     * Too much deposit was drawn from the shared txfee and deposit credit.
     *
     * This happens if the passed `gas` inside the ethereum transaction is too low.
     */
    "TxFeeOverdraw": undefined;
    /**
     * When calling an EVM constructor `data` has to be empty.
     *
     * EVM constructors do not accept data. Their input data is part of the code blob itself.
     */
    "EvmConstructorNonEmptyData": undefined;
    /**
     * Tried to construct an EVM contract via code hash.
     *
     * EVM contracts can only be instantiated via code upload as no initcode is
     * stored on-chain.
     */
    "EvmConstructedFromHash": undefined;
    /**
     * The contract does not have enough balance to refund the storage deposit.
     *
     * This is a bug and should never happen. It means the accounting got out of sync.
     */
    "StorageRefundNotEnoughFunds": undefined;
    /**
     * This means there are locks on the contracts storage deposit that prevents refunding it.
     *
     * This would be the case if the contract used its storage deposits for governance
     * or other pallets that allow creating locks over held balance.
     */
    "StorageRefundLocked": undefined;
    /**
     * Called a pre-compile that is not allowed to be delegate called.
     *
     * Some pre-compile functions will trap the caller context if being delegate
     * called or if their caller was being delegate called.
     */
    "PrecompileDelegateDenied": undefined;
    /**
     * ECDSA public key recovery failed. Most probably wrong recovery id or signature.
     */
    "EcdsaRecoveryFailed": undefined;
    /**
     * Manual mapping is disabled when auto-mapping is enabled.
     */
    "AutoMappingEnabled": undefined;
    /**
     * A contract cannot be created at this address: it still has uncleared
     * [`NativeDepositOf`] entries from a previously terminated contract that the deletion
     * queue has not yet drained.
     */
    "PendingDepositCleanup": undefined;
}>;
export type Ide093k05nogkn = AnonymousEnum<{
    /**
     * Account balance must be greater than or equal to the transfer amount.
     */
    "BalanceLow": undefined;
    /**
     * The account to alter does not exist.
     */
    "NoAccount": undefined;
    /**
     * The signing account has no permission to do the operation.
     */
    "NoPermission": undefined;
    /**
     * The given asset ID is unknown.
     */
    "Unknown": undefined;
    /**
     * The origin account is frozen.
     */
    "Frozen": undefined;
    /**
     * The asset ID is already taken.
     */
    "InUse": undefined;
    /**
     * Invalid witness data given.
     */
    "BadWitness": undefined;
    /**
     * Minimum balance should be non-zero.
     */
    "MinBalanceZero": undefined;
    /**
     * Unable to increment the consumer reference counters on the account. Either no provider
     * reference exists to allow a non-zero balance of a non-self-sufficient asset, or one
     * fewer then the maximum number of consumers has been reached.
     */
    "UnavailableConsumer": undefined;
    /**
     * Invalid metadata given.
     */
    "BadMetadata": undefined;
    /**
     * No approval exists that would allow the transfer.
     */
    "Unapproved": undefined;
    /**
     * The source account would not survive the transfer and it needs to stay alive.
     */
    "WouldDie": undefined;
    /**
     * The asset-account already exists.
     */
    "AlreadyExists": undefined;
    /**
     * The asset-account doesn't have an associated deposit.
     */
    "NoDeposit": undefined;
    /**
     * The operation would result in funds being burned.
     */
    "WouldBurn": undefined;
    /**
     * The asset is a live asset and is actively being used. Usually emit for operations such
     * as `start_destroy` which require the asset to be in a destroying state.
     */
    "LiveAsset": undefined;
    /**
     * The asset is not live, and likely being destroyed.
     */
    "AssetNotLive": undefined;
    /**
     * The asset status is not the expected status.
     */
    "IncorrectStatus": undefined;
    /**
     * The asset should be frozen before the given operation.
     */
    "NotFrozen": undefined;
    /**
     * Callback action resulted in error
     */
    "CallbackFailed": undefined;
    /**
     * The asset ID is not the one required by [`Config::AssetIdAllocator`].
     */
    "BadAssetId": undefined;
    /**
     * The [`Config::AssetIdAllocator`] cannot allocate the asset ID: the id space is
     * exhausted.
     */
    "AssetIdAllocationFailed": undefined;
    /**
     * The asset cannot be destroyed because some accounts for this asset contain freezes.
     */
    "ContainsFreezes": undefined;
    /**
     * The asset cannot be destroyed because some accounts for this asset contain holds.
     */
    "ContainsHolds": undefined;
    /**
     * Tried setting too many reserves.
     */
    "TooManyReserves": undefined;
    /**
     * The asset deposit could not be fully moved due to a lock or freeze on the owner.
     */
    "IncompleteDepositTransfer": undefined;
}>;
export type I5k971batm6ehv = AnonymousEnum<{
    /**
     * The permit signature is invalid.
     */
    "InvalidSignature": undefined;
    /**
     * The signer does not match the owner.
     */
    "SignerMismatch": undefined;
    /**
     * The permit has expired (deadline passed).
     */
    "PermitExpired": undefined;
    /**
     * The signature's `s` value is too high (malleability protection).
     */
    "SignatureSValueTooHigh": undefined;
    /**
     * The signature's `v` value is invalid.
     */
    "InvalidVValue": undefined;
    /**
     * Nonce overflow - account has used too many permits.
     */
    "NonceOverflow": undefined;
    /**
     * The owner address is invalid (e.g., zero address).
     */
    "InvalidOwner": undefined;
    /**
     * The spender address is invalid (e.g., zero address).
     */
    "InvalidSpender": undefined;
}>;
export type TokenError = Enum<{
    "FundsUnavailable": undefined;
    "OnlyProvider": undefined;
    "BelowMinimum": undefined;
    "CannotCreate": undefined;
    "UnknownAsset": undefined;
    "Frozen": undefined;
    "Unsupported": undefined;
    "CannotCreateHold": undefined;
    "NotExpendable": undefined;
    "Blocked": undefined;
}>;
export declare const TokenError: GetEnum<TokenError>;
export type ArithmeticError = Enum<{
    "Underflow": undefined;
    "Overflow": undefined;
    "DivisionByZero": undefined;
}>;
export declare const ArithmeticError: GetEnum<ArithmeticError>;
export type TransactionalError = Enum<{
    "LimitReached": undefined;
    "NoLayer": undefined;
}>;
export declare const TransactionalError: GetEnum<TransactionalError>;
export type BalanceStatus = Enum<{
    "Free": undefined;
    "Reserved": undefined;
}>;
export declare const BalanceStatus: GetEnum<BalanceStatus>;
export type I6nfk9ulolbaon = AnonymousEnum<{
    "Revive": Enum<{
        "CodeUploadDepositReserve": undefined;
        "StorageDepositReserve": undefined;
        "AddressMapping": undefined;
    }>;
}>;
export type TransactionPaymentEvent = Enum<{
    /**
     * A transaction fee `actual_fee`, of which `tip` was added to the minimum inclusion fee,
     * has been paid by `who`.
     */
    "TransactionFeePaid": {
        "who": SS58String;
        "actual_fee": bigint;
        "tip": bigint;
    };
}>;
export declare const TransactionPaymentEvent: GetEnum<TransactionPaymentEvent>;
export type I7svbvm6hg57aj = {
    /**
     * The contract that emitted the event.
     */
    "contract": SizedHex<20>;
    /**
     * Data supplied by the contract. Metadata generated during contract compilation
     * is needed to decode it.
     */
    "data": Uint8Array;
    /**
     * A list of topics used to index the event.
     * Number of topics is capped by [`limits::NUM_EVENT_TOPICS`].
     */
    "topics": Anonymize<Ic5m5lp1oioo8r>;
};
export type Ic5m5lp1oioo8r = Array<SizedHex<32>>;
export type I35l6p7kq19mr0 = Array<undefined>;
export type I9c7cmo8r8qps3 = AnonymousEnum<{
    /**
     * Makes a call to an account, optionally transferring some balance.
     *
     * # Parameters
     *
     * * `dest`: Address of the contract to call.
     * * `value`: The balance to transfer from the `origin` to `dest`.
     * * `weight_limit`: The weight limit enforced when executing the constructor.
     * * `storage_deposit_limit`: The maximum amount of balance that can be charged from the
     * caller to pay for the storage consumed.
     * * `data`: The input data to pass to the contract.
     *
     * * If the account is a smart-contract account, the associated code will be
     * executed and any value will be transferred.
     * * If the account is a regular account, any value will be transferred.
     * * If no account exists and the call value is not less than `existential_deposit`,
     * a regular account will be created and any value will be transferred.
     */
    "call": Anonymize<I6v02o6j4snahe>;
    /**
     * Register the callers account id so that it can be used in contract interactions.
     *
     * This will error if the origin is already mapped or is a eth native `Address20`. It will
     * take a deposit that can be released by calling [`Self::unmap_account`].
     *
     * Noop when [`Config::AutoMap`] is enabled, as accounts are automatically mapped
     * on creation via [`AutoMapper`].
     */
    "map_account": undefined;
}>;
export type I6v02o6j4snahe = {
    "dest": SizedHex<20>;
    "value": bigint;
    "weight_limit": Anonymize<I4q39t5hn830vp>;
    "storage_deposit_limit": bigint;
    "data": Uint8Array;
};
export type I3vl9org1c535t = AnonymousEnum<{
    /**
     * A custom event emitted by the contract.
     */
    "ContractEmitted": Anonymize<I7svbvm6hg57aj>;
}>;
export type Iasb8k6ash5mjn = (Anonymize<I4q39t5hn830vp>) | undefined;
export type I35p85j063s0il = (bigint) | undefined;
export type I8qfg79ea9lcfv = {
    "weight_consumed": Anonymize<I4q39t5hn830vp>;
    "weight_required": Anonymize<I4q39t5hn830vp>;
    "storage_deposit": Enum<{
        "Refund": bigint;
        "Charge": bigint;
    }>;
    "max_storage_deposit": Enum<{
        "Refund": bigint;
        "Charge": bigint;
    }>;
    "gas_consumed": bigint;
    "result": ResultPayload<{
        "flags": number;
        "data": Uint8Array;
    }, Anonymize<Id6qafqf1l91pp>>;
};
export type I17h8tvn55qg49 = AnonymousEnum<{
    "System": Enum<{
        /**
         * Make some on-chain remark.
         *
         * Can be executed by every `origin`.
         */
        "remark": {
            "remark": Uint8Array;
        };
        /**
         * Set the number of pages in the WebAssembly environment's heap.
         */
        "set_heap_pages": {
            "pages": bigint;
        };
        /**
         * Set the new runtime code.
         */
        "set_code": {
            "code": Uint8Array;
        };
        /**
         * Set the new runtime code without doing any checks of the given `code`.
         *
         * Note that runtime upgrades will not run if this is called with a not-increasing spec
         * version!
         */
        "set_code_without_checks": {
            "code": Uint8Array;
        };
        /**
         * Set some items of storage.
         */
        "set_storage": {
            "items": Array<FixedSizeArray<2, Uint8Array>>;
        };
        /**
         * Kill some items from storage.
         */
        "kill_storage": {
            "keys": Array<Uint8Array>;
        };
        /**
         * Kill all storage items with a key that starts with the given prefix.
         *
         * **NOTE:** We rely on the Root origin to provide us the number of subkeys under
         * the prefix we are removing to accurately calculate the weight of this function.
         */
        "kill_prefix": {
            "prefix": Uint8Array;
            "subkeys": number;
        };
        /**
         * Make some on-chain remark and emit event.
         */
        "remark_with_event": {
            "remark": Uint8Array;
        };
        /**
         * Authorize an upgrade to a given `code_hash` for the runtime. The runtime can be supplied
         * later.
         *
         * This call requires Root origin.
         */
        "authorize_upgrade": Anonymize<Ib51vk42m1po4n>;
        /**
         * Authorize an upgrade to a given `code_hash` for the runtime. The runtime can be supplied
         * later.
         *
         * WARNING: This authorizes an upgrade that will take place without any safety checks, for
         * example that the spec name remains the same and that the version number increases. Not
         * recommended for normal use. Use `authorize_upgrade` instead.
         *
         * This call requires Root origin.
         */
        "authorize_upgrade_without_checks": Anonymize<Ib51vk42m1po4n>;
        /**
         * Provide the preimage (runtime binary) `code` for an upgrade that has been authorized.
         *
         * If the authorization required a version check, this call will ensure the spec name
         * remains unchanged and that the spec version has increased.
         *
         * Depending on the runtime's `OnSetCode` configuration, this function may directly apply
         * the new `code` in the same block or attempt to schedule the upgrade.
         *
         * All origins are allowed.
         */
        "apply_authorized_upgrade": {
            "code": Uint8Array;
        };
    }>;
    "Timestamp": Enum<{
        /**
         * Set the current time.
         *
         * This call should be invoked exactly once per block. It will panic at the finalization
         * phase, if this call hasn't been invoked by that time.
         *
         * The timestamp should be greater than the previous one by the amount specified by
         * [`Config::MinimumPeriod`].
         *
         * The dispatch origin for this call must be _None_.
         *
         * This dispatch class is _Mandatory_ to ensure it gets executed in the block. Be aware
         * that changing the complexity of this call could result exhausting the resources in a
         * block to execute any other calls.
         *
         * ## Complexity
         * - `O(1)` (Note that implementations of `OnTimestampSet` must also be `O(1)`)
         * - 1 storage read and 1 storage mutation (codec `O(1)` because of `DidUpdate::take` in
         * `on_finalize`)
         * - 1 event handler `on_timestamp_set`. Must be `O(1)`.
         */
        "set": {
            "now": bigint;
        };
    }>;
    "Balances": Enum<{
        /**
         * Transfer some liquid free balance to another account.
         *
         * `transfer_allow_death` will set the `FreeBalance` of the sender and receiver.
         * If the sender's account is below the existential deposit as a result
         * of the transfer, the account will be reaped.
         *
         * The dispatch origin for this call must be `Signed` by the transactor.
         */
        "transfer_allow_death": {
            "dest": MultiAddress;
            "value": bigint;
        };
        /**
         * Exactly as `transfer_allow_death`, except the origin must be root and the source account
         * may be specified.
         */
        "force_transfer": {
            "source": MultiAddress;
            "dest": MultiAddress;
            "value": bigint;
        };
        /**
         * Same as the [`transfer_allow_death`] call, but with a check that the transfer will not
         * kill the origin account.
         *
         * 99% of the time you want [`transfer_allow_death`] instead.
         *
         * [`transfer_allow_death`]: struct.Pallet.html#method.transfer
         */
        "transfer_keep_alive": {
            "dest": MultiAddress;
            "value": bigint;
        };
        /**
         * Transfer the entire transferable balance from the caller account.
         *
         * NOTE: This function only attempts to transfer _transferable_ balances. This means that
         * any locked, reserved, or existential deposits (when `keep_alive` is `true`), will not be
         * transferred by this function. To ensure that this function results in a killed account,
         * you might need to prepare the account by removing any reference counters, storage
         * deposits, etc...
         *
         * The dispatch origin of this call must be Signed.
         *
         * - `dest`: The recipient of the transfer.
         * - `keep_alive`: A boolean to determine if the `transfer_all` operation should send all
         * of the funds the account has, causing the sender account to be killed (false), or
         * transfer everything except at least the existential deposit, which will guarantee to
         * keep the sender account alive (true).
         */
        "transfer_all": {
            "dest": MultiAddress;
            "keep_alive": boolean;
        };
        /**
         * Unreserve some balance from a user by force.
         *
         * Can only be called by ROOT.
         */
        "force_unreserve": {
            "who": MultiAddress;
            "amount": bigint;
        };
        /**
         * Upgrade a specified account.
         *
         * - `origin`: Must be `Signed`.
         * - `who`: The account to be upgraded.
         *
         * This will waive the transaction fee if at least all but 10% of the accounts needed to
         * be upgraded. (We let some not have to be upgraded just in order to allow for the
         * possibility of churn).
         */
        "upgrade_accounts": {
            "who": Anonymize<Ia2lhg7l2hilo3>;
        };
        /**
         * Set the regular balance of a given account.
         *
         * The dispatch origin for this call is `root`.
         */
        "force_set_balance": {
            "who": MultiAddress;
            "new_free": bigint;
        };
        /**
         * Adjust the total issuance in a saturating way.
         *
         * Can only be called by root and always needs a positive `delta`.
         *
         * # Example
         */
        "force_adjust_total_issuance": {
            "direction": BalancesAdjustmentDirection;
            "delta": bigint;
        };
        /**
         * Burn the specified liquid free balance from the origin account.
         *
         * If the origin's account ends up below the existential deposit as a result
         * of the burn and `keep_alive` is false, the account will be reaped.
         *
         * Unlike sending funds to a _burn_ address, which merely makes the funds inaccessible,
         * this `burn` operation will reduce total issuance by the amount _burned_.
         */
        "burn": {
            "value": bigint;
            "keep_alive": boolean;
        };
    }>;
    "Sudo": Enum<{
        /**
         * Authenticates the sudo key and dispatches a function call with `Root` origin.
         */
        "sudo": Anonymize<Idbhi2p8et4iuq>;
        /**
         * Authenticates the sudo key and dispatches a function call with `Root` origin.
         * This function does not check the weight of the call, and instead allows the
         * Sudo user to specify the weight of the call.
         *
         * The dispatch origin for this call must be _Signed_.
         */
        "sudo_unchecked_weight": {
            "call": TxCallData;
            "weight": Anonymize<I4q39t5hn830vp>;
        };
        /**
         * Authenticates the current sudo key and sets the given AccountId (`new`) as the new sudo
         * key.
         */
        "set_key": {
            "new": MultiAddress;
        };
        /**
         * Authenticates the sudo key and dispatches a function call with `Signed` origin from
         * a given account.
         *
         * The dispatch origin for this call must be _Signed_.
         */
        "sudo_as": {
            "who": MultiAddress;
            "call": TxCallData;
        };
        /**
         * Permanently removes the sudo key.
         *
         * **This cannot be un-done.**
         */
        "remove_key": undefined;
    }>;
    "Revive": Enum<{
        /**
         * A raw EVM transaction, typically dispatched by an Ethereum JSON-RPC server.
         *
         * # Parameters
         *
         * * `payload`: The encoded [`crate::evm::TransactionSigned`].
         *
         * # Note
         *
         * This call cannot be dispatched directly; attempting to do so will result in a failed
         * transaction. It serves as a wrapper for an Ethereum transaction. When submitted, the
         * runtime converts it into a [`sp_runtime::generic::CheckedExtrinsic`] by recovering the
         * signer and validating the transaction.
         */
        "eth_transact": {
            "payload": Uint8Array;
        };
        /**
         * Makes a call to an account, optionally transferring some balance.
         *
         * # Parameters
         *
         * * `dest`: Address of the contract to call.
         * * `value`: The balance to transfer from the `origin` to `dest`.
         * * `weight_limit`: The weight limit enforced when executing the constructor.
         * * `storage_deposit_limit`: The maximum amount of balance that can be charged from the
         * caller to pay for the storage consumed.
         * * `data`: The input data to pass to the contract.
         *
         * * If the account is a smart-contract account, the associated code will be
         * executed and any value will be transferred.
         * * If the account is a regular account, any value will be transferred.
         * * If no account exists and the call value is not less than `existential_deposit`,
         * a regular account will be created and any value will be transferred.
         */
        "call": Anonymize<I6v02o6j4snahe>;
        /**
         * Instantiates a contract from a previously deployed vm binary.
         *
         * This function is identical to [`Self::instantiate_with_code`] but without the
         * code deployment step. Instead, the `code_hash` of an on-chain deployed vm binary
         * must be supplied.
         */
        "instantiate": {
            "value": bigint;
            "weight_limit": Anonymize<I4q39t5hn830vp>;
            "storage_deposit_limit": bigint;
            "code_hash": SizedHex<32>;
            "data": Uint8Array;
            "salt"?: Anonymize<I4s6vifaf8k998>;
        };
        /**
         * Instantiates a new contract from the supplied `code` optionally transferring
         * some balance.
         *
         * This dispatchable has the same effect as calling [`Self::upload_code`] +
         * [`Self::instantiate`]. Bundling them together provides efficiency gains. Please
         * also check the documentation of [`Self::upload_code`].
         *
         * # Parameters
         *
         * * `value`: The balance to transfer from the `origin` to the newly created contract.
         * * `weight_limit`: The weight limit enforced when executing the constructor.
         * * `storage_deposit_limit`: The maximum amount of balance that can be charged/reserved
         * from the caller to pay for the storage consumed.
         * * `code`: The contract code to deploy in raw bytes.
         * * `data`: The input data to pass to the contract constructor.
         * * `salt`: Used for the address derivation. If `Some` is supplied then `CREATE2`
         * semantics are used. If `None` then `CRATE1` is used.
         *
         *
         * Instantiation is executed as follows:
         *
         * - The supplied `code` is deployed, and a `code_hash` is created for that code.
         * - If the `code_hash` already exists on the chain the underlying `code` will be shared.
         * - The destination address is computed based on the sender, code_hash and the salt.
         * - The smart-contract account is created at the computed address.
         * - The `value` is transferred to the new account.
         * - The `deploy` function is executed in the context of the newly-created account.
         */
        "instantiate_with_code": {
            "value": bigint;
            "weight_limit": Anonymize<I4q39t5hn830vp>;
            "storage_deposit_limit": bigint;
            "code": Uint8Array;
            "data": Uint8Array;
            "salt"?: Anonymize<I4s6vifaf8k998>;
        };
        /**
         * Same as [`Self::instantiate_with_code`], but intended to be dispatched **only**
         * by an EVM transaction through the EVM compatibility layer.
         *
         * # Parameters
         *
         * * `value`: The balance to transfer from the `origin` to the newly created contract.
         * * `weight_limit`: The gas limit used to derive the transaction weight for transaction
         * payment
         * * `eth_gas_limit`: The Ethereum gas limit governing the resource usage of the execution
         * * `code`: The contract code to deploy in raw bytes.
         * * `data`: The input data to pass to the contract constructor.
         * * `transaction_encoded`: The RLP encoding of the signed Ethereum transaction,
         * represented as [crate::evm::TransactionSigned], provided by the Ethereum wallet. This
         * is used for building the Ethereum transaction root.
         * * effective_gas_price: the price of a unit of gas
         * * encoded len: the byte code size of the `eth_transact` extrinsic
         *
         * Calling this dispatchable ensures that the origin's nonce is bumped only once,
         * via the `CheckNonce` transaction extension. In contrast, [`Self::instantiate_with_code`]
         * also bumps the nonce after contract instantiation, since it may be invoked multiple
         * times within a batch call transaction.
         */
        "eth_instantiate_with_code": {
            "value": Anonymize<I4totqt881mlti>;
            "weight_limit": Anonymize<I4q39t5hn830vp>;
            "eth_gas_limit": Anonymize<I4totqt881mlti>;
            "code": Uint8Array;
            "data": Uint8Array;
            "transaction_encoded": Uint8Array;
            "effective_gas_price": Anonymize<I4totqt881mlti>;
            "encoded_len": number;
        };
        /**
         * Same as [`Self::call`], but intended to be dispatched **only**
         * by an EVM transaction through the EVM compatibility layer.
         *
         * # Parameters
         *
         * * `dest`: The Ethereum address of the account to be called
         * * `value`: The balance to transfer from the `origin` to the newly created contract.
         * * `weight_limit`: The gas limit used to derive the transaction weight for transaction
         * payment
         * * `eth_gas_limit`: The Ethereum gas limit governing the resource usage of the execution
         * * `data`: The input data to pass to the contract constructor.
         * * `transaction_encoded`: The RLP encoding of the signed Ethereum transaction,
         * represented as [crate::evm::TransactionSigned], provided by the Ethereum wallet. This
         * is used for building the Ethereum transaction root.
         * * effective_gas_price: the price of a unit of gas
         * * encoded len: the byte code size of the `eth_transact` extrinsic
         */
        "eth_call": {
            "dest": SizedHex<20>;
            "value": Anonymize<I4totqt881mlti>;
            "weight_limit": Anonymize<I4q39t5hn830vp>;
            "eth_gas_limit": Anonymize<I4totqt881mlti>;
            "data": Uint8Array;
            "transaction_encoded": Uint8Array;
            "effective_gas_price": Anonymize<I4totqt881mlti>;
            "encoded_len": number;
        };
        /**
         * Executes a Substrate runtime call from an Ethereum transaction.
         *
         * This dispatchable is intended to be called **only** through the EVM compatibility
         * layer. The provided call will be dispatched using `RawOrigin::Signed`.
         *
         * # Parameters
         *
         * * `origin`: Must be an [`Origin::EthTransaction`] origin.
         * * `call`: The Substrate runtime call to execute.
         * * `transaction_encoded`: The RLP encoding of the Ethereum transaction,
         */
        "eth_substrate_call": {
            "call": TxCallData;
            "transaction_encoded": Uint8Array;
        };
        /**
         * Upload new `code` without instantiating a contract from it.
         *
         * If the code does not already exist a deposit is reserved from the caller
         * The size of the reserve depends on the size of the supplied `code`.
         *
         * # Note
         *
         * Anyone can instantiate a contract from any uploaded code and thus prevent its removal.
         * To avoid this situation a constructor could employ access control so that it can
         * only be instantiated by permissioned entities. The same is true when uploading
         * through [`Self::instantiate_with_code`].
         *
         * If the refcount of the code reaches zero after terminating the last contract that
         * references this code, the code will be removed automatically.
         */
        "upload_code": {
            "code": Uint8Array;
            "storage_deposit_limit": bigint;
        };
        /**
         * Remove the code stored under `code_hash` and refund the deposit to its owner.
         *
         * A code can only be removed by its original uploader (its owner) and only if it is
         * not used by any contract.
         */
        "remove_code": Anonymize<Ib51vk42m1po4n>;
        /**
         * Privileged function that changes the code of an existing contract.
         *
         * This takes care of updating refcounts and all other necessary operations. Returns
         * an error if either the `code_hash` or `dest` do not exist.
         *
         * # Note
         *
         * This does **not** change the address of the contract in question. This means
         * that the contract address is no longer derived from its code hash after calling
         * this dispatchable.
         */
        "set_code": {
            "dest": SizedHex<20>;
            "code_hash": SizedHex<32>;
        };
        /**
         * Register the callers account id so that it can be used in contract interactions.
         *
         * This will error if the origin is already mapped or is a eth native `Address20`. It will
         * take a deposit that can be released by calling [`Self::unmap_account`].
         *
         * Noop when [`Config::AutoMap`] is enabled, as accounts are automatically mapped
         * on creation via [`AutoMapper`].
         */
        "map_account": undefined;
        /**
         * Map many accounts and make the TX free if at least 90% were unmapped or held deposits.
         */
        "batch_map_accounts": {
            "accounts": Anonymize<Ia2lhg7l2hilo3>;
        };
        /**
         * Unregister the callers account id in order to free the deposit.
         *
         * There is no reason to ever call this function other than freeing up the deposit.
         * This is only useful when the account should no longer be used.
         *
         * Disabled when [`Config::AutoMap`] is enabled, as accounts are automatically unmapped
         * on kill via [`AutoMapper`].
         */
        "unmap_account": undefined;
        /**
         * Dispatch an `call` with the origin set to the callers fallback address.
         *
         * Every `AccountId32` can control its corresponding fallback account. The fallback account
         * is the `AccountId20` with the last 12 bytes set to `0xEE`. This is essentially a
         * recovery function in case an `AccountId20` was used without creating a mapping first.
         */
        "dispatch_as_fallback_account": Anonymize<Idbhi2p8et4iuq>;
    }>;
    "Assets": Enum<{
        /**
         * Issue a new class of fungible assets from a public origin.
         *
         * This new asset class has no assets initially and its owner is the origin.
         *
         * The origin must conform to the configured `CreateOrigin` and have sufficient funds free.
         *
         * Funds of sender are reserved by `AssetDeposit`.
         *
         * Parameters:
         * - `id`: The identifier of the new asset. This must not be currently in use to identify
         * an existing asset. If [`Config::AssetIdAllocator`] requires a specific id, this must
         * equal it.
         * - `admin`: The admin of this class of assets. The admin is the initial address of each
         * member of the asset class's admin team.
         * - `min_balance`: The minimum balance of this new asset that any single account must
         * have. If an account's balance is reduced below this, then it collapses to zero.
         *
         * Emits `Created` event when successful.
         *
         * Weight: `O(1)`
         */
        "create": {
            "id": number;
            "admin": MultiAddress;
            "min_balance": bigint;
        };
        /**
         * Issue a new class of fungible assets from a privileged origin.
         *
         * This new asset class has no assets initially.
         *
         * The origin must conform to `ForceOrigin`.
         *
         * Unlike `create`, no funds are reserved.
         *
         * Unlike `create`, the `id` does not have to be the one required by
         * [`Config::AssetIdAllocator`]: a privileged origin may pick any `id`, which is then
         * marked as allocated.
         *
         * # Warning
         *
         * Forcing an arbitrary `id` is dangerous: the pallet only checks that `id` is not
         * *currently* in use, not that it was never used before. Reusing an id can corrupt state,
         * most severely for bridged assets, where a collision breaks the local/remote mapping.
         *
         * - `id`: The identifier of the new asset. This must not be currently in use to identify
         * an existing asset, and must never have been in use previously (see warning above).
         * - `owner`: The owner of this class of assets. The owner has full superuser permissions
         * over this asset, but may later change and configure the permissions using
         * `transfer_ownership` and `set_team`.
         * - `min_balance`: The minimum balance of this new asset that any single account must
         * have. If an account's balance is reduced below this, then it collapses to zero.
         *
         * Emits `ForceCreated` event when successful.
         *
         * Weight: `O(1)`
         */
        "force_create": {
            "id": number;
            "owner": MultiAddress;
            "is_sufficient": boolean;
            "min_balance": bigint;
        };
        /**
         * Start the process of destroying a fungible asset class.
         *
         * `start_destroy` is the first in a series of extrinsics that should be called, to allow
         * destruction of an asset class.
         *
         * The origin must conform to `ForceOrigin` or must be `Signed` by the asset's `owner`.
         *
         * - `id`: The identifier of the asset to be destroyed. This must identify an existing
         * asset.
         *
         * It will fail with either [`Error::ContainsHolds`] or [`Error::ContainsFreezes`] if
         * an account contains holds or freezes in place.
         */
        "start_destroy": {
            "id": number;
        };
        /**
         * Destroy all accounts associated with a given asset.
         *
         * `destroy_accounts` should only be called after `start_destroy` has been called, and the
         * asset is in a `Destroying` state.
         *
         * Due to weight restrictions, this function may need to be called multiple times to fully
         * destroy all accounts. It will destroy `RemoveItemsLimit` accounts at a time.
         *
         * - `id`: The identifier of the asset to be destroyed. This must identify an existing
         * asset.
         *
         * Each call emits the `Event::DestroyedAccounts` event.
         */
        "destroy_accounts": {
            "id": number;
        };
        /**
         * Destroy all approvals associated with a given asset up to the max (T::RemoveItemsLimit).
         *
         * `destroy_approvals` should only be called after `start_destroy` has been called, and the
         * asset is in a `Destroying` state.
         *
         * Due to weight restrictions, this function may need to be called multiple times to fully
         * destroy all approvals. It will destroy `RemoveItemsLimit` approvals at a time.
         *
         * - `id`: The identifier of the asset to be destroyed. This must identify an existing
         * asset.
         *
         * Each call emits the `Event::DestroyedApprovals` event.
         */
        "destroy_approvals": {
            "id": number;
        };
        /**
         * Complete destroying asset and unreserve currency.
         *
         * `finish_destroy` should only be called after `start_destroy` has been called, and the
         * asset is in a `Destroying` state. All accounts or approvals should be destroyed before
         * hand.
         *
         * - `id`: The identifier of the asset to be destroyed. This must identify an existing
         * asset.
         *
         * Each successful call emits the `Event::Destroyed` event.
         */
        "finish_destroy": {
            "id": number;
        };
        /**
         * Mint assets of a particular class.
         *
         * The origin must be Signed and the sender must be the Issuer of the asset `id`.
         *
         * - `id`: The identifier of the asset to have some amount minted.
         * - `beneficiary`: The account to be credited with the minted assets.
         * - `amount`: The amount of the asset to be minted.
         *
         * Emits `Issued` event when successful.
         *
         * Weight: `O(1)`
         * Modes: Pre-existing balance of `beneficiary`; Account pre-existence of `beneficiary`.
         */
        "mint": {
            "id": number;
            "beneficiary": MultiAddress;
            "amount": bigint;
        };
        /**
         * Reduce the balance of `who` by as much as possible up to `amount` assets of `id`.
         *
         * Origin must be Signed and the sender should be the Manager of the asset `id`.
         *
         * Bails with `NoAccount` if the `who` is already dead.
         *
         * - `id`: The identifier of the asset to have some amount burned.
         * - `who`: The account to be debited from.
         * - `amount`: The maximum amount by which `who`'s balance should be reduced.
         *
         * Emits `Burned` with the actual amount burned. If this takes the balance to below the
         * minimum for the asset, then the amount burned is increased to take it to zero.
         *
         * Weight: `O(1)`
         * Modes: Post-existence of `who`; Pre & post Zombie-status of `who`.
         */
        "burn": {
            "id": number;
            "who": MultiAddress;
            "amount": bigint;
        };
        /**
         * Move some assets from the sender account to another.
         *
         * Origin must be Signed.
         *
         * - `id`: The identifier of the asset to have some amount transferred.
         * - `target`: The account to be credited.
         * - `amount`: The amount by which the sender's balance of assets should be reduced and
         * `target`'s balance increased. The amount actually transferred may be slightly greater in
         * the case that the transfer would otherwise take the sender balance above zero but below
         * the minimum balance. Must be greater than zero.
         *
         * Emits `Transferred` with the actual amount transferred. If this takes the source balance
         * to below the minimum for the asset, then the amount transferred is increased to take it
         * to zero.
         *
         * Weight: `O(1)`
         * Modes: Pre-existence of `target`; Post-existence of sender; Account pre-existence of
         * `target`.
         */
        "transfer": {
            "id": number;
            "target": MultiAddress;
            "amount": bigint;
        };
        /**
         * Move some assets from the sender account to another, keeping the sender account alive.
         *
         * Origin must be Signed.
         *
         * - `id`: The identifier of the asset to have some amount transferred.
         * - `target`: The account to be credited.
         * - `amount`: The amount by which the sender's balance of assets should be reduced and
         * `target`'s balance increased. The amount actually transferred may be slightly greater in
         * the case that the transfer would otherwise take the sender balance above zero but below
         * the minimum balance. Must be greater than zero.
         *
         * Emits `Transferred` with the actual amount transferred. If this takes the source balance
         * to below the minimum for the asset, then the amount transferred is increased to take it
         * to zero.
         *
         * Weight: `O(1)`
         * Modes: Pre-existence of `target`; Post-existence of sender; Account pre-existence of
         * `target`.
         */
        "transfer_keep_alive": {
            "id": number;
            "target": MultiAddress;
            "amount": bigint;
        };
        /**
         * Move some assets from one account to another.
         *
         * Origin must be Signed and the sender should be the Admin of the asset `id`.
         *
         * - `id`: The identifier of the asset to have some amount transferred.
         * - `source`: The account to be debited.
         * - `dest`: The account to be credited.
         * - `amount`: The amount by which the `source`'s balance of assets should be reduced and
         * `dest`'s balance increased. The amount actually transferred may be slightly greater in
         * the case that the transfer would otherwise take the `source` balance above zero but
         * below the minimum balance. Must be greater than zero.
         *
         * Emits `Transferred` with the actual amount transferred. If this takes the source balance
         * to below the minimum for the asset, then the amount transferred is increased to take it
         * to zero.
         *
         * Weight: `O(1)`
         * Modes: Pre-existence of `dest`; Post-existence of `source`; Account pre-existence of
         * `dest`.
         */
        "force_transfer": {
            "id": number;
            "source": MultiAddress;
            "dest": MultiAddress;
            "amount": bigint;
        };
        /**
         * Disallow further unprivileged transfers of an asset `id` from an account `who`. `who`
         * must already exist as an entry in `Account`s of the asset. If you want to freeze an
         * account that does not have an entry, use `touch_other` first.
         *
         * Origin must be Signed and the sender should be the Freezer of the asset `id`.
         *
         * - `id`: The identifier of the asset to be frozen.
         * - `who`: The account to be frozen.
         *
         * Emits `Frozen`.
         *
         * Weight: `O(1)`
         */
        "freeze": {
            "id": number;
            "who": MultiAddress;
        };
        /**
         * Allow unprivileged transfers to and from an account again.
         *
         * Origin must be Signed and the sender should be the Admin of the asset `id`.
         *
         * - `id`: The identifier of the asset to be frozen.
         * - `who`: The account to be unfrozen.
         *
         * Emits `Thawed`.
         *
         * Weight: `O(1)`
         */
        "thaw": {
            "id": number;
            "who": MultiAddress;
        };
        /**
         * Disallow further unprivileged transfers for the asset class.
         *
         * Origin must be Signed and the sender should be the Freezer of the asset `id`.
         *
         * - `id`: The identifier of the asset to be frozen.
         *
         * Emits `Frozen`.
         *
         * Weight: `O(1)`
         */
        "freeze_asset": {
            "id": number;
        };
        /**
         * Allow unprivileged transfers for the asset again.
         *
         * Origin must be Signed and the sender should be the Admin of the asset `id`.
         *
         * - `id`: The identifier of the asset to be thawed.
         *
         * Emits `Thawed`.
         *
         * Weight: `O(1)`
         */
        "thaw_asset": {
            "id": number;
        };
        /**
         * Change the Owner of an asset.
         *
         * Origin must be Signed and the sender should be the Owner of the asset `id`.
         *
         * The asset (and metadata) deposit is moved from the current to the new owner. Fails
         * with [`Error::IncompleteDepositTransfer`] if a lock or freeze on the current owner
         * blocks the full transfer; clear it and retry.
         *
         * - `id`: The identifier of the asset.
         * - `owner`: The new Owner of this asset.
         *
         * Emits `OwnerChanged`.
         *
         * Weight: `O(1)`
         */
        "transfer_ownership": {
            "id": number;
            "owner": MultiAddress;
        };
        /**
         * Change the Issuer, Admin and Freezer of an asset.
         *
         * Origin must be Signed and the sender should be the Owner of the asset `id`.
         *
         * - `id`: The identifier of the asset to be frozen.
         * - `issuer`: The new Issuer of this asset.
         * - `admin`: The new Admin of this asset.
         * - `freezer`: The new Freezer of this asset.
         *
         * Emits `TeamChanged`.
         *
         * Weight: `O(1)`
         */
        "set_team": {
            "id": number;
            "issuer": MultiAddress;
            "admin": MultiAddress;
            "freezer": MultiAddress;
        };
        /**
         * Set the metadata for an asset.
         *
         * Origin must be Signed and the sender should be the Owner of the asset `id`.
         *
         * Funds of sender are reserved according to the formula:
         * `MetadataDepositBase + MetadataDepositPerByte * (name.len + symbol.len)` taking into
         * account any already reserved funds.
         *
         * - `id`: The identifier of the asset to update.
         * - `name`: The user friendly name of this asset. Limited in length by `StringLimit`.
         * - `symbol`: The exchange symbol for this asset. Limited in length by `StringLimit`.
         * - `decimals`: The number of decimals this asset uses to represent one unit.
         *
         * Emits `MetadataSet`.
         *
         * Weight: `O(1)`
         */
        "set_metadata": {
            "id": number;
            "name": Uint8Array;
            "symbol": Uint8Array;
            "decimals": number;
        };
        /**
         * Clear the metadata for an asset.
         *
         * Origin must be Signed and the sender should be the Owner of the asset `id`.
         *
         * Any deposit is freed for the asset owner.
         *
         * - `id`: The identifier of the asset to clear.
         *
         * Emits `MetadataCleared`.
         *
         * Weight: `O(1)`
         */
        "clear_metadata": {
            "id": number;
        };
        /**
         * Force the metadata for an asset to some value.
         *
         * Origin must be ForceOrigin.
         *
         * Any deposit is left alone.
         *
         * - `id`: The identifier of the asset to update.
         * - `name`: The user friendly name of this asset. Limited in length by `StringLimit`.
         * - `symbol`: The exchange symbol for this asset. Limited in length by `StringLimit`.
         * - `decimals`: The number of decimals this asset uses to represent one unit.
         *
         * Emits `MetadataSet`.
         *
         * Weight: `O(N + S)` where N and S are the length of the name and symbol respectively.
         */
        "force_set_metadata": {
            "id": number;
            "name": Uint8Array;
            "symbol": Uint8Array;
            "decimals": number;
            "is_frozen": boolean;
        };
        /**
         * Clear the metadata for an asset.
         *
         * Origin must be ForceOrigin.
         *
         * Any deposit is returned.
         *
         * - `id`: The identifier of the asset to clear.
         *
         * Emits `MetadataCleared`.
         *
         * Weight: `O(1)`
         */
        "force_clear_metadata": {
            "id": number;
        };
        /**
         * Alter the attributes of a given asset.
         *
         * Origin must be `ForceOrigin`.
         *
         * - `id`: The identifier of the asset.
         * - `owner`: The new Owner of this asset.
         * - `issuer`: The new Issuer of this asset.
         * - `admin`: The new Admin of this asset.
         * - `freezer`: The new Freezer of this asset.
         * - `min_balance`: The minimum balance of this new asset that any single account must
         * have. If an account's balance is reduced below this, then it collapses to zero.
         * - `is_sufficient`: Whether a non-zero balance of this asset is deposit of sufficient
         * value to account for the state bloat associated with its balance storage. If set to
         * `true`, then non-zero balances may be stored without a `consumer` reference (and thus
         * an ED in the Balances pallet or whatever else is used to control user-account state
         * growth).
         * - `is_frozen`: Whether this asset class is frozen except for permissioned/admin
         * instructions.
         *
         * Emits `AssetStatusChanged` with the identity of the asset.
         *
         * Weight: `O(1)`
         */
        "force_asset_status": {
            "id": number;
            "owner": MultiAddress;
            "issuer": MultiAddress;
            "admin": MultiAddress;
            "freezer": MultiAddress;
            "min_balance": bigint;
            "is_sufficient": boolean;
            "is_frozen": boolean;
        };
        /**
         * Approve an amount of asset for transfer by a delegated third-party account.
         *
         * Origin must be Signed.
         *
         * Ensures that `ApprovalDeposit` worth of `Currency` is reserved from signing account
         * for the purpose of holding the approval. If some non-zero amount of assets is already
         * approved from signing account to `delegate`, then it is topped up or unreserved to
         * meet the right value.
         *
         * NOTE: The signing account does not need to own `amount` of assets at the point of
         * making this call.
         *
         * - `id`: The identifier of the asset.
         * - `delegate`: The account to delegate permission to transfer asset.
         * - `amount`: The amount of asset that may be transferred by `delegate`. If there is
         * already an approval in place, then this acts additively.
         *
         * Emits `ApprovedTransfer` on success.
         *
         * Weight: `O(1)`
         */
        "approve_transfer": {
            "id": number;
            "delegate": MultiAddress;
            "amount": bigint;
        };
        /**
         * Cancel all of some asset approved for delegated transfer by a third-party account.
         *
         * Origin must be Signed and there must be an approval in place between signer and
         * `delegate`.
         *
         * Unreserves any deposit previously reserved by `approve_transfer` for the approval.
         *
         * - `id`: The identifier of the asset.
         * - `delegate`: The account delegated permission to transfer asset.
         *
         * Emits `ApprovalCancelled` on success.
         *
         * Weight: `O(1)`
         */
        "cancel_approval": {
            "id": number;
            "delegate": MultiAddress;
        };
        /**
         * Cancel all of some asset approved for delegated transfer by a third-party account.
         *
         * Origin must be either ForceOrigin or Signed origin with the signer being the Admin
         * account of the asset `id`.
         *
         * Unreserves any deposit previously reserved by `approve_transfer` for the approval.
         *
         * - `id`: The identifier of the asset.
         * - `delegate`: The account delegated permission to transfer asset.
         *
         * Emits `ApprovalCancelled` on success.
         *
         * Weight: `O(1)`
         */
        "force_cancel_approval": {
            "id": number;
            "owner": MultiAddress;
            "delegate": MultiAddress;
        };
        /**
         * Transfer some asset balance from a previously delegated account to some third-party
         * account.
         *
         * Origin must be Signed and there must be an approval in place by the `owner` to the
         * signer.
         *
         * If the entire amount approved for transfer is transferred, then any deposit previously
         * reserved by `approve_transfer` is unreserved.
         *
         * - `id`: The identifier of the asset.
         * - `owner`: The account which previously approved for a transfer of at least `amount` and
         * from which the asset balance will be withdrawn.
         * - `destination`: The account to which the asset balance of `amount` will be transferred.
         * - `amount`: The amount of assets to transfer.
         *
         * Emits `TransferredApproved` on success.
         *
         * Weight: `O(1)`
         */
        "transfer_approved": {
            "id": number;
            "owner": MultiAddress;
            "destination": MultiAddress;
            "amount": bigint;
        };
        /**
         * Create an asset account for non-provider assets.
         *
         * A deposit will be taken from the signer account.
         *
         * - `origin`: Must be Signed; the signer account must have sufficient funds for a deposit
         * to be taken.
         * - `id`: The identifier of the asset for the account to be created.
         *
         * Emits `Touched` event when successful.
         */
        "touch": {
            "id": number;
        };
        /**
         * Return the deposit (if any) of an asset account or a consumer reference (if any) of an
         * account.
         *
         * The origin must be Signed.
         *
         * - `id`: The identifier of the asset for which the caller would like the deposit
         * refunded.
         * - `allow_burn`: If `true` then assets may be destroyed in order to complete the refund.
         *
         * It will fail with either [`Error::ContainsHolds`] or [`Error::ContainsFreezes`] if
         * the asset account contains holds or freezes in place.
         *
         * Emits `Refunded` event when successful.
         */
        "refund": {
            "id": number;
            "allow_burn": boolean;
        };
        /**
         * Sets the minimum balance of an asset.
         *
         * Only works if there aren't any accounts that are holding the asset or if
         * the new value of `min_balance` is less than the old one.
         *
         * Origin must be Signed and the sender has to be the Owner of the
         * asset `id`.
         *
         * - `id`: The identifier of the asset.
         * - `min_balance`: The new value of `min_balance`.
         *
         * Emits `AssetMinBalanceChanged` event when successful.
         */
        "set_min_balance": {
            "id": number;
            "min_balance": bigint;
        };
        /**
         * Create an asset account for `who`.
         *
         * A deposit will be taken from the signer account.
         *
         * - `origin`: Must be Signed; the signer account must have sufficient funds for a deposit
         * to be taken.
         * - `id`: The identifier of the asset for the account to be created, the asset status must
         * be live.
         * - `who`: The account to be created.
         *
         * Emits `Touched` event when successful.
         */
        "touch_other": {
            "id": number;
            "who": MultiAddress;
        };
        /**
         * Return the deposit (if any) of a target asset account. Useful if you are the depositor.
         *
         * The origin must be Signed and either the account owner, depositor, or asset `Admin`. In
         * order to burn a non-zero balance of the asset, the caller must be the account and should
         * use `refund`.
         *
         * - `id`: The identifier of the asset for the account holding a deposit.
         * - `who`: The account to refund.
         *
         * It will fail with either [`Error::ContainsHolds`] or [`Error::ContainsFreezes`] if
         * the asset account contains holds or freezes in place.
         *
         * Emits `Refunded` event when successful.
         */
        "refund_other": {
            "id": number;
            "who": MultiAddress;
        };
        /**
         * Disallow further unprivileged transfers of an asset `id` to and from an account `who`.
         *
         * Origin must be Signed and the sender should be the Freezer of the asset `id`.
         *
         * - `id`: The identifier of the account's asset.
         * - `who`: The account to be unblocked.
         *
         * Emits `Blocked`.
         *
         * Weight: `O(1)`
         */
        "block": {
            "id": number;
            "who": MultiAddress;
        };
        /**
         * Transfer the entire transferable balance from the caller asset account.
         *
         * NOTE: This function only attempts to transfer _transferable_ balances. This means that
         * any held, frozen, or minimum balance (when `keep_alive` is `true`), will not be
         * transferred by this function. To ensure that this function results in a killed account,
         * you might need to prepare the account by removing any reference counters, storage
         * deposits, etc...
         *
         * The dispatch origin of this call must be Signed.
         *
         * - `id`: The identifier of the asset for the account holding a deposit.
         * - `dest`: The recipient of the transfer.
         * - `keep_alive`: A boolean to determine if the `transfer_all` operation should send all
         * of the funds the asset account has, causing the sender asset account to be killed
         * (false), or transfer everything except at least the minimum balance, which will
         * guarantee to keep the sender asset account alive (true).
         */
        "transfer_all": {
            "id": number;
            "dest": MultiAddress;
            "keep_alive": boolean;
        };
        /**
         * Sets the trusted reserve information of an asset.
         *
         * Origin must be the Owner of the asset `id`. The origin must conform to the configured
         * `CreateOrigin` or be the signed `owner` configured during asset creation.
         *
         * - `id`: The identifier of the asset.
         * - `reserves`: The full list of trusted reserves information.
         *
         * Emits `AssetMinBalanceChanged` event when successful.
         */
        "set_reserves": {
            "id": number;
            "reserves": Anonymize<I35l6p7kq19mr0>;
        };
    }>;
}>;
export type Ib51vk42m1po4n = {
    "code_hash": SizedHex<32>;
};
export type MultiAddress = Enum<{
    "Id": SS58String;
    "Index": undefined;
    "Raw": Uint8Array;
    "Address32": SizedHex<32>;
    "Address20": SizedHex<20>;
}>;
export declare const MultiAddress: GetEnum<MultiAddress>;
export type Ia2lhg7l2hilo3 = Array<SS58String>;
export type BalancesAdjustmentDirection = Enum<{
    "Increase": undefined;
    "Decrease": undefined;
}>;
export declare const BalancesAdjustmentDirection: GetEnum<BalancesAdjustmentDirection>;
export type Idbhi2p8et4iuq = {
    "call": TxCallData;
};
export type I4s6vifaf8k998 = (SizedHex<32>) | undefined;
export type I4totqt881mlti = FixedSizeArray<4, bigint>;
export {};
