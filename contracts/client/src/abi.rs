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
        /// What the governor needs to decide: supply, funding pool, until when the guardian has paused (in the past: not), and the spending limit in parts per million, 0 where nothing can be granted.
        function governance(address beneficiary) external view returns (uint256 supply, uint256 fundingPool, uint64 pausedUntil, uint32 spendingLimit);
        /// Puts money that arrived without a message into the funding pool, by anyone.
        function credit() external returns (uint256 amount);

        // Phases: 0 hatch, 1 open, 2 refunding, 3 closing (a wind-down is announced), 4 closed.
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
        /// Sets how much of an account's tokens is staked; returns what `governance` does.
        function lock(address account, uint256 staked) external returns (uint256 supply, uint256 fundingPool, uint64 pausedUntil, uint32 spendingLimit);
        /// Grants from the funding pool; a duration of 0 is due at once.
        function grant(address beneficiary, uint256 amount, uint64 duration, bool asTokens, uint32 proposal) external returns (uint32 grantId);
        /// What of a grant is not yet due returns to the funding pool.
        function revoke(uint32 grantId, uint32 proposal) external returns (uint256 returned);
        /// Changes a rule: 1 entry tribute, 2 exit tribute, 3 spending limit, 4 window.
        function setRule(uint8 rule, uint256 value) external;
        /// Announces the wind-down (no mints and grants, redemptions by equal share), or takes that back.
        function closing(bool announced) external;
        /// Winds the Commons down after its announcement: the funding pool joins the reserve, for good.
        function windDown() external;

        // Staked tokens
        /// Asks for the caller's staked tokens without the governor; frees them once 30 days are over.
        function unlock() external;
        /// Takes that back: the governor may raise the caller's stake again.
        function cancelUnlock() external;
        /// When the tokens of an account that asked for them are free; 0: it did not ask.
        function unlockOf(address account) external view returns (uint64 freeAt);

        // Grants
        /// Pays what is due to `to`; by the beneficiary only. `minTokens` counts for a grant in tokens.
        function withdraw(uint32 grantId, address to, uint256 minTokens) external returns (uint256 paid);
        function grantOf(uint32 grantId) external view returns (GrantState);
        function grants() external view returns (uint32);
        /// Ends a grant that was not claimed within a year after the last of it came due; the rest returns to the funding pool. By anyone.
        function lapse(uint32 grantId) external returns (uint256 returned);
        /// Spending limit in parts per million, window in seconds, what is granted but not yet withdrawn, and what recent grants still count against the limit.
        function limits() external view returns (uint32 spendingLimit, uint64 window, uint256 owed, uint256 recentlyGranted);
        /// A rule that a vote may change: what it is, the bounds, and the largest step (0: it never changes). `changeableFrom`: a window after the last change, 0 before the first.
        function rule(uint8 rule) external view returns (uint256 value, uint256 least, uint256 most, uint256 step, uint64 changeableFrom);

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
        /// A grant that was not claimed in time ended; the rest returned to the funding pool.
        event Lapse(uint32 indexed grantId, uint256 returned, uint256 supply, uint256 reserve, uint256 fundingPool);
        /// Money that had arrived without a message went to the funding pool.
        event Credit(address indexed account, uint256 amount, uint256 supply, uint256 reserve, uint256 fundingPool);
        /// The account asked for its staked tokens, free at that time; 0: they are free now, or it took the request back.
        event Unlock(address indexed account, uint256 staked, uint64 freeAt);
        /// A rule changed by vote.
        event Rule(uint8 indexed rule, uint256 value);
        /// A wind-down was announced, or that was taken back.
        event Closing(bool announced);
        /// The Commons was wound down: the funding pool joined the reserve.
        event WindDown(uint256 supply, uint256 reserve, uint256 fundingPool);
        event Service(uint32 indexed service, address indexed owner, string name, string link);
        event Governor(address indexed governor);
        event OwnershipTransferStarted(address indexed from, address indexed to);
        event OwnershipTransferred(address indexed from, address indexed to);
        event Guardian(address indexed guardian, uint64 until);
        /// Paused until then; no longer if that is the present.
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
        /// The curve is not open: the hatch is running or has failed, or the Commons is wound down.
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
        /// The owner has set the governor already; or it must be set before.
        error GovernorFixed();
        /// No money is taken before the Commons has a governor.
        error NoGovernor();
        /// The deployment does not let a vote change this.
        error RuleFixed();
        /// The rule changed less than a window ago.
        error TooSoon();
        /// The account asked for its staked tokens: they are not free yet, and no stake can rise.
        error NotYetFree();
        /// The grant can still be claimed.
        error NotLapsed();
        /// The grant and the recent ones together reach the spending limit of the funding pool.
        error OverSpendingLimit();
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
        /// Sets the caller's stake on a proposal to `amount`, for or against it, whatever it was before.
        struct Move {
            uint32 proposal;
            uint256 amount;
            bool against;
        }
        /// Within what a vote may change a rule, and by how much at once; a step of 0: never.
        struct Bounds {
            uint256 least;
            uint256 most;
            uint256 step;
        }
        struct ProposalState {
            address author;
            /// 0 signal (requests nothing), 1 funding, 2 revocation of a grant, 3 change of a rule, 4 change of the governor, 5 wind-down.
            uint8 kind;
            /// 0 active, 1 passed, 2 cancelled, 3 expired.
            uint8 status;
            address beneficiary;
            /// Requested, in base units of the currency; for a revocation the grant's id, for a rule its new value.
            uint256 amount;
            /// Of the stream, in seconds; 0: at once. For a rule its number.
            uint64 duration;
            bool asTokens;
            /// From this second on it can no longer pass or take stakes. 2^64 - 1: never.
            uint64 expiry;
            /// What the author can have back; 0 once returned.
            uint256 deposit;
            /// The stakes for it, over or not.
            uint256 staked;
            /// Of the stakes for it. As of now; of one that is over, as of its end.
            uint256 conviction;
            /// The stakes against it.
            uint256 opposed;
            /// Conviction of the stakes against it.
            uint256 opposition;
            /// When it was announced; 0: it is not.
            uint64 announced;
        }
        struct Text {
            string title;
            string link;
        }
        struct Totals {
            /// On all proposals, for and against, over or not.
            uint256 staked;
            /// The stake that thresholds count with: follows `staked` at the speed of conviction. As of now.
            uint256 effectiveStake;
            /// The supply that the stake's floor counts with: the present one or its slow follower, whichever is more. As of now.
            uint256 effectiveSupply;
            uint32 proposals;
            /// The funding pool that thresholds count with: the present one or its slow follower, whichever is less. As of now.
            uint256 effectiveFunds;
        }
        struct Settings {
            address commons;
            uint64 halfLife;
            /// The decay per second, times 2^128.
            uint256 decay;
            /// The Commons': 0 where nothing can be granted.
            uint32 spendingLimit;
            uint32 weight;
            uint32 minStake;
            uint256 deposit;
            uint64 maxLifetime;
            /// Seconds between announcement and execution.
            uint64 notice;
            /// The same for changes of rules and governor, and for the wind-down.
            uint64 longNotice;
            /// The share of the supply that a change of a rule or of the governor takes; 0: there is none.
            uint32 ruleShare;
            /// The share of the supply that a wind-down takes; 0: there is none.
            uint32 exitShare;
        }

        /// Creates a proposal; the value sent is its deposit. `kind` as in ProposalState, `lifetime` in seconds.
        function propose(uint8 kind, address beneficiary, uint256 amount, uint64 duration, bool asTokens, uint64 lifetime, string title, string link) external payable returns (uint32 proposal);
        /// Sets stakes, at most 16 in a call, each proposal once.
        function stake(Move[] moves) external;
        /// Announces a proposal that passes: it can be executed after its notice. By anyone.
        function announce(uint32 proposal) external;
        /// Takes an announcement back, of a proposal that does not pass any more or was not executed in time; by anyone.
        function reset(uint32 proposal) external;
        /// Executes an announced proposal after its notice, if it still passes; by anyone.
        function execute(uint32 proposal) external;
        /// The author withdraws a proposal.
        function cancel(uint32 proposal) external;
        /// Ends a proposal whose time is over; by anyone.
        function expire(uint32 proposal) external;
        /// Frees the stakes of an account on proposals that are over: the account's own at any time, others' once they are over for 30 days and a half-life.
        function release(address account) external;
        /// Ends all stakes of an account that asked the Commons for its tokens; by anyone.
        function forfeit(address account) external;
        /// Returns the deposit of a proposal that is over to its author; by anyone.
        function reclaim(uint32 proposal) external;

        function proposalOf(uint32 proposal) external view returns (ProposalState);
        function textOf(uint32 proposal) external view returns (Text);
        function stakesOf(address account) external view returns (Move[]);
        /// When an announced proposal can be executed, first and last; 0, 0 of one that is not announced.
        function noticeOf(uint32 proposal) external view returns (uint64 from, uint64 until);
        /// A rule of the vote (5 notice, 6 weight, 7 minimum stake, 8 deposit, 9 half-life), as in the Commons.
        function rule(uint8 rule) external view returns (uint256 value, uint256 least, uint256 most, uint256 step, uint64 changeableFrom);
        /// What support less opposition must exceed now; 2^256 - 1 where none suffices: for a signal, or for more than can be granted.
        function thresholdOf(uint32 proposal) external view returns (uint256);
        function totals() external view returns (Totals);
        function settings() external view returns (Settings);

        event Propose(uint32 indexed proposal, address indexed author, uint8 kind, address beneficiary, uint256 amount, uint64 duration, bool asTokens, uint64 expiry, uint256 deposit, string title, string link);
        /// The account's stake on the proposal is now `stake`, for or against it; then the proposal's stakes and convictions for and against, and all stakes together.
        event Stake(uint32 indexed proposal, address indexed account, uint256 stake, bool against, uint256 staked, uint256 conviction, uint256 opposed, uint256 opposition, uint256 totalStaked);
        /// The proposal passes; it can be executed from then until then if it still does.
        event Announce(uint32 indexed proposal, uint64 executableFrom, uint64 executableUntil);
        /// The announcement was taken back.
        event Reset(uint32 indexed proposal);
        /// The proposal was executed: support less opposition exceeded the threshold. `grantId` is 0 where no grant came or ended.
        event Execute(uint32 indexed proposal, uint32 indexed grantId, uint256 conviction, uint256 opposition, uint256 threshold, uint256 totalStaked);
        /// A rule of the vote changed by vote.
        event Rule(uint8 indexed rule, uint256 value);
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
        /// The proposal is not announced, or was announced too long ago.
        error NotAnnounced();
        /// The proposal is announced already.
        error Announced();
        /// The notice of the proposal is not over.
        error TooEarly();
        /// The announced proposal still passes.
        error StillPasses();
        /// The deployment does not let a vote change this.
        error RuleFixed();
        /// The rule changed less than a window ago.
        error TooSoon();
        /// The curve is not open: the hatch is running or has failed, or the Commons is wound down.
        error NotOpen();
        /// The account asked for its staked tokens: no stake can rise.
        error NotYetFree();
        /// Support less opposition does not exceed the threshold.
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
