//! What each error of the contracts means to the one who meets it.

/// A sentence without its final stop, by the error's name; one for every error of both interfaces.
pub(super) fn of(name: &str) -> &'static str {
    match name {
        "ZeroAmount" => "the amount is zero: give one above zero",
        "ZeroAddress" => "the zero address can spend nothing: check whom you approve",
        "InvalidRecipient" => {
            "whatever goes there is lost: the account is the zero address, the Commons itself, its \
             vote, one of its code libraries, or its currency's contract; give another one"
        }
        "InsufficientBalance" => {
            "the account holds fewer tokens than that, all its stakes together: lower the amount"
        }
        "InsufficientAllowance" => {
            "the owner has not approved that many tokens: ask for a higher allowance"
        }
        "Locked" => {
            "the account holds the tokens, but they vest or are staked: wait until they are free, \
             lower a stake (`weir proposal unstake`), or lower the amount"
        }
        "DeadlinePassed" => {
            "the deadline passed before the transaction was executed, and nothing was done: try \
             again, with a longer deadline if the chain is slow"
        }
        "BelowMinimum" => {
            "the outcome would be below your minimum, because the price moved or the minimum is \
             too high: get a new quote, or accept less"
        }
        "AmountTooSmall" => "the amount is so small that rounding leaves nothing: give more",
        "OutOfDomain" => {
            "the amount takes a figure beyond what the contract can compute: give a smaller one"
        }
        "LastToken" => {
            "the last base unit of supply must stay, or the curve could never open again: leave at \
             least one base unit; only a wound-down Commons pays the last one out"
        }
        "PaymentRefused" => {
            "the account did not take the payment: a contract without a payable fallback cannot \
             receive native money, and an account must be left with at least the existential \
             deposit"
        }
        "InvalidParameter" => {
            "a parameter is out of its range: `weir params` shows those of this Commons, the bounds \
             of each rule and the largest step, and the command's --help says what is possible"
        }
        "NotOpen" => {
            "the curve is not open: the hatch is still running or has failed, or a wind-down is \
             announced or done; `weir status` says which, and once a wind-down is announced tokens \
             are redeemed by equal share (`weir redeem`)"
        }
        "NotHatching" => {
            "the hatch is over: if the curve is open, `weir mint` gives tokens; if the hatch \
             failed, `weir hatch refund` gives contributions back"
        }
        "HatchFull" => {
            "the hatch has reached its maximum and takes no more: anyone can open the curve now \
             with `weir hatch close`"
        }
        "HatchNotOver" => {
            "the hatch can be closed once its maximum is reached or its deadline has passed; \
             `weir hatch status` shows both"
        }
        "NotRefunding" => {
            "nothing is refunded, because the hatch has not failed; if its deadline has passed \
             below the minimum, `weir hatch close` comes first"
        }
        "NothingToRefund" => "the account has contributed nothing, or has its money back already",
        "NotAllowed" => {
            "this hatch takes contributions only from accounts on its list: ask the owner to add \
             the account (`weir hatch allow`)"
        }
        "WrongCurrency" => {
            "the money is not of the Commons' currency; `weir params` shows which one it takes"
        }
        "CurrencyRefused" => {
            "the currency's own contract refused, or moved another amount than it was asked to: \
             check the balance of that currency; a token that takes a fee on transfers cannot be \
             used"
        }
        "Paused" => {
            "the guardian has paused this for a time; redeeming, staking and withdrawing stay \
             possible, and `weir status` shows when the pause ends"
        }
        "Unauthorized" => {
            "the account does not hold the role that this takes: `weir params` shows who does; a \
             proposal is withdrawn by its author, a grant by its beneficiary"
        }
        "GovernorFixed" => {
            "the owner has set the governor already, and only a vote can set another one (`weir \
             proposal create governor`); or ownership is to be given up, which comes after it"
        }
        "NoGovernor" => {
            "the Commons has no governor yet, and takes no money before it has one: its owner sets \
             it (`weir owner set-governor`)"
        }
        "RuleFixed" => {
            "this Commons was deployed so that no vote can change this: `weir params` shows what a \
             vote can change"
        }
        "TooSoon" => {
            "the rule changed less than a window ago: `weir params` shows from when on it can \
             change again"
        }
        "NotYetFree" => {
            "the account asked for its staked tokens: they are free 30 days after that (`weir \
             balance` shows when), and until it takes that back (`weir unlock --cancel`) none of \
             its stakes can rise; where they are free already, the vote may still count them: end \
             its stakes first (`weir proposal forfeit ACCOUNT`)"
        }
        "NotLapsed" => {
            "the grant can still be claimed: it lapses a year after the last of it came due, and \
             `weir grant show` says when that is"
        }
        "OverSpendingLimit" => {
            "the amount, together with what was granted lately, reaches the spending limit of the \
             funding pool: ask for less, or wait until earlier grants count no more or the pool has \
             grown (money that has just come counts little by little)"
        }
        "UnknownGrant" => {
            "there is no grant of this number: `weir grant list` shows those there are"
        }
        "GrantRevoked" => "the grant is revoked already: what was due then can still be withdrawn",
        "NothingDue" => {
            "there is nothing to take: a stream pays as time passes, what was paid is gone (`weir \
             grant show` says how much), and money or tokens that nothing is owed of cannot be asked \
             for"
        }
        "UnknownService" => {
            "there is no service of this number: `weir service list` shows those there are, and \
             `weir service register` adds one"
        }
        "InvalidText" => {
            "a text is too long, shows nothing, hides or reorders characters, or is no https:// \
             link: a Commons' name and a service's have 1 to 32 bytes, a symbol 1 to 12, a \
             proposal's title 1 to 64, a service's link at most 128 and a proposal's 160"
        }
        "InvalidList" => {
            "the list is empty or too long: at most 32 accounts or 16 stakes in one call, each \
             named once"
        }
        "UnknownProposal" => {
            "there is no proposal of this number: `weir proposal list` shows those there are"
        }
        "NotActive" => {
            "the proposal is over: it has passed, was cancelled or has expired, and takes no more \
             stakes; `weir proposal show` says which"
        }
        "NotExpired" => {
            "the proposal's time is not over: only its author can end it before (`weir proposal \
             cancel`)"
        }
        "NotExecutable" => {
            "the proposal requests nothing: it is there to be staked on, and never passes"
        }
        "NotAnnounced" => {
            "the proposal is not announced, or was announced too long ago: it has to be announced \
             (`weir proposal announce`), and can be executed after its notice; `weir proposal show` \
             says where it stands"
        }
        "Announced" => {
            "the proposal is announced already: it can be executed after its notice; `weir proposal \
             show` says when"
        }
        "TooEarly" => {
            "the notice of the proposal is not over, so that people can still object or leave: `weir \
             proposal show` says when it can be executed"
        }
        "StillPasses" => {
            "the announced proposal still passes, and its time to be executed is not over: an \
             announcement is taken back only of one that does not pass any more or was not executed \
             in time"
        }
        "BelowThreshold" => {
            "support less objections is not enough for the proposal: `weir proposal show` says how \
             many tokens are missing and how long it takes"
        }
        "DepositTooLow" => {
            "the deposit is below what this Commons asks for a proposal: `weir params` shows how \
             much"
        }
        "TooManyStakes" => {
            "an account can stake on at most 16 proposals at once: take another stake away first \
             (`weir proposal unstake`), or free those that are over (`weir proposal release`)"
        }
        "NothingToRelease" => {
            "none of the account's stakes can be freed or ended now: its owner can free those on \
             proposals that are over, others only once those are over for 30 days and a half-life; \
             and only of an account that asked for its tokens or freed them (`weir unlock`) can others end \
             them all"
        }
        "NothingToReclaim" => {
            "the proposal's deposit is back with its author, or the proposal is not over: it must \
             have passed, expired or been cancelled"
        }
        _ => {
            "the contract gave an error that this program has no words for: is it of another version?"
        }
    }
}
