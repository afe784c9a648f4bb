//! A Commons with attackers and others, and what is promised to the others.

mod promises;

use super::moves::Move;
use weir_sandbox::{
    abi::Commons as Money,
    commons::{Settings, DAY},
    conviction::{Rules, ABSTAIN},
    scene::{whole, Scene},
    spending::Spending,
    world::address,
    Account, Opening, Proposal, U256,
};

/// Who attacks, with half of the attackers' tokens each; the guardian pauses for them.
const ATTACKERS: [Account; 2] = [Account::Bob, Account::Dave];
const GUARDIAN: Account = Account::Eve;
/// Who holds the rest: the first one nearly all of it.
const OTHERS: [Account; 2] = [Account::Alice, Account::Charlie];
/// Where a payment goes: to an account that takes part in nothing else.
const BENEFICIARY: Account = Account::One;
const WEEK: u64 = 7 * DAY;
/// The most proposals of the attackers: enough for whatever they stake on.
const MOST: usize = 16;

/// What the others do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Defence {
    /// Nothing.
    Silent,
    /// They stake on the abstain signal, and do nothing else.
    Abstains,
    /// They have staked on a signal of an attacker's, and do nothing else.
    Sleeps,
    /// Half of all tokens object to whatever is announced, within a quarter of the notice.
    Objects,
}

/// What an attack starts from.
#[derive(Clone, Debug)]
pub struct Terms {
    /// Tokens of the attackers, of a thousand.
    pub attackers: u128,
    /// Whether the guardian is one of them.
    pub guardian: bool,
    pub defence: Defence,
    pub rules: Rules,
}

impl Default for Terms {
    fn default() -> Self {
        Self { attackers: 100, guardian: false, defence: Defence::Silent, rules: Rules::default() }
    }
}

/// What is noted beside the chain.
#[derive(Clone, Debug)]
struct Book {
    spending: Spending,
    donated: U256,
    /// The attackers' proposals.
    proposals: Vec<u32>,
    /// Whom a proposal belongs to.
    authors: Vec<Account>,
    /// Those that are announced.
    announced: Vec<u32>,
}

/// A Commons under attack.
pub struct Town {
    pub terms: Terms,
    scene: Scene,
    book: Book,
}

type Check = Result<(), String>;

impl Town {
    pub fn new(terms: &Terms) -> Self {
        let settings = Settings::guarded_by(GUARDIAN);
        let opening = Opening { settings, ..Opening::default() };
        let mut scene = Scene::new(&opening, &terms.rules);
        // Bob, Charlie and Dave have 200, 200 and 100; all comes together, and is dealt again.
        for (account, amount) in
            [(Account::Bob, 200), (Account::Charlie, 200), (Account::Dave, 100)]
        {
            let to = address(Account::Alice);
            scene.commons.transfer(&mut scene.world, account, to, whole(amount)).unwrap();
        }
        let half = whole(terms.attackers) / U256::from(2);
        for (account, amount) in
            [(ATTACKERS[0], half), (ATTACKERS[1], half), (OTHERS[1], whole(100))]
        {
            let to = address(account);
            scene.commons.transfer(&mut scene.world, Account::Alice, to, amount).unwrap();
        }
        let (mut proposals, mut authors) = (Vec::new(), Vec::new());
        let alice = scene.commons.balance_of(&mut scene.world, Account::Alice);
        match terms.defence {
            Defence::Abstains => scene.stake(Account::Alice, ABSTAIN, alice),
            Defence::Sleeps => {
                let id = scene.suggest(ATTACKERS[0], &Proposal::signal());
                scene.stake(Account::Alice, id, alice);
                proposals.push(id);
                authors.push(ATTACKERS[0]);
            }
            Defence::Silent | Defence::Objects => {}
        }
        if terms.defence != Defence::Silent {
            scene.world.advance_time(20 * terms.rules.half_life);
        }
        let spending = Spending::new(whole(100), 30 * DAY);
        let announced = Vec::new();
        let book = Book { spending, donated: U256::ZERO, proposals, authors, announced };
        Self { terms: terms.clone(), scene, book }
    }

    /// Whether the attackers have to remain fewer than those who object.
    pub fn outnumbered(&self) -> bool {
        self.terms.defence == Defence::Objects
    }

    /// What was paid to the attackers.
    pub fn gained(&self) -> U256 {
        self.book.spending.granted()
    }

    /// What a move is worth: what is paid after it by the shortest ways to a payment, less what was
    /// donated. Nothing of it is done.
    pub fn worth_of(&mut self, candidate: &Move) -> (u64, u64) {
        let half_life = self.terms.rules.half_life;
        let book = self.book.clone();
        self.scene.world.begin();
        let broken = self.step(candidate).is_err();
        let mut worth = 0;
        for (over, wait) in [(0, 0), (1, 2 * half_life), (4, 2 * half_life), (4, 38 * DAY)] {
            let book = self.book.clone();
            self.scene.world.begin();
            let broken = self.step(&Move::Way { over, wait }).is_err();
            worth = worth.max(if broken { u64::MAX } else { self.net() });
            self.scene.world.undo();
            self.book = book;
        }
        let at_once = self.net();
        self.scene.world.undo();
        self.book = book;
        // What breaks a promise is done at once: it is what is looked for.
        if broken {
            (u64::MAX, u64::MAX)
        } else {
            (worth, at_once)
        }
    }

    /// What was paid and not donated, in thousandths of a whole unit.
    fn net(&self) -> u64 {
        let unit = whole(1) / U256::from(1_000);
        (self.gained().saturating_sub(self.book.donated) / unit).to()
    }

    /// Does a move, as far as it is not refused; then the others react. An error says which promise
    /// is broken.
    pub fn step(&mut self, step: &Move) -> Check {
        let Scene { world, commons, conviction } = &mut self.scene;
        match *step {
            Move::Propose { by, ref shares } => {
                for &share in shares {
                    if self.book.proposals.len() >= MOST {
                        break;
                    }
                    let funding = commons.state(world).funding;
                    let amount = funding * U256::from(share) / U256::from(1_000);
                    let proposal = Proposal {
                        lifetime: 300 * DAY,
                        ..Proposal::funding(address(BENEFICIARY), amount)
                    };
                    if let Ok(receipt) = conviction.propose(world, ATTACKERS[by], &proposal) {
                        self.book.proposals.push(receipt.value);
                        self.book.authors.push(ATTACKERS[by]);
                    }
                }
            }
            Move::Way { over, wait } => {
                let notice = self.terms.rules.notice;
                self.step(&Move::Execute)?;
                if over > 0 {
                    for by in 0..ATTACKERS.len() {
                        self.back(by, 0, over);
                    }
                }
                self.step(&Move::Wait { seconds: wait })?;
                self.step(&Move::Announce)?;
                self.step(&Move::Wait { seconds: notice })?;
                self.step(&Move::Execute)?;
            }
            Move::Back { by, which } => self.back(by, which, 1),
            Move::Spread { by, over } => self.back(by, 0, over),
            Move::Object { by, which } => {
                if let Some(&id) = self.book.proposals.get(which % MOST) {
                    let tokens = commons.balance_of(world, ATTACKERS[by]) / U256::from(10);
                    let stakes = [(id, tokens, true)];
                    let _ = conviction.take_sides(world, ATTACKERS[by], &stakes);
                }
            }
            Move::Unstake { by } => self.unstake(ATTACKERS[by]),
            Move::Announce => {
                for &id in &self.book.proposals {
                    let announced = self.book.announced.contains(&id);
                    if !announced && conviction.announce(world, ATTACKERS[0], id).is_ok() {
                        self.book.announced.push(id);
                    }
                }
            }
            Move::Reset => {
                self.book
                    .announced
                    .retain(|&id| conviction.reset(world, ATTACKERS[0], id).is_err());
            }
            Move::Execute => {
                for id in self.book.announced.clone() {
                    self.execute(id)?;
                }
            }
            Move::Cancel { which } => {
                if !self.book.proposals.is_empty() {
                    let at = which % self.book.proposals.len();
                    self.cancel(at)?;
                }
            }
            Move::Wait { seconds } => self.wait(seconds),
            Move::Donate { percent } => {
                let funding = commons.state(world).funding;
                let amount = funding * U256::from(percent) / U256::from(100);
                if commons.donate(world, ATTACKERS[0], amount).is_ok() {
                    self.book.donated += amount;
                }
            }
            Move::Mint { by, percent } => {
                let reserve = commons.state(world).reserve;
                let amount = reserve * U256::from(percent) / U256::from(100);
                let _ = commons.mint(world, ATTACKERS[by], amount);
            }
            Move::Redeem { by } => {
                let free = commons.transferable(world, ATTACKERS[by]);
                let _ = commons.redeem(world, ATTACKERS[by], free);
            }
            Move::PassOn { by } => {
                let free = commons.transferable(world, ATTACKERS[by]);
                let to = address(ATTACKERS[1 - by]);
                let _ = commons.transfer(world, ATTACKERS[by], to, free);
            }
            Move::Pause { seconds } => {
                let _ = commons.call(world, GUARDIAN, Money::pauseCall { duration: seconds });
            }
            Move::Unpause => {
                let _ = commons.call(world, GUARDIAN, Money::unpauseCall {});
            }
            Move::ReleaseOthers => {
                for account in OTHERS {
                    let _ = conviction.release(world, ATTACKERS[0], account);
                }
            }
            Move::Unlock { by } => {
                let _ = commons.unlock(world, ATTACKERS[by]);
            }
            Move::Stay { by } => {
                let _ = commons.call(world, ATTACKERS[by], Money::cancelUnlockCall {});
            }
        }
        // Those who object need time to see it; one who leaves is seen at once.
        self.forfeit();
        self.check()
    }

    /// Stakes all that an attacker has on the proposals that run: one of them, or the last ones.
    fn back(&mut self, by: usize, which: usize, over: usize) {
        self.unstake(ATTACKERS[by]);
        let Scene { world, commons, conviction } = &mut self.scene;
        let now = world.time();
        let running: Vec<u32> = self
            .book
            .proposals
            .iter()
            .copied()
            .filter(|&id| {
                let state = conviction.proposal(world, id);
                state.status == 0 && state.expiry > now && state.kind == 1
            })
            .collect();
        if running.is_empty() {
            return;
        }
        let at = running.len() - 1 - which % running.len();
        let chosen: Vec<u32> = if over == 1 {
            vec![running[at]]
        } else {
            running.iter().rev().take(over.min(16)).copied().collect()
        };
        let part = commons.balance_of(world, ATTACKERS[by]) / U256::from(chosen.len());
        let moves: Vec<_> = chosen.into_iter().map(|id| (id, part)).collect();
        let _ = conviction.stake(world, ATTACKERS[by], &moves);
    }

    fn unstake(&mut self, account: Account) {
        let Scene { world, conviction, .. } = &mut self.scene;
        let moves: Vec<_> = conviction
            .stakes(world, account)
            .into_iter()
            .map(|(id, ..)| (id, U256::ZERO))
            .collect();
        if !moves.is_empty() {
            let _ = conviction.stake(world, account, &moves);
        }
    }

    /// Waits. The others react to what was announced after a quarter of the notice.
    fn wait(&mut self, seconds: u64) {
        let first = seconds.min(self.terms.rules.notice / 4);
        self.scene.world.advance_time(first);
        self.react();
        self.scene.world.advance_time(seconds - first);
    }

    /// One who leaves does not vote: any other sees to that.
    fn forfeit(&mut self) {
        let Scene { world, commons, conviction } = &mut self.scene;
        for account in ATTACKERS {
            if commons.unlock_of(world, account) > 0 {
                let _ = conviction.forfeit(world, OTHERS[0], account);
            }
        }
    }

    /// Those who object do so where the support is.
    fn react(&mut self) {
        let Scene { world, conviction, .. } = &mut self.scene;
        if self.terms.defence != Defence::Objects {
            return;
        }
        let mut announced: Vec<(u32, U256)> = Vec::new();
        for &id in &self.book.announced {
            announced.push((id, conviction.proposal(world, id).staked));
        }
        announced.sort_by_key(|&(_, staked)| std::cmp::Reverse(staked));
        announced.truncate(16);
        let held: Vec<_> = conviction.stakes(world, OTHERS[0]);
        let stale: Vec<_> = held
            .iter()
            .filter(|(id, ..)| announced.iter().all(|(other, _)| other != id))
            .map(|&(id, ..)| (id, U256::ZERO, false))
            .collect();
        if !stale.is_empty() {
            conviction.take_sides(world, OTHERS[0], &stale).expect("a stake can be lowered");
        }
        let sum: U256 = announced.iter().map(|&(_, staked)| staked).sum();
        if sum.is_zero() {
            return;
        }
        // Where the support is, the opposition is.
        let tokens = whole(500);
        let stakes: Vec<_> =
            announced.iter().map(|&(id, staked)| (id, tokens * staked / sum, true)).collect();
        conviction.take_sides(world, OTHERS[0], &stakes).expect("they have what they stake");
    }
}
