//! The contract's interface, as ink! sees it: from it come the ABI and the metadata, and through it
//! the contract can be called in ink!'s own environment.
//!
//! The blob does not contain this module. ink!'s generated entry points read the contract's root
//! value from storage at every call and write it back, which costs half of what a whole transfer
//! does here; `revive` has leaner ones. Both lead to [`crate::front`] and its libraries. The
//! client's tests compare the ABI that comes from here with the interface it uses, and the sandbox
//! calls the blobs by that interface: so the two stay in step.

#![allow(non_snake_case)] // argument and field names are part of the Solidity ABI
#![allow(missing_docs)] // what fields and generated items mean stands at their event or message
#![allow(unreachable_pub)] // ink! wants its items public

/// The Commons: token, curve and pools.
#[ink::contract]
pub mod commons {
    use ink::{U256, codegen::StaticEnv, prelude::string::String, primitives::sol::FixedBytes};

    use crate::{
        abi::{Word, ZERO, selector, word},
        events,
        front::{self, Answer},
        host::{Called, Host},
        market,
        pools::Pools,
        treasury::{self, Output},
    };

    /// Tokens moved, were minted (from zero) or destroyed (to zero).
    #[ink(event)]
    pub struct Transfer {
        #[ink(topic)]
        pub from: Address,
        #[ink(topic)]
        pub to: Address,
        pub value: U256,
    }

    /// An allowance was set.
    #[ink(event)]
    pub struct Approval {
        #[ink(topic)]
        pub owner: Address,
        #[ink(topic)]
        pub spender: Address,
        pub value: U256,
    }

    /// The curve opened: the state it starts from.
    #[ink(event)]
    pub struct Open {
        #[ink(topic)]
        pub account: Address,
        pub supply: U256,
        pub reserve: U256,
        pub fundingPool: U256,
    }

    /// `deposit` was paid in, `tribute` of it went to the funding pool; then the state after it.
    #[ink(event)]
    pub struct Mint {
        #[ink(topic)]
        pub account: Address,
        pub deposit: U256,
        pub tribute: U256,
        pub minted: U256,
        pub supply: U256,
        pub reserve: U256,
        pub fundingPool: U256,
    }

    /// `amount` was burnt for `returned`; `tribute` went to the funding pool.
    #[ink(event)]
    pub struct Redeem {
        #[ink(topic)]
        pub account: Address,
        pub amount: U256,
        pub tribute: U256,
        pub returned: U256,
        pub supply: U256,
        pub reserve: U256,
        pub fundingPool: U256,
    }

    /// `amount` was destroyed for a service and the hash of what was paid for.
    #[ink(event)]
    pub struct Burn {
        #[ink(topic)]
        pub account: Address,
        #[ink(topic)]
        pub service: u32,
        #[ink(topic)]
        pub content: FixedBytes<32>,
        pub amount: U256,
        pub supply: U256,
        pub reserve: U256,
        pub fundingPool: U256,
    }

    /// `amount` was given to the funding pool.
    #[ink(event)]
    pub struct Donate {
        #[ink(topic)]
        pub account: Address,
        pub amount: U256,
        pub supply: U256,
        pub reserve: U256,
        pub fundingPool: U256,
    }

    /// A refusal.
    #[ink::error]
    #[derive(Debug, PartialEq, Eq)]
    pub enum Error {
        /// An amount of zero was given.
        ZeroAmount,
        /// The zero address cannot hold or spend tokens.
        ZeroAddress,
        /// The balance is smaller than the amount.
        InsufficientBalance,
        /// The allowance is smaller than the amount.
        InsufficientAllowance,
        /// The deadline given has passed.
        DeadlinePassed,
        /// The outcome is below the minimum that the caller accepts: the price moved.
        BelowMinimum,
        /// The amount is so small that rounding leaves nothing.
        AmountTooSmall,
        /// Supply, reserve or amount leave the domain of the curve.
        OutOfDomain,
        /// The last base unit of supply cannot be redeemed or burnt.
        LastToken,
        /// The recipient did not take the payment.
        PaymentRefused,
        /// A parameter of the deployment is out of its range.
        InvalidParameter,
    }

    impl From<crate::error::Error> for Error {
        fn from(error: crate::error::Error) -> Self {
            use crate::error::Error as Refusal;
            match error {
                Refusal::ZeroAmount => Self::ZeroAmount,
                Refusal::ZeroAddress => Self::ZeroAddress,
                Refusal::InsufficientBalance => Self::InsufficientBalance,
                Refusal::InsufficientAllowance => Self::InsufficientAllowance,
                Refusal::DeadlinePassed => Self::DeadlinePassed,
                Refusal::BelowMinimum => Self::BelowMinimum,
                Refusal::AmountTooSmall => Self::AmountTooSmall,
                Refusal::OutOfDomain => Self::OutOfDomain,
                Refusal::LastToken => Self::LastToken,
                Refusal::PaymentRefused => Self::PaymentRefused,
                // ink! has decoded the call: what is left of malformed ones are parameters.
                _ => Self::InvalidParameter,
            }
        }
    }

    /// The contract. Its state is kept by `token` and `pools`, each in storage items of its own.
    #[ink(storage)]
    pub struct Commons {}

    impl Commons {
        /// Opens the curve: the value sent is the reserve, `initialSupply` goes to the caller.
        #[ink(constructor, payable)]
        pub fn new(
            name: String,
            symbol: String,
            reserveRatio: u32,
            entryTribute: u32,
            exitTribute: u32,
            initialSupply: U256,
        ) -> Result<Self, Error> {
            let data = ink::sol::encode_sequence(&(
                name,
                symbol,
                reserveRatio,
                entryTribute,
                exitTribute,
                initialSupply,
            ));
            let mut chain = Chain { data };
            Pools::unopened(&word(1), &word(2)).store(&mut chain);
            treasury::call(&mut chain, 0, 0, &mut Output::default())?;
            Ok(Self {})
        }

        /// The token's name.
        #[ink(message)]
        pub fn name(&self) -> Result<String, Error> {
            Ok(text(&self.ask("name()", &[])?))
        }

        /// The token's symbol.
        #[ink(message)]
        pub fn symbol(&self) -> Result<String, Error> {
            Ok(text(&self.ask("symbol()", &[])?))
        }

        /// The decimals of the token: 18.
        #[ink(message)]
        pub fn decimals(&self) -> Result<u8, Error> {
            Ok(number(&self.ask("decimals()", &[])?, 0).low_u32() as u8)
        }

        /// Tokens that exist.
        #[ink(message)]
        pub fn totalSupply(&self) -> Result<U256, Error> {
            Ok(number(&self.ask("totalSupply()", &[])?, 0))
        }

        /// The tokens of an account.
        #[ink(message)]
        pub fn balanceOf(&self, account: Address) -> Result<U256, Error> {
            Ok(number(&self.ask("balanceOf(address)", &[account_word(&account)])?, 0))
        }

        /// What `spender` may still take from `owner`.
        #[ink(message)]
        pub fn allowance(&self, owner: Address, spender: Address) -> Result<U256, Error> {
            let words = [account_word(&owner), account_word(&spender)];
            Ok(number(&self.ask("allowance(address,address)", &words)?, 0))
        }

        /// Moves tokens to an account.
        #[ink(message)]
        pub fn transfer(&mut self, to: Address, value: U256) -> Result<bool, Error> {
            let words = [account_word(&to), number_word(value)];
            self.ask("transfer(address,uint256)", &words)?;
            Ok(true)
        }

        /// Sets what `spender` may take from the caller; 2^128 or more means without limit.
        #[ink(message)]
        pub fn approve(&mut self, spender: Address, value: U256) -> Result<bool, Error> {
            let words = [account_word(&spender), number_word(value)];
            self.ask("approve(address,uint256)", &words)?;
            Ok(true)
        }

        /// Moves tokens on behalf of their owner.
        #[ink(message)]
        pub fn transferFrom(
            &mut self,
            from: Address,
            to: Address,
            value: U256,
        ) -> Result<bool, Error> {
            let words = [account_word(&from), account_word(&to), number_word(value)];
            self.ask("transferFrom(address,address,uint256)", &words)?;
            Ok(true)
        }

        /// Raises an allowance.
        #[ink(message)]
        pub fn increaseAllowance(&mut self, spender: Address, added: U256) -> Result<bool, Error> {
            let words = [account_word(&spender), number_word(added)];
            self.ask("increaseAllowance(address,uint256)", &words)?;
            Ok(true)
        }

        /// Lowers an allowance.
        #[ink(message)]
        pub fn decreaseAllowance(
            &mut self,
            spender: Address,
            subtracted: U256,
        ) -> Result<bool, Error> {
            let words = [account_word(&spender), number_word(subtracted)];
            self.ask("decreaseAllowance(address,uint256)", &words)?;
            Ok(true)
        }

        /// Deposits the value sent; `deadline` is in seconds since the Unix epoch.
        #[ink(message, payable)]
        pub fn mint(&mut self, minTokens: U256, deadline: u64) -> Result<U256, Error> {
            let words = [number_word(minTokens), word(deadline.into())];
            Ok(number(&self.ask("mint(uint256,uint64)", &words)?, 0))
        }

        /// Burns `amount` and pays its share of the reserve less the exit tribute.
        #[ink(message)]
        pub fn redeem(
            &mut self,
            amount: U256,
            minReturn: U256,
            deadline: u64,
        ) -> Result<U256, Error> {
            let words = [number_word(amount), number_word(minReturn), word(deadline.into())];
            Ok(number(&self.ask("redeem(uint256,uint256,uint64)", &words)?, 0))
        }

        /// Destroys `amount` without payment, for a service and the hash of what was paid for.
        #[ink(message)]
        pub fn burn(
            &mut self,
            amount: U256,
            service: u32,
            content: FixedBytes<32>,
        ) -> Result<(), Error> {
            let words = [number_word(amount), word(service.into()), bytes_word(&content.0)];
            self.ask("burn(uint256,uint32,bytes32)", &words)?;
            Ok(())
        }

        /// Puts the value sent into the funding pool.
        #[ink(message, payable)]
        pub fn donate(&mut self) -> Result<(), Error> {
            self.ask("donate()", &[])?;
            Ok(())
        }

        /// What a deposit would mint, and its tribute.
        #[ink(message)]
        pub fn quoteMint(&self, deposit: U256) -> Result<(U256, U256), Error> {
            let answer = self.ask("quoteMint(uint256)", &[number_word(deposit)])?;
            Ok((number(&answer, 0), number(&answer, 1)))
        }

        /// What redeeming an amount would pay, and its tribute.
        #[ink(message)]
        pub fn quoteRedeem(&self, amount: U256) -> Result<(U256, U256), Error> {
            let answer = self.ask("quoteRedeem(uint256)", &[number_word(amount)])?;
            Ok((number(&answer, 0), number(&answer, 1)))
        }

        /// Supply, reserve and funding pool.
        #[ink(message)]
        pub fn state(&self) -> Result<(U256, U256, U256), Error> {
            let answer = self.ask("state()", &[])?;
            Ok((number(&answer, 0), number(&answer, 1), number(&answer, 2)))
        }

        /// Reserve ratio, entry and exit tribute, in parts per million.
        #[ink(message)]
        pub fn parameters(&self) -> Result<(u32, u32, u32), Error> {
            let answer = self.ask("parameters()", &[])?;
            let share = |at| number(&answer, at).low_u32();
            Ok((share(0), share(1), share(2)))
        }

        /// Reserve base units per whole token (10^18 base units), rounded down.
        #[ink(message)]
        pub fn spotPrice(&self) -> Result<U256, Error> {
            Ok(number(&self.ask("spotPrice()", &[])?, 0))
        }

        /// Lets the contract answer the message of a signature.
        fn ask(&self, signature: &str, words: &[Word]) -> Result<Output, Error> {
            let mut data = selector(signature).to_be_bytes().to_vec();
            data.extend(words.as_flattened().iter().flat_map(|limb| limb.to_ne_bytes()));
            let (selector, len) = (selector(signature), data.len() as u64);
            let mut chain = Chain { data };
            let (mut words, mut answer) = ([ZERO; 3], Answer::Done);
            front::call(&mut chain, selector, len, &mut words, &mut answer)?;
            let mut output = Output::default();
            if answer == Answer::Library && words[0] == word(1) {
                let mut market = market::Output::default();
                market::call(&mut chain, selector, len, &mut market)?;
                market.words[..market.len].iter().for_each(|word| output.push(*word));
            } else if answer == Answer::Library {
                treasury::call(&mut chain, selector, len, &mut output)?;
            } else {
                words.iter().for_each(|word| output.push(*word));
            }
            Ok(output)
        }
    }

    /// The bytes of a word.
    fn word_bytes(word: &Word) -> [u8; 32] {
        let mut bytes = [0; 32];
        for (place, limb) in bytes.chunks_exact_mut(8).zip(word) {
            place.copy_from_slice(&limb.to_ne_bytes());
        }
        bytes
    }

    /// The word of 32 bytes.
    fn bytes_word(bytes: &[u8; 32]) -> Word {
        let mut word = ZERO;
        for (limb, bytes) in word.iter_mut().zip(bytes.as_chunks().0) {
            *limb = u64::from_ne_bytes(*bytes);
        }
        word
    }

    /// The word of a number.
    fn number_word(number: U256) -> Word {
        bytes_word(&number.to_big_endian())
    }

    /// The word of an address.
    fn account_word(account: &Address) -> Word {
        let mut bytes = [0; 32];
        bytes[12..].copy_from_slice(&account.0);
        bytes_word(&bytes)
    }

    /// The address of a word.
    fn account(word: &Word) -> Address {
        Address::from_slice(&word_bytes(word)[12..])
    }

    /// The number in place `at` of an answer.
    fn number(answer: &Output, at: usize) -> U256 {
        U256::from_big_endian(&word_bytes(&answer.words[at]))
    }

    /// The text of an answer: an offset, a length, the bytes.
    fn text(answer: &Output) -> String {
        let len = number(answer, 1).low_u32() as usize;
        String::from_utf8_lossy(&word_bytes(&answer.words[2])[..len]).into_owned()
    }

    /// ink!'s environment as the contract's chain.
    struct Chain {
        /// The call data.
        data: Vec<u8>,
    }

    impl Host for Chain {
        fn arguments(&mut self, from: u32, words: &mut [Word]) {
            let mut data = self.data[from as usize..].to_vec();
            data.resize(32 * words.len(), 0);
            for (word, bytes) in words.iter_mut().zip(data.as_chunks().0) {
                *word = bytes_word(bytes);
            }
        }

        fn caller(&mut self, account: &mut Word) {
            *account = account_word(&Commons::env().caller());
        }

        fn address(&mut self, account: &mut Word) {
            *account = account_word(&Commons::env().address());
        }

        fn value(&mut self) -> Option<u128> {
            Commons::env().transferred_value().try_into().ok()
        }

        fn now(&mut self) -> u64 {
            Commons::env().block_timestamp()
        }

        fn get(&mut self, key: &[u64], value: &mut [u64]) -> bool {
            match ink::env::get_contract_storage::<_, Vec<u64>>(&key.to_vec()) {
                Ok(Some(words)) => {
                    value.copy_from_slice(&words);
                    true
                }
                _ => false,
            }
        }

        fn set(&mut self, key: &[u64], value: &[u64]) {
            ink::env::set_contract_storage(&key.to_vec(), &value.to_vec());
        }

        fn get_word(&mut self, key: &Word, word: &mut Word) {
            if !self.get(key, word) {
                *word = ZERO;
            }
        }

        fn set_word(&mut self, key: &Word, word: &Word) {
            self.set(key, word);
        }

        fn emit(&mut self, topics: &[Word], data: &[Word]) {
            let env = Commons::env();
            let account = |at: usize| account(&topics[at]);
            let amount = |at: usize| U256::from_big_endian(&word_bytes(&data[at]));
            match topics[0] {
                topic if topic == events::TRANSFER => {
                    env.emit_event(Transfer { from: account(1), to: account(2), value: amount(0) })
                }
                topic if topic == events::APPROVAL => env.emit_event(Approval {
                    owner: account(1),
                    spender: account(2),
                    value: amount(0),
                }),
                topic if topic == events::OPEN => env.emit_event(Open {
                    account: account(1),
                    supply: amount(0),
                    reserve: amount(1),
                    fundingPool: amount(2),
                }),
                topic if topic == events::MINT => env.emit_event(Mint {
                    account: account(1),
                    deposit: amount(0),
                    tribute: amount(1),
                    minted: amount(2),
                    supply: amount(3),
                    reserve: amount(4),
                    fundingPool: amount(5),
                }),
                topic if topic == events::REDEEM => env.emit_event(Redeem {
                    account: account(1),
                    amount: amount(0),
                    tribute: amount(1),
                    returned: amount(2),
                    supply: amount(3),
                    reserve: amount(4),
                    fundingPool: amount(5),
                }),
                topic if topic == events::BURN => env.emit_event(Burn {
                    account: account(1),
                    service: U256::from_big_endian(&word_bytes(&topics[2])).low_u32(),
                    content: FixedBytes(word_bytes(&topics[3])),
                    amount: amount(0),
                    supply: amount(1),
                    reserve: amount(2),
                    fundingPool: amount(3),
                }),
                _ => env.emit_event(Donate {
                    account: account(1),
                    amount: amount(0),
                    supply: amount(1),
                    reserve: amount(2),
                    fundingPool: amount(3),
                }),
            }
        }

        fn pay(&mut self, to: &Word, amount: u128) -> bool {
            Commons::env().transfer(account(to), amount.into()).is_ok()
        }

        // ink!'s engine has no other contracts: what they do is proved on the chain's bytecode only.
        fn call(&mut self, _: &Word, _: u32, _: &mut [Word], _: &mut [Word]) -> Called {
            Called::Refused(crate::error::Error::Malformed)
        }
    }
}
