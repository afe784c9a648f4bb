use super::*;

fn receipt(key: &Key) -> BurnReceipt {
    let mut receipt = BurnReceipt {
        version: VERSION,
        genesis_hash: B256::repeat_byte(1),
        commons: Address::repeat_byte(2),
        block: Block { number: 3, hash: B256::repeat_byte(4) },
        event_index: 5,
        account: key.address(),
        service: 6,
        content: B256::repeat_byte(7),
        amount: Amount::whole(8),
        challenge: Some("login 42".into()),
        public_key: key.public_key(),
        signature: Bytes::new(),
    };
    receipt.signature = key.sign(receipt.text().as_bytes()).into();
    receipt
}

fn bob() -> Key {
    Key::development("//Bob").expect("a development key")
}

#[test]
fn a_receipt_survives_json_and_holds() {
    let receipt = receipt(&bob());
    let json = serde_json::to_string(&receipt).expect("JSON");
    let read: BurnReceipt = serde_json::from_str(&json).expect("a receipt");
    assert_eq!(read, receipt);
    read.check_signature(None).expect("it holds");
    read.check_signature(Some("login 42")).expect("it holds for its challenge");
}

#[test]
fn no_field_can_be_changed_under_the_signature() {
    let changes: [fn(&mut BurnReceipt); 9] = [
        |r| r.genesis_hash = B256::repeat_byte(9),
        |r| r.commons = Address::repeat_byte(9),
        |r| r.block.number = 9,
        |r| r.block.hash = B256::repeat_byte(9),
        |r| r.event_index = 9,
        |r| r.service = 9,
        |r| r.content = B256::repeat_byte(9),
        |r| r.amount = Amount::whole(9),
        |r| r.challenge = None,
    ];
    for change in changes {
        let mut changed = receipt(&bob());
        change(&mut changed);
        let error = changed.check_signature(None).expect_err("changed").to_string();
        assert!(error.contains("signature"), "{error}");
    }
}

#[test]
fn nobody_can_claim_the_burn_of_another() {
    let eve = Key::development("//Eve").expect("a development key");
    let mut stolen = receipt(&bob());
    stolen.public_key = eve.public_key();
    stolen.signature = eve.sign(stolen.text().as_bytes()).into();
    let error = stolen.check_signature(None).expect_err("stolen").to_string();
    assert!(error.contains("not of the burner"), "{error}");
    // With the burner's key named, but not at hand.
    stolen.public_key = bob().public_key();
    let error = stolen.check_signature(None).expect_err("stolen").to_string();
    assert!(error.contains("signature"), "{error}");
}

#[test]
fn a_copy_does_not_answer_another_challenge() {
    let error = receipt(&bob()).check_signature(Some("login 43")).expect_err("a copy").to_string();
    assert!(error.contains("challenge"), "{error}");
}

#[test]
fn a_challenge_cannot_pass_for_another_field() {
    let mut sly = receipt(&bob());
    sly.challenge = Some("x\namount 999".into());
    assert_eq!(sly.text().lines().count(), 10, "{}", sly.text());
}

#[test]
fn a_signature_of_another_length_is_none() {
    let mut short = receipt(&bob());
    short.signature = Bytes::from_static(&[1, 2, 3]);
    assert!(short.check_signature(None).is_err());
}
