//! The program itself against a node that says what no honest chain would, or seldom does.

use super::{
    forks::gifts,
    script::{Fork, Ranges, Script, Shared},
    server::serve,
};
use crate::{
    cluster::Database,
    history::{START, account, chain, empty, raw, transfer},
    patience::{PATIENCE, until},
    process::Place,
    rows,
    store::fill,
};
use std::{
    io::{Read, Write},
    net::TcpStream,
    process::Output,
    time::Duration,
};
use weir_indexer::domain::{Address, Block, Commons, RawEvent};
use weir_test_support::{Process, RpcServer, free_port};

/// The program, following a scripted node.
pub(super) struct Follower {
    pub(super) process: Process,
    pub(super) database: Database,
    operators: u16,
    pub(super) place: Place,
    server: RpcServer,
}

impl Follower {
    pub(super) async fn of(script: &Shared) -> Self {
        let server = serve(script).await;
        let (place, database) = (Place::new(), Database::create().await);
        let (process, operators) = start(&place, &server, &database);
        Self { process, database, operators, place, server }
    }

    /// Starts the program again, which has ended.
    pub(super) fn start_again(&mut self) {
        (self.process, self.operators) = start(&self.place, &self.server, &self.database);
    }

    /// Undoes the blocks above this one, by the program itself.
    pub(super) fn rewind(&self, height: &str) -> Output {
        self.place.run(&["rewind", height, "--database-url", self.database.url()])
    }

    /// Waits until the last block written is this one.
    pub(super) async fn reach(&mut self, height: u64) {
        let there = format!("select coalesce(max(height), 0) >= {height} from chain.blocks");
        for _ in 0..PATIENCE.as_millis() / 20 {
            assert!(self.process.is_running(), "{}", self.process.log());
            let set_up = "select to_regclass('weir.derivation') is not null";
            if self.database.value(set_up).await == "true"
                && self.database.value(&there).await == "true"
            {
                return;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        panic!("block {height} is not written:\n{}", self.process.log());
    }

    /// That its rows are those of these blocks.
    pub(super) async fn has_written(&self, blocks: &[Block]) {
        let undisturbed = Database::create().await;
        fill(&undisturbed, blocks, 100).await;
        rows::assert_equal(&undisturbed, &self.database).await;
    }

    /// The value of a metric.
    fn metric(&self, name: &str) -> String {
        let mut stream = TcpStream::connect(("127.0.0.1", self.operators)).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        write!(stream, "GET /metrics HTTP/1.1\r\nhost: it\r\nconnection: close\r\n\r\n").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let line = answer.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' '));
        line.unwrap_or_else(|| panic!("no {name} in {answer}")).to_owned()
    }
}

fn start(place: &Place, server: &RpcServer, database: &Database) -> (Process, u16) {
    let operators = free_port().unwrap();
    let mut command = place.program(&["run", "--node-silence", "1s", "--url", &server.url()]);
    command.args(["--database-url", database.url()]);
    command.args(["--listen", "127.0.0.1:0"]);
    command.args(["--metrics-listen", &format!("127.0.0.1:{operators}")]);
    (Process::spawn("indexer", command, &place.path("")).unwrap(), operators)
}

/// A mint out of nothing, which everybody may be paid from.
fn endowment(index: u32, to: Address) -> RawEvent {
    raw(index, transfer(Address::ZERO, to, u128::MAX / 2))
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_node_serves_is_written_whether_it_answers_ranges_or_not() {
    for ranges in [Ranges::Answered, Ranges::UpTo(16), Ranges::Refused] {
        let blocks = chain(300);
        let script = Script { ranges, ..Script::telling(&blocks) }.shared();
        let mut follower = Follower::of(&script).await;
        follower.reach(300).await;
        follower.has_written(&blocks).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_block_that_cannot_be_decoded_stops_it_right_before_and_it_says_so() {
    for ranges in [Ranges::Answered, Ranges::Refused] {
        let blocks = chain(60);
        let mut script = Script { ranges, ..Script::telling(&blocks) };
        // The last byte is lost: the records end in the middle of one.
        let lost = script.events[40].pop();
        let script = script.shared();
        let mut follower = Follower::of(&script).await;
        let ended = follower.process.wait_end(PATIENCE).unwrap();
        assert_eq!(ended.code(), Some(1));
        let log = follower.process.log();
        let last = log.lines().last().unwrap_or_default();
        assert!(last.contains("block 40 cannot be decoded"), "{log}");
        follower.has_written(&blocks[..40]).await;

        // And once it can be, nothing is missing.
        script.lock().unwrap().events[40].extend(lost);
        follower.start_again();
        follower.reach(60).await;
        follower.has_written(&blocks).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_event_that_its_interface_does_not_explain_is_kept_and_counted_and_the_rest_goes_on() {
    let mut blocks = chain(60);
    let mut broken = raw(200, transfer(account(1), account(2), 5));
    broken.data = vec![1, 2, 3].into();
    let mut unknown = raw(201, transfer(account(1), account(2), 5));
    unknown.topics[0] = blocks[1].hash;
    let mut nameless = raw(202, transfer(account(1), account(2), 5));
    nameless.topics.clear();
    blocks[40].events.extend([broken, unknown, nameless]);
    let mut follower = Follower::of(&Script::telling(&blocks).shared()).await;
    follower.reach(60).await;
    follower.has_written(&blocks).await;
    assert_eq!(follower.metric("weir_indexer_dead_letters_total"), "3");
    let letters = "select count(*) from weir.dead_letters where height = 40";
    assert_eq!(follower.database.value(letters).await, "3");
}

#[tokio::test(flavor = "multi_thread")]
async fn events_of_64_kib_are_kept_to_the_byte() {
    const LARGE: usize = 64 * 1024;
    let mut blocks: Vec<Block> = (0..=START + 20).map(|height| empty(0, height)).collect();
    // A text of anybody's making, in an event that is understood; and bytes in one that is not.
    let service = Commons::Service {
        service: 1,
        owner: account(1),
        name: "\u{4e2d}\0".repeat(LARGE / 4),
        link: String::new(),
    };
    let mut unknown = raw(3, transfer(account(1), account(2), 5));
    unknown.data = (0..LARGE).map(|n| n as u8).collect::<Vec<_>>().into();
    unknown.topics[0] = blocks[1].hash;
    for (index, event) in [raw(1, service), unknown].into_iter().enumerate() {
        blocks[START as usize + 5 + index].events.push(event);
    }
    let mut follower = Follower::of(&Script::telling(&blocks).shared()).await;
    follower.reach(START + 20).await;
    follower.has_written(&blocks).await;
    let lengths =
        "select string_agg(octet_length(data)::text, ' ' order by height) from chain.events";
    let lengths = follower.database.value(lengths).await;
    let lengths: Vec<usize> = lengths.split(' ').map(|length| length.parse().unwrap()).collect();
    assert!(matches!(lengths[..], [text, LARGE] if text >= LARGE), "{lengths:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_thousand_events_in_a_block_are_written_in_their_order() {
    const MANY: u32 = 1_000;
    let mut blocks: Vec<Block> = (0..=START + 10).map(|height| empty(0, height)).collect();
    blocks[START as usize].events.push(endowment(0, account(0)));
    for block in &mut blocks[START as usize + 1..] {
        // Round and round: nobody has anything to pass on before it came.
        block.events = (0..MANY)
            .map(|n| {
                let (from, to) = ((n % 100) as u8, ((n + 1) % 100) as u8);
                raw(n, transfer(account(from), account(to), 7))
            })
            .collect();
    }
    let mut follower = Follower::of(&Script::telling(&blocks).shared()).await;
    follower.reach(START + 10).await;
    follower.has_written(&blocks).await;
    let events = follower.database.value("select count(*) from weir.transfers").await;
    assert_eq!(events, (10 * MANY + 1).to_string());
}

#[tokio::test(flavor = "multi_thread")]
async fn blocks_that_are_not_final_are_never_written() {
    let blocks = chain(60);
    // What the node thinks best is not what will be final.
    let fork = Fork::of(&gifts(41..=55));
    let script = Script { known: 40, fork: Some(fork), ..Script::telling(&blocks) }.shared();
    let mut follower = Follower::of(&script).await;
    follower.reach(40).await;
    // It has looked for more since.
    let asked = script.lock().unwrap().count("chain_getFinalizedHead");
    until("it asks again", || script.lock().unwrap().count("chain_getFinalizedHead") >= asked + 2)
        .await;
    follower.has_written(&blocks[..=40]).await;
    script.lock().unwrap().grow(45);
    follower.reach(45).await;
    follower.has_written(&blocks[..=45]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_subscription_that_falls_silent_is_made_anew_and_nothing_is_missed() {
    let blocks = chain(60);
    let script = Script { known: 40, ..Script::telling(&blocks) }.shared();
    let mut follower = Follower::of(&script).await;
    follower.reach(40).await;
    let subscribed = script.lock().unwrap().count("subscribe");
    {
        let mut script = script.lock().unwrap();
        script.mute = true;
        script.grow(50);
    }
    // Nobody said so; it asked.
    follower.reach(50).await;
    until("it subscribes anew", || script.lock().unwrap().count("subscribe") > subscribed).await;
    script.lock().unwrap().mute = false;
    script.lock().unwrap().grow(60);
    follower.reach(60).await;
    follower.has_written(&blocks).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn finality_that_goes_back_takes_nothing_back() {
    let blocks = chain(60);
    let script = Script { known: 40, ..Script::telling(&blocks) }.shared();
    let mut follower = Follower::of(&script).await;
    follower.reach(40).await;
    for (back, on) in [(30, 42), (41, 50), (0, 60)] {
        script.lock().unwrap().grow(back);
        let asked = script.lock().unwrap().count("chain_getFinalizedHead");
        until("it asks again", || {
            assert!(follower.process.is_running(), "{}", follower.process.log());
            let mut script = script.lock().unwrap();
            script.grow(back);
            script.count("chain_getFinalizedHead") >= asked + 2
        })
        .await;
        script.lock().unwrap().grow(on);
        follower.reach(on).await;
    }
    follower.has_written(&blocks).await;
}
