//! What the examples share.

use weir_sandbox::{
    abi::Commons as Interface, commons::Error, world::DOT, Account, Commons, Opening, Refused,
    World, U256,
};

/// Alice deploys a Commons with the given opening.
pub fn open(opening: &Opening) -> (World, Commons) {
    let mut world = World::new();
    let (commons, _) =
        Commons::deploy(&mut world, Account::Alice, opening).expect("a valid opening is accepted");
    (world, commons)
}

/// Alice deploys a Commons with the usual opening.
pub fn opened() -> (World, Commons) {
    open(&Opening::default())
}

/// Amount of whole DOT or whole tokens in base units.
pub fn whole(amount: u128) -> U256 {
    U256::from(amount * DOT)
}

/// Asserts that a call is refused by this error and leaves the whole state as it was.
#[track_caller]
pub fn assert_refused<R: std::fmt::Debug>(
    world: &mut World,
    error: Error,
    call: impl FnOnce(&mut World) -> Result<R, Refused>,
) {
    let before = world.root();
    let refused = call(world).expect_err("the call is refused");
    assert_eq!(refused, Refused::Error(error));
    assert!(world.root() == before, "a refused call leaves the state as it was");
}

macro_rules! errors {
    ($($function:ident: $name:ident),* $(,)?) => {
        $(
            #[doc = concat!("The contract's error `", stringify!($name), "`.")]
            pub fn $function() -> Error {
                Error::$name(Interface::$name {})
            }
        )*
    };
}

errors! {
    zero_amount: ZeroAmount,
    zero_address: ZeroAddress,
    insufficient_balance: InsufficientBalance,
    insufficient_allowance: InsufficientAllowance,
    deadline_passed: DeadlinePassed,
    below_minimum: BelowMinimum,
    amount_too_small: AmountTooSmall,
    out_of_domain: OutOfDomain,
    last_token: LastToken,
    payment_refused: PaymentRefused,
    invalid_parameter: InvalidParameter,
}
