use serde_json::{Value, json};
use weir_accounting::{
    Account, Entry, Error, Hash, History, Interval, Line, Member, MerkleTree, Minimum, Payout,
    Split, Target, U256, balanced, choose_intervals, claim_total, immediate, keccak256,
    payout_round, recent, special, split_floor, split_sequential, split_weights, verify_proof,
};

use crate::{
    Answer,
    read::{amount, amounts, by_name, list, number, numbers, ppm, text},
};

pub(crate) fn answer(op: &str, input: &Value) -> Option<Answer> {
    Some(match op {
        "split" => split(input),
        "split_cumulative" => weights(input),
        "split_floor" => floor(input),
        "immediate" | "recent" | "balanced" => policy(op, input),
        "special" => whole(input),
        "choose_intervals" => choose(input),
        "payout_round" => round(input),
        "merkle_tree" => tree(input),
        "merkle_verify" => verify(input),
        "claim_total" => claim(input),
        _ => return None,
    })
}

fn split(input: &Value) -> Answer {
    let pieces = split_sequential(amount(&input["budget"])?, &amounts(&input["scores"])?)?;
    Ok(json!({ "amounts": numbers(&pieces) }))
}

fn weights(input: &Value) -> Answer {
    let weights = list(&input["weights_ppm"]).map(ppm).collect::<Result<Vec<_>, Error>>()?;
    let split = split_weights(amount(&input["amount"])?, &weights)?;
    Ok(json!({ "amounts": numbers(&split.amounts), "kept": number(split.kept) }))
}

fn floor(input: &Value) -> Answer {
    let incentive = ppm(&input["incentive_ppm"])?;
    let split =
        split_floor(amount(&input["amount"])?, &amounts(&input["allocations"])?, incentive)?;
    let (reward, dust) = (number(split.reward), number(split.dust));
    Ok(json!({ "amounts": numbers(&split.amounts), "reward": reward, "dust": dust }))
}

fn intervals(input: &Value) -> Vec<Interval> {
    let time = |value: &Value| value.as_i64().unwrap();
    let interval = |pair: &Value| Interval { start: time(&pair[0]), end: time(&pair[1]) };
    list(&input["intervals"]).map(interval).collect()
}

fn active(value: &Value) -> bool {
    value["active"].as_bool().unwrap_or(true)
}

fn policy(op: &str, input: &Value) -> Answer {
    let record = |one: &Value| -> Result<(Vec<U256>, Option<Vec<U256>>), Error> {
        let paid = one.get("paid").map(amounts).transpose()?;
        Ok((amounts(&one["cred"])?, paid))
    };
    let records = list(&input["participants"]).map(record).collect::<Result<Vec<_>, Error>>()?;
    let accounts: Vec<Account> = list(&input["participants"])
        .zip(&records)
        .map(|(one, (cred, paid))| Account {
            id: text(&one["id"]),
            active: active(one),
            cred,
            paid: paid.as_deref(),
        })
        .collect();
    let exclusions: Vec<&str> = list(&input["exclusions"]).map(text).collect();
    let effective = input["effective"].as_i64().unwrap();
    let history = History::new(&intervals(input), effective, &accounts, &exclusions)?;
    let budget = amount(&input["budget"])?;
    let lookback = || u64::try_from(amount(&input["lookback"])?);
    let split = Split::Sequential;
    let payouts = match op {
        "immediate" => immediate(&history, budget, lookback()?, split),
        "recent" => recent(&history, budget, ppm(&input["discount_ppm"])?, split),
        _ => {
            let target = match text(&input["target_rule"]) {
                "exact" => Target::Exact,
                _ => Target::PerCred { cred_scale: amount(&input["cred_scale"])? },
            };
            balanced(&history, budget, lookback()?, target, split)
        }
    }?;
    let all = |part: fn(&Payout) -> U256| by_name(payouts.iter().map(|one| (one.id, part(one))));
    Ok(json!({ "scores": all(|one| one.score), "amounts": all(|one| one.amount) }))
}

fn whole(input: &Value) -> Answer {
    let accounts: Vec<(&str, bool)> =
        list(&input["participants"]).map(|one| (text(&one["id"]), active(one))).collect();
    let payout = special(amount(&input["budget"])?, text(&input["recipient"]), &accounts)?;
    Ok(json!({ "amounts": by_name([(payout.id, payout.amount)]) }))
}

fn choose(input: &Value) -> Answer {
    let intervals = intervals(input);
    let again = input["allow_again"].as_bool().unwrap();
    let (last, now) = (input["last"].as_i64(), input["now"].as_i64().unwrap());
    let due = choose_intervals(&intervals, last, now, input["max"].as_u64(), again)?;
    let due: Value = due.iter().map(|due| json!([due.start, due.end])).collect();
    Ok(json!({ "intervals": due }))
}

fn round(input: &Value) -> Answer {
    let weeks = list(&input["accounts"])
        .map(|one| amounts(&one["weeks"]))
        .collect::<Result<Vec<_>, Error>>()?;
    let members = list(&input["accounts"])
        .zip(&weeks)
        .map(|(one, weeks)| {
            Ok(Member {
                id: text(&one["id"]),
                weeks,
                carried: amount(&one["carried"])?,
                excluded: one["excluded"].as_bool().unwrap(),
            })
        })
        .collect::<Result<Vec<_>, Error>>()?;
    let least = amount(&input["minimum"])?;
    let minimum = match text(&input["mode"]) {
        "carry" => Minimum::Carry(least),
        _ => Minimum::Drop(least),
    };
    let revenue = amount(&input["revenue"])?;
    let ratio = ppm(&input["ratio_ppm"])?;
    let round = payout_round(revenue, ratio, &members, minimum, Split::Sequential)?;
    let all =
        |part: fn(&Entry) -> U256| by_name(round.entries.iter().map(|one| (one.id, part(one))));
    Ok(json!({
        "disbursed": number(round.disbursed),
        "retained": number(round.retained),
        "shares": all(|one| one.share),
        "paid": all(|one| one.paid),
        "carried": all(|one| one.carried),
    }))
}

fn hash<const LEN: usize>(value: &Value) -> [u8; LEN] {
    let digits = text(value).strip_prefix("0x").unwrap();
    let byte = |index| u8::from_str_radix(&digits[2 * index..2 * index + 2], 16).unwrap();
    assert_eq!(digits.len(), 2 * LEN);
    std::array::from_fn(byte)
}

fn hex(hash: &Hash) -> Value {
    let digits: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
    Value::String(format!("0x{digits}"))
}

fn leaf(kind: &Value, entry: &Value) -> Result<Hash, Error> {
    let line = Line {
        index: amount(&entry["index"])?,
        account: hash(&entry["account"]),
        amount: amount(&entry["amount"])?,
    };
    Ok(match text(kind) {
        "uniswap" => line.packed_leaf(keccak256),
        _ => line.leaf(keccak256, amount(&entry["distribution"])?),
    })
}

fn tree(input: &Value) -> Answer {
    let leaves = list(&input["entries"])
        .map(|entry| leaf(&input["leaf"], entry))
        .collect::<Result<Vec<_>, Error>>()?;
    let tree = MerkleTree::new(keccak256, &leaves)?;
    let proofs = leaves.iter().map(|&leaf| tree.proof(leaf).unwrap());
    let proofs: Value = proofs.map(|proof| proof.iter().map(hex).collect::<Value>()).collect();
    Ok(json!({ "root": hex(&tree.root()), "proofs": proofs }))
}

fn verify(input: &Value) -> Answer {
    let leaf = leaf(&input["leaf"], &input["entry"])?;
    let proof: Vec<Hash> = list(&input["proof"]).map(hash).collect();
    Ok(json!({ "valid": verify_proof(keccak256, leaf, &proof, hash(&input["root"])) }))
}

fn claim(input: &Value) -> Answer {
    let [total, before, funds] =
        ["entitled_total", "claimed_before", "funds"].map(|name| amount(&input[name]));
    let claimed = claim_total(total?, before?, funds?)?;
    Ok(json!({
        "pay": number(claimed.pay),
        "claimed_after": number(claimed.claimed_after),
        "funds_after": number(claimed.funds_after),
    }))
}
