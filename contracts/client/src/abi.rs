//! The Solidity interface of the contracts: the one place off the chain where it is written down.
//!
//! A test compares it with the ABI that the contract build emits.

#![allow(missing_docs)] // the macro's output; the meaning of each item is documented on its declaration

use alloy_core::sol;

mod compare;

pub use compare::{compare_with, declared};

sol! {
    /// The Commons: token, curve, pools.
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
        /// Burns `amount` and pays its share of the reserve less the exit tribute.
        function redeem(uint256 amount, uint256 minReturn, uint64 deadline) external returns (uint256 returned);
        /// Destroys `amount` without payment, for a service and the hash of what was paid for.
        function burn(uint256 amount, uint32 service, bytes32 content) external;
        /// Puts the value sent into the funding pool.
        function donate() external payable;

        function quoteMint(uint256 deposit) external view returns (uint256 minted, uint256 tribute);
        function quoteRedeem(uint256 amount) external view returns (uint256 returned, uint256 tribute);
        function state() external view returns (uint256 supply, uint256 reserve, uint256 fundingPool);
        function parameters() external view returns (uint32 reserveRatio, uint32 entryTribute, uint32 exitTribute);
        /// Reserve base units per whole token (10^18 base units), rounded down.
        function spotPrice() external view returns (uint256);

        event Transfer(address indexed from, address indexed to, uint256 value);
        event Approval(address indexed owner, address indexed spender, uint256 value);
        /// The curve opened: the state it starts from. The initial supply also shows as a Transfer from zero.
        event Open(address indexed account, uint256 supply, uint256 reserve, uint256 fundingPool);
        /// `deposit` was paid in, `tribute` of it went to the funding pool; then the state after it.
        event Mint(address indexed account, uint256 deposit, uint256 tribute, uint256 minted, uint256 supply, uint256 reserve, uint256 fundingPool);
        /// `amount` tokens were burnt for `returned`; `tribute` went to the funding pool (gross = returned + tribute).
        event Redeem(address indexed account, uint256 amount, uint256 tribute, uint256 returned, uint256 supply, uint256 reserve, uint256 fundingPool);
        event Burn(address indexed account, uint32 indexed service, bytes32 indexed content, uint256 amount, uint256 supply, uint256 reserve, uint256 fundingPool);
        event Donate(address indexed account, uint256 amount, uint256 supply, uint256 reserve, uint256 fundingPool);

        /// An amount of zero was given.
        error ZeroAmount();
        /// The zero address cannot hold or spend tokens.
        error ZeroAddress();
        error InsufficientBalance();
        error InsufficientAllowance();
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
    }
}
