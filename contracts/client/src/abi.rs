//! The Solidity interface of the contracts: the one place off the chain where it is written down.
//!
//! A test compares it with the ABI that the contract build emits.

#![allow(missing_docs)] // the macro's output; the meaning of each item is documented on its declaration

use alloy_core::sol;

mod compare;

pub use compare::{Contract, compare_with, declared};

sol! {
    /// The Commons: token, curve, pools, hatch, grants, services.
    #[sol(abi)]
    #[derive(Debug, PartialEq, Eq)]
    interface Commons {
        // ERC-20
        function name() external view returns (string);
        function symbol() external view returns (string);
        function decimals() external view returns (uint8);
        function totalSupply() external view returns (uint256);
        function balanceOf(address account) external view returns (uint256);
        function allowance(address owner, address spender) external view returns (uint256);
        function transfer(address to, uint256 value) external returns (bool);
        function approve(address spender, uint256 value) external returns (bool);
        function transferFrom(address from, address to, uint256 value) external returns (bool);
        function increaseAllowance(address spender, uint256 added) external returns (bool);
        function decreaseAllowance(address spender, uint256 subtracted) external returns (bool);

        /// Deposits the value sent; `deadline` is in seconds since the Unix epoch.
        function mint(uint256 minTokens, uint64 deadline) external payable returns (uint256 minted);
        /// Deposits `amount` of the ERC-20 currency, for which the caller has approved this contract.
        function mintWith(uint256 amount, uint256 minTokens, uint64 deadline) external returns (uint256 minted);
        /// Burns `amount` and pays its share of the reserve less the exit tribute.
        function redeem(uint256 amount, uint256 minReturn, uint64 deadline) external returns (uint256 returned);
        /// Destroys `amount` without payment, for a service (0: none) and the hash of what was paid for.
        function burn(uint256 amount, uint32 service, bytes32 content) external;
        /// Puts the value sent into the funding pool.
        function donate() external payable;
        /// Puts `amount` of the ERC-20 currency into the funding pool.
        function donateWith(uint256 amount) external;

        function quoteMint(uint256 deposit) external view returns (uint256 minted, uint256 tribute);
        function quoteRedeem(uint256 amount) external view returns (uint256 returned, uint256 tribute);
        function state() external view returns (uint256 supply, uint256 reserve, uint256 fundingPool);
        function parameters() external view returns (uint32 reserveRatio, uint32 entryTribute, uint32 exitTribute);
        /// Reserve base units per whole token (10^18 base units), rounded down.
        function spotPrice() external view returns (uint256);
        /// What the governor needs to decide: supply, funding pool, and until when the guardian has paused (0: not).
        function governance(address beneficiary) external view returns (uint256 supply, uint256 fundingPool, uint64 pausedUntil);

        // Hatch. Phases: 0 hatch, 1 open, 2 refunding.
        /// Contributes the value sent to the hatch; what exceeds the maximum is returned.
        function contribute() external payable returns (uint256 tokens);
        /// Contributes `amount` of the ERC-20 currency; only what fits under the maximum is taken.
        function contributeWith(uint256 amount) external returns (uint256 tokens);
        /// Ends the hatch, by anyone: opens the curve, or lets contributors take their money back.
        function close() external;
        /// Returns the caller's contribution after a failed hatch.
        function refund() external returns (uint256 amount);
        /// The owner lets accounts contribute, or no longer; at most 32 in a call.
        function allow(address[] accounts, bool allowed) external;
        function phase() external view returns (uint8);
        function hatch() external view returns (HatchState);
        /// `granted` tokens came from the hatch, `vesting` of them are still locked; `contributed` money was paid for them.
        function vestingOf(address account) external view returns (uint256 contributed, uint256 granted, uint256 vesting);
        function allowed(address account) external view returns (bool);
        /// What may be transferred, burnt or redeemed now: balance - max(vesting, staked).
        function transferable(address account) external view returns (uint256);
        function stakedOf(address account) external view returns (uint256);

        // Governor (the conviction contract)
        /// Sets how much of an account's tokens is staked; returns the supply. `raising`: some stake rises, which a pause forbids.
        function lock(address account, uint256 staked, bool raising) external returns (uint256 supply);
        /// Grants from the funding pool; a duration of 0 is due at once.
        function grant(address beneficiary, uint256 amount, uint64 duration, bool asTokens, uint32 proposal) external returns (uint32 grantId);
        /// What of a grant is not yet due returns to the funding pool.
        function revoke(uint32 grantId, uint32 proposal) external returns (uint256 returned);

        // Grants
        /// Pays what is due to `to`; by the beneficiary only. `minTokens` counts for a grant in tokens.
        function withdraw(uint32 grantId, address to, uint256 minTokens) external returns (uint256 paid);
        function grantOf(uint32 grantId) external view returns (GrantState);
        function grants() external view returns (uint32);
        /// What the beneficiary's recent grants still count against its limit.
        function recentlyGranted(address beneficiary) external view returns (uint256);
        /// Spending limit in parts per million, window in seconds, and what is granted but not yet withdrawn.
        function limits() external view returns (uint32 spendingLimit, uint64 window, uint256 owed);

        // Services
        function registerService(string serviceName, string link) external returns (uint32 service);
        function serviceOf(uint32 service) external view returns (ServiceState);
        function services() external view returns (uint32);

        // Roles
        function setGovernor(address governor) external;
        function transferOwnership(address to) external;
        function acceptOwnership() external;
        function renounceOwnership() external;
        function setGuardian(address guardian) external;
        function pause(uint64 duration) external;
        function unpause() external;
        function roles() external view returns (RolesState);
        /// The ERC-20 contract of the reserve currency; zero for the native one.
        function currency() external view returns (address);

        /// How the hatch was set up and where it is. Amounts in base units of the currency; times in seconds.
        struct HatchState {
            uint256 minimum;
            uint256 maximum;
            uint64 deadline;
            /// Currency base units per whole token.
            uint256 price;
            uint32 tribute;
            uint64 cliff;
            uint64 halfLife;
            bool allowlist;
            uint32 maxJump;
            uint256 raised;
            /// When the curve opened: vesting counts from here. 0 before.
            uint64 openedAt;
            /// The spot price right after the opening, at this hatch's price.
            uint256 openingPrice;
        }
        struct GrantState {
            address beneficiary;
            uint256 amount;
            uint256 withdrawn;
            uint64 start;
            uint64 duration;
            bool asTokens;
            bool revoked;
            uint32 proposal;
            /// What can be withdrawn now.
            uint256 due;
        }
        struct ServiceState {
            address owner;
            uint256 burnt;
            uint64 burns;
            string name;
            string link;
        }
        struct RolesState {
            address owner;
            address pendingOwner;
            address governor;
            address guardian;
            uint64 guardianUntil;
            uint64 pausedUntil;
            /// Before this the guardian cannot pause again.
            uint64 pausableFrom;
        }

        event Transfer(address indexed from, address indexed to, uint256 value);
        event Approval(address indexed owner, address indexed spender, uint256 value);
        /// The curve opened: the state it starts from. An initial supply also shows as a Transfer from zero.
        event Open(address indexed account, uint256 supply, uint256 reserve, uint256 fundingPool);
        /// `deposit` was paid in, `tribute` of it went to the funding pool; then the state after it.
        event Mint(address indexed account, uint256 deposit, uint256 tribute, uint256 minted, uint256 supply, uint256 reserve, uint256 fundingPool);
        /// `amount` tokens were burnt for `returned`; `tribute` went to the funding pool (gross = returned + tribute).
        event Redeem(address indexed account, uint256 amount, uint256 tribute, uint256 returned, uint256 supply, uint256 reserve, uint256 fundingPool);
        event Burn(address indexed account, uint32 indexed service, bytes32 indexed content, uint256 amount, uint256 supply, uint256 reserve, uint256 fundingPool);
        event Donate(address indexed account, uint256 amount, uint256 supply, uint256 reserve, uint256 fundingPool);
        /// `amount` was accepted for `tokens`, which vest; then supply and raised after it.
        event Contribute(address indexed account, uint256 amount, uint256 tokens, uint256 supply, uint256 raised);
        /// The hatch failed: contributors may take their money back.
        event HatchFailed(uint256 raised);
        event Refund(address indexed account, uint256 amount, uint256 tokens, uint256 supply, uint256 raised);
        event Allow(address indexed account, bool allowed);
        event Grant(uint32 indexed grantId, address indexed beneficiary, uint32 indexed proposal, uint256 amount, uint64 start, uint64 duration, bool asTokens, uint256 supply, uint256 reserve, uint256 fundingPool);
        /// `amount` of the grant was paid; `tokens` were minted for it if it is paid in tokens, else 0.
        event Withdraw(uint32 indexed grantId, address indexed beneficiary, address to, uint256 amount, uint256 tokens, uint256 supply, uint256 reserve, uint256 fundingPool);
        event Revoke(uint32 indexed grantId, uint32 indexed proposal, uint256 returned, uint256 supply, uint256 reserve, uint256 fundingPool);
        event Service(uint32 indexed service, address indexed owner, string name, string link);
        event Governor(address indexed governor);
        event OwnershipTransferStarted(address indexed from, address indexed to);
        event OwnershipTransferred(address indexed from, address indexed to);
        event Guardian(address indexed guardian, uint64 until);
        /// Paused until then; 0: no longer.
        event Pause(address indexed guardian, uint64 until);

        /// An amount of zero was given.
        error ZeroAmount();
        /// The zero address cannot spend tokens.
        error ZeroAddress();
        /// The account can hold nothing and have no role: it is the zero address, the Commons, its governor, one of its libraries, or its currency's contract.
        error InvalidRecipient();
        error InsufficientBalance();
        error InsufficientAllowance();
        /// The tokens are there, but vesting or staked.
        error Locked();
        /// The deadline given has passed.
        error DeadlinePassed();
        /// The outcome is below the minimum that the caller accepts: the price moved.
        error BelowMinimum();
        /// The amount is so small that rounding leaves nothing.
        error AmountTooSmall();
        /// Supply, reserve or amount leave the domain of the curve.
        error OutOfDomain();
        /// The last base unit of supply cannot be redeemed or burnt.
        error LastToken();
        /// The recipient did not take the payment.
        error PaymentRefused();
        /// A parameter of the deployment is out of its range.
        error InvalidParameter();
        /// The curve is not open: the hatch is running or has failed.
        error NotOpen();
        /// The hatch is over.
        error NotHatching();
        /// The hatch has reached its maximum.
        error HatchFull();
        /// The hatch has neither reached its maximum nor its deadline.
        error HatchNotOver();
        /// The hatch has not failed, so nothing is refunded.
        error NotRefunding();
        /// The account has contributed nothing, or has its money back.
        error NothingToRefund();
        /// The hatch has an allowlist and the account is not on it.
        error NotAllowed();
        /// The money is not of the Commons' currency: native value for an ERC-20 one, or the reverse.
        error WrongCurrency();
        /// The currency's contract refused, or moved another amount than was asked for.
        error CurrencyRefused();
        /// The guardian has paused this for a time.
        error Paused();
        /// The caller does not hold the role that this takes.
        error Unauthorized();
        /// The governor is set, once and for all; or it must be set before.
        error GovernorFixed();
        /// The grant reaches the spending limit of the funding pool.
        error OverSpendingLimit();
        /// The beneficiary's recent grants together reach the spending limit.
        error OverBeneficiaryLimit();
        error UnknownGrant();
        /// The grant is revoked already.
        error GrantRevoked();
        /// Nothing of the grant is due now.
        error NothingDue();
        error UnknownService();
        /// A text is too long, shows nothing or hides something, or is no link.
        error InvalidText();
        /// The list is empty or too long.
        error InvalidList();
    }

    /// Conviction voting: proposals, stakes, execution. Holds no money but the proposals' deposits.
    #[sol(abi)]
    #[derive(Debug, PartialEq, Eq)]
    interface Conviction {
        /// Sets the caller's stake on a proposal to `amount`, whatever it was before.
        struct Move {
            uint32 proposal;
            uint256 amount;
        }
        struct ProposalState {
            address author;
            /// 0 signal (requests nothing), 1 funding, 2 revocation of a grant.
            uint8 kind;
            /// 0 active, 1 passed, 2 cancelled, 3 expired.
            uint8 status;
            address beneficiary;
            /// Requested, in base units of the currency; for a revocation the grant's id.
            uint256 amount;
            /// Of the stream, in seconds; 0: at once.
            uint64 duration;
            bool asTokens;
            /// From this second on it can no longer pass or take stakes. 2^64 - 1: never.
            uint64 expiry;
            /// What the author can have back; 0 once returned.
            uint256 deposit;
            /// The stakes that lie on it, over or not.
            uint256 staked;
            /// As of now; of one that is over, as of its end.
            uint256 conviction;
        }
        struct Text {
            string title;
            string link;
        }
        struct Totals {
            /// On proposals that have not ended.
            uint256 staked;
            /// The stake that thresholds count with: follows `staked` at the speed of conviction. As of now.
            uint256 effectiveStake;
            /// The supply that the stake's floor counts with: the present one or its slow follower, whichever is more. As of now.
            uint256 effectiveSupply;
            uint32 proposals;
        }
        struct Settings {
            address commons;
            uint64 halfLife;
            /// The decay per second, times 2^128.
            uint256 decay;
            uint32 spendingLimit;
            uint32 weight;
            uint32 minStake;
            uint256 deposit;
            uint64 maxLifetime;
        }

        /// Creates a proposal; the value sent is its deposit. `kind` as in ProposalState, `lifetime` in seconds.
        function propose(uint8 kind, address beneficiary, uint256 amount, uint64 duration, bool asTokens, uint64 lifetime, string title, string link) external payable returns (uint32 proposal);
        /// Sets stakes, at most 16 in a call, each proposal once.
        function stake(Move[] moves) external;
        /// Executes a proposal whose conviction exceeds its threshold; by anyone.
        function execute(uint32 proposal) external;
        /// The author withdraws a proposal.
        function cancel(uint32 proposal) external;
        /// Ends a proposal whose time is over; by anyone.
        function expire(uint32 proposal) external;
        /// Frees the stakes of an account on proposals that are over; by anyone.
        function release(address account) external;
        /// Returns the deposit of a proposal that is over to its author; by anyone.
        function reclaim(uint32 proposal) external;

        function proposalOf(uint32 proposal) external view returns (ProposalState);
        function textOf(uint32 proposal) external view returns (Text);
        function stakesOf(address account) external view returns (Move[]);
        /// What conviction the proposal must exceed now; 2^256 - 1 where none suffices: for a signal, or for more than can be granted.
        function thresholdOf(uint32 proposal) external view returns (uint256);
        function totals() external view returns (Totals);
        function settings() external view returns (Settings);

        event Propose(uint32 indexed proposal, address indexed author, uint8 kind, address beneficiary, uint256 amount, uint64 duration, bool asTokens, uint64 expiry, uint256 deposit, string title, string link);
        /// The account's stake on the proposal is now `stake`; then the proposal's stake and conviction, and all stakes together.
        event Stake(uint32 indexed proposal, address indexed account, uint256 stake, uint256 staked, uint256 conviction, uint256 totalStaked);
        event Execute(uint32 indexed proposal, uint32 indexed grantId, uint256 conviction, uint256 threshold, uint256 totalStaked);
        event Cancel(uint32 indexed proposal, uint256 totalStaked);
        event Expire(uint32 indexed proposal, uint256 totalStaked);
        event Reclaim(uint32 indexed proposal, address indexed author, uint256 amount);

        error ZeroAmount();
        /// The account can get no grant: it is the zero address, this contract, the Commons, one of its libraries, or its currency's contract.
        error InvalidRecipient();
        error InvalidParameter();
        error UnknownProposal();
        /// The proposal is over.
        error NotActive();
        /// Its time is not over.
        error NotExpired();
        /// The proposal requests nothing: it can gather stake, but not pass.
        error NotExecutable();
        /// Its conviction does not exceed the threshold.
        error BelowThreshold();
        /// It requests the spending limit of the funding pool or more.
        error OverSpendingLimit();
        error DepositTooLow();
        /// More than 16 stakes of one account.
        error TooManyStakes();
        error InvalidList();
        error InvalidText();
        error NothingToRelease();
        error NothingToReclaim();
        error Unauthorized();
        error Paused();
        error PaymentRefused();
        error OutOfDomain();
        error InsufficientBalance();
    }
}
